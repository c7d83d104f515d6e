// Drops each condition of the rules and of the analysis, one at a time, and looks whether a test of the hints fails, or the type
// checker, which needs many of them to know what it has.
// `node out/test/bench/mutation.js [--only PART-OF-PATH,…] [--json FILE]`; fails when a condition is missed by no test.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { applyEdits } from '../../src/core/text-edit';
import { typeChecker } from './corpus/type-checker';
import { type Condition, withSwitches } from './mutation/conditions';
import { equivalents } from './mutation/equivalents';
import type { Answer, Asked, Ran } from './mutation/worker';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });

/** Slower tests, which type-check or run programs at random, are asked only of conditions without another: each should have a small test of its own. */
const slowest = 1500;
/** Tests that start threads or run programs at random. */
const leftOut = ['syntax', 'typed-hints', 'rule-failure', 'random-programs'].map(
  name => `${name}.test.ts`,
);
/** Without a word for so long, the condition kept a loop from ending: that is noticed. */
const patience = 30_000;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(process.cwd(), 'out', 'mutation-'));
  try {
    const conditions = await compile(folder);
    const runner = new Runner(folder);
    const tests = await runner.all();
    const broken = tests.filter(({ failed }) => failed);
    if (broken.length > 0) throw new Error(`fail without a change: ${broken.map(t => t.name)}`);
    await dropEach(conditions, tests, runner);
    runner.end();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function dropEach(
  conditions: readonly Condition[],
  tests: readonly Ran[],
  runner: Runner,
): Promise<void> {
  const byCondition = testsByCondition(tests);
  const survivors: { readonly condition: Condition; readonly tests: number }[] = [];
  const needed = neededByTypes(conditions);
  let asked = 0;
  let equivalent = 0;
  let typed = 0;
  for (const [number, condition] of conditions.entries()) {
    const { file } = condition;
    if (!(values.only?.split(',').some(part => file.includes(part)) ?? true)) continue;
    asked++;
    if (isEquivalent(condition)) {
      equivalent++;
      continue;
    }
    const which = byCondition.get(number) ?? [];
    if (which.length > 0 && (await runner.drop(number, which)) !== undefined) continue;
    if (needed(condition)) {
      typed++;
      continue;
    }
    survivors.push({ condition, tests: which.length });
    console.log(describeSurvivor(condition, which.length));
  }
  const missed = asked - equivalent - typed - survivors.length;
  console.log(
    `${asked} conditions: ${missed} are missed by a test, ${typed} by the type checker, ${equivalent} make no difference, ${survivors.length} survive.`,
  );
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(survivors, null, 1));
  process.exitCode = survivors.length > 0 ? 1 : 0;
}

function describeSurvivor({ file, line, drop, text }: Condition, tests: number): string {
  return `${file}:${line} ${drop}, ${tests} tests: ${text}`;
}

function isEquivalent({ file, text, drop }: Condition): boolean {
  return equivalents.some(
    one => file.endsWith(one.file) && text.startsWith(one.text) && (one.drop ?? drop) === drop,
  );
}

/** Whether the file has a type error without the condition. */
function neededByTypes(conditions: readonly Condition[]): (condition: Condition) => boolean {
  const files = [...new Set(conditions.map(({ file }) => resolve(file)))];
  const checker = typeChecker(files, process.cwd());
  return ({ file, edit }) => {
    const text = applyEdits(readFileSync(file, 'utf8'), [edit]);
    return checker.errorsIn(resolve(file), text).length > 0;
  };
}

/** Tests to which a condition made a difference, the fastest first; slow ones only where no other is. */
function testsByCondition(tests: readonly Ran[]): Map<number, number[]> {
  const result = new Map<number, number[]>();
  const order = [...tests.keys()].sort((a, b) => tests[a].milliseconds - tests[b].milliseconds);
  for (const at of order) {
    const isSlow = tests[at].milliseconds > slowest;
    for (const condition of tests[at].mattered) {
      const of = result.get(condition);
      if (of === undefined) result.set(condition, [at]);
      else if (!isSlow) of.push(at);
    }
  }
  return result;
}

/** All tests of the hints in one script, with switches in the code that they test. */
async function compile(folder: string): Promise<Condition[]> {
  const conditions: Condition[] = [];
  const tests = readdirSync('test/hints', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.test.ts'))
    .filter(name => !leftOut.includes(name));
  const shared = {
    bundle: true,
    platform: 'node',
    packages: 'external',
    target: 'node20',
    logLevel: 'warning',
  } as const;
  await build({
    ...shared,
    stdin: {
      contents: tests.map(name => `import './test/hints/${name}';`).join('\n'),
      resolveDir: process.cwd(),
    },
    outfile: join(folder, 'tests.js'),
    plugins: [
      {
        name: 'switches',
        setup({ onLoad }) {
          onLoad({ filter: /core[\\/]hints[\\/](?:rules|analysis)[\\/].*\.ts$/ }, ({ path }) => ({
            contents: withSwitches(path, readFileSync(path, 'utf8'), conditions),
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const entryPoints = ['test/bench/mutation/worker.ts'];
  await build({ ...shared, entryPoints, outfile: join(folder, 'worker.js') });
  return conditions;
}

/** A process with the tests; another one is started where a dropped condition made a loop endless. */
class Runner {
  readonly #folder: string;
  #worker: ChildProcess;
  /** What waits for the worker's answer. */
  #heard: (answer: Answer | undefined) => void = () => undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#worker = this.#start();
  }

  async all(): Promise<readonly Ran[]> {
    const answer = await this.#ask({ kind: 'all' });
    if (answer?.kind !== 'tests') throw new Error('the tests did not come to an end');
    return answer.tests;
  }

  /** The name of a test that fails without this condition. */
  async drop(condition: number, tests: readonly number[]): Promise<string | undefined> {
    const answer = await this.#ask({ kind: 'drop', condition, tests });
    if (answer?.kind === 'dropped') return answer.failed;
    this.#worker.kill('SIGKILL');
    this.#worker = this.#start();
    return 'a loop without end';
  }

  end(): void {
    this.#worker.kill('SIGKILL');
  }

  /** A process of its own: without a condition a list may grow until V8 gives up. */
  #start(): ChildProcess {
    const worker = fork(join(this.#folder, 'worker.js'), [join(this.#folder, 'tests.js')], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    worker.on('message', (answer: Answer) => this.#heard(answer));
    worker.on('exit', () => {
      if (worker === this.#worker) this.#heard(undefined);
    });
    return worker;
  }

  /** The answer; undefined where there is none for too long, or the worker ended. */
  #ask(asked: Asked): Promise<Answer | undefined> {
    return new Promise(resolve => {
      let timer: NodeJS.Timeout;
      const hear = (answer: Answer | undefined) => {
        clearTimeout(timer);
        if (answer?.kind === 'alive') timer = setTimeout(hear, patience, undefined);
        else resolve(answer);
      };
      timer = setTimeout(hear, patience, undefined);
      this.#heard = hear;
      this.#worker.send(asked);
    });
  }
}

void main();
