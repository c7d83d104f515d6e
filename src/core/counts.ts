import type { Standing } from './line-anchors';
import type { Column, Line } from './units';

/**
 * How often the code of one file ran, as steps over its text: from each place on, up to the next one, code ran so many times.
 * Places are in order; before the first nothing is known. Plain arrays: they are kept as JSON and handed between threads.
 */
export interface FileCounts {
  readonly lines: readonly Line[];
  readonly columns: readonly Column[];
  /** -1: not known. */
  readonly times: readonly number[];
}

/** By the path of the file. */
export type Counts = ReadonlyMap<string, FileCounts>;

/** From this place on, code ran so many times. */
export interface CountedPlace {
  readonly line: Line;
  readonly column: Column;
  readonly times: number;
}

const notKnown = -1;

/** How often the code at a place ran; undefined where that is not known. */
export function timesAt(counts: FileCounts, line: Line, column: Column): number | undefined {
  const { lines, columns, times } = counts;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isAfter = lines[middle] > line || (lines[middle] === line && columns[middle] > column);
    if (isAfter) high = middle;
    else low = middle + 1;
  }
  return low === 0 || times[low - 1] === notKnown ? undefined : times[low - 1];
}

/** Places in any order. One that a compiler made several pieces of code of, which ran differently often, is not known. */
export function fileCounts(places: readonly CountedPlace[]): FileCounts {
  const sorted = [...places].sort((a, b) => a.line - b.line || a.column - b.column);
  const lines: Line[] = [];
  const columns: Column[] = [];
  const times: number[] = [];
  for (let i = 0; i < sorted.length;) {
    const { line, column, times: first } = sorted[i];
    let agreed = first;
    for (; i < sorted.length && sorted[i].line === line && sorted[i].column === column; i++)
      if (sorted[i].times !== first) agreed = notKnown;
    if (times.at(-1) === agreed) continue;
    lines.push(line);
    columns.push(column);
    times.push(agreed);
  }
  return { lines, columns, times };
}

/** What two threads or processes ran of one file together. */
export function addedCounts(one: FileCounts, other: FileCounts): FileCounts {
  const places = [one, other].flatMap(({ lines, columns }) =>
    lines.map((line, index) => ({ line, column: columns[index] })),
  );
  return fileCounts(
    places.map(({ line, column }) => {
      const [a, b] = [timesAt(one, line, column), timesAt(other, line, column)];
      return { line, column, times: a === undefined || b === undefined ? notKnown : a + b };
    }),
  );
}

/**
 * The counts where the lines that ran stand in a text of `lineCount` lines now; what is not the code that ran is not known.
 * `now`: where a line stands, and whether it and its function are what ran; `moved`: by how many columns its code moved there.
 */
export function standingCounts(
  counts: FileCounts,
  now: (ranLine: Line) => Standing | undefined,
  lineCount: number,
  moved: (ranLine: Line, line: Line) => number = () => 0,
): FileCounts {
  const { lines, columns, times } = counts;
  const places: CountedPlace[] = [];
  const last = Math.max(lineCount, lines.at(-1) ?? 0);
  let at = 0;
  let before = notKnown;
  const stands = new Set<Line>();
  for (let line = 1; line <= last; line++) {
    const standing = now(line);
    const isSame = standing?.state === 'same';
    const inLine: CountedPlace[] = [];
    if (isSame && lines[at] !== line) inLine.push({ line, column: 0, times: before });
    else if (isSame && columns[at] > 0) inLine.push({ line, column: 0, times: before });
    for (; lines[at] === line; at++) {
      before = times[at];
      inLine.push({ line, column: columns[at], times: before });
    }
    if (!isSame) continue;
    stands.add(standing.line);
    const by = moved(line, standing.line);
    for (const { column, times: ran } of inLine)
      places.push({ line: standing.line, column: column && Math.max(0, column + by), times: ran });
  }
  for (const line of stands)
    if (!stands.has(line + 1)) places.push({ line: line + 1, column: 0, times: notKnown });
  return fileCounts(places);
}

/** No text has more lines: all of them are gone through. */
const mostLines = 5e6;

/** Whether what was read as counts is some. */
export function areFileCounts(value: unknown): value is FileCounts {
  const { lines, columns, times } = (value ?? {}) as Partial<Record<keyof FileCounts, unknown>>;
  const areNumbers = (list: unknown, least: number, most: number) =>
    Array.isArray(list) &&
    list.length === (lines as readonly unknown[]).length &&
    list.every(one => Number.isInteger(one) && one >= least && one <= most);
  return (
    areNumbers(lines, 1, mostLines) &&
    areNumbers(columns, 0, Number.MAX_SAFE_INTEGER) &&
    areNumbers(times, notKnown, Number.MAX_SAFE_INTEGER)
  );
}
