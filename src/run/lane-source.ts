import type { Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { ScriptMaps } from './maps';
import type { Usage } from './usage';

/** Where the samples of one thread come from. The V8 log and the inspector look the same to the reader, and are never on at once. */
export interface LaneSource {
  readonly kind: 'v8-log' | 'inspector';
  readonly pid: number;
  /** Node's number of the thread; undefined while it is not known, and where no preload of ours ran in the thread. */
  readonly thread: number | undefined;
  /** A thread that node or a tool made for itself: what it does is nothing of the program's. */
  readonly isOfTool: boolean;
  /** Takes what has arrived since the last call. */
  poll(): Promise<void>;
  /** Samples taken so far. */
  readonly samples: number;
  /** Active time that was sampled before the program's first line. */
  readonly activeBefore: Micros;
  /** What was taken so far, at generated locations; `usage` is what the system says of the thread from the program's first line on. */
  profile(usage: Usage | undefined): Profile;
  readonly maps: ScriptMaps;
  /**
   * Forgets what was sampled so far; from this time on (by the system's monotonic clock, in microseconds) samples are gathered
   * anew. With infinity: none until the next time.
   */
  begin(at: Micros): void;
  /** Samples from this time on are dropped. */
  end(at: Micros): void;
  /** After `end`: settles when no more samples of what was ended can arrive, or nobody can wait for them. */
  settle(): Promise<void>;
  /** Whether the idle time of its profile is what it saw, rather than deduced from what the thread did not do. */
  readonly knowsIdle: boolean;
  /** The program is about to be ended: brings what would be lost with it into safety. */
  stop(): Promise<void>;
  /** The thread has ended: takes the rest. */
  finish(): Promise<void>;
  /** What the user should know about how this source recorded. */
  notes(): RunNote[];
  dispose(): void;
}
