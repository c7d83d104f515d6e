import type { Micros } from '../core/units';

/** What the boot preload is told, as JSON in the variable TUNELINE_BOOT; the same in every process of a run. */
export interface BootSettings {
  /** The private folder of the run. */
  readonly folder: string;
  /** The node that `flags` are for: its executable, as the system names it. */
  readonly node: string;
  /** Flags of node that are ours. */
  readonly flags: readonly string[];
  readonly interval: Micros;
  /** Wait until the reader has attached to the inspector. */
  readonly inspect: boolean;
}

/** What the boot preload writes to `start-<pid>-<thread>.json`: who this is, and all that came before the program's first line. */
export interface StartReport {
  readonly pid: number;
  /** Node's number of the thread; 0 is the main one. */
  readonly thread: number;
  /** The system's number of the thread; 0 where it is not known. */
  readonly systemThread: number;
  /** What the thread runs, absolute; undefined for code from the command line or from a string. */
  readonly file: string | undefined;
  /** Such as `24.21.0`. */
  readonly nodeVersion: string;
  readonly cpu: ExitReport['cpu'];
  readonly uptime: number;
  readonly schedule: string | undefined;
  readonly setUp: number;
}

/** What the boot preload writes to `exit-<pid>-<thread>.json` when the thread ends in any way that lets it. */
export interface ExitReport {
  /** Of the process, in microseconds. */
  readonly cpu: { readonly user: number; readonly system: number };
  /** Seconds since the thread began. */
  readonly uptime: number;
  /** Milliseconds in which the event loop waited for something to happen. */
  readonly idle: number;
  /** `/proc/…/schedstat` of the thread: nanoseconds on a CPU, nanoseconds waiting for one, slices. */
  readonly schedule: string | undefined;
  /** Microseconds that our preloads kept the thread blocked before the program began. */
  readonly setUp: number;
  /** The thread has loaded `node:inspector`: it may have sampled itself, which suspends V8's log. */
  readonly usesInspector: boolean;
  /** The error that nobody caught, with its stack. */
  readonly failure: string | undefined;
  /** The process goes on as another program, which is not recorded. */
  readonly becomesOther: boolean;
}

/** What the boot preload writes to `listen-<pid>-<thread>.json` when a server of the thread listens for the first time. */
export interface ListenReport {
  /** By the system's monotonic clock, in microseconds. */
  readonly now: number;
  /** Undefined for a socket that is a file. */
  readonly port: number | undefined;
  /** The address that it listens at, or the path of a socket file. */
  readonly address: string;
  /** As in `ExitReport`. */
  readonly cpu: ExitReport['cpu'];
  readonly uptime: number;
  readonly schedule: string | undefined;
  readonly setUp: number;
}

export type ReportKind = 'start' | 'exit' | 'listen';

/** The name of a thread's report. */
export function reportName(kind: ReportKind, pid: number, thread: number): string {
  return `${kind}-${pid}-${thread}.json`;
}

/** The name of the file in which a process says where its inspector listens. */
export function inspectorFile(pid: number): string {
  return `inspector-${pid}`;
}

/** The name of the empty file that tells of a process that one of the run's has started, whatever it runs. */
export function startedFile(pid: number): string {
  return `started-${pid}`;
}
