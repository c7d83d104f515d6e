import { readdirSync, readFileSync } from 'node:fs';
import type { Micros } from '../../../core/units';
import { statFields } from '../../usage';

/** What processes have used so far, by their ids; undefined where the system does not say of others. */
export type CpuReading = ReadonlyMap<number, ProcessCpu> | undefined;

interface ProcessCpu {
  /** Of it alone, in steps of 10 ms, threads that have ended included. */
  readonly counted: Micros;
  /** Of processes that it waited for, in such steps. */
  readonly ofEnded: Micros;
  /** Of each of its threads that run, by the scheduler, to the nanosecond; zero where the kernel does not keep that. */
  readonly threads: ReadonlyMap<string, Micros>;
}

/** Linux counts process times in ticks of 1/100 s (USER_HZ, fixed for user space). */
const tick: Micros = 10_000;

export function readCpu(pids: Iterable<number>): CpuReading {
  if (process.platform !== 'linux') return undefined;
  const reading = new Map<number, ProcessCpu>();
  for (const pid of pids) {
    const used = ofProcess(pid);
    if (used !== undefined) reading.set(pid, used);
  }
  return reading;
}

/** What was used between two readings. What has started meanwhile counts whole, what has ended as far as it was waited for. */
export function cpuBetween(before: CpuReading, after: CpuReading): Micros | undefined {
  if (before === undefined || after === undefined) return undefined;
  let [running, ended] = [0, 0];
  for (const [pid, now] of after) {
    const then = before.get(pid);
    running += since(then, now);
    ended += now.ofEnded - (then?.ofEnded ?? 0);
  }
  // Of what has ended, its parent counts all of its life.
  for (const [pid, then] of before) if (!after.has(pid)) ended -= then.counted + then.ofEnded;
  return running + Math.max(0, ended);
}

function since(then: ProcessCpu | undefined, now: ProcessCpu): Micros {
  const counted = now.counted - (then?.counted ?? 0);
  let scheduled = 0;
  for (const [thread, used] of now.threads) scheduled += used - (then?.threads.get(thread) ?? 0);
  // The scheduler is finer, but forgets threads that have ended.
  return Math.max(scheduled, counted - 2 * tick);
}

function ofProcess(pid: number): ProcessCpu | undefined {
  try {
    const fields = statFields(`/proc/${pid}/stat`);
    const threads = new Map<string, Micros>();
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const used = scheduledOf(`/proc/${pid}/task/${thread}/schedstat`);
      if (used !== undefined) threads.set(thread, used);
    }
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
    return {
      counted: (user + system) * tick,
      ofEnded: (endedUser + endedSystem) * tick,
      threads,
    };
  } catch {
    return undefined; // it has ended
  }
}

function scheduledOf(path: string): Micros | undefined {
  try {
    return Number(readFileSync(path, 'latin1').split(' ')[0]) / 1e3;
  } catch {
    return undefined; // the thread has ended, or the kernel does not tell
  }
}
