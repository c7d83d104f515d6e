import { type FileCounts, standingCounts } from '../counts';
import type { Standing } from '../line-anchors';
import { type Profile, times } from '../profile';
import type { Line } from '../units';
import { evidenceFrom } from './evidence';
import type { HintRequest } from './index';

/** A text as it is now, and where the lines that ran stand in it. */
export interface StandingText {
  /** As the profile names it. */
  readonly file: string;
  readonly text: string;
  readonly now: (ranLine: Line) => Standing | undefined;
  readonly disabledRules: readonly string[];
  /** How many blanks a line began with when it ran, where that is known. */
  readonly indentOf?: (ranLine: Line) => number | undefined;
}

/**
 * What to ask for hints on a text: the evidence of the lines that are still what ran, where they stand now. `counted` in one
 * execution; `executions`: how many the profile is of.
 */
export function hintRequest(
  profile: Profile,
  { file, text, now, disabledRules, indentOf }: StandingText,
  counted?: FileCounts,
  executions = 1,
): { readonly request: HintRequest; readonly ranLines: ReadonlyMap<Line, Line> } {
  const ranLines = new Map<Line, Line>();
  const hot = evidenceFrom(profile, file).flatMap(one => {
    const standing = now(one.line);
    if (standing?.state !== 'same') return [];
    ranLines.set(standing.line, one.line);
    return [{ ...one, line: standing.line }];
  });
  const { activeSamples } = times(profile);
  const lines = counted === undefined ? [] : text.split(/\r\n|\r|\n/);
  const moved = (ranLine: Line, line: Line) => {
    const indent = indentOf?.(ranLine);
    return indent === undefined ? 0 : lines[line - 1].search(/\S|$/) - indent;
  };
  const counts = counted && standingCounts(counted, now, lines.length, moved);
  return {
    request: { file, text, hot, activeSamples, counts, executions, disabled: disabledRules },
    ranLines,
  };
}
