import type { Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { RoleRules } from './roles';
import type { Renaming } from './symlinks';

/** What a reader is started with. */
export interface ReaderSettings {
  /** The private folder of the run. */
  readonly folder: string;
  readonly interval: Micros;
  readonly roles: RoleRules;
  /** Whether the process that is started is the program itself, rather than a command that starts it. */
  readonly targetIsProgram: boolean;
  /** What the profile calls otherwise than node. */
  readonly renaming: Renaming | undefined;
}

export type ToReader =
  | { readonly kind: 'started'; readonly pid: number }
  /** The program will be ended. Answered by `stopped`. */
  | { readonly kind: 'stop' }
  /** The program has ended. Answered by `result`, after which the reader ends. */
  | { readonly kind: 'ended' };

export type FromReader =
  /** From now on nothing of the program is missed. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly samples: number; readonly profile: Profile }
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
  /** The error that nobody caught, with its stack. */
  readonly failure: string | undefined;
  readonly nodeVersion: string | undefined;
}
