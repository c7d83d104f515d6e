import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordError } from './record-error';

const prefix = 'tuneline-';

/**
 * A fresh folder that only this user can read, for the log and the spec files of one run. Its name carries our process id, so
 * that `sweepPrivateFolders` can tell what a process that was killed has left behind.
 */
export async function createPrivateFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  } catch (error) {
    throw new RecordError(
      'failed',
      `Nothing can be written to the temporary folder ${tmpdir()}: ${(error as Error).message}.`,
      'Make room in it, or set TMPDIR to another folder.',
    );
  }
}

export async function removePrivateFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Removes folders of processes of ours that are gone. Never throws: what can't be removed is somebody else's. */
export async function sweepPrivateFolders(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const pid = new RegExp(`^${prefix}(\\d+)-\\w{6}$`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await removePrivateFolder(join(tmpdir(), name)).catch(() => undefined);
  }
}

/** Whether a process of this id runs; one that we may not signal does. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
