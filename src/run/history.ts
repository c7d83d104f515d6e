import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { readJson, readRecording, writeJson, writeRecording } from '../core/formats/stored-profile';
import type { Recording, Session } from '../core/session';

/** Sessions on disk: one folder each, with the session's JSON and one compressed file per run. */
export interface History {
  /** Newest first. What can't be read is listed too, so that it never hides the others. */
  list(): Promise<readonly HistoryEntry[]>;
  /** Writes a session and its recordings, all or nothing; runs that are kept already need no recording again. */
  save(session: Session, recordings: readonly Recording[]): Promise<void>;
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

export interface Retention {
  /** The newest sessions are kept: at most this many, and of them as many as fit. */
  readonly sessions: number;
  readonly bytes: number;
}

/** What is wrong with a session on disk; `file` is the one to look at. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  constructor(
    message: string,
    readonly file: string,
  ) {
    super(message);
  }
}

const sessionFile = 'session.json';
/** Drafts of a process that was killed are removed after this time, in milliseconds. */
const staleAfter = 60 * 60 * 1000;
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** The sessions in `folder`, which is made when the first is saved. Several windows may use one folder at once. */
export function openHistory(folder: string, keep: Retention): History {
  const folderOf = (id: string) => join(folder, safeName(id));

  const list = async (): Promise<HistoryEntry[]> => {
    const names = (await readdir(folder).catch(() => [])).filter(name => !name.startsWith('.'));
    const entries = await Promise.all(names.map(name => readEntry(join(folder, name), name)));
    return entries.filter(entry => entry !== undefined).sort(newestFirst);
  };

  const retain = async () => {
    let bytes = 0;
    for (const [index, entry] of (await list()).entries()) {
      bytes += entry.bytes;
      const id = entry.kind === 'session' ? entry.session.id : entry.id;
      const isNewest = index === 0;
      if (!isNewest && (index >= keep.sessions || bytes > keep.bytes))
        await rm(folderOf(id), { recursive: true, force: true });
    }
    await removeStaleDrafts(folder);
  };

  return {
    list,
    async save(session, recordings) {
      const target = folderOf(session.id);
      const draft = join(folder, `.draft-${randomBytes(6).toString('hex')}`);
      await mkdir(draft, { recursive: true });
      try {
        for (const recording of recordings) {
          const name = recordingFile(recording.run.id);
          await writeDurably(join(draft, name), await compress(writeRecording(recording)));
        }
        await writeDurably(join(draft, sessionFile), Buffer.from(writeJson(session)));
        await publish(draft, target);
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
      await retain();
    },
    async load(id) {
      const session = await readSession(folderOf(id));
      const recordings: Recording[] = [];
      for (const run of session.runs) {
        recordings.push(await loadRecording(join(folderOf(id), recordingFile(run.id))));
      }
      return { session, recordings };
    },
    async delete(id) {
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}

/** A new session becomes visible with one rename; one that is there gets its files one by one, the session itself last. */
async function publish(draft: string, target: string): Promise<void> {
  try {
    await rename(draft, target);
    return;
  } catch {
    // there is one already, perhaps damaged
  }
  await mkdir(target, { recursive: true });
  const names = (await readdir(draft)).filter(name => name !== sessionFile);
  for (const name of [...names, sessionFile]) await rename(join(draft, name), join(target, name));
}

/** On disk before it gets its name: after a power cut a file is either whole or not there. */
async function writeDurably(path: string, data: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readEntry(path: string, id: string): Promise<HistoryEntry | undefined> {
  const bytes = await bytesIn(path);
  if (bytes === undefined) return undefined; // not a folder, or deleted by another window
  try {
    return { kind: 'session', session: await readSession(path), bytes };
  } catch (error) {
    return { kind: 'damaged', id, bytes, why: (error as Error).message };
  }
}

async function readSession(path: string): Promise<Session> {
  const file = join(path, sessionFile);
  let session: Partial<Session> | undefined;
  try {
    session = readJson(await readFile(file, 'utf8')) as typeof session;
  } catch (error) {
    throw new HistoryError(`The session can not be read: ${(error as Error).message}`, file);
  }
  if (!isSession(session) || safeName(session.id) !== basename(path))
    throw new HistoryError('The file holds no session of a known version.', file);
  return session;
}

/** What every reader of a session relies on. */
function isSession(value: Partial<Session> | undefined): value is Session {
  return (
    value?.schema === 1 &&
    typeof value.id === 'string' &&
    typeof value.startedAt === 'number' &&
    typeof value.target?.file === 'string' &&
    Array.isArray(value.runs) &&
    value.runs.every(run => typeof run?.id === 'string' && Array.isArray(run.notes))
  );
}

async function loadRecording(file: string): Promise<Recording> {
  let text: string;
  try {
    text = (await decompress(await readFile(file))).toString('utf8');
  } catch (error) {
    throw new HistoryError(`The recording can not be read: ${(error as Error).message}`, file);
  }
  const recording = readRecording(text);
  if ('problem' in recording)
    throw new HistoryError(`The recording is damaged: ${recording.detail}`, file);
  return recording;
}

async function bytesIn(folder: string): Promise<number | undefined> {
  try {
    const names = await readdir(folder);
    const sizes = await Promise.all(names.map(async name => (await stat(join(folder, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return undefined;
  }
}

/** Sessions by when they began; damaged ones after them. */
function newestFirst(a: HistoryEntry, b: HistoryEntry): number {
  const began = (entry: HistoryEntry) => (entry.kind === 'session' ? entry.session.startedAt : 0);
  return began(b) - began(a);
}

async function removeStaleDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('.draft-')) continue;
    const path = join(folder, name);
    const changed = await stat(path).catch(() => undefined);
    if (changed !== undefined && Date.now() - changed.mtimeMs > staleAfter)
      await rm(path, { recursive: true, force: true });
  }
}

function recordingFile(runId: string): string {
  return `${safeName(runId)}.json.gz`;
}

/** Ids are ours, but a folder that was tampered with must not lead out of the history. */
function safeName(id: string): string {
  return id.replace(/[^\w-]/g, '_');
}
