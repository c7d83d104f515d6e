import { type ChildProcess, spawn } from 'node:child_process';
import { Repository, tuneline, worker } from './repository';

/** A workspace that takes a moment to copy, and to run; the program starts another one. */
export function workspaceToKill(): Repository {
  const program = (rounds: number) =>
    `${worker(rounds)}require('node:child_process').execSync('sleep 0.05');`;
  const own = new Repository({ 'main.js': program(3) });
  for (let file = 0; file < 200; file++) own.write({ [`data/${file}.txt`]: 'x'.repeat(10_000) });
  own.commit();
  own.write({ 'main.js': program(2) });
  return own;
}

export function startVerifying({ path, environment }: Repository): ChildProcess {
  return spawn(process.execPath, [tuneline, 'verify', 'main.js'], {
    cwd: path,
    env: environment,
    stdio: 'ignore',
  });
}

/**
 * Kills a verification so many seconds after it has made its folder (one in five: after it was started), and waits until nothing
 * of it is left. Fails when that does not come about.
 * @returns what was there at that moment
 */
export async function killedAfter(
  own: Repository,
  seconds: number,
): Promise<{ readonly copies: number; readonly processes: number }> {
  const child = startVerifying(own);
  if (Math.random() < 0.8) await until(() => own.leftCopies().length > 0);
  await new Promise(done => setTimeout(done, seconds * 1000));
  const there = { copies: own.leftCopies().length, processes: own.leftProcesses().length };
  child.kill('SIGKILL');
  await until(() => own.leftCopies().length === 0 && own.leftProcesses().length === 0);
  return there;
}

/** A program that never ends, with a child and a thread that don't either; and a short one. */
export function recordingToKill(): Repository {
  const busy = 'for (let n = 0; ; n++) Math.sqrt(n);';
  const starts = `const { fork } = require('node:child_process');
const { Worker } = require('node:worker_threads');
fork(__dirname + '/busy.js');
new Worker(__dirname + '/busy.js');
setInterval(() => { for (let n = 0; n < 1e7; n++) Math.sqrt(n); }, 10);
`;
  return new Repository({ 'busy.js': busy, 'main.js': starts, 'short.js': worker(50) });
}

/**
 * Kills a recording so many seconds after its program has started another one (one in five: after it was started itself), and waits until the program with all that it has started is gone. Fails when
 * that does not come about.
 * @returns how many processes there were
 */
export async function recordingKilledAfter(own: Repository, seconds: number): Promise<number> {
  const child = spawn(process.execPath, [tuneline, 'profile', 'main.js'], {
    cwd: own.path,
    env: own.environment,
    stdio: 'ignore',
  });
  // Beside the command itself.
  if (Math.random() < 0.8) await until(() => own.leftProcesses().length > 2);
  await new Promise(done => setTimeout(done, seconds * 1000));
  const processes = own.leftProcesses().length;
  child.kill('SIGKILL');
  try {
    await until(() => own.leftProcesses().length === 0);
  } finally {
    for (const pid of own.leftProcesses()) process.kill(Number(pid), 'SIGKILL');
  }
  return processes;
}

/** Looks often; fails after half a minute. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not come about');
    await new Promise(done => setTimeout(done, 20));
  }
}
