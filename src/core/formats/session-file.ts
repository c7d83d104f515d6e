import type { ProfileProblem } from '../profile';
import type { Recording, Run, Session } from '../session';
import type { Trial } from '../trial';
import { countsIn, storedCounts } from './stored-counts';
import { readJson, readStoredRecording, writeJson, writeRecording } from './stored-profile';

/** What a file with a session is called: `main.tuneline`. It is JSON, compressed with gzip. */
export const sessionFileExtension = 'tuneline' as const;

const kind = 'tuneline-session';
/** Grows when a reader of the old kind would misread the new. */
const schema = 1;

export interface SessionInFile {
  readonly session: Session;
  /** In the order of the session's runs. */
  readonly recordings: readonly Recording[];
}

/**
 * A session with its recordings as one text, for another machine or a colleague: without the environment its program was given,
 * which may hold secrets, and without what takes a tuning back, which holds pieces of the source.
 */
export function writeSessionFile({ session, recordings }: SessionInFile): string {
  const { pinned: _, ...kept } = session;
  const shared: Session = {
    ...kept,
    target: { ...session.target, env: {} },
    ...(session.trials && { trials: session.trials.map(withoutUndo) }),
  };
  const rows = recordings.map(writeRecording).join(',');
  const counted = recordings.flatMap(({ run, texts, counts }) =>
    counts === undefined ? [] : [{ run: run.id, counts: storedCounts(counts, texts) }],
  );
  return `{"kind":"${kind}","schema":${schema},"session":${writeJson(shared)},"recordings":[${rows}],"counted":${writeJson(counted)}}`;
}

/** Whether a text is of the kind that `writeSessionFile` writes, whole or not. */
export function isSessionFile(text: string): boolean {
  return text.startsWith(`{"kind":"${kind}"`);
}

/** Reads what `writeSessionFile` wrote. Never throws: what is wrong is said in the problem. */
export function readSessionFile(text: string): SessionInFile | ProfileProblem {
  let stored:
    { schema?: unknown; session?: unknown; recordings?: unknown; counted?: unknown } | undefined;
  try {
    stored = readJson(text) as typeof stored;
  } catch (error) {
    return { problem: text === '' ? 'empty' : 'truncated', detail: String(error) };
  }
  if (stored?.schema !== schema)
    return { problem: 'unsupported', detail: `The file is of version ${String(stored?.schema)}.` };
  const { session, recordings } = stored;
  if (!isSession(session) || !Array.isArray(recordings))
    return { problem: 'not-a-profile', detail: 'The file holds no session of a known version.' };
  const read: Recording[] = [];
  for (const run of session.runs) {
    const recording = readStoredRecording(
      recordings.find(one => (one as { run?: Run } | undefined)?.run?.id === run.id),
    );
    if ('problem' in recording) return recording;
    const counts = countsOfRun(stored.counted, recording);
    read.push(counts === undefined ? recording : { ...recording, counts });
  }
  if (read.length === 0) return { problem: 'not-a-profile', detail: 'The session has no runs.' };
  return { session, recordings: read };
}

/** Undefined where none were made, as in files of earlier versions. */
function countsOfRun(counted: unknown, { run, texts }: Recording): Recording['counts'] {
  const all: readonly { run?: unknown; counts?: unknown }[] = Array.isArray(counted) ? counted : [];
  const own = all.find(one => one?.run === run.id);
  return countsIn(own?.counts, file => texts.get(file));
}

/** What every reader of a session relies on. */
export function isSession(value: unknown): value is Session {
  const session = value as Partial<Session> | undefined;
  return (
    session?.schema === 1 &&
    typeof session.id === 'string' &&
    typeof session.startedAt === 'number' &&
    typeof session.target?.file === 'string' &&
    Array.isArray(session.runs) &&
    session.runs.every(isRun) &&
    (session.trials === undefined ||
      (Array.isArray(session.trials) && session.trials.every(isTrial)))
  );
}

/** What every reader of a trial relies on. */
export function isTrial(value: unknown): value is Trial {
  const trial = value as Partial<Trial> | null | undefined;
  const made: Partial<Trial['verification']> | undefined = trial?.verification;
  const lists = [made?.pairs, made?.notes, made?.differences, made?.leftOut];
  return (
    typeof trial?.id === 'string' &&
    typeof trial.at === 'number' &&
    typeof trial.change?.kind === 'string' &&
    typeof made?.ratios?.wall === 'number' &&
    typeof made.before?.wall === 'number' &&
    typeof made.after?.wall === 'number' &&
    lists.every(list => Array.isArray(list))
  );
}

export function isRun(run: Partial<Run> | undefined): boolean {
  return typeof run?.id === 'string' && Array.isArray(run.notes);
}

function withoutUndo(trial: NonNullable<Session['trials']>[number]) {
  if (trial.change.kind === 'edits' || trial.change.kind === 'none') return trial;
  const { undo: _, ...change } = trial.change;
  // What auto-tuning found is source text as well.
  return { ...trial, change: change.kind === 'auto-tune' ? { ...change, files: [] } : change };
}
