import { fewSamples } from './merge';
import { Activity, activities, locatedRow, type Profile, Trust, times } from './profile';
import { type Interval, type Line, type Micros, type Share, shareInterval } from './units';

/** What one line of one file cost. Every share is of the profile's active time. */
export interface HotLine {
  readonly file: string;
  readonly line: Line;
  readonly self: Micros;
  readonly selfShare: Share;
  /** 95 % interval of `selfShare`. */
  readonly selfInterval: Interval;
  /** Samples behind `self`. */
  readonly samples: number;
  /** Part of `self` whose line is uncertain: never bright, never the ground of a hint. */
  readonly uncertain: Micros;
  /** Time with this line anywhere on the stack, once per sample; undefined where callers' lines are not known. */
  readonly total: Micros | undefined;
  readonly totalIs: 'recorded' | 'estimate' | undefined;
  /** Builtins, natives and Node functions called from here, their part of `self`, most first. */
  readonly calledFromHere: readonly {
    readonly name: string;
    readonly self: Micros;
    readonly samples: number;
  }[];
}

export interface HotFunction {
  readonly name: string;
  /** A file's path, or the script's name where it is not a file. */
  readonly file: string;
  readonly line: Line;
  readonly self: Micros;
  readonly selfShare: Share;
  readonly total: Micros;
  readonly totalShare: Share;
  readonly samples: number;
  /** Part of `self` that a line of a file has called for: all of a file's own, of Node's library what is not its start. */
  readonly selfOnLines: Micros;
}

export interface HotSpots {
  /** By self time, most first. */
  readonly lines: readonly HotLine[];
  readonly functions: readonly HotFunction[];
  /** The same lines by the path of their file, each in the order of `lines`. */
  readonly byFile: ReadonlyMap<string, readonly HotLine[]>;
}

const known = new WeakMap<Profile, HotSpots>();

/** Hot lines and functions of a profile; worked out once per profile. */
export function hotSpots(profile: Profile): HotSpots {
  const before = known.get(profile);
  if (before !== undefined) return before;
  const lines = hotLines(profile);
  const byFile = new Map<string, HotLine[]>();
  for (const line of lines) {
    const of = byFile.get(line.file);
    if (of === undefined) byFile.set(line.file, [line]);
    else of.push(line);
  }
  const result = { lines, functions: hotFunctions(profile), byFile };
  known.set(profile, result);
  return result;
}

interface LineSum {
  readonly script: number;
  readonly line: Line;
  self: number;
  samples: number;
  uncertain: number;
  total: number;
  lastSample: number;
  readonly called: Map<string, { name: string; self: number; samples: number }>;
}

