import type { Undo } from './undo';
import type { Verification } from './verification';
import type { Line, Share } from './units';

/** A change that was run against what was before it: a tuning, or edits of the user's own. */
export interface Trial {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly change: TriedChange;
  /** What became of it: it stands in the code, it was taken back, or it was only measured. */
  readonly state: 'applied' | 'reverted' | 'measured';
  readonly verification: Verification;
}

export type TriedChange =
  | {
      readonly kind: 'tuning';
      readonly rule: string;
      /** Of its hint: a text with its arguments, for the editor to translate. */
      readonly title: { readonly text: string; readonly args: readonly (string | number)[] };
      readonly file: string;
      readonly line: Line;
      /** The time it was about, of active time. */
      readonly share: Share;
      /** Absent when it was only measured. */
      readonly undo?: Undo;
    }
  /** All that differs between the working tree and a commit, of this short name. */
  | { readonly kind: 'edits'; readonly against: string };

/** Whether a change is worth keeping as far as was measured: faster, and the program still says the same. */
export function isProven({ verification: { verdict, outputEqual } }: Trial): boolean {
  return outputEqual && verdict?.kind === 'faster';
}

/** Whether it stands in the code, and is worth keeping. */
export function canBeKept(trial: Trial): boolean {
  return trial.state === 'applied' && isProven(trial);
}

/** Whether a budget can keep it so: not yet that of a server under load. */
export function canBeLockedIn(trial: Trial): boolean {
  return canBeKept(trial) && trial.verification.load === undefined;
}

/** Whether there is something in the code that can be taken back. */
export function canRevert({ change, state }: Trial): boolean {
  return state === 'applied' && change.kind === 'tuning' && change.undo !== undefined;
}
