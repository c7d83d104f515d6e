import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording, Session } from '../core/session';
import { hiddenName, sweepDrafts } from './history/drafts';
import {
  type Addition,
  readRecordingIn,
  readSession,
  safeName,
  wasPinnedLater,
  writeAddition,
  writeSession,
} from './history/session-folder';

export { type Addition, HistoryError } from './history/session-folder';

/** Sessions on disk: one folder each, with the session's JSON, one compressed file per run, and one for each thing that was added. */
export interface History {
  /** Newest first. What can't be read is listed too, so that it never hides the others. */
  list(): Promise<readonly HistoryEntry[]>;
  /** Writes a session and its recordings, all or nothing. */
  save(session: Session, recordings: readonly Recording[]): Promise<void>;
  /** Adds to a session, whatever other windows do to it at the same time. False: it was deleted. */
  add(id: string, what: Addition): Promise<boolean>;
  /** @throws HistoryError when the session or a recording is missing or damaged */
  load(id: string): Promise<StoredSession>;
  delete(id: string): Promise<void>;
}

export type HistoryEntry =
  | { readonly kind: 'session'; readonly session: Session; readonly bytes: number }
  | { readonly kind: 'damaged'; readonly id: string; readonly bytes: number; readonly why: string };

export interface StoredSession {
  readonly session: Session;
  /** In the order of the session's runs. */
  readonly recordings: readonly Recording[];
}

/** The newest sessions are kept: at most this many, and of them as many as fit. Pinned ones are kept beside them. */
export interface Retention {
  readonly sessions: number;
  readonly bytes: number;
}

/** The sessions in `folder`, which is made when the first is saved. Several windows may use one folder at once. */
export function openHistory(folder: string, keep: Retention): History {
  const folderOf = (id: string) => join(folder, safeName(id));

  const list = async (): Promise<HistoryEntry[]> => {
    const names = (await readdir(folder).catch(() => [])).filter(name => !name.startsWith('.'));
    const entries = await Promise.all(names.map(name => readEntry(join(folder, name), name)));
    return entries.filter(entry => entry !== undefined).sort(newestFirst);
  };

  const retain = async () => {
    let [count, bytes] = [0, 0];
    for (const entry of await list()) {
      if (entry.kind === 'session' && entry.session.pinned === true) continue;
      bytes += entry.bytes;
      count++;
      const id = entry.kind === 'session' ? entry.session.id : entry.id;
      if (count > 1 && (count > keep.sessions || bytes > keep.bytes))
        await remove(folder, folderOf(id), 'unless-pinned');
    }
    await sweepDrafts(folder);
  };

  return {
    list,
    async save(session, recordings) {
      await mkdir(folder, { recursive: true });
      const draft = hiddenName(folder, 'draft');
      await mkdir(draft);
      try {
        await writeSession(draft, session, recordings);
        await publish(draft, folderOf(session.id));
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
      await retain();
    },
    async add(id, what) {
      const isThere = await writeAddition(folder, folderOf(id), what);
      if (isThere && what.kind === 'run') await retain();
      return isThere;
    },
    async load(id) {
      const session = await readSession(folderOf(id));
      const recordings: Recording[] = [];
      for (const run of session.runs) recordings.push(await readRecordingIn(folderOf(id), run.id));
      return { session, recordings };
    },
    delete: id => remove(folder, folderOf(id)),
  };
}

/** A new session becomes visible with one rename; one that is there gets its files one by one, the session itself last. */
async function publish(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
    return;
  } catch (error) {
    if (!existsSync(target)) throw error;
    // there is one already, perhaps damaged
  }
  const names = await readdir(draft);
  const last = 'session.json';
  for (const name of [...names.filter(one => one !== last), last])
    await rename(join(draft, name), join(target, name));
}

/** It goes with one rename, so that no list ever shows half of it; another window may pin it at the last moment. */
async function remove(folder: string, path: string, when?: 'unless-pinned'): Promise<void> {
  const gone = hiddenName(folder, 'deleted');
  try {
    await rename(path, gone);
  } catch {
    // Gone already, or a file of it is open, as Windows has it.
    await rm(path, { recursive: true, force: true });
    return;
  }
  if (when === 'unless-pinned' && (await wasPinnedLater(gone))) await rename(gone, path);
  else await rm(gone, { recursive: true, force: true });
}

async function readEntry(path: string, id: string): Promise<HistoryEntry | undefined> {
  const bytes = await bytesIn(path);
  if (bytes === undefined) return undefined; // not a folder, or deleted by another window
  try {
    return { kind: 'session', session: await readSession(path), bytes };
  } catch (error) {
    if (!existsSync(path)) return undefined;
    return { kind: 'damaged', id, bytes, why: (error as Error).message };
  }
}

async function bytesIn(folder: string): Promise<number | undefined> {
  try {
    const names = await readdir(folder);
    const sizes = names.map(name => stat(join(folder, name)).catch(() => ({ size: 0 })));
    return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
  } catch {
    return undefined;
  }
}

/** Sessions by when they began; damaged ones after them. */
function newestFirst(a: HistoryEntry, b: HistoryEntry): number {
  const began = (entry: HistoryEntry) => (entry.kind === 'session' ? entry.session.startedAt : 0);
  return began(b) - began(a);
}
