import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Micros } from '../../core/units';

/** However crowded it is, a thread is sampled at most this many times less often than alone. */
const mostFactor = 5;
/** Milliseconds that a thread may take to begin: until then the system does not count it. */
const slowestBegin = 1000;

/** When threads and processes were started here that may not have begun yet. */
let started: number[] = [];

/**
 * The interval for a thread that is started now. V8's sampling threads wake by the clock on the wall, so where more threads
 * want to run than there are cores, one is woken for several times in each millisecond that it runs, and most of it in vain: two
 * processes and two workers on two cores paid for twice as many samples as they got time. So the interval grows with the crowd.
 * It grows twice as fast, since those that were there before keep theirs. Of such threads there are fewer samples.
 */
export function intervalInCrowd(interval: Micros): Micros {
  const now = performance.now();
  started = started.filter(at => now - at < slowestBegin);
  const wanting = Math.max(wantingToRun(), started.length + 1) + 1;
  started.push(now);
  const cores = availableParallelism();
  const factor = 1 + (2 * (wanting - cores)) / cores;
  return Math.round(interval * Math.min(mostFactor, Math.max(1, factor)));
}

/** Threads of the whole machine that run or wait for a core, the one that asks among them. Linux; elsewhere it is not known. */
function wantingToRun(): number {
  if (process.platform !== 'linux') return 0;
  try {
    return Number(/ (\d+)\/\d+ /.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // no /proc
  }
}
