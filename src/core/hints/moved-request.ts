import { applyEdits, offsetAfter, type TextEdit } from '../text-edit';
import type { Line } from '../units';
import type { HotEvidence } from './hint';
import type { HintRequest } from './index';

/**
 * The same question about the text after edits (sorted, not overlapping): what was measured stands where they moved it. What
 * was counted is not asked with it: it is of code that is another now.
 */
export function movedRequest(request: HintRequest, edits: readonly TextEdit[]): HintRequest {
  const text = applyEdits(request.text, edits);
  const [starts, startsAfter] = [request.text, text].map(lineStarts);
  const moved = (row: HotEvidence): HotEvidence => {
    const start = starts[row.line - 1];
    if (start === undefined) return row;
    const { column } = row;
    const offset =
      start + (column ?? blanksAt(request.text, start)); /* a line is where its code begins */
    const now = offsetAfter(offset, edits) ?? startAfter(offset, edits);
    const line = lineOf(startsAfter, now);
    return { ...row, line, column: column === undefined ? undefined : now - startsAfter[line - 1] };
  };
  return { ...request, text, hot: request.hot.map(moved), counts: undefined };
}

/** Of what is inside of a replaced piece, where the replacement starts: its time was there. */
function startAfter(offset: number, edits: readonly TextEdit[]): number {
  const around = edits.find(({ start, end }) => start <= offset && offset < end);
  return around === undefined ? offset : (offsetAfter(around.start, edits) ?? offset);
}

function blanksAt(text: string, start: number): number {
  return /^[ \t]*/.exec(text.slice(start, start + 1000))?.[0].length ?? 0;
}

/** Where each line starts, as TypeScript and the editor count lines. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(found => found.index + found[0].length)];
}

function lineOf(starts: readonly number[], offset: number): Line {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
