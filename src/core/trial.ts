import type { TriedTuning } from './auto-tuning';
import type { ComposedEdit } from './text-edit';
import type { Undo } from './undo';
import type { Verification } from './verification';
import type { Line, Share } from './units';

/** A change that was run against what was before it: a tuning, or edits of the user's own. Or the program as it is, to know what it takes. */
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
  | AutoTuned
  /** All that differs between the working tree and a commit, of this short name. */
  | { readonly kind: 'edits'; readonly against: string }
  /** Nothing: the program as it stood, without the profiler. Both of its versions are this one. */
  | { readonly kind: 'none' };

/** What running through the tunings of a session found; its verification is of all that were kept together. */
export interface AutoTuned {
  readonly kind: 'auto-tune';
  /** In the order in which they were tried. */
  readonly tried: readonly TriedTuning[];
  /** What those that were kept make of their files. */
  readonly files: readonly TunedFile[];
  /** Of each file, once it was applied. */
  readonly undo?: readonly { readonly file: string; readonly undo: Undo }[];
  /** Only a part of it was chosen when it was applied: what was measured is not what stands in the code. */
  readonly partly?: true;
  /** How often the program ran in all. */
  readonly runs: number;
}

export interface TunedFile {
  readonly file: string;
  /** SHA-256 (hex) of the text that the edits are on. */
  readonly hash: string;
  /** `by`: indices of `tried`. */
  readonly edits: readonly ComposedEdit[];
}

/** Whether a change is worth keeping as far as was measured: faster, and the program still says the same. */
export function isProven({ verification: { verdict, outputEqual } }: Trial): boolean {
  return outputEqual && verdict?.kind === 'faster';
}

/** Whether it stands in the code, and is worth keeping. */
export function canBeKept(trial: Trial): boolean {
  return trial.state === 'applied' && isProven(trial);
}

/** Whether there is something in the code that can be taken back. */
export function canRevert({ change, state }: Trial): boolean {
  return state === 'applied' && 'undo' in change && change.undo !== undefined;
}

/** Whether it is a change that was found in scratch copies and can be applied. */
export function canApply(trial: Trial): trial is Trial & { readonly change: AutoTuned } {
  const { change, state } = trial;
  if (change.kind !== 'auto-tune' || change.files.length === 0) return false;
  return state !== 'applied' && isProven(trial);
}
