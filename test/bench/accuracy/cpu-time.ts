import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { times } from '../../../src/core/profile';
import { bench } from './nodes';
import { profileProgram } from './profile-program';
import type { Finding } from './table';

/** Milliseconds of CPU time that the program uses. */
const lengths = [500, 1500, 4000] as const;
/** How many busy loops run beside it: none, and two for each core of a small machine. */
export const loads = [0, 4] as const;

/** Whether active time is the CPU time that the system counted, on a program that only computes, also on a loaded machine. */
export async function cpuTime(node: string, load: (typeof loads)[number]): Promise<Finding> {
  const busy = Array.from({ length: load }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    const ratios: number[] = [];
    for (const length of [...lengths, ...lengths]) ratios.push(await ratioOf(node, length));
    const worst = Math.max(...ratios.map(ratio => Math.abs(ratio - 1)));
    return {
      what: load === 0 ? 'CPU time' : `CPU time beside ${load} loops`,
      text: `active time ${ratios.map(ratio => ratio.toFixed(2)).join(' ')} of CPU time at ${lengths.join(', ')} ms, twice`,
      kept: worst <= 0.1,
    };
  } finally {
    for (const loop of busy) loop.kill('SIGKILL');
  }
}

async function ratioOf(node: string, length: number): Promise<number> {
  const file = join(bench, 'programs', 'computes.js');
  const { profile, run } = await profileProgram({
    node,
    file,
    args: [String(length)],
    interval: 1000,
  });
  const { active, tool } = times(profile);
  // Nothing in the program waits: what looks like a wait is the system's own, such as a page that comes from the disk.
  return (active + tool - (run.syncWait ?? 0)) / (run.cpu ?? 0);
}
