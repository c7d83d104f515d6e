import type { HotFunction } from './hot-lines';
import type { RanText } from './line-anchors';
import { matchLines } from './match-lines';
import type { Line } from './units';

/**
 * Names of the second profile by those of the first, for files that are the same: by path, else by their path below the folder that
 * holds all files of their profile, so that two checkouts can be compared.
 */
export function matchedFiles(
  before: readonly string[],
  after: readonly string[],
): ReadonlyMap<string, string> {
  const there = new Set(after);
  const result = new Map(before.filter(file => there.has(file)).map(file => [file, file]));
  const taken = new Set(result.values());
  const [root, otherRoot] = [commonFolder(before), commonFolder(after)];
  const below = new Map(after.map(file => [file.slice(otherRoot.length), file]));
  for (const file of before) {
    const other = below.get(file.slice(root.length));
    if (!result.has(file) && other !== undefined && !taken.has(other)) result.set(file, other);
  }
  return result;
}

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.filter(file => /^([A-Za-z]:)?[\\/]/.test(file));
  let length = first.length;
  for (const file of others) while (!file.startsWith(first.slice(0, length))) length--;
  return first.slice(0, first.slice(0, length).search(/[^\\/]*$/));
}

/** Where a line of the first text stands in the second; 0: nowhere. */
export type LineMap = (line: Line) => Line;

/** By the texts that ran. Lines between the same neighbours, as many on both sides, were edited and stay the same lines. */
export function linesByText(before: RanText, after: RanText): LineMap {
  const match = matchLines(before.hashes, after.hashes);
  let [from, to] = [0, 0];
  for (let at = 0; at <= match.length; at++) {
    if (at < match.length && match[at] === 0) continue;
    const end = at < match.length ? match[at] - 1 : after.hashes.length;
    if (at - from === end - to) for (let k = from; k < at; k++) match[k] = to + k - from + 1;
    [from, to] = [at + 1, end + 1];
  }
  return line => match[line - 1] ?? 0;
}

/** Without texts: a line moved as far as the function before it did, by functions whose name is there once in each. */
export function linesByFunctions(
  before: readonly HotFunction[],
  after: readonly HotFunction[],
): LineMap {
  const starts = onlyStarts(after);
  const moved = [...onlyStarts(before)]
    .flatMap(([name, line]) => {
      const now = starts.get(name);
      return now === undefined ? [] : [{ line, by: now - line }];
    })
    .sort((a, b) => a.line - b.line);
  return line => line + (moved.findLast(one => one.line <= line)?.by ?? 0);
}

function onlyStarts(functions: readonly HotFunction[]): Map<string, Line> {
  const counts = new Map<string, number>();
  for (const { name } of functions) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    functions
      .filter(({ name, line }) => name !== '' && line > 0 && counts.get(name) === 1)
      .map(({ name, line }) => [name, line]),
  );
}
