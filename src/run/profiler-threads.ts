import { readdirSync, readFileSync } from 'node:fs';
import type { Micros } from '../core/units';

/** V8's own threads for sampling, by the names it gives them on Linux (the same on Node 20 to 26). */
const names = /^(SamplingThread|v8:Prof)/;

/** The CPU time that V8's profiler has spent in threads of its own in a process: not the program's. Linux only, else 0. */
export function profilerThreads(): (pid: number) => Micros {
  const profilers = new Set<string>();
  const times = new Map<string, Micros>();
  return pid => {
    if (process.platform !== 'linux') return 0;
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const folder = `/proc/${pid}/task/${thread}`;
        // Asked every time: a thread gets its name a moment after it began.
        if (!profilers.has(thread) && !names.test(readFileSync(`${folder}/comm`, 'utf8'))) continue;
        profilers.add(thread);
        const [nanos] = readFileSync(`${folder}/schedstat`, 'utf8').split(' ').map(Number);
        times.set(thread, nanos / 1e3);
      }
    } catch {
      // the process has ended, or one of its threads: what was read last still holds
    }
    return [...times.values()].reduce((sum, time) => sum + time, 0);
  };
}
