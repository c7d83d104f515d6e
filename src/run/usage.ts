import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThreadTimes } from '../core/formats/v8-log';
import type { Micros } from '../core/units';
import { type ExitReport, type ListenReport, reportName, type StartReport } from './boot-settings';

/** What the operating system says of a thread and its process. All in microseconds; undefined where it does not say. */
export interface Usage {
  /** User and system time of the process, what V8's profiler spends in threads of its own included. */
  readonly cpu: Micros | undefined;
  /** Of the thread: since it began, on a CPU, waiting for a CPU, waiting in the event loop. */
  readonly wall: Micros | undefined;
  readonly onCpu: Micros | undefined;
  readonly inQueue: Micros | undefined;
  readonly idle: Micros | undefined;
  /** Main-thread time blocked by us before the program began: waiting for the reader, or for node's thread for hooks. */
  readonly setUp: Micros;
  /** See `ExitReport`. */
  readonly usesInspector: boolean;
  /** The error that nobody caught, with its stack. */
  readonly failure: string | undefined;
  /** See `ExitReport`. */
  readonly becomesOther?: boolean;
}

/** What had been used before the program's first line, in microseconds. */
export interface StartUsage {
  readonly cpu: Micros;
  readonly wall: Micros;
  readonly onCpu: Micros;
  readonly inQueue: Micros;
  readonly setUp: Micros;
}

/** Linux counts process times in ticks of 1/100 s (USER_HZ, fixed for user space). */
const tick = 10_000;

/** What can be read of a thread of a process that runs, on Linux; polled, so that one that is killed has a value too. */
export function usageOfRunning(pid: number, systemThread: number): Usage | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const folder = `/proc/${pid}/task/${systemThread}`;
    const ofProcess = statFields(`/proc/${pid}/stat`);
    const ofThread = systemThread === pid ? ofProcess : statFields(`${folder}/stat`);
    const uptime = Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]);
    const [onCpu, inQueue] = schedule(readFileSync(`${folder}/schedstat`, 'latin1'));
    return {
      cpu: (Number(ofProcess[11]) + Number(ofProcess[12])) * tick,
      wall: uptime * 1e6 - Number(ofThread[19]) * tick,
      onCpu,
      inQueue,
      idle: undefined,
      setUp: 0,
      usesInspector: false,
      failure: undefined,
    };
  } catch {
    return undefined; // it has ended
  }
}

/** Fields of a `stat` file from the third on: the name before them, in parentheses, may hold anything. */
export function statFields(path: string): string[] {
  const stat = readFileSync(path, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** What a thread said when a server of it listened for the first time; undefined for one that does not. */
export function listenReport(folder: string, name: string): ListenReport | undefined {
  return readReport<ListenReport>(folder, name);
}

/** What had been used when a server of the thread listened, if that was at this time of the monotonic clock. */
export function usageAtListening(
  folder: string,
  pid: number,
  thread: number,
  at: Micros,
): Usage | undefined {
  const report = listenReport(folder, reportName('listen', pid, thread));
  if (report?.now !== at) return undefined;
  const [onCpu, inQueue] = report.schedule === undefined ? [] : schedule(report.schedule);
  return {
    cpu: report.cpu.user + report.cpu.system,
    wall: report.uptime * 1e6,
    onCpu,
    inQueue,
    idle: undefined,
    setUp: report.setUp,
    usesInspector: false,
    failure: undefined,
  };
}

/** A report of the boot preload in `folder`; undefined while it has not written it, or when the thread ended in a way that did not let it. */
function readReport<Report>(folder: string, name: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return undefined; // not there, or half written
  }
}

/** What a thread said when it ended. */
export function usageAtExit(folder: string, pid: number, thread: number): Usage | undefined {
  const report = readReport<ExitReport>(folder, reportName('exit', pid, thread));
  if (report === undefined) return undefined;
  const [onCpu, inQueue] = report.schedule === undefined ? [] : schedule(report.schedule);
  return {
    cpu: report.cpu.user + report.cpu.system,
    wall: report.uptime * 1e6,
    onCpu,
    inQueue,
    idle: report.idle * 1e3,
    setUp: report.setUp,
    usesInspector: report.usesInspector,
    failure: report.failure,
    becomesOther: report.becomesOther,
  };
}

/** Who a thread is, and what it had used before the program's first line. */
export function reportAtStart(
  folder: string,
  pid: number,
  thread: number,
): { readonly report: StartReport; readonly usage: StartUsage } | undefined {
  const report = readReport<StartReport>(folder, reportName('start', pid, thread));
  if (report === undefined) return undefined;
  const [onCpu = 0, inQueue = 0] = report.schedule === undefined ? [] : schedule(report.schedule);
  const cpu = report.cpu.user + report.cpu.system;
  return {
    report,
    usage: { cpu, wall: report.uptime * 1e6, onCpu, inQueue, setUp: report.setUp },
  };
}

/** What was used from the program's first line on. */
export function sinceStart(usage: Usage, start: StartUsage): Usage {
  const less = (all: Micros | undefined, part: Micros) =>
    all === undefined ? undefined : Math.max(0, all - part);
  return {
    ...usage,
    cpu: less(usage.cpu, start.cpu),
    wall: less(usage.wall, start.wall),
    onCpu: less(usage.onCpu, start.onCpu),
    inQueue: less(usage.inQueue, start.inQueue),
    setUp: Math.max(0, usage.setUp - start.setUp),
  };
}

function schedule(text: string): (Micros | undefined)[] {
  const [onCpu, inQueue] = text.split(' ').map(nanos => Number(nanos) / 1e3);
  return onCpu > 0 ? [onCpu, inQueue] : []; // zero: the kernel does not keep scheduler statistics
}

/**
 * Time the main thread was blocked outside the event loop: neither on a CPU, nor waiting for one, nor idle. While it collects
 * garbage it waits for V8's own threads, so as much as was spent collecting is no wait of the program's.
 * `idle` is the profile's, for a program that was killed and could not tell its own.
 */
export function syncWait(
  usage: Usage | undefined,
  { idle, gc }: { readonly idle: Micros; readonly gc: Micros },
): Micros | undefined {
  if (usage?.wall === undefined || usage.onCpu === undefined || usage.inQueue === undefined)
    return undefined;
  const blocked = usage.wall - (usage.idle ?? idle) - usage.onCpu - usage.inQueue;
  return Math.max(0, blocked - usage.setUp - gc);
}

/** What the V8 log's reader wants to know of the thread; undefined where the system does not say. */
export function threadTimes(usage: Usage | undefined): ThreadTimes | undefined {
  if (usage?.inQueue === undefined) return undefined;
  const { inQueue, idle, wall, onCpu, setUp } = usage;
  if (wall === undefined || onCpu === undefined) return { inQueue, idle };
  return { inQueue, idle, waiting: Math.max(0, wall - onCpu - inQueue - setUp) };
}

/** The part of the time outside idle in which the main thread was on a CPU or blocked, rather than waiting for a CPU. */
export function busyPart(usage: Usage | undefined, idle: Micros): number | undefined {
  if (usage?.wall === undefined || usage.inQueue === undefined) return undefined;
  const outsideIdle = usage.wall - (usage.idle ?? idle) - usage.setUp;
  return outsideIdle > 0 ? Math.min(1, Math.max(0, 1 - usage.inQueue / outsideIdle)) : undefined;
}
