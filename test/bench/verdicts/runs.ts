import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** What one run took, in milliseconds. */
export interface Run {
  readonly cpu: number;
  readonly wall: number;
}

/** A pair of runs, side by side. */
export interface RunPair {
  readonly before: Run;
  readonly after: Run;
}

/** Rounds of work that the program does. */
export type Amount = number;

export type Measure = (amount: Amount) => Promise<Run>;

const program = join(process.cwd(), 'test', 'bench', 'programs', 'amount.js');

/** Runs the program in a process of its own, which tells its CPU time at its end. */
export function measureIn(folder: string): Measure {
  const preload = join(folder, 'cpu-at-exit.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      require('node:fs').writeSync(3, String(user + system));
    });`,
  );
  return async amount => {
    const started = performance.now();
    const child = spawn(process.execPath, ['--require', preload, program, String(amount)], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let told = '';
    child.stdio[3]?.on('data', (data: Buffer) => (told += String(data)));
    const ended = new Promise<number>(done =>
      child.once('exit', () => done(performance.now() - started)),
    );
    const code = await new Promise(done => child.once('close', done));
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
    return { cpu: Number(told) / 1000, wall: await ended };
  };
}

/**
 * Runs both versions side by side, as the product does: one run of each is thrown away, then the order turns round from pair to
 * pair.
 */
export async function runPairs(
  measure: Measure,
  [before, after]: readonly [Amount, Amount],
  isEnough: (pairs: readonly RunPair[]) => boolean,
): Promise<RunPair[]> {
  await measure(before);
  await measure(after);
  const pairs: RunPair[] = [];
  while (!isEnough(pairs)) {
    if (pairs.length % 2 === 0) {
      const first = await measure(before);
      pairs.push({ before: first, after: await measure(after) });
    } else {
      const first = await measure(after);
      pairs.push({ before: await measure(before), after: first });
    }
  }
  return pairs;
}

/**
 * Gives the amount that takes so many times the CPU time of `base`, starting included. The base and two and a half times of it are
 * measured in turn; what one round more costs follows.
 */
export async function amountsFrom(
  measure: Measure,
  base: Amount,
  rounds: number,
): Promise<(ratio: number) => Amount> {
  const pairs = await runPairs(measure, [base * 2.5, base], ({ length }) => length >= rounds);
  const logs = pairs.map(pair => Math.log(pair.before.cpu / pair.after.cpu)).sort((a, b) => a - b);
  const added = Math.exp(logs[logs.length >> 1]) - 1; // by one and a half times the base
  return ratio => Math.round(base * (1 + (1.5 * (ratio - 1)) / added));
}

/** Loops that keep as many cores busy until they are stopped, or nobody is there to stop them. */
export function busyLoops(count: number): () => void {
  const loop = `const { ppid } = process; while (process.ppid === ppid) for (let i = 0; i < 1e6; i++);`;
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ['--eval', loop], { stdio: 'ignore' }),
  );
  return () => loops.forEach(child => child.kill('SIGKILL'));
}
