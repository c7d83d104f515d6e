import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { mergeRecordings } from '../core/merge';
import type { Profile } from '../core/profile';
import { hasParts, type Recording, type Session, type TargetDescription } from '../core/session';
import { openHistory } from '../run/history';
import type { Trial } from '../core/trial';
import type { Paths } from './paths';
import { RanTexts } from './ran-texts';
import { runTitle, sessionTitle } from './sessions-view';
import { settingsFor } from './settings';
import type { EditorStore, Shown } from './state';
import type { Syntax } from './syntax';
import { sessionDamaged, notKept } from './trouble/profiles';
import type { Report } from './trouble/report';

/** Sessions as the commands use them: on disk, in the list, and the one that is shown. */
export interface Sessions {
  /** Reads the list from disk and shows again what was shown before the window was loaded. */
  readonly load: () => Promise<void>;
  /** Shows a new session at once, then keeps it. */
  readonly add: (
    target: TargetDescription,
    startedAt: number,
    recording: Recording,
    texts?: RanTexts,
  ) => Promise<Session>;
  /** Shows one more run of a session at once, then keeps it. */
  readonly addRun: (session: Session, recording: Recording, texts?: RanTexts) => Promise<Session>;
  /** `run`: by its id, where runs of the session are recordings of their own; the last otherwise. */
  readonly show: (session: Session, run?: string) => Promise<void>;
  /** Keeps a change that was measured on a session's target, or what became of it. */
  readonly keepTrial: (session: string, trial: Trial) => Promise<void>;
  readonly rename: (session: Session, name: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export interface SessionsParts {
  readonly store: EditorStore;
  readonly context: vscode.ExtensionContext;
  readonly paths: Paths;
  readonly report: Report;
  readonly syntax: Syntax;
}

/** On disk at most, all sessions together. */
const mostBytes = 500e6;

/** Where the workspace remembers which session is shown. */
const shownKey = 'shownSession';

export function createSessions(parts: SessionsParts): Sessions {
  const { store, context, paths, report, syntax } = parts;
  const folder = join((context.storageUri ?? context.globalStorageUri).fsPath, 'sessions');
  const history = () => {
    const keep = { sessions: settingsFor(undefined).keptSessions, bytes: mostBytes };
    return openHistory(folder, keep);
  };
  const remember = (id: string | undefined) => context.workspaceState.update(shownKey, id);

  const list = async (): Promise<void> => {
    const entries = await history().list();
    const sessions = entries.flatMap(one => (one.kind === 'session' ? [one.session] : []));
    const damaged = entries.flatMap(one => (one.kind === 'damaged' ? [one] : []));
    store.update(state => ({ ...state, sessions, damaged }));
  };
  const show = async (session: Session, recording: Recording): Promise<void> => {
    const ran = await new RanTexts().settle(recording.profile, recording.texts, recording.ran);
    store.update(state => ({ ...state, shown: shownOf(session, recording, ran, paths) }));
    await remember(session.id);
  };
  const showKept = async (session: Session, run?: string): Promise<void> => {
    try {
      const { recordings } = await history().load(session.id);
      const [first, ...others] = hasParts(session)
        ? [recordings.find(one => one.run.id === run) ?? recordings[recordings.length - 1]]
        : recordings;
      if (first === undefined) return;
      await show(session, mergeRecordings([first, ...others], first.run.id));
    } catch (error) {
      const forget = { id: session.id, title: sessionTitle(session, paths) };
      report(sessionDamaged(error, forget, () => remove(session.id)));
    }
  };
  const remove = async (id: string): Promise<void> => {
    await history().delete(id);
    if (store.get().shown?.id === id) await remember(undefined);
    store.update(state => ({
      ...state,
      shown: state.shown?.id === id ? undefined : state.shown,
    }));
    await list();
  };

  return {
    async load() {
      await list();
      const id = context.workspaceState.get<string>(shownKey);
      const session = store.get().sessions.find(one => one.id === id);
      if (session !== undefined && store.get().shown === undefined) await showKept(session);
    },
    async add(target, startedAt, made, texts = new RanTexts()) {
      const ran = await texts.settle(made.profile, made.texts);
      const recording = await withCallLines(made, texts.believed(ran), syntax);
      const runs = [recording.run];
      const session: Session = { schema: 1, id: randomUUID(), target, startedAt, runs };
      store.update(state => ({
        ...state,
        sessions: [session, ...state.sessions],
        shown: shownOf(session, recording, ran, paths),
      }));
      try {
        await history().save(session, [{ ...recording, ran }]);
        await remember(session.id);
        await list();
      } catch (error) {
        report(notKept(error));
      }
      return session;
    },
    async addRun(session, made, texts = new RanTexts()) {
      const ran = await texts.settle(made.profile, made.texts);
      const recording = await withCallLines(made, texts.believed(ran), syntax);
      const known = store.get().sessions.find(one => one.id === session.id) ?? session;
      const grown: Session = { ...known, runs: [...known.runs, recording.run] };
      store.update(state => ({
        ...state,
        sessions: state.sessions.map(one => (one.id === session.id ? grown : one)),
        shown: shownOf(grown, recording, ran, paths),
      }));
      try {
        await history().save(grown, [{ ...recording, ran }]);
        await remember(session.id);
        await list();
      } catch (error) {
        report(notKept(error));
      }
      return grown;
    },
    show: showKept,
    async keepTrial(id, trial) {
      const known = store.get().sessions.find(one => one.id === id);
      if (known === undefined) return; // it was deleted meanwhile
      const grown: Session = { ...known, trials: withTrial(known.trials, trial) };
      store.update(state => ({
        ...state,
        sessions: state.sessions.map(one => (one.id === id ? grown : one)),
        shown:
          state.shown?.id === id && state.shown.session !== undefined
            ? { ...state.shown, session: { ...state.shown.session, trials: grown.trials } }
            : state.shown,
      }));
      try {
        await history().save(grown, []);
        await list();
      } catch (error) {
        report(notKept(error));
      }
    },
    async rename(session, name) {
      await history().save({ ...session, name }, []);
      await list();
      store.update(state =>
        state.shown?.id === session.id
          ? { ...state, shown: { ...state.shown, title: name } }
          : state,
      );
    },
    remove,
    async clear() {
      const { sessions, damaged } = store.get();
      for (const { id } of [...sessions, ...damaged]) await history().delete(id);
      await remember(undefined);
      store.update(state => ({ ...state, shown: undefined }));
      await list();
    },
  };
}

/** In place of what was known of the same one, else as the newest. */
function withTrial(trials: readonly Trial[] = [], trial: Trial): readonly Trial[] {
  return trials.some(({ id }) => id === trial.id)
    ? trials.map(one => (one.id === trial.id ? trial : one))
    : [...trials, trial];
}

/** Where the source knew no call lines, they are estimated from the texts that ran; the profile then says so. */
async function withCallLines(
  recording: Recording,
  texts: ReadonlyMap<string, string>,
  syntax: Syntax,
): Promise<Recording> {
  if (recording.profile.callLines !== 'none' || texts.size === 0) return recording;
  try {
    const signal = AbortSignal.timeout(10_000);
    return { ...recording, profile: await syntax.callLines(recording.profile, texts, signal) };
  } catch {
    return recording; // too large to be read in time: totals by line stay unknown, and say so
  }
}

function shownOf(
  session: Session,
  { profile, run }: Recording,
  ran: Shown['ran'],
  paths: Paths,
): Shown {
  const index = session.runs.findIndex(one => one.id === run.id);
  const isPart = hasParts(session) && index >= 0;
  const title = sessionTitle(session, paths);
  return {
    id: session.id,
    title: isPart ? `${title} · ${runTitle(run, index)}` : title,
    session: isPart ? { ...session, runs: [run] } : session,
    profile,
    ran,
    live: false,
  };
}

/** A profile that was made elsewhere, as a recording: what is not known of its run is left open. */
export function importedRecording(profile: Profile): Recording {
  return {
    run: {
      id: randomUUID(),
      exitCode: undefined,
      signal: undefined,
      ended: 'by-itself',
      wall: profile.duration,
      cpu: undefined,
      syncWait: undefined,
      nodeVersion: '',
      runner: '',
      notes: [],
    },
    profile,
    texts: new Map(),
  };
}
