/** Who writes a log: a thread of a process, which V8's log does not name. */
export interface LaneMark {
  /** Before the program's first line, or when the process ends and lets us say so. */
  readonly at: 'start' | 'end';
  readonly pid: number;
  /** Node's number of the thread; 0 is the main one. */
  readonly thread: number;
  /** The system's number of the thread; 0 where it is not known. */
  readonly systemThread: number;
}

/** The name of an empty script that the boot preload compiles: in the log it says whose it is, and when. */
export function laneMark({ at, pid, thread, systemThread }: LaneMark): string {
  return `tuneline:${at}:${pid}:${thread}:${systemThread}`;
}

/** The mark in a function's title as V8 logs it; undefined for any other. */
export function readLaneMark(title: string): LaneMark | undefined {
  const match = /^\s*tuneline:(start|end):(\d+):(\d+):(\d+)\b/.exec(title);
  if (match === null) return undefined;
  const [pid, thread, systemThread] = match.slice(2).map(Number);
  return { at: match[1] === 'start' ? 'start' : 'end', pid, thread, systemThread };
}
