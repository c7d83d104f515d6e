import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openHistory } from '../../src/run/history';
import type { Kept } from './saver';

const plenty = { sessions: 1e6, bytes: 1e12 };

/**
 * Two windows save into one folder; one is killed so many seconds after its first word, then the other one too. What either had said
 * to be kept is looked for, by whoever comes next.
 */
export async function killedWhileSaving(seconds: number): Promise<{
  readonly kept: number;
  readonly lost: readonly Kept[];
  readonly damaged: number;
  readonly left: number;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'tunelinetest-saves-'));
  try {
    const windows = [saving(folder), saving(folder)];
    await Promise.all(windows.map(({ first }) => first));
    for (const { child, ended } of windows) {
      await new Promise(done => setTimeout(done, seconds * 500));
      child.kill('SIGKILL');
      await ended;
    }
    const kept = windows.flatMap(({ said }) => said());
    const lost: Kept[] = [];
    for (const one of kept) if (!(await isThere(folder, one))) lost.push(one);
    const history = openHistory(folder, plenty);
    const damaged = (await history.list()).filter(({ kind }) => kind === 'damaged').length;
    return { kept: kept.length, lost, damaged, left: await leftAfterSweep(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function saving(folder: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [resolve('out', 'test', 'bench', 'saver.js'), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  const ended = new Promise<void>(done => child.once('close', () => done()));
  const first = new Promise<void>(done => {
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      done();
    });
  });
  /** Whole lines: of one that breaks off nothing was promised. */
  const said = () =>
    text
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as Kept);
  return { child, ended, first, said };
}

async function isThere(folder: string, kept: Kept): Promise<boolean> {
  try {
    const { session, recordings } = await openHistory(folder, plenty).load(kept.session);
    if (kept.run !== undefined) return recordings.some(({ run }) => run.id === kept.run);
    if (kept.trial !== undefined)
      return session.trials?.some(({ id }) => id === kept.trial) === true;
    return kept.name === undefined || session.name === kept.name;
  } catch {
    return false;
  }
}

/** What the dead have left is removed with the next session that is saved, once it has been left alone for a while. */
async function leftAfterSweep(folder: string): Promise<number> {
  const hidden = () => readdirSync(folder).filter(name => name.startsWith('.'));
  const before = Date.now() / 1000 - 60;
  for (const name of hidden()) utimesSync(join(folder, name), before, before);
  const { child, first, ended } = saving(folder);
  await first;
  await new Promise(done => setTimeout(done, 100));
  child.kill('SIGTERM');
  await ended;
  // Its own was cut off as well.
  return hidden().filter(name => !name.includes(`-${child.pid}-`)).length;
}
