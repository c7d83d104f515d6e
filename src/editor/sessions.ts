import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Profile } from '../core/profile';
import type { Recording, Session, TargetDescription } from '../core/session';
import type { Paths } from './paths';
import { RanTexts } from './ran-texts';
import { sessionTitle } from './sessions-view';
import type { EditorStore } from './state';

/** Sessions as the commands use them: on disk, in the list, and the one that is shown. */
export interface Sessions {
  /** Reads the list from disk, once. */
  readonly load: () => Promise<void>;
  readonly add: (
    target: TargetDescription,
    startedAt: number,
    recording: Recording,
    texts?: RanTexts,
  ) => Promise<Session>;
  readonly show: (session: Session) => Promise<void>;
  readonly rename: (session: Session, name: string) => Promise<void>;
  readonly remove: (session: Session) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export function createSessions(store: EditorStore, memory: vscode.Memento, paths: Paths): Sessions {
  const kept = new Map<string, Recording>();
  const shown = async (
    session: Session,
    { profile, texts: hashes }: Recording,
    texts: RanTexts,
  ) => {
    const ran = await texts.settle(profile, hashes);
    const title = sessionTitle(session, paths);
    store.update(state => ({
      ...state,
      shown: { id: session.id, title, session, profile, ran, live: false },
    }));
    await memory.update(shownKey, session.id);
  };
  return {
    load: async () => undefined,
    async add(target, startedAt, recording, texts = new RanTexts()) {
      const runs = [recording.run];
      const session: Session = { schema: 1, id: randomUUID(), target, startedAt, runs };
      kept.set(session.id, recording);
      store.update(state => ({ ...state, sessions: [session, ...state.sessions] }));
      await shown(session, recording, texts);
      return session;
    },
    async show(session) {
      const recording = kept.get(session.id);
      if (recording !== undefined) await shown(session, recording, new RanTexts());
    },
    async rename(session, name) {
      const renamed = { ...session, name };
      store.update(state => ({
        ...state,
        sessions: state.sessions.map(one => (one.id === session.id ? renamed : one)),
      }));
    },
    async remove(session) {
      kept.delete(session.id);
      store.update(state => ({
        ...state,
        sessions: state.sessions.filter(one => one.id !== session.id),
        shown: state.shown?.id === session.id ? undefined : state.shown,
      }));
    },
    async clear() {
      kept.clear();
      store.update(state => ({ ...state, sessions: [], shown: undefined }));
    },
  };
}

const shownKey = 'shownSession';

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
