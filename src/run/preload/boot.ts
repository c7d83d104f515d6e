// The first code in every thread of the program's processes: leaves a word about who it is and how it ended, has what it starts
// recorded too, and leaves no trace of how it was started.
import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Script } from 'node:vm';
import {
  getEnvironmentData,
  isMainThread,
  setEnvironmentData,
  threadId,
} from 'node:worker_threads';
import { type LaneMark, laneMark } from '../../core/formats/v8-log/lane-mark';
import {
  type BootSettings,
  type ExitReport,
  type ListenReport,
  type ReportKind,
  reportName,
  type StartReport,
} from '../boot-settings';
import { intervalArgument, isIntervalArgument } from '../log-arguments';
import { followBecoming } from './becoming';
import { intervalInCrowd } from './crowding';
import { listenedAtFirst } from './listening';
import { isRecorded, reach } from './reach';
import { restOnceLeft } from './rest';
import { blockedBefore, countBlocked, countBlockedAtStart, scheduleOfThread } from './set-up-time';
import { waitForReader } from './wait-for-reader';

/** Milliseconds between two marks of how long the event loop has waited: a recording of a part is as exact. */
const markEvery = 250;
/** Under this name threads hand our settings on to those that they start. */
const key = 'tuneline';

const text = isMainThread ? process.env.TUNELINE_BOOT : handedOn();
if (typeof text === 'string') boot(JSON.parse(text), text);

function boot(settings: BootSettings, told: string): void {
  const { followChildren, withoutOurs } = loadChildren();
  delete process.env.TUNELINE_BOOT;
  withoutOurs(process.env, __filename);
  let { inspect } = settings;
  if (isMainThread) {
    if (!isRecorded(settings)) inspect = !reach(settings, __filename);
    countBlockedAtStart();
  }
  handOn(settings, told);
  followChildren(settings, told, __filename, intervalInCrowd);
  hide(settings.flags);
  let failure: string | undefined;
  if (isMainThread) {
    process.on('uncaughtExceptionMonitor', error => {
      try {
        failure = describe(error);
      } catch {
        failure = 'It threw what has no text.'; // a getter that throws, an object without a prototype
      }
    });
  }
  const me = { pid: process.pid, thread: threadId, systemThread: systemThread() };
  const end = (becomesOther: boolean) => {
    const idle = performance.eventLoopUtilization().idle;
    leave(settings, 'exit', {
      ...usageSoFar(),
      idle,
      usesInspector: usesInspector(),
      failure,
      becomesOther,
    } satisfies ExitReport);
    mark('end', me);
  };
  process.on('exit', () => end(false));
  followBecoming(() => end(true));
  listenedAtFirst(place => {
    mark('listen', me);
    const report: ListenReport = { ...place, now: now(), ...usageSoFar() };
    leave(settings, 'listen', report);
  });
  if (isMainThread && inspect) countBlocked(() => waitForReader(settings.folder));
  const report: StartReport = {
    ...me,
    file: fileOfThread(),
    nodeVersion: process.versions.node,
    ...usageSoFar(),
  };
  leave(settings, 'start', report);
  mark('start', me);
  // The inspector tells of waiting by itself, and would tell of each mark as of a script of the program.
  const marks = inspect ? undefined : setInterval(() => mark('now', me), markEvery).unref();
  restOnceLeft(settings.folder, () => clearInterval(marks));
}

/** What threads are handed on by the one that starts them. */
interface HandedOn {
  readonly told: string;
}

/** Node copies it when a thread is being made, just before that has its sampler: the moment to say how often it is sampled. */
function handOn({ interval, inspect }: BootSettings, told: string): void {
  const handed: HandedOn = {
    get told() {
      if (inspect) return told;
      // Loading it costs 5 to 25 ms of CPU time, which only who starts threads pays.
      const v8: typeof import('node:v8') = require('node:v8');
      v8.setFlagsFromString(intervalArgument(intervalInCrowd(interval)));
      return told;
    },
  };
  setEnvironmentData(key, handed);
}

function handedOn(): string | undefined {
  return (getEnvironmentData(key) as HandedOn | undefined)?.told;
}

/**
 * Its functions stand on the program's stack while that starts something, which may take long. Under this name they are a part of
 * Node's library for every view of the profile, rather than code of the program or of a tool.
 */
function loadChildren(): typeof import('./children') {
  const text = readFileSync(join(__dirname, 'children.js'), 'utf8');
  const code = `(function (module, exports, require) {${text}\n})`;
  const module = { exports: {} };
  new Script(code, { filename: 'node:internal/tuneline' }).runInThisContext()(
    module,
    module.exports,
    require,
  );
  return module.exports as typeof import('./children'); // the build makes it of that file
}

type Me = Pick<StartReport, 'pid' | 'thread' | 'systemThread'>;

/** By the system's monotonic clock, in microseconds: the same for every process of the machine. */
function now(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

function systemThread(): number {
  if (process.platform !== 'linux') return 0;
  try {
    return Number(basename(readlinkSync('/proc/thread-self')));
  } catch {
    return 0; // no /proc
  }
}

/** Code from the command line and workers from a string have no file. */
function fileOfThread(): string | undefined {
  const file = process.argv[1];
  const isCode = process.execArgv.some(flag => /^(-[ep]|-pe|--eval|--print)$/.test(flag));
  return isCode || file === undefined || file.startsWith('[') ? undefined : file;
}

/** Node keeps a list of its own modules that were loaded, not in its documentation. */
function usesInspector(): boolean {
  const { moduleLoadList } = process as { moduleLoadList?: readonly string[] };
  return moduleLoadList?.includes('NativeModule inspector') === true;
}

function usageSoFar() {
  return {
    cpu: process.cpuUsage(),
    uptime: isMainThread ? process.uptime() : performance.now() / 1000,
    schedule: scheduleOfThread(),
    setUp: blockedBefore(),
  };
}

function leave(
  { folder }: BootSettings,
  kind: ReportKind,
  report: StartReport | ExitReport | ListenReport,
): void {
  try {
    const path = join(folder, reportName(kind, process.pid, threadId));
    writeFileSync(path, JSON.stringify(report));
  } catch {
    // the folder is gone when the recording was cancelled; the program must not notice
  }
}

/** Says in V8's log whose it is, what time it is by V8's clock, and how long the event loop has waited. */
function mark(at: LaneMark['at'], me: Me): void {
  const idle = performance.eventLoopUtilization().idle * 1000;
  new Script('0', { filename: laneMark({ at, ...me, now: now(), idle }) });
}

/** What the program starts must not inherit our flags by itself, nor should the program see them. */
function hide(flags: readonly string[]): void {
  const kept: string[] = [];
  for (let i = 0; i < process.execArgv.length; i++) {
    const flag = process.execArgv[i];
    if (flag === '--require' && process.execArgv[i + 1] === __filename) i++;
    else if (!flags.includes(flag) && !isIntervalArgument(flag)) kept.push(flag);
  }
  process.execArgv.splice(0, process.execArgv.length, ...kept);
}

/** The error with its stack. Of code that does not parse the stack begins with the place: what is wrong goes first. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 2000);
  const stack = String(error.stack ?? error.message);
  const start = stack.indexOf(`\n${error.name}: `);
  const place = /^(\S.*:\d+)$/m.exec(stack.slice(0, Math.max(0, start)))?.[1];
  if (place === undefined) return stack.slice(0, 2000);
  const [what, ...calls] = stack.slice(start + 1).split('\n');
  return [what, `    at ${place}`, ...calls].join('\n').slice(0, 2000);
}
