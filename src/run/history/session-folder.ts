import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { isRun, isSession, isTrial } from '../../core/formats/session-file';
import {
  readJson,
  readRecording,
  writeJson,
  writeRecording,
} from '../../core/formats/stored-profile';
import { countsFileOf, readStoredCounts, writeCounts } from '../../core/formats/stored-counts';
import { type Recording, type Run, type Session, withRun, withTrial } from '../../core/session';
import type { Trial } from '../../core/trial';
import { unreachable } from '../../core/units';
import { replaceFile, writeDurably } from './drafts';

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

/**
 * What is added to a session, or said of it, after it was saved. Each has a file of its own beside the session's, and of one thing
 * the last word counts: windows that do so at the same time undo nothing of each other, and need not wait.
 */
export type Addition =
  | { readonly kind: 'run'; readonly recording: Recording }
  /** What a counting run told of the texts of a run. */
  | { readonly kind: 'counts'; readonly recording: Recording }
  | { readonly kind: 'trial'; readonly trial: Trial }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pin'; readonly pinned: boolean };

const sessionFile = 'session.json';
const [nameFile, pinFile] = ['name.json', 'pinned.json'];
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Ids are ours, but a folder that was tampered with must not lead out of the history. */
export function safeName(id: string): string {
  return id.replace(/[^\w-]/g, '_');
}

/** A folder with a whole session in it. */
export async function writeSession(
  folder: string,
  session: Session,
  recordings: readonly Recording[],
): Promise<void> {
  for (const recording of recordings) await writeRecordingIn(folder, recording);
  await writeDurably(join(folder, sessionFile), writeJson(session));
}

/** False when the session is not there any more. `drafts`: a folder on the same disk. */
export async function writeAddition(
  drafts: string,
  folder: string,
  what: Addition,
): Promise<boolean> {
  const write = (name: string, value: unknown) =>
    replaceFile(drafts, join(folder, name), writeJson(value));
  try {
    switch (what.kind) {
      case 'run': {
        const { run } = what.recording;
        const recording = await compress(writeRecording(what.recording));
        await replaceFile(drafts, join(folder, recordingFile(run.id)), recording);
        await write(`run.${safeName(run.id)}.json`, { at: Date.now(), run });
        break;
      }
      case 'counts': {
        const { run, texts, counts = new Map() } = what.recording;
        const file = countsFileOf(join(folder, recordingFile(run.id)));
        await replaceFile(drafts, file, writeCounts(counts, texts));
        break;
      }
      case 'trial':
        await write(`trial.${safeName(what.trial.id)}.json`, what.trial);
        break;
      case 'name':
        await write(nameFile, { name: what.name });
        break;
      case 'pin':
        await write(pinFile, { pinned: what.pinned });
        break;
      default:
        unreachable(what);
    }
    return true;
  } catch (error) {
    if (!existsSync(folder)) return false;
    throw error;
  }
}

/** The session with all that was added to it. @throws HistoryError */
export async function readSession(folder: string): Promise<Session> {
  let session = await readBegun(folder);
  const names = await readdir(folder).catch((): string[] => []);
  const added = async (name: string) =>
    names.includes(name) ? await readAdded(join(folder, name)) : undefined;
  const all = async (kind: string) => {
    const found = names.filter(name => name.startsWith(`${kind}.`) && name.endsWith('.json'));
    return Promise.all(found.map(added));
  };
  for (const { run } of (await all('run')).filter(isAddedRun).sort(oldestFirst))
    session = withRun(session, run);
  for (const trial of (await all('trial')).filter(isTrial).sort(oldestFirst))
    session = withTrial(session, trial);
  const [name, pinned] = [
    ((await added(nameFile)) as { name?: string } | undefined)?.name ?? session.name,
    ((await added(pinFile)) as Pinned | undefined)?.pinned ?? session.pinned,
  ];
  return {
    ...session,
    ...(name === undefined ? {} : { name }),
    ...(pinned === undefined ? {} : { pinned }),
  };
}

interface AddedRun {
  readonly at: number;
  readonly run: Run;
}

interface Pinned {
  readonly pinned?: boolean;
}

function isAddedRun(value: object | undefined): value is AddedRun {
  return isRun((value as Partial<AddedRun> | undefined)?.run);
}

function oldestFirst(a: { readonly at: number }, b: { readonly at: number }): number {
  return a.at - b.at;
}

/** Whether the user has pinned the session in this folder after it was saved. */
export async function wasPinnedLater(folder: string): Promise<boolean> {
  return ((await readAdded(join(folder, pinFile))) as Pinned | undefined)?.pinned === true;
}

/** @throws HistoryError */
export async function readRecordingIn(folder: string, runId: string): Promise<Recording> {
  const file = join(folder, recordingFile(runId));
  let text: string;
  try {
    text = (await decompress(await readFile(file))).toString('utf8');
  } catch (error) {
    throw new HistoryError(`The recording can not be read: ${(error as Error).message}`, file);
  }
  const recording = readRecording(text);
  if ('problem' in recording)
    throw new HistoryError(`The recording is damaged: ${recording.detail}`, file);
  const counted = await readFile(countsFileOf(file), 'utf8').catch(() => undefined);
  const hashOf = (one: string) => recording.texts.get(one);
  const counts = counted === undefined ? undefined : readStoredCounts(counted, hashOf);
  return counts === undefined ? recording : { ...recording, counts };
}

/** The session as it was saved first. */
async function readBegun(folder: string): Promise<Session> {
  const file = join(folder, sessionFile);
  let session: unknown;
  try {
    session = readJson(await readFile(file, 'utf8'));
  } catch (error) {
    throw new HistoryError(`The session can not be read: ${(error as Error).message}`, file);
  }
  if (!isSession(session) || safeName(session.id) !== basename(folder))
    throw new HistoryError('The file holds no session of a known version.', file);
  return session;
}

/** Undefined where somebody has tampered with it: we write such a file whole. The rest of the session is worth more than it. */
async function readAdded(file: string): Promise<object | undefined> {
  try {
    const value = readJson(await readFile(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

async function writeRecordingIn(folder: string, recording: Recording): Promise<void> {
  const file = join(folder, recordingFile(recording.run.id));
  await writeDurably(file, await compress(writeRecording(recording)));
  const { counts, texts } = recording;
  if (counts !== undefined) await writeDurably(countsFileOf(file), writeCounts(counts, texts));
}

function recordingFile(runId: string): string {
  return `${safeName(runId)}.json.gz`;
}
