import { readFileSync } from 'node:fs';

/** Where preloads, which are bundled apart, add up what they cost: `process[setUpTime]`, in microseconds. */
export const setUpTime = Symbol.for('tuneline.setUpTime');

type Counting = NodeJS.Process & { [setUpTime]?: number };

/** Runs `block`, and counts the time in which the main thread was blocked in it: neither on a CPU nor waiting for one. */
export function countBlocked(block: () => void): void {
  const began = process.hrtime.bigint();
  const before = scheduleOfThread();
  block();
  const after = scheduleOfThread();
  const wall = Number(process.hrtime.bigint() - began);
  const counting = process as Counting;
  if (before !== undefined && after !== undefined)
    counting[setUpTime] = blockedBefore() + Math.max(0, wall - (ran(after) - ran(before))) / 1e3;
}

/** Counts what node itself waited for, such as its own pages from a slow disk, before it came to our first line. */
export function countBlockedAtStart(): void {
  const schedule = scheduleOfThread();
  if (schedule === undefined || ran(schedule) === 0) return;
  (process as Counting)[setUpTime] = Math.max(0, process.uptime() * 1e6 - ran(schedule) / 1e3);
}

export function blockedBefore(): number {
  return (process as Counting)[setUpTime] ?? 0;
}

/** Nanoseconds on a CPU or waiting for one. */
function ran(schedule: string): number {
  const [onCpu, inQueue] = schedule.split(' ').map(Number);
  return onCpu + inQueue;
}

/** `/proc/…/schedstat` of this thread; undefined where the kernel keeps no scheduler statistics. */
export function scheduleOfThread(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync('/proc/thread-self/schedstat', 'utf8');
  } catch {
    return undefined;
  }
}
