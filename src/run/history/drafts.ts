import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../private-folder';

/** What a process that was killed has left is removed when nobody has touched it for so long, in milliseconds. */
const staleAfter = { ofTheDead: 5_000, ofAnybody: 60 * 60 * 1000 } as const;

/** A name for what is not whole yet, or not wanted any more: no list shows it, and it says whose it is. */
export function hiddenName(folder: string, what: 'draft' | 'deleted'): string {
  return join(folder, `.${what}-${process.pid}-${randomBytes(6).toString('hex')}`);
}

/** On disk before it gets its name: after a power cut a file is either whole or not there. */
export async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a file whole or not at all, in place of one of that name. `drafts`: a folder on the same disk. */
export async function replaceFile(
  drafts: string,
  path: string,
  data: string | Uint8Array,
): Promise<void> {
  const draft = hiddenName(drafts, 'draft');
  try {
    await writeDurably(draft, data);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes what was being written, or deleted, by processes that were killed. */
export async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = /^\.(?:draft|deleted)-(?:(\d+)-)?\w+$/.exec(name);
    if (found === null) continue;
    const path = join(folder, name);
    const changed = await stat(path).catch(() => undefined);
    if (changed === undefined) continue; // its owner has done it
    const isDead = found[1] !== undefined && !isAlive(Number(found[1]));
    const after = isDead ? staleAfter.ofTheDead : staleAfter.ofAnybody;
    if (Date.now() - changed.mtimeMs > after) await rm(path, { recursive: true, force: true });
  }
}
