import { hotSpots } from './hot-lines';
import { Activity, activities, locatedRow, type Profile, Trust, times } from './profile';
import {
  type Column,
  type Interval,
  type Line,
  type Micros,
  type Share,
  shareInterval,
} from './units';

/** A place on a line that time was measured at. */
export interface Place {
  readonly line: Line;
  /** 0-based; -1 where the source of the profile knows none. */
  readonly column: Column;
  /** Where no column is known: what was called from the line, by V8's name; '' for the line itself. */
  readonly callee: string;
}

/** An expression in a text: from `line` and `column` up to, not including, `endColumn` of `endLine`. */
export interface Expression {
  readonly line: Line;
  readonly column: Column;
  readonly endLine: Line;
  readonly endColumn: Column;
  readonly text: string;
}

/** Places of one line that stand for one expression, as the syntax tells (`hints/expressions.ts`). */
export interface NamedPlaces {
  /** The line that the places are on; the expression may start before it. */
  readonly line: Line;
  /** Undefined: these can't be told apart from the rest of the line. */
  readonly expression: Expression | undefined;
  /** `estimate`: no columns, but only this call on the line can have called what was called. */
  readonly is: 'recorded' | 'estimate';
  readonly places: readonly Place[];
}

/** What one expression on a line cost. Shares are of the profile's active time. */
export interface Part {
  readonly expression: Expression | undefined;
  readonly is: 'recorded' | 'estimate' | 'not-told-apart';
  readonly self: Micros;
  readonly selfShare: Share;
  /** Part of `self` that may belong to another part or line: never ground to mark the part. */
  readonly uncertain: Micros;
  /** Samples behind `self`. */
  readonly samples: number;
  /** Time with calls, once per sample; undefined where callers' lines are not known. A call inside a callback counts for both calls. */
  readonly total: Micros | undefined;
  readonly totalShare: Share | undefined;
  /** Samples behind `total`. */
  readonly totalSamples: number;
  /** 95 % interval of `totalShare`, where it is known, else of `selfShare`. */
  readonly interval: Interval;
}

/** Lines get parts from this share of active time on, self or with calls: where the bar in the margin begins. */
const leastShare = 0.005;

