import type { Condition } from './conditions';

/** A condition that can be dropped without any difference, and why it is there nevertheless. */
export interface Equivalent {
  readonly file: string;
  /** The beginning of its text. */
  readonly text: string;
  readonly drop?: Condition['drop'];
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [];
