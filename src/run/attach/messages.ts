import type { AttachedTarget } from '../../core/session';
import type { Profile } from '../../core/profile';
import type { Micros } from '../../core/units';
import type { RecordErrorCode } from '../record-error';
import type { Reading } from '../reader-messages';

/** What an attacher is started with. */
export interface AttacherSettings {
  readonly target: AttachedTarget;
  readonly interval: Micros;
  /** The process to open the inspector of; `target`'s host and port are not used then. */
  readonly pid: number | undefined;
  /** The web socket of a debugger that has the program already and passes commands on. */
  readonly debuggerUrl: string | undefined;
}

export type ToAttacher =
  /** Enough was sampled. Answered by `result`. */
  | { readonly kind: 'stop' }
  /** Nothing is wanted any more. The attacher ends when it has left the program. */
  | { readonly kind: 'leave' };

export type FromAttacher =
  /** Sampling has begun; the target as it is now known. */
  | { readonly kind: 'found'; readonly target: AttachedTarget }
  | { readonly kind: 'progress'; readonly samples: number; readonly profile: Profile }
  /** The program is left alone, or has ended. */
  | { readonly kind: 'result'; readonly reading: AttachedReading }
  | {
      readonly kind: 'failed';
      readonly code: RecordErrorCode;
      readonly message: string;
      readonly action: string;
    };

/** All that was read of a program that ran already. */
export interface AttachedReading extends Pick<Reading, 'texts' | 'notes' | 'cpu' | 'syncWait'> {
  /** At original locations. */
  readonly profile: Profile;
  readonly wall: Micros;
  readonly ended: 'stopped' | 'by-itself';
  readonly nodeVersion: string;
}
