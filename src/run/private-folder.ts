import { statfsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordError } from './record-error';

const prefix = 'tuneline-';

/**
 * A fresh folder that only this user can read, for the log and the spec files of one run. Its name carries our process id, so
 * that `sweepPrivateFolders` can tell what a process that was killed has left behind.
 * `longest`: bytes that the name of the folder around it may have.
 * @throws RecordError when no place for it can be written to
 */
export async function createPrivateFolder(longest = Number.POSITIVE_INFINITY): Promise<string> {
  let why = 'their names are too long';
  for (const place of places().filter(one => Buffer.byteLength(one) <= longest)) {
    try {
      return await mkdtemp(join(place, `${prefix}${process.pid}-`));
    } catch (error) {
      why = (error as Error).message;
    }
  }
  throw new RecordError(
    'failed',
    `There is no temporary folder that can be written to: ${why}`,
    'Make room on the disk, or set TMPDIR to a folder that can be written to.',
  );
}

/** The temporary folder that was set may be gone or full; the system's own usually is neither. */
function places(): string[] {
  return [...new Set([tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp']), homedir()])];
}

/** Whether the disk that a folder is on has no room for another page. */
export function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 16_384;
  } catch {
    return false; // a file system that does not tell
  }
}

export async function removePrivateFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Removes folders of processes of ours that are gone. Never throws: what can't be removed is somebody else's. */
export async function sweepPrivateFolders(): Promise<void> {
  for (const place of places()) {
    for (const name of await readdir(place).catch(() => [])) {
      const pid = new RegExp(`^${prefix}(\\d+)-\\w{6}$`).exec(name)?.[1];
      if (pid === undefined || isAlive(Number(pid))) continue;
      await removePrivateFolder(join(place, name)).catch(() => undefined);
    }
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
