import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** At most this many processes of one tree are looked at. */
const limit = 500;

/** The ids of the processes that `pid` started, directly or not, as far as they can be found out; innermost first. */
export async function descendants(pid: number): Promise<number[]> {
  const found: number[] = [];
  const children = process.platform === 'linux' ? childrenOnLinux : await childrenByListing();
  let next = [pid];
  while (next.length > 0 && found.length < limit) {
    const below = (await Promise.all(next.map(children))).flat();
    found.push(...below);
    next = below;
  }
  return found.reverse();
}

/** Sends SIGKILL to `pid` and to all that it started. */
export async function killTree(pid: number): Promise<void> {
  if (process.platform === 'win32') {
    await new Promise<void>(done =>
      execFile('taskkill', ['/pid', String(pid), '/t', '/f'], () => done()),
    );
    return;
  }
  killAll([pid, ...(await descendants(pid))]);
}

/** Sends SIGKILL to those of these processes that still run. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended meanwhile, which is what we want
    }
  }
}

async function childrenOnLinux(pid: number): Promise<number[]> {
  try {
    const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // the process has ended
  }
}

/** One listing of all processes, where there is no `/proc`. */
async function childrenByListing(): Promise<(pid: number) => Promise<number[]>> {
  if (process.platform === 'win32') return async () => [];
  const listing = await new Promise<string>(done =>
    execFile('ps', ['-A', '-o', 'pid=,ppid='], (_error, stdout) => done(stdout)),
  );
  const pairs = listing.split('\n').map(line => line.trim().split(/\s+/).map(Number));
  return async pid => pairs.filter(([, parent]) => parent === pid).map(([child]) => child);
}
