import type { Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { RoleRules } from './roles';
import type { Renaming } from './symlinks';
import type { Usage } from './usage';

/** What a reader is started with. */
export interface ReaderSettings {
  readonly source: 'v8-log' | 'inspector';
  /** The private folder of the run. */
  readonly folder: string;
  readonly interval: Micros;
  readonly roles: RoleRules;
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

/** All that was read of a run. */
export interface Reading {
  /** At original locations. */
  readonly profile: Profile;
  readonly texts: ReadonlyMap<string, string>;
  readonly notes: readonly RunNote[];
  /** From the first sample on. */
  readonly usage: Usage | undefined;
  /** Wall time since the process began. */
  readonly wall: Micros | undefined;
  /** CPU time before the first sample: starting node, and setting the profiler up. */
  readonly startCpu: Micros | undefined;
}
