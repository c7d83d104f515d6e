// What hints cost: of a file of 10,000 lines, and how long the thread that asks for them is blocked, as the editor asks.
// CPU time, since other work on the machine does not count into it. Fails when hints take more than 150 ms of it, warm, unless the
// machine is so busy that parsing alone takes longer than it should.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { HintRequest } from '../../src/core/hints';
import type { HotEvidence } from '../../src/core/hints/hint';
import { parse, readCode } from '../../src/core/hints/parse';
import { startSyntax } from '../../src/editor/syntax';
import { startTypedHints } from '../../src/editor/typed-hints';
import { startTypeService } from '../../src/run/type-service';
import { heatOn, soundHints } from '../hints/heat';

const lines = 10_000;
const bound = 150;
/** What parsing such a file takes on the machine that the bound is meant for. */
const usualParsing = 65;
/** A frame of a screen, in milliseconds. */
const frame = 16.7;

async function main(): Promise<void> {
  const text = ourSources();
  const hot = hotLines(text);
  const request: HintRequest = { file: '/big.ts', text, hot, activeSamples: 10_000 };
  console.log(`${lines} lines, ${Math.round(text.length / 1000)} kB, ${hot.length} hot places`);

  const cold = cpuMillis(() => soundHints(request));
  const parsing = least(() => parse(request.file, text));
  const reading = least(() => readCode(parse(request.file, text)!)); // it parses: these are our sources
  const hints = least(() => soundHints(request));
  const everywhere: HintRequest = {
    ...request,
    hot: text.split('\n').map((_, i) => heatOn(i + 1)),
  };
  const all = least(() => soundHints(everywhere), 5);
  const ratio = (millis: number) => (millis / parsing).toFixed(2);
  console.log(`first time          ${cold.toFixed(0)} ms of CPU time`);
  console.log(`parsing alone       ${parsing.toFixed(0)} ms`);
  console.log(`and its scopes      ${reading.toFixed(0)} ms, ${ratio(reading)} of parsing`);
  console.log(`hints               ${hints.toFixed(0)} ms, ${ratio(hints)} of parsing`);
  console.log(`with every line hot ${all.toFixed(0)} ms, ${ratio(all)} of parsing`);

  typedCosts();
  const blocked = Math.max(await longestBlock(request), await longestBlock(request, true));
  console.log(`the thread that asks is blocked for ${blocked.toFixed(1)} ms at most`);
  const isSlow = hints > bound && hints / parsing > bound / usualParsing;
  if (isSlow) console.error(`more than ${bound} ms`);
  if (blocked > frame) console.error('more than a frame');
  process.exitCode = isSlow || blocked > frame ? 1 : 0;
}

/** The largest of our own files that imports others, with types: the first time, and after an edit. */
function typedCosts(): void {
  const file = join(process.cwd(), 'src', 'editor', 'session-tunings.ts');
  const service = startTypeService();
  const ask = (edit: string) => {
    const text = readFileSync(file, 'utf8') + edit;
    const hot = text.split('\n').map((_, i) => heatOn(i + 1));
    soundHints({ file, text, hot, activeSamples: 10_000 }, () => {
      const program = service.programOf(file, text);
      if ('problem' in program) throw new Error(program.problem);
      return program;
    });
  };
  const first = cpuMillis(() => ask(''));
  let edits = 0;
  const edited = least(() => ask(`export const edit${++edits} = ${edits};`), 7);
  console.log(
    `with types          ${first.toFixed(0)} ms the first time, ${edited.toFixed(0)} ms after an edit`,
  );
}

/** Our own sources one after the other, each in a block of its own, up to 10,000 lines. */
function ourSources(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const all: string[] = [];
  for (const name of files.sort()) {
    const text = readFileSync(join('src', name), 'utf8')
      .replace(/^import [^;]*;\n/gm, '')
      .replace(/^export (?:\{[^}]*\}|\*)[^;]*;\n/gm, '')
      .replace(/^export (default )?/gm, '');
    all.push('{', ...text.trimEnd().split('\n'), '}');
  }
  return all.slice(0, lines).join('\n');
}

/** As a profile has it: a few lines with much time of their own, some hundred that call them, with columns. */
function hotLines(text: string): HotEvidence[] {
  const calls = text.split('\n').flatMap((line, index) => {
    const column = line.search(/\w\(/);
    return column >= 0 && !/^\s*(?:\/\/|\*|function|#?\w+\(.*\{$)/.test(line)
      ? [{ line: index + 1, column }]
      : [];
  });
  const every = (step: number, more: Partial<HotEvidence>) =>
    calls
      .filter((_, at) => at % step === 0)
      .map(({ line, column }) => heatOn(line, { column, ...more }));
  return [
    ...every(Math.ceil(calls.length / 15), { selfShare: 0.06, samples: 600 }),
    ...every(Math.ceil(calls.length / 300), {
      selfShare: 0,
      samples: 0,
      totalShare: 0.3,
      totalSamples: 3000,
    }),
  ];
}

/** The longest turn of the event loop while the worker of the editor is asked, in CPU time of this thread; the best of a few. */
async function longestBlock(request: HintRequest, withTypes = false): Promise<number> {
  const dist = join(process.cwd(), 'dist');
  const syntax = withTypes
    ? startTypedHints(join(dist, 'types.js'), complain, complain)
    : startSyntax(join(dist, 'syntax.js'), complain);
  try {
    let best = Infinity;
    for (let round = 0; round < 7; round++) {
      let longest = 0;
      let last = threadMillis();
      let isAsking = true;
      const turn = () => {
        const now = threadMillis();
        longest = Math.max(longest, now - last);
        last = now;
        if (isAsking) setImmediate(turn);
      };
      turn();
      await syntax.hints(request, new AbortController().signal);
      turn();
      isAsking = false;
      best = Math.min(best, longest);
    }
    return best;
  } finally {
    syntax.dispose();
  }
}

function complain(what: string | readonly unknown[]): void {
  if (what.length > 0) console.error(what);
}

/** CPU time of the main thread as Linux counts it; elsewhere the time of the clock. */
function threadMillis(): number {
  if (process.platform !== 'linux') return performance.now();
  return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
}

function cpuMillis(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Warm: the least of several rounds is the one that other work on the machine disturbed least. */
function least(work: () => unknown, rounds = 11): number {
  return Math.min(...Array.from({ length: rounds }, () => cpuMillis(work)));
}

void main();
