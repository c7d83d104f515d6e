import {
  decodedMappings,
  FlattenMap,
  type SourceMapInput,
  type TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping';
import { scriptName } from './formats/script-name';
import type { Column, Line } from './units';

/** What is known of one script's map. */
export type MapLookup =
  | { readonly kind: 'none' }
  | { readonly kind: 'missing'; readonly detail: string }
  | { readonly kind: 'broken'; readonly detail: string }
  | { readonly kind: 'map'; readonly map: SourceMap };

/** A source map, ready to be asked. Made by `parseSourceMap`, so that a broken one is found out early and once. */
export interface SourceMap {
  readonly trace: TraceMap;
  /** Absolute paths (or other names) of the map's sources, by their index. */
  readonly sources: readonly string[];
  /** Sources that are not on this machine though the script is: what ran is then all there is to show. Asked by index. */
  readonly isMissing: (source: number) => boolean;
  /** Generated line (1-based) → the one source line all its segments agree on, or undefined where they differ. */
  readonly agreed: Map<Line, Place | undefined>;
}

interface Place {
  readonly source: number;
  readonly line: Line;
  readonly column: Column;
}

/**
 * Reads a map's JSON text, plain or with sections.
 * @param base absolute path or URL of the map, or of the script when the map is inline; relative sources start there
 * @param exists whether a path is a file: tells apart spellings of a source (escaped or not, webpack's, a moved root)
 * @param script absolute path of the script that ran
 * @throws SyntaxError or another Error that says what is wrong with the map
 */
export function parseSourceMap(
  text: string,
  base: string,
  exists: (path: string) => boolean,
  script = base,
): SourceMap {
  // Servers may put `)]}'` before the JSON; the format's specification has it ignored.
  const json = JSON.parse(text.replace(/^\)\]\}'[^\n]*\n/, '')) as unknown;
  if (typeof json !== 'object' || json === null)
    throw new Error('a source map must be a JSON object');
  if (!('mappings' in json) && !('sections' in json)) throw new Error('it has no mappings');
  const trace = new FlattenMap(json as SourceMapInput);
  // trace-mapping resolves sources as URLs, which breaks paths with `#` or `?`; a map with sections knows its roots alone.
  const named: readonly (string | null)[] =
    'sections' in json ? trace.resolvedSources : withRoot(trace.sources, trace.sourceRoot);
  const sources = named.map((source, index) =>
    source === null ? `(unnamed source ${index})` : resolveSource(source, base, exists),
  );
  const isShown = exists(script) && !sources.includes(script);
  const isThere = new Map<number, boolean>();
  const isMissing = (source: number) => {
    if (!isThere.has(source)) isThere.set(source, exists(sources[source]));
    return isThere.get(source) === false;
  };
  return { trace, sources, isMissing: isShown ? isMissing : () => false, agreed: new Map() };
}

function withRoot(
  sources: readonly (string | null)[],
  root: string | undefined,
): (string | null)[] {
  if (root === undefined || root === '') return [...sources];
  return sources.map(source =>
    source === null || /^([/\\]|[a-z][a-z0-9+.-]*:)/i.test(source)
      ? source
      : `${root.replace(/\/$/, '')}/${source}`,
  );
}

/** The path of a source as a map names it. Tries the plausible spellings and takes the first that is there. */
export function resolveSource(
  source: string,
  base: string,
  exists: (path: string) => boolean,
): string {
  const bare = source.replace(/^webpack(-internal)?:\/\/[^/]*\/(\([\w-]+\)\/)?/, '');
  const isBundlerName = bare !== source;
  // webpack puts a hash behind a name that it has given twice, and a NUL before a `#` that belongs to the path.
  const path = isBundlerName ? bare.replace(/\?[^/]*$/, '').replaceAll('\0', '') : source;
  if (/^[a-z][a-z0-9+.-]+:/i.test(path) && !path.startsWith('file:') && !/^[A-Z]:[\\/]/i.test(path))
    return source;
  const folder = folderOf(scriptName(base).name);
  const spellings = [...new Set([path, decoded(path), path.replace(/\?.*$/, '')])];
  const candidates = spellings.map(one => joined(folder, scriptName(one).name));
  if (isBundlerName) {
    // webpack names sources from the project's root, which is some folder above its output.
    for (let up = folder; up !== folderOf(up); up = folderOf(up)) {
      candidates.push(...spellings.map(one => joined(up, one)));
    }
  }
  return candidates.find(exists) ?? (isBundlerName ? source : candidates[0]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is part of the name
  }
}

