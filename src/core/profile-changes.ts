import { type HotFunction, type HotLine, hotSpots } from './hot-lines';
import type { RanText } from './line-anchors';
import { linesByFunctions, linesByText, type LineMap, matchedFiles } from './matched-files';
import { type Profile, times } from './profile';
import { type Interval, type Line, type Micros, type Share, shareInterval } from './units';

/** One side of a comparison. */
export interface Compared {
  readonly profile: Profile;
  /** How many runs its times are of; they are divided by it. */
  readonly runs: number;
  /** The texts that ran, where they were kept: lines are then found again through edits. */
  readonly ran?: ReadonlyMap<string, RanText> | undefined;
}

/**
 * `more`, `less`: by more than chance in the sampling would do (three standard deviations), by more than runs of one program differ
 * from each other (15 %), and by 0.5 % of the active time; `appeared`, `vanished`: so much, from nothing or to nothing.
 */
export type ChangeKind = 'more' | 'less' | 'appeared' | 'vanished' | 'same';

/** A place in a text. */
export interface Place {
  readonly file: string;
  readonly line: Line;
}

/** A line's own time (self), or a function's with all that it calls, of one run before and after. */
export interface Change extends Place {
  readonly kind: ChangeKind;
  /** As the second profile names it; as the first does where it is only there. */
  readonly file: string;
  /** Where it stands in the second profile; in the first where it is only there. */
  readonly line: Line;
  readonly before: Micros;
  readonly after: Micros;
  /** 95 % intervals of both times, as far as sampling leaves them open; those of what has changed never meet. */
  readonly beforeRange: Interval;
  readonly afterRange: Interval;
  /** Where it stands in the second text, where it does: also of what was not seen there any more. */
  readonly place: Place | undefined;
}

export type FunctionChange = Change & { readonly name: string };

export interface ProfileChanges {
  /** Active time of one run. */
  readonly before: Micros;
  readonly after: Micros;
  /** Active samples of all runs. */
  readonly beforeSamples: number;
  readonly afterSamples: number;
  /** Largest change first. */
  readonly lines: readonly Change[];
  readonly functions: readonly FunctionChange[];
  /** Files whose lines were matched by where their functions stand, since the texts that ran were not kept. */
  readonly withoutText: readonly string[];
}

/** From so large a part of the time on, of the smaller and of all, a change is one. */
const leastOfItself = 0.15;
const leastOfAll = 0.005;

/** What changed between two profiles of one program, or of two versions of it. */
export function profileChanges(before: Compared, after: Compared): ProfileChanges {
  const [spots, otherSpots] = [hotSpots(before.profile), hotSpots(after.profile)];
  const { placeOf, placeOfFile, withoutText } = placesBetween(before, after);
  const lineTimes = (side: Compared, lines: readonly HotLine[]) =>
    lines.map(({ file, line, self }) => measured(side, { file, line, name: '' }, self));
  const functionTimes = (side: Compared, functions: readonly HotFunction[]) =>
    functions.map(({ file, line, name, total }) => measured(side, { file, line, name }, total));
  const [both, bothAfter] = [times(before.profile), times(after.profile)];
  const active = [both.active / before.runs, bothAfter.active / after.runs];
  const all = Math.max(...active);
  const lines = pairsOf(
    lineTimes(before, spots.lines),
    lineTimes(after, otherSpots.lines),
    placeOf,
  );
  const functions = pairsOf(
    functionTimes(before, spots.functions),
    functionTimes(after, otherSpots.functions),
    spot => (isTopLevel(spot) ? placeOfFile(spot) : placeOf(spot)),
  );
  return {
    before: active[0],
    after: active[1],
    beforeSamples: both.activeSamples,
    afterSamples: bothAfter.activeSamples,
    lines: changesOf(lines, all).map(({ name: _, ...change }) => change),
    functions: changesOf(functions, all),
    withoutText,
  };
}

/** The same of lines with all that they call, of those of which that is known. */
export function changesWithCalls(before: Compared, after: Compared): Change[] {
  const { placeOf } = placesBetween(before, after);
  const timesOf = (side: Compared) =>
    hotSpots(side.profile).lines.flatMap(({ file, line, total }) =>
      total === undefined ? [] : [measured(side, { file, line, name: '' }, total)],
    );
  const all = Math.max(...[before, after].map(({ profile, runs }) => times(profile).active / runs));
  return changesOf(pairsOf(timesOf(before), timesOf(after), placeOf), all);
}

/** What part of the active time a time is, with the 95 % interval that its samples leave. */
export function shareOf(time: Micros, active: Micros, samples: number): [Share, Interval] {
  const share = active > 0 ? Math.min(1, time / active) : 0;
  return [share, shareInterval(share, samples)];
}