/** The places of a file's lines that are hot enough for parts, line by line. */
export function placesIn(profile: Profile, file: string): Place[] {
  const { active } = times(profile);
  const lines = new Set<Line>();
  for (const { line, self, total } of hotSpots(profile).byFile.get(file) ?? []) {
    if (Math.max(self, total ?? 0) >= active * leastShare) lines.add(line);
  }
  if (lines.size === 0) return [];
  const { stacks, samples } = profile;
  const isHere = rowsIn(profile, file);
  const activity = activities(profile);
  const found = new Map<string, Place>();
  for (let i = 0; i < samples.stack.length; i++) {
    if (activity[samples.stack[i]] !== Activity.active) continue;
    for (let child = -1, row = samples.stack[i]; row >= 0; child = row, row = stacks.parent[row]) {
      if (!isHere[row] || !lines.has(stacks.line[row])) continue;
      const key = keyOf(profile, row, child);
      if (found.has(key)) continue;
      const column = stacks.column[row];
      const callee = column >= 0 ? '' : calleeOf(profile, child);
      found.set(key, { line: stacks.line[row], column, callee });
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Whether places of the file went through a source map: then their columns are those of its segments. */
export function isMapped(profile: Profile, file: string): boolean {
  return profile.scripts.some(({ name, mapping }) => name === file && mapping === 'mapped');
}

/** The parts of each line that has any told apart, those with most time first and what is not told apart last. */
export function partsIn(
  profile: Profile,
  file: string,
  named: readonly NamedPlaces[],
): Map<Line, readonly Part[]> {
  const sums = named.map(one => ({ ...one, ...nothing(), last: -1 }));
  const byKey = new Map(sums.flatMap(sum => sum.places.map(place => [textOf(place), sum])));
  const { stacks, samples } = profile;
  const isHere = rowsIn(profile, file);
  const activity = activities(profile);
  for (let i = 0; i < samples.stack.length; i++) {
    const leaf = samples.stack[i];
    if (activity[leaf] !== Activity.active) continue;
    const weight = samples.weight[i];
    const located = locatedRow(profile, leaf);
    for (let child = -1, row = leaf; row >= 0; child = row, row = stacks.parent[row]) {
      const sum = isHere[row] ? byKey.get(keyOf(profile, row, child)) : undefined;
      if (sum === undefined) continue;
      if (row === located) {
        sum.self += weight;
        sum.samples += samples.count[i];
        if (samples.trust[i] === Trust.uncertain) sum.uncertain += weight;
        if (samples.trust[i] === Trust.divided) sum.divided += weight;
      }
      if (sum.last === i) continue;
      sum.last = i;
      sum.total += weight;
      sum.totalSamples += samples.count[i];
    }
  }
  const result = new Map<Line, Part[]>();
  const told = new Set(named.filter(one => one.expression || hasColumn(one)).map(one => one.line));
  for (const sum of sums) {
    if (!told.has(sum.line) || sum.total === 0) continue;
    const ofLine = result.get(sum.line);
    const isAlone = sums.every(one => one === sum || one.line !== sum.line || one.divided === 0);
    const uncertain = sum.uncertain + (isAlone ? 0 : sum.divided);
    const part = toPart(profile, file, { ...sum, uncertain });
    if (ofLine === undefined) result.set(sum.line, [part]);
    else ofLine.push(part);
  }
  for (const parts of result.values()) parts.sort(byTime);
  return result;
}

function nothing() {
  return { self: 0, uncertain: 0, divided: 0, samples: 0, total: 0, totalSamples: 0 };
}

function hasColumn({ places }: NamedPlaces): boolean {
  return places.some(({ column }) => column >= 0);
}

function toPart(
  profile: Profile,
  file: string,
  sum: NamedPlaces & ReturnType<typeof nothing>,
): Part {
  const { active, activeSamples } = times(profile);
  const share = (time: Micros) => (active > 0 ? Math.min(1, time / active) : 0);
  const hasTotal =
    hotSpots(profile)
      .byFile.get(file)
      ?.some(({ totalIs }) => totalIs) === true;
  const { expression, self, uncertain, samples, totalSamples } = sum;
  return {
    expression,
    is: expression === undefined ? 'not-told-apart' : sum.is,
    self,
    selfShare: share(self),
    uncertain,
    samples,
    total: hasTotal ? sum.total : undefined,
    totalShare: hasTotal ? share(sum.total) : undefined,
    totalSamples,
    interval: shareInterval(share(hasTotal ? sum.total : self), activeSamples),
  };
}

function byTime(a: Part, b: Part): number {
  const isRest = (part: Part) => Number(part.expression === undefined);
  return isRest(a) - isRest(b) || (b.total ?? b.self) - (a.total ?? a.self);
}

/** Rows that stand on a line of the file. */
function rowsIn({ stacks, frames, scripts }: Profile, file: string): Uint8Array {
  const isHere = frames.map(({ script }) => script >= 0 && scripts[script].name === file);
  return Uint8Array.from(stacks.frame, (frame, row) =>
    isHere[frame] && stacks.line[row] > 0 ? 1 : 0,
  );
}

function keyOf(profile: Profile, row: number, child: number): string {
  const column = profile.stacks.column[row];
  const callee = column >= 0 ? '' : calleeOf(profile, child);
  return textOf({ line: profile.stacks.line[row], column, callee });
}

function textOf({ line, column, callee }: Place): string {
  return `${line},${column},${callee}`;
}

/** What `child` is, seen from the row that called it. */
function calleeOf({ stacks, frames }: Profile, child: number): string {
  if (child < 0) return '';
  const { name, kind } = frames[stacks.frame[child]];
  return kind === 'function' || kind === 'builtin' || kind === 'native' ? name : '';
}

/** Fewer samples than this name no part, in lists and marks. */
const leastSamples = 5;

/**
 * The parts of a line worth saying: those with a tenth of the largest one's time and the share from which on lines are shown;
 * none where there is nothing to tell apart.
 */
export function partsWorthNaming(parts: readonly Part[]): Part[] {
  const most = Math.max(...parts.map(timeOf));
  const worth = parts.filter(
    part =>
      part.totalSamples >= leastSamples &&
      Math.max(part.selfShare, part.totalShare ?? 0) >= leastShare &&
      timeOf(part) >= most / 10,
  );
  return worth.length > 1 && worth.some(({ expression }) => expression) ? worth : [];
}

function timeOf({ self, total }: Part): Micros {
  return total ?? self;
}

/** The part that carries most of its line's time for certain, the innermost if several do; `line`: the line's time, with calls where that is known. */
export function mainPart(parts: readonly Part[], line: Micros): Part | undefined {
  const most = parts.filter(
    part =>
      part.is === 'recorded' &&
      part.totalSamples >= leastSamples &&
      timeOf(part) - part.uncertain >= line * 0.6,
  );
  return most.reduce<Part | undefined>(
    (inner, part) => (inner === undefined || isInside(part, inner) ? part : inner),
    undefined,
  );
}

function isInside({ expression: inner }: Part, { expression: outer }: Part): boolean {
  if (inner === undefined || outer === undefined) return false;
  const before = (aLine: Line, aColumn: Column, bLine: Line, bColumn: Column) =>
    aLine < bLine || (aLine === bLine && aColumn <= bColumn);
  return (
    before(outer.line, outer.column, inner.line, inner.column) &&
    before(inner.endLine, inner.endColumn, outer.endLine, outer.endColumn)
  );
}

/** Whether another part of the list reads the same: then only its column tells it apart. */
export function hasTwin({ expression }: Part, parts: readonly Part[]): boolean {
  if (expression === undefined) return false;
  const text = shortened(expression.text);
  const reading = parts.filter(one => one.expression && shortened(one.expression.text) === text);
  return reading.length > 1;
}

/** An expression's text on one line, not longer than `most`. */
export function shortened(text: string, most = 60): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