function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end < 0 ? '' : path.slice(0, end);
}

function joined(folder: string, path: string): string {
  if (/^([/\\]|[A-Za-z]:[\\/])/.test(path)) return path;
  const windows = /^[A-Za-z]:(\\|$)/.test(folder);
  const parts = folder.split(/[\\/]/);
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(windows ? '\\' : '/');
}

export interface NamedPlace extends Place {
  /** The function's own name, where the map tells that a minifier changed it. */
  readonly name: string | undefined;
}

export function original(map: SourceMap, line: Line, column: Column): NamedPlace | undefined {
  const segment = traceSegment(map.trace, line - 1, column);
  if (segment === null || segment.length === 1) return undefined;
  const name = segment.length === 5 ? map.trace.names[segment[4]] : undefined;
  return {
    source: segment[1],
    line: segment[2] + 1,
    column: segment[3],
    name: functionName(segment[0], column, name),
  };
}

/**
 * Where a place in generated code stands in the original: not at the segment before it but as far behind that as in the
 * generated code, `*` in `x * 31` for the `*` in `x*31`, though never as far as the next segment. Code that is longer than its
 * original was rewritten: there the segment is all that is known.
 */
export function placeIn(map: SourceMap, line: Line, column: Column): NamedPlace | undefined {
  const place = original(map, line, column);
  const segment = traceSegment(map.trace, line - 1, column);
  const behind = column - (segment?.[0] ?? column);
  if (place === undefined || segment === null || behind === 0) return place;
  const next = nextSegment(map, line, column);
  if (next === undefined || next.length === 1) return { ...place, column: place.column + behind };
  if (next[1] !== place.source || next[2] + 1 !== place.line || next[3] <= place.column)
    return { ...place, column: place.column + behind };
  const room = next[3] - place.column;
  if (next[0] - segment[0] > room) return place;
  return { ...place, column: place.column + Math.min(behind, room - 1) };
}

function nextSegment(map: SourceMap, line: Line, column: Column) {
  const segments = decodedMappings(map.trace)[line - 1] ?? [];
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle][0] > column) high = middle;
    else low = middle + 1;
  }
  return segments.at(low);
}

/** V8 puts a function's start at its parameters: a renamed identifier that ends just there is the function's name. */
function functionName(
  segmentColumn: Column,
  start: Column,
  name: string | undefined,
): string | undefined {
  return name !== undefined && segmentColumn < start && start - segmentColumn <= 3
    ? name
    : undefined;
}

export function hasSegments(map: SourceMap, line: Line): boolean {
  return traceSegment(map.trace, line - 1, Number.MAX_SAFE_INTEGER) !== null;
}

/** The one source line that all segments of a generated line name. */
export function agreed(map: SourceMap, line: Line): Place | undefined {
  if (map.agreed.has(line)) return map.agreed.get(line);
  let place: Place | undefined;
  for (let column = Number.MAX_SAFE_INTEGER; ;) {
    const segment = traceSegment(map.trace, line - 1, column);
    if (segment === null) break;
    if (segment.length > 1) {
      const [, source, sourceLine, sourceColumn] = segment as [number, number, number, number];
      if (place !== undefined && (place.source !== source || place.line !== sourceLine + 1)) {
        place = undefined;
        break;
      }
      place = { source, line: sourceLine + 1, column: sourceColumn };
    }
    if (segment[0] === 0) break;
    column = segment[0] - 1;
  }
  map.agreed.set(line, place);
  return place;
}
