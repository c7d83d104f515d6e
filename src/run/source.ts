import type { Profile } from '../core/profile';
import type { RunNote } from '../core/session';
import type { Micros } from '../core/units';
import type { ScriptMaps } from './maps';
import type { Usage } from './usage';

/** Where samples come from. The V8 log and the inspector look the same to the reader, and are never on at once. */
export interface Source {
  /** Takes what has arrived since the last call. */
  poll(): Promise<void>;
  /** Samples taken so far. */
  readonly samples: number;
  /** Time from the first sample to the program's first line. */
  readonly sampledBefore: Micros;
  /** What was taken so far, at generated locations; `usage` is what the system says of the process from the first sample on. */
  profile(usage: Usage | undefined): Profile;
  readonly maps: ScriptMaps;
  /** The program is about to be ended: brings what would be lost with it into safety. */
  stop(): Promise<void>;
  /** The program has ended: takes the rest. */
  finish(): Promise<void>;
  /** What the user should know about how this source recorded. */
  notes(): RunNote[];
  dispose(): void;
}
