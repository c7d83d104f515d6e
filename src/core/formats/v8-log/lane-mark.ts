import type { Micros } from '../../units';

/** Who writes a log: a thread of a process, which V8's log does not name. */
export interface LaneMark {
  /** Before the program's first line; when its first server listens; from time to time; when the process ends and lets us say so. */
  readonly at: 'start' | 'listen' | 'now' | 'end';
  readonly pid: number;
  /** Node's number of the thread; 0 is the main one. */
  readonly thread: number;
  /** The system's number of the thread; 0 where it is not known. */
  readonly systemThread: number;
  /** By the system's monotonic clock, in microseconds: what V8's own clock says then is in the log. */
  readonly now: Micros;
  /** How long the thread's event loop has waited so far; undefined where the mark does not say. */
  readonly idle: Micros | undefined;
}

/** The name of an empty script that the boot preload compiles: in the log it says whose it is, and when. */
export function laneMark({ at, pid, thread, systemThread, now, idle }: LaneMark): string {
  const waited = idle === undefined ? '' : `:${Math.round(idle)}`;
  return `tuneline:${at}:${pid}:${thread}:${systemThread}:${now}${waited}`;
}

/** The mark in a function's title as V8 logs it; undefined for any other. */
export function readLaneMark(title: string): LaneMark | undefined {
  const match = /^\s*tuneline:(start|listen|now|end):(\d+):(\d+):(\d+):(\d+)(?::(\d+))?\b/.exec(
    title,
  );
  if (match === null) return undefined;
  const [pid, thread, systemThread, now] = match.slice(2, 6).map(Number);
  const idle = match[6] === undefined ? undefined : Number(match[6]);
  const at = match[1] as LaneMark['at']; // the pattern has no other
  return { at, pid, thread, systemThread, now, idle };
}
