import { scriptName } from './formats/script-name';
import {
  type Frame,
  type Mapping,
  type Profile,
  ProfileBuilder,
  type Script,
  Trust,
} from './profile';
import {
  agreed,
  hasSegments,
  type MapLookup,
  original,
  placeIn,
  type SourceMap,
} from './source-maps';
import type { Column, Line } from './units';

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
