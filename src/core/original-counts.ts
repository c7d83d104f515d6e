import { decodedMappings } from '@jridgewell/trace-mapping';
import { type CountedPlace, type FileCounts, fileCounts } from './counts';
import { type ScriptSteps, stepAt } from './formats/v8-coverage';
import { lineStartsOf, placeAmong } from './line-starts';
import type { SourceMap } from './source-maps';

/** Counts of a script that ran as it is written. */
export function plainCounts({ offsets, times }: ScriptSteps, text: string): FileCounts {
  const starts = lineStartsOf(text);
  return fileCounts(
    offsets.map((offset, index) => ({ ...placeAmong(starts, offset), times: times[index] })),
  );
}

/**
 * Counts of what a script was compiled from, by the path of the source; `isWanted` is asked for each. A place of the original
 * that the map names ran as often as the code that was made of it; what stands between two such places, as often as the first.
 * `lineLengths`: of the lines of the script, without what ends them, one character each; `text`: its text, where that is known.
 */
export function originalCounts(
  steps: ScriptSteps,
  map: SourceMap,
  lineLengths: readonly number[],
  isWanted: (source: number) => boolean,
  text?: string,
): Map<string, FileCounts> {
  const places = new Map<number, CountedPlace[]>();
  const wanted = map.sources.map((_, index) => isWanted(index));
  let lineStart = 0;
  decodedMappings(map.trace).forEach((segments, index) => {
    for (const segment of segments) {
      if (segment.length === 1 || !wanted[segment[1]]) continue;
      const [column, source, line, originalColumn] = segment;
      const times = stepAtCode(steps, lineStart + column, text);
      const known = places.get(source) ?? [];
      if (known.length === 0) places.set(source, known);
      known.push({ line: line + 1, column: originalColumn, times });
    }
    lineStart += (lineLengths[index] ?? 0) + 1;
  });
  return new Map([...places].map(([source, of]) => [map.sources[source], fileCounts(of)]));
}

/** esbuild has `for (…) n++` name the blank before `n++`, which still is of what is around the round: not known without the text. */
function stepAtCode(steps: ScriptSteps, offset: number, text: string | undefined): number {
  const [here, next] = [offset, offset + 1].map(at => stepAt(steps, at));
  if (here === next) return here;
  if (text === undefined) return -1;
  return text[offset] === ' ' ? next : here;
}
