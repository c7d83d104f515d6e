import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, readlink, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cancelledVerification } from './verify-error';

/** Files that are copied at a time. */
const atOnce = 16;

export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** How much files of a folder are; those that are gone count for nothing. */
export async function sizeOf(
  root: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<
  Size & { readonly largest: readonly { readonly folder: string; readonly bytes: number }[] }
> {
  const byFolder = new Map<string, number>();
  let bytes = 0;
  await each(files, signal, async file => {
    const size = (await lstat(join(root, file)).catch(() => undefined))?.size ?? 0;
    const folder = file.split('/').slice(0, -1).slice(0, 2).join('/');
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + size);
    bytes += size;
  });
  const largest = [...byFolder]
    .map(([folder, of]) => ({ folder, bytes: of }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3);
  return { files: files.length, bytes, largest };
}

/**
 * Copies files, relative to `root`, to the same places below `target`: without taking room where the file system can share
 * blocks; links as links. What is gone meanwhile, and what is no file, is left out. @throws the file system's error
 */
export async function copyFiles(
  root: string,
  files: readonly string[],
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const folders = new Map<string, Promise<unknown>>();
  await each(files, signal, async file => {
    const [from, to] = [join(root, file), join(target, file)];
    const found = await lstat(from).catch(() => undefined);
    if (found === undefined || !(found.isFile() || found.isSymbolicLink())) return;
    const folder = dirname(to);
    if (!folders.has(folder)) folders.set(folder, mkdir(folder, { recursive: true }));
    await folders.get(folder);
    if (found.isSymbolicLink()) await symlink(await readlink(from), to).catch(unlessThere);
    else await copyFile(from, to, constants.COPYFILE_FICLONE).catch(unlessGone);
  });
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function each(
  files: readonly string[],
  signal: AbortSignal,
  work: (file: string) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < files.length) {
      if (signal.aborted) throw cancelledVerification();
      await work(files[next++]);
    }
  };
  // Nobody may go on writing when this has failed: the folder is about to be removed.
  const settled = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const failed = settled.find(each => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
