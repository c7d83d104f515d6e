// Measures what rules on the configuration advise: whole programs without it and with it, in turn, on Node 22, 24 and 26 and the
// one at hand. `node out/test/bench/configuration.js [--rule ID]… [--rounds N]`; prints the rows that a rule has in `measured`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

/** A program in two versions; `cache` is a folder that lasts as long as the pair is measured. */
interface ProgramPair {
  readonly rule: string;
  readonly program: string;
  readonly before: Started;
  readonly after: Started;
  /** The first version of Node.js that has what is advised. */
  readonly from?: number;
}

interface Started {
  readonly code: string;
  readonly env?: (cache: string) => Record<string, string>;
}

const modules = join(process.cwd(), 'test', 'bench', 'node_modules');
const loading = (name: string) => `require(${JSON.stringify(join(modules, name))});`;
const cached = (cache: string) => ({ NODE_COMPILE_CACHE: cache });

function compiled(source: string, target: ts.ScriptTarget): Started {
  const compilerOptions = { target, module: ts.ModuleKind.CommonJS, downlevelIteration: true };
  return { code: ts.transpileModule(source, { compilerOptions }).outputText };
}

function compiledFor(program: string, from: keyof typeof ts.ScriptTarget, source: string) {
  const rule = 'ts-target';
  const target = ts.ScriptTarget[from];
  const after = compiled(source, ts.ScriptTarget.ES2022);
  return { rule, program: `${program}, ${from}`, before: compiled(source, target), after };
}

const awaits = `
  async function one(n: number) { return n; }
  async function sum(n: number) { let sum = 0; for (let i = 0; i < n; i++) sum += await one(i); return sum; }
  void sum(1_000_000);`;
const privates = `
  class Counter { #n = 0; add(by?: { n: number }) { this.#n += by?.n ?? 1; return this.#n; } }
  const counter = new Counter();
  for (let i = 0; i < 3_000_000; i++) counter.add();`;
const spreads = `
  let sum = 0;
  for (let i = 0; i < 300_000; i++) { const [a, ...rest] = [i, ...[1, 2, 3]]; sum += a + rest.length; }
  if (sum < 0) console.log(sum);`;

const pairs: readonly ProgramPair[] = [
  ...['typescript', 'terser', 'markdown-it'].map(name => ({
    rule: 'compile-cache',
    program: `Loads ${name}`,
    before: { code: loading(name) },
    after: { code: loading(name), env: cached },
    from: 22,
  })),
  compiledFor('Awaits in a loop', 'ES2015', awaits),
  compiledFor('Private fields', 'ES2017', privates),
  compiledFor('Spread and rest of arrays', 'ES5', spreads),
];

const { values } = parseArgs({
  options: { rule: { type: 'string', multiple: true }, rounds: { type: 'string', default: '7' } },
});

function main(): void {
  const nodes = ['node-22', 'node-24', 'node-26'].map(name => join(modules, name, 'bin', 'node'));
  for (const pair of pairs) {
    if (!(values.rule?.includes(pair.rule) ?? true)) continue;
    for (const node of [process.execPath, ...nodes]) measure(pair, node);
  }
}

function measure(pair: ProgramPair, node: string): void {
  const version = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout;
  const major = Number.parseInt(version);
  if (major < (pair.from ?? 0)) return;
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-configuration-'));
  try {
    const before = () => cpuMillis(pair.before, node, folder);
    const after = () => cpuMillis(pair.after, node, folder);
    before();
    const first = after(); // fills what is kept for later
    const ratios: number[] = [];
    const times: [number, number][] = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      const [one, two] = round % 2 === 0 ? [before(), after()] : [after(), before()].reverse();
      times.push([one, two]);
      ratios.push(one / two);
    }
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    const [was, is] = [0, 1].map(at => median(times.map(time => time[at])).toFixed(0));
    console.log(
      `${pair.rule}: { program: '${pair.program}', node: ${major}, ratio: ${Number(median(ratios).toPrecision(2))} } [${least.toFixed(2)}–${most.toFixed(2)}], ${was} → ${is} ms, the first time ${first.toFixed(0)} ms`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CPU time of the whole process, V8's own threads included. */
function cpuMillis({ code, env }: Started, node: string, folder: string): number {
  const file = join(folder, 'program.cjs');
  const told = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000)); });`;
  writeFileSync(file, `${told}\n${code}`);
  const { stdout, stderr, status } = spawnSync(node, [file], {
    encoding: 'utf8',
    env: { ...process.env, ...env?.(join(folder, 'cache')) },
  });
  if (status !== 0) throw new Error(`${node} failed: ${stderr}`);
  return Number(stdout);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

main();
