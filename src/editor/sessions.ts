import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type * as vscode from 'vscode';
import type { SessionInFile } from '../core/formats/session-file';
import {
  type RanCommit,
  type Recording,
  type Session,
  type TargetDescription,
  withRun,
  withTrial,
} from '../core/session';
import { type Addition, openHistory } from '../run/history';
import type { Trial } from '../core/trial';
import { watchOtherWindows } from './other-windows';
import type { Paths } from './paths';
import { RanTexts } from './ran-texts';
import { sessionTitle } from './session-rows';
import { settingsFor } from './settings';
import { recordingToShow, refreshed, shownOf, withCallLines } from './shown-session';
import type { EditorStore, State } from './state';
import type { Syntax } from './syntax';
import { changeNotKept, notKept, sessionDamaged, sessionGone } from './trouble/profiles';
import type { Report } from './trouble/report';

/** Sessions as the commands use them: on disk, in the list, and the one that is shown. */
export interface Sessions extends vscode.Disposable {
  /** Reads the list from disk and shows again what was shown before the window was loaded. */
  readonly load: () => Promise<void>;
  /** Shows a new session at once, then keeps it. */
  readonly add: (
    target: TargetDescription,
    began: Began,
    recording: Recording,
    texts?: RanTexts,
  ) => Promise<Session>;
  /** Shows one more run of a session at once, then keeps it. */
  readonly addRun: (session: Session, recording: Recording, texts?: RanTexts) => Promise<Session>;
  /** Shows and keeps a session that was exported; one that is here already is shown as it is here. */
  readonly open: (file: SessionInFile) => Promise<void>;
  /** `run`: by its id, where runs of the session are recordings of their own; the last otherwise. */
  readonly show: (session: Session, run?: string) => Promise<void>;
  /** All that was recorded, in the order of the session's runs. Undefined when the user was told that it can't be read. */
  readonly read: (session: Session) => Promise<SessionInFile | undefined>;
  /** Keeps what was counted of the run of a session, and has the hints of what is shown know it. */
  readonly keepCounts: (session: string, counted: Recording) => Promise<void>;
  /** Keeps a change that was measured on a session's target, or what became of it. */
  readonly keepTrial: (session: string, trial: Trial) => Promise<void>;
  readonly rename: (session: Session, name: string) => Promise<void>;
  /** A pinned session is kept, however many newer ones there are. */
  readonly pin: (session: Session, pinned: boolean) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Removes all but the pinned ones. */
  readonly clear: () => Promise<void>;
}

/** When a session began, and with which commit. */
export interface Began {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Looked up beside the program; it is shown before this is known. */
  readonly commit?: Promise<RanCommit | undefined>;
}

export interface SessionsParts {
  readonly store: EditorStore;
  readonly context: vscode.ExtensionContext;
  readonly paths: Paths;
  readonly report: Report;
  readonly syntax: Syntax;
}

/** On disk at most, all sessions together, without the pinned ones. */
const mostBytes = 500e6;

/** Where the workspace remembers which session is shown. */
const shownKey = 'shownSession';

/** A session that is not on disk, or not yet. */
interface Held extends SessionInFile {
  readonly isKept: Promise<boolean>;
  /** It is not written before its commit is known. */
  readonly isBegun?: true;
}

