import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Micros } from '../../core/units';

/** However crowded it is, a thread is sampled at least this many times less often than alone. */
const mostFactor = 3;

/**
 * The interval for a thread that is started now. V8's sampling threads wake by the clock on the wall, so where more threads
 * want to run than there are cores, one is woken for several times in each millisecond that it runs, and most of it in vain: two processes and
 * two workers on two cores paid for twice as many samples as they got time. So the interval grows with the crowd; the samples in a
 * millisecond of CPU time stay the same.
 */
export function intervalInCrowd(interval: Micros): Micros {
  const factor = (wantingToRun() + 1) / availableParallelism();
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
