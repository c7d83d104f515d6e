import type { Hint, HotEvidence } from './hint';

/** What `findHints` is asked: one file's text and what was measured on its lines. */
export interface HintRequest {
  /** Absolute path; its ending decides how the text is parsed. */
  readonly file: string;
  readonly text: string;
  readonly hot: readonly HotEvidence[];
  /** Samples of active time in the whole profile, for intervals. */
  readonly activeSamples: number;
}

/** Hints that the code allows and the evidence supports, by the time they are about, most first. */
export function findHints(request: HintRequest): Hint[] {
  void request;
  return [];
}
