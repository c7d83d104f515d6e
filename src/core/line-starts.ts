import type { Column, Line } from './units';

export interface Place {
  readonly line: Line;
  readonly column: Column;
}

/** Offsets (UTF-16) at which lines start. Lines end as editors have it: with `\n`, `\r\n` or a lone `\r`. */
export function lineStartsOf(text: string): Int32Array {
  const starts = [0];
  if (text.includes('\r')) {
    const ending = /\r\n?|\n/g;
    while (ending.exec(text) !== null) starts.push(ending.lastIndex);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return Int32Array.from(starts);
}

/** The line and column of an offset in the text whose lines start so. */
export function placeAmong(lineStarts: Int32Array, offset: number): Place {
  let low = 0;
  let high = lineStarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return { line: low, column: offset - lineStarts[low - 1] };
}