/** Where something of the first profile stands in the second; undefined: nowhere. */
type PlaceOf = (spot: Spot) => Place | undefined;

function placesBetween(before: Compared, after: Compared) {
  const [spots, otherSpots] = [hotSpots(before.profile), hotSpots(after.profile)];
  const names = (of: typeof spots) => [
    ...new Set([...of.byFile.keys(), ...of.functions.map(({ file }) => file)]),
  ];
  const files = matchedFiles(names(spots), names(otherSpots));
  const withoutText: string[] = [];
  const maps = new Map<string, LineMap>();
  for (const [file, other] of files) {
    const [ran, ranAfter] = [before.ran?.get(file), after.ran?.get(other)];
    if (ran !== undefined && ranAfter !== undefined) {
      maps.set(file, linesByText(ran, ranAfter));
      continue;
    }
    const here = spots.functions.filter(one => one.file === file);
    const there = otherSpots.functions.filter(one => one.file === other);
    maps.set(file, linesByFunctions(here, there));
    if (spots.byFile.has(file)) withoutText.push(other);
  }
  const placeOf: PlaceOf = ({ file, line }) => {
    const [other, now] = [files.get(file), maps.get(file)?.(line) ?? 0];
    return other === undefined || now === 0 ? undefined : { file: other, line: now };
  };
  const placeOfFile: PlaceOf = ({ file, line }) => {
    const other = files.get(file);
    return other === undefined ? undefined : { file: other, line };
  };
  return { placeOf, placeOfFile, withoutText };
}

interface Spot extends Place {
  /** Of a function. */
  readonly name: string;
}

/** Of a function: the top level of a file, which begins where the file begins, whatever comes to stand there. */
function isTopLevel({ name, line }: Spot): boolean {
  return name === '' && line <= 1;
}

interface Measured {
  readonly spot: Spot;
  /** Of one run. */
  readonly time: Micros;
  readonly samples: number;
}

function measured({ profile, runs }: Compared, spot: Spot, time: Micros): Measured {
  return { spot, time: time / runs, samples: Math.max(1, time / profile.interval) };
}

interface BothSides {
  readonly old: Measured | undefined;
  readonly now: Measured | undefined;
  readonly place: Place | undefined;
}

/**
 * What is the same in both profiles, and what is in one of them only. Where several come to stand in one place, such as functions
 * without a name on one line, the largest counts.
 */
function pairsOf(
  before: readonly Measured[],
  after: readonly Measured[],
  placeOf: PlaceOf,
): BothSides[] {
  const old = new Map<string, Measured>();
  const now = new Map<string, Measured>();
  const places = new Map<string, Place>();
  const keep = (among: typeof old, key: string, one: Measured) => {
    if (one.time > (among.get(key)?.time ?? 0)) among.set(key, one);
  };
  const key = ({ file, line, name }: Spot) => `${file}\0${line}\0${name}`;
  for (const one of after) {
    const { file, line } = one.spot;
    keep(now, key(one.spot), one);
    places.set(key(one.spot), { file, line });
  }
  for (const one of before) {
    const place = placeOf(one.spot);
    const name = place === undefined ? `gone\0${key(one.spot)}` : key({ ...one.spot, ...place });
    keep(old, name, one);
    if (place !== undefined) places.set(name, place);
  }
  return [...new Set([...now.keys(), ...old.keys()])].map(name => {
    return { old: old.get(name), now: now.get(name), place: places.get(name) };
  });
}

function changesOf(pairs: readonly BothSides[], all: Micros): FunctionChange[] {
  return pairs
    .map(({ old, now, place }) => {
      const { spot } = (now ?? old)!; // no pair has neither
      return {
        kind: kindOf(old, now, all),
        ...spot,
        before: old?.time ?? 0,
        after: now?.time ?? 0,
        beforeRange: rangeOf(old),
        afterRange: rangeOf(now),
        place,
      };
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** What is not there has no samples, and no interval is known of it. */
function rangeOf(one: Measured | undefined): Interval {
  if (one === undefined) return { low: 0, high: 0 };
  const half = (1.96 * one.time) / Math.sqrt(one.samples);
  return { low: Math.max(0, one.time - half), high: one.time + half };
}

function kindOf(old: Measured | undefined, now: Measured | undefined, all: Micros): ChangeKind {
  const [was, is] = [old?.time ?? 0, now?.time ?? 0];
  const variance = (one: Measured | undefined) =>
    one === undefined ? 0 : one.time ** 2 / one.samples;
  const difference = Math.abs(is - was);
  const isChance = difference < 3 * Math.sqrt(variance(old) + variance(now));
  if (isChance || difference < leastOfAll * all || difference < leastOfItself * Math.min(was, is))
    return 'same';
  if (old === undefined) return 'appeared';
  if (now === undefined) return 'vanished';
  return is > was ? 'more' : 'less';
}
