import assert from 'node:assert/strict';
import { findHints, type HintRequest, type ProgramOf } from '../../src/core/hints';
import type { Hint, HotEvidence } from '../../src/core/hints/hint';

/** As much time on a line as the gate asks for, and more: 400 of 1,000 samples. */
export function heatOn(line: number, more: Partial<HotEvidence> = {}): HotEvidence {
  return {
    line,
    column: undefined,
    self: 400_000,
    selfShare: 0.4,
    total: undefined,
    totalShare: undefined,
    samples: 400,
    totalSamples: undefined,
    callees: [],
    ...more,
  };
}

/** Code in which the lines that end in `//^` are hot; the marks are not part of it. */
export function drawn(
  code: string,
  measured?: Partial<HotEvidence>,
): { readonly text: string; readonly hot: HotEvidence[] } {
  const lines = dedent(code).split('\n');
  const hot = lines.flatMap((line, index) =>
    line.endsWith('//^') ? [heatOn(index + 1, measured)] : [],
  );
  return { text: lines.map(line => line.replace(/ *\/\/\^$/, '')).join('\n'), hot };
}

/** Takes away the first line break, the last blanks and the indentation that all lines share. */
export function dedent(code: string): string {
  const lines = code.replace(/^\n/, '').trimEnd().split('\n');
  const shared = Math.min(
    ...lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)?.[0].length ?? 0),
  );
  return `${lines.map(line => line.slice(shared)).join('\n')}\n`;
}

/** The hints, when no rule failed. */
export function soundHints(request: HintRequest, programOf?: ProgramOf): readonly Hint[] {
  const { hints, failures } = findHints(request, programOf);
  assert.deepEqual(failures, []);
  return hints;
}

export function hintsOf(file: string, text: string, hot: readonly HotEvidence[]): readonly Hint[] {
  return soundHints({ file, text, hot, activeSamples: 1000 });
}

/** Hints of a text with heat on every line. */
export function hintsEverywhere(file: string, text: string): readonly Hint[] {
  const hot = text.split('\n').map((_, index) => heatOn(index + 1));
  return hintsOf(file, text, hot);
}
