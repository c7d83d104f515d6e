import { setTimeout as sleep } from 'node:timers/promises';
import type { Inspector } from '../inspector';
import { RecordError } from '../record-error';

/** What a program says of itself. Paths are those where it runs. */
export interface ProgramFacts {
  readonly pid: number;
  /** Such as `24.21.0`. */
  readonly version: string;
  readonly major: number;
  /** Absolute path of the program; undefined for a REPL or `--eval`. */
  readonly file: string | undefined;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Flags of node. */
  readonly flags: readonly string[];
  /** Seconds. */
  readonly uptime: number;
  /** Where its inspector listens, as it sees itself. */
  readonly url: string | undefined;
  /** Node counts which of its lines run (NODE_V8_COVERAGE). */
  readonly isCovered: boolean;
}

/** Milliseconds that a program may take to answer: it may stand in a long synchronous call. */
const patience = 10_000;

// Written for any program: it may have no process, and its folder may be gone.
const question = `(() => {
  const p = globalThis.process;
  if (!p || !p.versions || !p.versions.node) return '{}';
  const or = (get, other) => { try { return get() } catch { return other } };
  return JSON.stringify({
    pid: p.pid, version: p.versions.node, file: p.argv[1], args: p.argv.slice(2), flags: p.execArgv,
    cwd: or(() => p.cwd(), ''), uptime: p.uptime(),
    url: or(() => require('inspector').url()), isCovered: !!or(() => p.env.NODE_V8_COVERAGE),
    bun: p.versions.bun, deno: p.versions.deno,
  });
})()`;

/**
 * Asks the program who it is. One that waits for a debugger (`--inspect-brk`, `--inspect-wait`) does not know yet: it is let go,
 * up to its first line where it asked for that, and `held` is called then. @throws RecordError when it is not Node.js
 */
export async function askProgram(inspector: Inspector, held: () => void): Promise<ProgramFacts> {
  const facts = (await ask(inspector)) ?? (await askWhenStarted(inspector, held));
  if (facts !== undefined) return facts;
  throw new RecordError(
    'not-node',
    'What answers there is not a Node.js program.',
    'Give the port that node --inspect names.',
  );
}

async function askWhenStarted(
  inspector: Inspector,
  held: () => void,
): Promise<ProgramFacts | undefined> {
  inspector.on('Debugger.paused', held);
  await inspector.send('Debugger.enable', {});
  await inspector.send('Runtime.runIfWaitingForDebugger');
  for (const end = Date.now() + patience / 2; Date.now() < end; await sleep(20)) {
    const facts = await ask(inspector);
    if (facts !== undefined) return facts;
  }
  return undefined;
}

/** Undefined when it can't say yet, or is not Node.js. */
async function ask(inspector: Inspector): Promise<ProgramFacts | undefined> {
  const answer = await withPatience(
    inspector.send('Runtime.evaluate', {
      expression: question,
      includeCommandLineAPI: true,
      returnByValue: true,
      silent: true,
    }),
  );
  const told = JSON.parse(String(answer.result.value ?? '{}'));
  if (told.version === undefined || told.bun !== undefined || told.deno !== undefined)
    return undefined;
  return { ...told, major: Number.parseInt(told.version, 10) };
}

function withPatience<Value>(answer: Promise<Value>): Promise<Value> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => {
      failed(
        new RecordError(
          'no-answer',
          `The program did not answer within ${patience / 1000} s.`,
          'It may stand in a long synchronous call, or have been stopped (SIGSTOP). Try again when it runs.',
        ),
      );
    }, patience);
    const settle = () => clearTimeout(timer);
    answer.then(done, failed).finally(settle);
  });
}
