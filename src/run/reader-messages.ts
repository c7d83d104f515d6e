import type { Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { ListenReport } from './boot-settings';
import type { RoleRules } from './roles';
import type { Renaming } from './symlinks';

/** What a reader is started with. */
export interface ReaderSettings {
  /** The private folder of the run. */
  readonly folder: string;
  readonly interval: Micros;
  readonly roles: RoleRules;
  /** Nothing is recorded of a thread from when its first server listens. */
  readonly untilListening: boolean;
  /** Whether the process that is started is the program itself, rather than a command that starts it. */
  readonly targetIsProgram: boolean;
  /** What the profile calls otherwise than node. */
  readonly renaming: Renaming | undefined;
}

export type ToReader =
  | { readonly kind: 'started'; readonly pid: number }
  /**
   * From this time on (microseconds of the monotonic clock) a part of the run is recorded on its own. Answered by `begun`; the
   * next progress is of that part.
   */
  | { readonly kind: 'begin'; readonly at: Micros }
  /** The part that is recorded ends at this time. Answered by `part`. */
  | { readonly kind: 'end'; readonly at: Micros }
  /** The program will be ended. Answered by `stopped`. */
  | { readonly kind: 'stop' }
  /** The program has ended. Answered by `result`, after which the reader ends. */
  | { readonly kind: 'ended' };

export type FromReader =
  /** From now on nothing of the program is missed. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly samples: number; readonly profile: Profile }
  | { readonly kind: 'listening'; readonly place: ListenReport }
  | { readonly kind: 'begun' }
  | { readonly kind: 'part'; readonly reading: Reading }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'result'; readonly reading: Reading };

/** All that was read of a run. Times are sums over its processes, or threads, that are the program's. */
export interface Reading {
  /** At original locations; undefined when nothing was sampled. */
  readonly profile: Profile | undefined;
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly RunNote[];
  /** CPU time from the first sample on. */
  readonly cpu: Micros | undefined;
  /** CPU time before the first sample: starting node, and setting the profiler up. */
  readonly startCpu: Micros | undefined;
  readonly syncWait: Micros | undefined;
  /** Wall time since the first process began. */
  readonly wall: Micros | undefined;
  /** Whether any Node.js ran in what was started. */
  readonly sawNode: boolean;
  /** The error that nobody caught, with its stack. */
  readonly failure: string | undefined;
  /** At some time the log could not be written, since the disk was full. */
  readonly isDiskFull: boolean;
  /** Part of the program may have suspended V8's log by sampling itself. */
  readonly usesInspector: boolean;
  /** A process of it went on as another program, which is not recorded. */
  readonly becameOther: boolean;
  readonly nodeVersion: string | undefined;
}
