// The first code in the program's process: leaves a word about how it ended, and no trace of how it was started.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Script } from 'node:vm';
import { laneMark } from '../../core/formats/v8-log/lane-mark';
import type { BootSettings, ExitReport, StartReport } from '../boot-settings';
import {
  blockedBefore,
  countBlocked,
  countBlockedAtStart,
  scheduleOfMainThread,
} from './set-up-time';
import { waitForReader } from './wait-for-reader';

const text = process.env.TUNELINE_BOOT;
delete process.env.TUNELINE_BOOT;
// Absent in workers and in programs that this one starts: they are not what is recorded.
if (text !== undefined) boot(JSON.parse(text));

function boot(settings: BootSettings): void {
  countBlockedAtStart();
  hide(settings.flags);
  let failure: string | undefined;
  process.on('uncaughtExceptionMonitor', error => {
    try {
      failure = describe(error);
    } catch {
      failure = 'It threw what has no text.'; // a getter that throws, an object without a prototype
    }
  });
  process.on('exit', () => {
    const idle = performance.eventLoopUtilization().idle;
    const report: ExitReport = { ...usageSoFar(), idle, failure };
    leave(settings, 'exit.json', report);
    mark('end');
  });
  if (settings.inspect) countBlocked(() => waitForReader(settings.folder));
  leave(settings, 'start.json', usageSoFar());
  mark('start');
}

/** Says in V8's log whose it is, and what time it is by V8's clock. */
function mark(at: 'start' | 'end'): void {
  const { pid } = process;
  new Script('0', { filename: laneMark({ at, pid, thread: 0, systemThread: pid }) });
}

function usageSoFar(): StartReport {
  return {
    cpu: process.cpuUsage(),
    uptime: process.uptime(),
    schedule: scheduleOfMainThread(),
    setUp: blockedBefore(),
  };
}

function leave({ folder }: BootSettings, name: string, report: StartReport | ExitReport): void {
  try {
    writeFileSync(join(folder, name), JSON.stringify(report));
  } catch {
    // the folder is gone when the recording was cancelled; the program must not notice
  }
}

/** What the program starts with `fork` must not inherit our flags, nor should it see them. */
function hide(flags: readonly string[]): void {
  const kept: string[] = [];
  for (let i = 0; i < process.execArgv.length; i++) {
    const flag = process.execArgv[i];
    if (flag === '--require' && process.execArgv[i + 1] === __filename) i++;
    else if (!flags.includes(flag)) kept.push(flag);
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