function hotLines(profile: Profile): HotLine[] {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const { active, activeSamples } = times(profile);
  const sums = new Map<string, LineSum>();
  const sumAt = (row: number): LineSum => {
    const { script } = frames[stacks.frame[row]];
    const line = stacks.line[row];
    const key = `${scripts[script].name}\0${line}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = {
        script,
        line,
        self: 0,
        samples: 0,
        uncertain: 0,
        total: 0,
        lastSample: -1,
        called: new Map(),
      };
      sums.set(key, sum);
    }
    return sum;
  };
  const isLocated = (row: number) => {
    const { script } = frames[stacks.frame[row]];
    if (script < 0 || stacks.line[row] <= 0) return false;
    return scripts[script].kind === 'file' && scripts[script].role !== 'tool';
  };
  const rowSums = new Array<LineSum | undefined>(stacks.frame.length);
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    const weight = samples.weight[i];
    const count = samples.count[i];
    const located = locatedRow(profile, leaf);
    if (located >= 0) {
      const sum = sumAt(located);
      sum.self += weight;
      sum.samples += count;
      if (samples.trust[i] === Trust.uncertain) sum.uncertain += weight;
      if (located !== leaf) addCalled(sum, calleeName(profile, leaf, located), weight, count);
    }
    for (let row = leaf; row >= 0; row = stacks.parent[row]) {
      if (!isLocated(row)) continue;
      const sum = rowSums[row] ?? sumAt(row);
      rowSums[row] = sum;
      if (sum.lastSample === i) continue;
      sum.lastSample = i;
      sum.total += weight;
    }
  }
  const unknownTotals = functionsWithUnknownCalls(profile, activity, active);
  return [...sums.values()]
    .map(sum => {
      const selfShare = active > 0 ? sum.self / active : 0;
      const totalIs =
        profile.callLines === 'none' || unknownTotals.has(sum.script)
          ? undefined
          : profile.callLines;
      return {
        file: scripts[sum.script].name,
        line: sum.line,
        self: sum.self,
        selfShare,
        selfInterval: shareInterval(selfShare, activeSamples),
        samples: sum.samples,
        uncertain: sum.uncertain,
        total: totalIs === undefined ? undefined : sum.total,
        totalIs,
        calledFromHere: underOneName([...sum.called.values()]).sort((a, b) => b.self - a.self),
      };
    })
    .sort((a, b) => b.self - a.self || (b.total ?? 0) - (a.total ?? 0) || a.line - b.line);
}

/** What the located line called, as one name: the outermost frame between it and the sample's innermost. */
function calleeName(profile: Profile, leaf: number, located: number): string {
  let at = leaf;
  while (profile.stacks.parent[at] !== located) at = profile.stacks.parent[at];
  const frame = profile.frames[profile.stacks.frame[at]];
  if (frame.kind === 'gc') return '(garbage collector)';
  if (frame.kind === 'compiler') return '(compiler)';
  const script = frame.script >= 0 ? profile.scripts[frame.script] : undefined;
  const name = frame.name === '' ? '(anonymous)' : frame.name;
  return script?.kind === 'node' ? `${name} (${script.name})` : name;
}

/** `has`, where V8 could not tell whose it is, is the one `Set.prototype.has` of the same line. */
function underOneName<Called extends { readonly name: string; self: number; samples: number }>(
  called: readonly Called[],
): Called[] {
  const kept: Called[] = [];
  const bare: Called[] = [];
  for (const one of called) (/^\w+$/.test(one.name) ? bare : kept).push(one);
  for (const one of bare) {
    const same = kept.filter(({ name }) => name.endsWith(`.${one.name}`));
    if (same.length === 1) {
      same[0].self += one.self;
      same[0].samples += one.samples;
    } else kept.push(one);
  }
  return kept;
}

function addCalled(sum: LineSum, name: string, weight: number, count: number): void {
  const entry = sum.called.get(name);
  if (entry === undefined) sum.called.set(name, { name, self: weight, samples: count });
  else {
    entry.self += weight;
    entry.samples += count;
  }
}

/**
 * Scripts with calls from lines that are not known, to more than 1 % of the active time: totals of their lines would be too
 * small, so none is given. Empty where call lines are recorded.
 */
function functionsWithUnknownCalls(
  profile: Profile,
  activity: Uint8Array,
  active: Micros,
): Set<number> {
  const result = new Set<number>();
  if (profile.callLines === 'recorded') return result;
  const { stacks, samples, frames } = profile;
  const lost = new Map<number, number>();
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    const seen = new Set<number>();
    for (let row = stacks.parent[leaf]; row >= 0; row = stacks.parent[row]) {
      const { script, kind } = frames[stacks.frame[row]];
      if (kind !== 'function' || script < 0 || stacks.line[row] > 0 || seen.has(script)) continue;
      seen.add(script);
      lost.set(script, (lost.get(script) ?? 0) + samples.weight[i]);
    }
  }
  for (const [script, weight] of lost) if (weight > active / 100) result.add(script);
  return result;
}

function hotFunctions(profile: Profile): HotFunction[] {
  const { stacks, samples, frames, scripts } = profile;
  const activity = activities(profile);
  const { active } = times(profile);
  const sums = new Map<
    string,
    { frame: number; self: number; onLines: number; total: number; samples: number; last: number }
  >();
  const ofFrame = frames.map((frame, index) => {
    if (frame.script < 0 || (frame.kind !== 'function' && frame.kind !== 'wasm')) return undefined;
    if (scripts[frame.script].role === 'tool') return undefined;
    const key = `${frame.name}\0${scripts[frame.script].name}\0${frame.line}\0${frame.column}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { frame: index, self: 0, onLines: 0, total: 0, samples: 0, last: -1 };
      sums.set(key, sum);
    }
    return sum;
  });
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    let innermost = true;
    for (let row = leaf; row >= 0; row = stacks.parent[row]) {
      const sum = ofFrame[stacks.frame[row]];
      if (sum === undefined) continue;
      if (innermost) {
        sum.self += samples.weight[i];
        sum.samples += samples.count[i];
        if (locatedRow(profile, leaf) >= 0) sum.onLines += samples.weight[i];
        innermost = false;
      }
      if (sum.last === i) continue;
      sum.last = i;
      sum.total += samples.weight[i];
    }
  }
  return [...sums.values()]
    .filter(sum => sum.total > 0)
    .map(sum => ({
      name: frames[sum.frame].name,
      file: scripts[frames[sum.frame].script].name,
      line: frames[sum.frame].line,
      self: sum.self,
      selfShare: active > 0 ? sum.self / active : 0,
      total: sum.total,
      totalShare: active > 0 ? sum.total / active : 0,
      samples: sum.samples,
      selfOnLines: sum.onLines,
    }))
    .sort((a, b) => b.self - a.self || b.total - a.total);
}

/** The heat scale (UX): the bucket of a share of active time, 0 for too cold to show. */
export const heatBuckets = [0.005, 0.02, 0.05, 0.15, 0.4] as const;

/** 0: not shown; 1 to 5: the bar. */
export type HeatBucket = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * How bright a line or function is, wherever it is shown: from 0.5 % and 5 samples on. Uncertain time counts for no more than the
 * second bucket, and in a profile with few samples on lines nothing is brighter: a share may be half or double there.
 */
export function bucketOf(
  hot: Pick<HotLine, 'self' | 'selfShare' | 'samples'> & { readonly uncertain?: Micros },
  samplesOnLines: number,
): HeatBucket {
  if (hot.samples < 5) return 0;
  const share = (at: number) => heatBuckets.filter(limit => at >= limit).length as HeatBucket;
  const certain = hot.self > 0 ? hot.selfShare * (1 - (hot.uncertain ?? 0) / hot.self) : 0;
  const all = share(hot.selfShare);
  if (all <= 2) return all;
  return samplesOnLines < fewSamples ? 2 : (Math.max(2, share(certain)) as HeatBucket);
}