export function createSessions(parts: SessionsParts): Sessions {
  const { store, context, paths, report, syntax } = parts;
  const folder = join((context.storageUri ?? context.globalStorageUri).fsPath, 'sessions');
  const history = () => {
    const keep = { sessions: settingsFor(undefined).keptSessions, bytes: mostBytes };
    return openHistory(folder, keep);
  };
  const remember = (id: string | undefined) => context.workspaceState.update(shownKey, id);
  /** What is not on disk: it is being written, or there was no room; then until there is, or this window closes. */
  const held = new Map<string, Held>();

  const list = async (): Promise<void> => {
    const entries = await history().list();
    const kept = entries.flatMap(one => (one.kind === 'session' ? [one.session] : []));
    const damaged = entries.flatMap(one => (one.kind === 'damaged' ? [one] : []));
    const sessions = [...held.values()]
      .map(({ session }) => session)
      .concat(kept.filter(({ id }) => !held.has(id)))
      .sort((a, b) => b.startedAt - a.startedAt);
    store.update(state => ({
      ...state,
      sessions: isDeepStrictEqual(state.sessions, sessions) ? state.sessions : sessions,
      damaged: isDeepStrictEqual(state.damaged, damaged) ? state.damaged : damaged,
      shown: refreshed(state.shown, sessions, paths),
    }));
  };

  /** Writes a new session, and those again that there was no room for. */
  const keep = async (file: SessionInFile, write: () => Promise<unknown>): Promise<boolean> => {
    const { id } = file.session;
    const writing = write();
    const isKept = writing.then(
      () => true,
      () => false,
    );
    held.set(id, { ...file, isKept });
    try {
      await writing;
      held.delete(id);
      await keepOthers();
    } catch (error) {
      if (!(await isKept)) report(notKept(error));
    }
    setUnkept();
    await list().catch(() => undefined); // what there is to tell was told
    return isKept;
  };
  const keepOthers = async () => {
    for (const other of [...held.values()]) {
      if (other.isBegun === true || (await other.isKept)) continue;
      await history().save(other.session, other.recordings);
      held.delete(other.session.id);
    }
  };
  const setUnkept = () => store.update(state => ({ ...state, unkept: [...held.keys()] }));

  /** Adds to what is kept; what other windows add at the same time stays. */
  const addTo = async (id: string, what: Addition, change: (session: Session) => Session) => {
    const isUnkept = (await held.get(id)?.isKept) === false;
    const waiting = held.get(id); // others may have changed it meanwhile, or deleted it
    const isHeld = isUnkept && waiting !== undefined;
    if (isHeld) held.set(id, { ...withAddition(waiting, what), session: change(waiting.session) });
    store.update(state => {
      const sessions = state.sessions.map(one => (one.id === id ? change(one) : one));
      return { ...state, sessions, shown: refreshed(state.shown, sessions, paths) };
    });
    if (isHeld) return;
    try {
      const isThere = await history().add(id, what);
      await list();
      if (!isThere) report(sessionGone());
    } catch (error) {
      report(changeNotKept(error));
    }
  };

  const read = async (session: Session): Promise<SessionInFile | undefined> => {
    const waiting = held.get(session.id);
    try {
      if (waiting !== undefined && waiting.recordings.length === waiting.session.runs.length)
        return waiting;
      return await history().load(session.id);
    } catch (error) {
      const forget = { id: session.id, title: sessionTitle(session, paths) };
      report(sessionDamaged(error, forget, () => remove(session.id)));
      return undefined;
    }
  };
  const showRecording = async (session: Session, recording: Recording): Promise<void> => {
    const ran = await new RanTexts().settle(recording.profile, recording.texts, recording.ran);
    store.update(state => ({ ...state, shown: shownOf(session, recording, ran, paths) }));
    await remember(session.id);
  };
  const show = async (session: Session, run?: string): Promise<void> => {
    const found = await read(session);
    const recording = found && recordingToShow(found.session, found.recordings, run);
    if (found !== undefined && recording !== undefined)
      await showRecording(found.session, recording);
  };
  const remove = async (id: string): Promise<void> => {
    held.delete(id);
    await history().delete(id);
    if (store.get().shown?.id === id) await remember(undefined);
    store.update(state => ({
      ...state,
      shown: state.shown?.id === id ? undefined : state.shown,
    }));
    await list();
  };
  /** With what is known of its texts, which are looked at now. */
  const settled = async (made: Recording, texts: RanTexts) => {
    const ran = await texts.settle(made.profile, made.texts);
    const recording = await withCallLines(made, texts.believed(ran), syntax);
    return { recording, ran, kept: { ...recording, ran } };
  };
  const watching = watchOtherWindows(folder, () => list().catch(() => undefined));

  return {
    async load() {
      await list();
      const id = context.workspaceState.get<string>(shownKey);
      const session = store.get().sessions.find(one => one.id === id);
      if (session !== undefined && store.get().shown === undefined) await show(session);
    },
    async add(target, { startedAt, commit }, made, texts = new RanTexts()) {
      const { recording, ran, kept } = await settled(made, texts);
      const runs = [recording.run];
      const begun: Session = { schema: 1, id: randomUUID(), target, startedAt, runs };
      const isKept = Promise.resolve(false);
      held.set(begun.id, { session: begun, recordings: [kept], isKept, isBegun: true });
      store.update(state => ({
        ...state,
        sessions: [begun, ...state.sessions],
        shown: shownOf(begun, recording, ran, paths),
      }));
      const known = await commit;
      const now = held.get(begun.id)?.session; // it may have been renamed meanwhile
      if (now === undefined) return begun; // or deleted
      const session = known === undefined ? now : { ...now, commit: known };
      if (await keep({ session, recordings: [kept] }, () => history().save(session, [kept])))
        await remember(session.id);
      return session;
    },
    async addRun(session, made, texts = new RanTexts()) {
      const { recording, ran, kept } = await settled(made, texts);
      const known = store.get().sessions.find(one => one.id === session.id) ?? session;
      const grown = withRun(known, recording.run);
      store.update(state => ({
        ...state,
        sessions: state.sessions.map(one => (one.id === session.id ? grown : one)),
        shown: shownOf(grown, recording, ran, paths),
      }));
      const before = held.get(session.id);
      const isWhole = before !== undefined && !(await before.isKept);
      const recordings = [...(isWhole ? before.recordings : []), kept];
      const alone = { ...grown, runs: [recording.run] };
      const write = async () => {
        if (isWhole) return history().save(grown, recordings);
        const isThere = await history().add(session.id, { kind: 'run', recording: kept });
        if (!isThere) await history().save(alone, [kept]); // another window has deleted the rest
      };
      if (await keep({ session: grown, recordings }, write)) await remember(session.id);
      return grown;
    },
    async open({ session, recordings }) {
      const known = store.get().sessions.find(({ id }) => id === session.id);
      if (known !== undefined) return show(known);
      // It may be older than all that is kept: unpinned it would be dropped at once.
      const opened: Session = { ...session, pinned: true };
      await keep({ session: opened, recordings }, () => history().save(opened, recordings));
      await show(opened);
    },
    show,
    read,
    async keepCounts(id, counted) {
      const { counts } = counted;
      store.update(state =>
        state.shown?.id === id ? { ...state, shown: { ...state.shown, counts } } : state,
      );
      await addTo(id, { kind: 'counts', recording: counted }, one => one);
    },
    async keepTrial(id, trial) {
      const isKnown = store.get().sessions.some(one => one.id === id);
      // Otherwise it was deleted meanwhile.
      if (isKnown) await addTo(id, { kind: 'trial', trial }, one => withTrial(one, trial));
    },
    rename: ({ id }, name) => addTo(id, { kind: 'name', name }, one => ({ ...one, name })),
    pin: ({ id }, pinned) => addTo(id, { kind: 'pin', pinned }, one => ({ ...one, pinned })),
    remove,
    async clear() {
      const { sessions, damaged, shown } = store.get();
      const gone = [...sessions.filter(({ pinned }) => pinned !== true), ...damaged];
      for (const { id } of gone) {
        held.delete(id);
        await history().delete(id);
      }
      const isShownGone = gone.some(({ id }) => id === shown?.id);
      if (isShownGone) await remember(undefined);
      store.update(state => (isShownGone ? { ...state, shown: undefined } : state));
      await list();
    },
    dispose: () => watching.dispose(),
  };
}

/** Of what is not on disk: with what was counted of one of its runs. */
function withAddition(file: Held, what: Addition): Held {
  if (what.kind !== 'counts') return file;
  const { run, counts } = what.recording;
  const recordings = file.recordings.map(one => (one.run.id === run.id ? { ...one, counts } : one));
  return { ...file, recordings };
}

/** How many sessions *Clear Sessions* removes, and how many pinned ones stay. */
export function sessionsToClear({ sessions, damaged }: State) {
  const pinned = sessions.filter(one => one.pinned === true).length;
  return { gone: sessions.length - pinned + damaged.length, pinned };
}
