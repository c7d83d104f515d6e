import {
  decodedMappings,
  FlattenMap,
  type SourceMapInput,
  type TraceMap,
  traceSegment,
} from '@jridgewell/trace-mapping';
import { scriptName } from './formats/script-name';
import {
  type Frame,
  type Mapping,
  type Profile,
  ProfileBuilder,
  type Script,
  Trust,
} from './profile';
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

/**
 * A profile at generated locations and the maps of its scripts, to the profile at original locations.
 * `lookup` is asked once for each script that has frames, by its name. Code without an original (helpers a compiler adds)
 * stays at its generated place, and so does code whose source is not on this machine; where a loader compiled the file in memory there is no such place to show, and its line is not
 * known. A line without a column whose segments name several source lines falls back to the
 * function's first line, and its samples become uncertain.
 */
export function applySourceMaps(profile: Profile, lookup: (script: string) => MapLookup): Profile {
  const lookups = profile.scripts.map(script =>
    script.kind === 'node' || script.name === '' ? none : lookup(script.name),
  );
  if (lookups.every(one => one.kind === 'none')) return profile;
  const builder = new ProfileBuilder();
  const scripts = profile.scripts.map((script, index) =>
    builder.script({ ...script, mapping: mappingWithout(script, lookups[index]) }),
  );
  const mapper = new RowMapper(profile, builder, lookups, scripts);
  const { stacks, samples } = profile;
  const rows = new Int32Array(stacks.frame.length);
  const isGuess = new Uint8Array(stacks.frame.length);
  /** Rows on a generated line that holds several of the original: what was divided within it is not sure of its line. */
  const isMixed = new Uint8Array(stacks.frame.length);
  for (let row = 0; row < rows.length; row++) {
    const parent = stacks.parent[row] < 0 ? -1 : rows[stacks.parent[row]];
    const at = mapper.place(stacks.frame[row], stacks.line[row], stacks.column[row]);
    rows[row] = builder.stack(parent, at.frame, at.line, at.column);
    if (at.isGuess) isGuess[row] = 1;
    else if (profile.frames[stacks.frame[row]].script < 0 && stacks.parent[row] >= 0) {
      isGuess[row] = isGuess[stacks.parent[row]]; // a builtin's time stands on its caller's line
      isMixed[row] = isMixed[stacks.parent[row]];
    } else if (mapper.isMixed(stacks.frame[row], stacks.line[row])) isMixed[row] = 1;
  }
  for (let i = 0; i < samples.stack.length; i++) {
    const row = samples.stack[i];
    const isUnsure =
      isGuess[row] === 1 || (samples.trust[i] === Trust.divided && isMixed[row] === 1);
    const trust = isUnsure ? Trust.uncertain : (samples.trust[i] as Trust);
    builder.sample(rows[row], samples.weight[i], samples.count[i], trust);
  }
  return builder.build(profile);
}

const none: MapLookup = { kind: 'none' };

function mappingWithout(script: Script, lookup: MapLookup): Mapping {
  if (lookup.kind === 'missing') return 'map-missing';
  if (lookup.kind === 'broken') return 'map-broken';
  if (lookup.kind === 'map' && lookup.map.sources.some((_, source) => lookup.map.isMissing(source)))
    return 'source-missing';
  return script.mapping;
}

interface MappedRow {
  readonly frame: number;
  readonly line: Line;
  readonly column: Column;
  readonly isGuess: boolean;
}

class RowMapper {
  readonly #places = new Map<string, MappedRow>();
  constructor(
    readonly profile: Profile,
    readonly builder: ProfileBuilder,
    readonly lookups: readonly MapLookup[],
    readonly scripts: readonly number[],
  ) {}

  place(frameIndex: number, line: Line, column: Column): MappedRow {
    const key = `${frameIndex},${line},${column}`;
    let row = this.#places.get(key);
    if (row === undefined) {
      row = this.#map(this.profile.frames[frameIndex], line, column);
      this.#places.set(key, row);
    }
    return row;
  }

  /** Whether code of several original lines stands on this generated one. */
  isMixed(frameIndex: number, line: Line): boolean {
    const { script } = this.profile.frames[frameIndex];
    const lookup = script < 0 ? none : this.lookups[script];
    return lookup.kind === 'map' && line > 0 && agreed(lookup.map, line) === undefined;
  }

  #map(frame: Frame, line: Line, column: Column): MappedRow {
    const lookup = frame.script < 0 ? none : this.lookups[frame.script];
    const asRun = () => ({
      frame: this.builder.frame(
        frame.script < 0 ? frame : { ...frame, script: this.scripts[frame.script] },
      ),
      line,
      column,
      isGuess: false,
    });
    if (lookup.kind !== 'map') return asRun();
    const { map } = lookup;
    const isInPlace = map.sources.includes(this.profile.scripts[frame.script].name);
    const unmapped = () => (isInPlace ? this.#added(frame) : asRun());
    const start = frame.line > 0 ? original(map, frame.line, Math.max(0, frame.column)) : undefined;
    const exact =
      line > 0 ? (column >= 0 ? placeIn(map, line, column) : agreed(map, line)) : undefined;
    const goesTo = exact ?? start;
    if (goesTo !== undefined && map.isMissing(goesTo.source)) return asRun();
    if (exact === undefined && line > 0 && (column >= 0 || !hasSegments(map, line)))
      return unmapped();
    if (goesTo === undefined) return unmapped();
    const { source } = goesTo;
    const startHere = start?.source === source ? start : undefined;
    const mapped: Frame = {
      kind: frame.kind,
      name: startHere?.name ?? frame.name,
      script: this.#scriptOf(map, source, this.profile.scripts[frame.script]),
      line: startHere?.line ?? (frame.line > 0 ? 1 : 0),
      column: startHere?.column ?? -1,
    };
    return {
      frame: this.builder.frame(mapped),
      line: line <= 0 ? 0 : (exact?.line ?? mapped.line),
      column: line <= 0 || column < 0 ? -1 : (exact?.column ?? -1),
      isGuess: line > 0 && exact === undefined,
    };
  }

  /** Code that the loader added: its line in the file that people know is not one of theirs. */
  #added(frame: Frame): MappedRow {
    const script = this.scripts[frame.script];
    return {
      frame: this.builder.frame({ ...frame, script, line: 0, column: -1 }),
      line: 0,
      column: -1,
      isGuess: false,
    };
  }

  #scriptOf(map: SourceMap, source: number, generated: Script): number {
    const { name, kind } = scriptName(map.sources[source]);
    const role = ofBundler.test(name) ? 'tool' : generated.role;
    return this.builder.script({ name, kind, role, mapping: 'mapped' });
  }
}

/** Code of webpack's own that it names as if it were a source: what finds and starts the modules. */
const ofBundler =
  /^webpack:\/\/[^/]*\/webpack\/(bootstrap|runtime\/|startup|before-startup|after-startup)/;

interface NamedPlace extends Place {
  /** The function's own name, where the map tells that a minifier changed it. */
  readonly name: string | undefined;
}

function original(map: SourceMap, line: Line, column: Column): NamedPlace | undefined {
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
function placeIn(map: SourceMap, line: Line, column: Column): NamedPlace | undefined {
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

function hasSegments(map: SourceMap, line: Line): boolean {
  return traceSegment(map.trace, line - 1, Number.MAX_SAFE_INTEGER) !== null;
}

/** The one source line that all segments of a generated line name. */
function agreed(map: SourceMap, line: Line): Place | undefined {
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
