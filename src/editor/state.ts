import type { Counts } from '../core/counts';
import type { Goal } from '../core/goal';
import type { RanText } from '../core/line-anchors';
import type { Profile } from '../core/profile';
import type { ProfileChanges } from '../core/profile-changes';
import {
  type Run,
  type RunNote,
  type Session,
  type TargetDescription,
  usualWall,
} from '../core/session';
import type { Store } from '../core/store';
import type { Line, Micros } from '../core/units';

/** Everything the editor shows, as one value. Parts of the editor are functions of it. */
export interface State {
  /** Newest first. */
  readonly sessions: readonly Session[];
  /** Sessions on disk that can't be read: they are listed, and hide no other. */
  readonly damaged: readonly DamagedSession[];
  /** Ids of sessions that there is no room for on disk: they go with the window. */
  readonly unkept: readonly string[];
  readonly shown: Shown | undefined;
  /** What changed since another session, of what is shown; undefined: nothing is compared. */
  readonly comparison: Comparison | undefined;
  readonly running: Running | undefined;
  /** A change that is being measured. */
  readonly verifying: UnderVerification | undefined;
  /** What the tuneline.json of each folder of the window says; a folder without one is not here. */
  readonly goals: readonly GoalsFile[];
  /** The one switch for everything painted into editors. */
  readonly heat: boolean;
  /** Values of the debugger stand at the end of lines then: heat makes room. */
  readonly debuggerStopped: boolean;
}

export type EditorStore = Store<State>;

/** The profile that editors, lists and chart show: of a session, or of the program that is still running. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  /** Undefined while the program runs. Where its runs are recordings of their own, it has only the one that is shown. */
  readonly session: Session | undefined;
  readonly profile: Profile;
  /** What is kept of the files' texts as they ran, by path; a file that is not here can't be told from a changed one. */
  readonly ran: ReadonlyMap<string, RanText>;
  /** How often the code of its texts ran, where one more run has counted it. */
  readonly counts?: Counts;
  readonly live: boolean;
}

/** The shown session beside an earlier one. */
export interface Comparison {
  readonly before: ComparedSession;
  readonly after: ComparedSession;
  readonly changes: ProfileChanges;
}

export interface ComparedSession {
  /** Of the session. */
  readonly id: string;
  readonly title: string;
}

export interface DamagedSession {
  readonly id: string;
  readonly why: string;
}

/** A program that is being profiled. */
export interface Running {
  readonly target: TargetDescription;
  readonly phase: 'starting' | 'running' | 'ending';
  readonly elapsed: Micros;
  readonly samples: number;
  /** What of the program is recorded now; absent: all of it. */
  readonly doing?: 'recording' | 'not-recording' | 'warming-up';
  /** Recordings of their own of parts of the program's life; absent where there can be none. */
  readonly parts?: PartsOfRun;
  /** Ends the program, or leaves it where it ran before; keeps what was sampled. */
  readonly stop: () => void;
  /** Ends or leaves the program, throws everything away. */
  readonly cancel: () => void;
}

/** A tuneline.json, as it reads in the editor, saved or not. */
export interface GoalsFile {
  readonly file: string;
  readonly goals: readonly Goal[];
  /** Why it can't be read. */
  readonly problem: { readonly message: string; readonly line: Line } | undefined;
}

/** A program is run to learn something of it that is not its profile: mostly two versions in turn. */
export interface UnderVerification {
  /** What is done: `Verifying: …`. */
  readonly heading: string;
  /** The same in a word; absent: it is measured. */
  readonly doing?: string;
  /** Undefined while copies are made and the program is run for the first time. */
  readonly pairs: { readonly done: number; readonly most: number } | undefined;
  readonly cancel: () => void;
}

export interface PartsOfRun {
  readonly begin: () => Promise<void>;
  /** Ends the recording and shows it; the program goes on. */
  readonly end: () => Promise<void>;
}

export const initialState: State = {
  sessions: [],
  damaged: [],
  unkept: [],
  shown: undefined,
  comparison: undefined,
  running: undefined,
  verifying: undefined,
  goals: [],
  heat: true,
  debuggerStopped: false,
};

/** Whether heat, hints and their marks are painted now. */
export function isHeatVisible(state: State): boolean {
  return state.heat && !state.debuggerStopped;
}

export function notesOf(session: Session | undefined): readonly RunNote[] {
  return session?.runs.flatMap(run => run.notes) ?? [];
}

export function lastRun(session: Session | undefined): Run | undefined {
  return session?.runs.at(-1);
}

/** How long a run of the program took, with the profiler. */
export function lastWall(session: Session): Micros | undefined {
  const run = lastRun(session);
  return run && usualWall(run);
}
