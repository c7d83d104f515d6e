import type ts from 'typescript';
import type { Interval, Line, Micros, Share } from '../units';

/** `safe`: behaviour is preserved, proven from the code; `review`: an edit whose differing case is named; `advice`: words only. */
export type Safety = 'safe' | 'review' | 'advice';

/** A text with its arguments, `{0}`, `{1}`, …: the editor translates the template, the command line prints it as it is. */
export interface Template {
  readonly text: string;
  readonly args: readonly (string | number)[];
}

/** Replaces the text from `start` to `end` (UTF-16 offsets, half open). */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What was measured on one hot line: the ground that a hint must stand on. */
export interface HotEvidence {
  readonly line: Line;
  /** 0-based column of the call where it was recorded, undefined when only the line is known. */
  readonly column: number | undefined;
  /** Certain self time here: uncertain samples are left out. */
  readonly self: Micros;
  readonly selfShare: Share;
  readonly total: Micros | undefined;
  readonly totalShare: Share | undefined;
  readonly samples: number;
  /** Builtins and natives called from here, by V8's name, with their share of active time. */
  readonly callees: readonly {
    readonly name: string;
    readonly share: Share;
    readonly samples: number;
  }[];
}

/** Advice on a line that the evidence supports. */
export interface Hint {
  readonly rule: string;
  readonly line: Line;
  /** The code the hint is about, in UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly safety: Safety;
  readonly title: Template;
  /** Why it is worth it: always names how much time is there, never more than was measured. */
  readonly evidence: Template;
  /** Time that is there, of active time; a ceiling, not a promise. */
  readonly share: Share;
  readonly interval: Interval;
  /** In which case the edit behaves differently; undefined for safe ones. */
  readonly differs: Template | undefined;
  /** Empty for advice. Sorted, not overlapping. */
  readonly edits: readonly TextEdit[];
}

/** What a rule finds in the code; `index.ts` adds the evidence and drops what it does not support. */
export type Finding = Pick<Hint, 'safety' | 'title' | 'differs' | 'edits'> & {
  readonly node: ts.Node;
};
