import { type HotFunction, type HotLine, hotSpots } from './hot-lines';
import type { RanText } from './line-anchors';
import { linesByFunctions, linesByText, type LineMap, matchedFiles } from './matched-files';
import { type Profile, times } from './profile';
import type { Line, Micros } from './units';

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

/** A line's own time (self), or a function's with all that it calls, of one run before and after. */
export interface Change {
  readonly kind: ChangeKind;
  /** As the second profile names it; as the first does where it is only there. */
  readonly file: string;
  /** Where it stands in the second profile; in the first where it is only there. */
  readonly line: Line;
  readonly before: Micros;
  readonly after: Micros;
}

export type FunctionChange = Change & { readonly name: string };

export interface ProfileChanges {
  /** Active time of one run. */
  readonly before: Micros;
  readonly after: Micros;
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
  const names = (of: typeof spots) => [
    ...new Set([...of.byFile.keys(), ...of.functions.map(({ file }) => file)]),
  ];
  const files = matchedFiles(names(spots), names(otherSpots));
  const withoutText: string[] = [];
  const maps = new Map<string, LineMap>();
  for (const [file, other] of files) {
    const [ran, ranAfter] = [before.ran?.get(file), after.ran?.get(other)];
    const inFile = (all: readonly HotFunction[], name: string) =>
      all.filter(one => one.file === name);
    if (ran !== undefined && ranAfter !== undefined) maps.set(file, linesByText(ran, ranAfter));
    else {
      const [here, there] = [inFile(spots.functions, file), inFile(otherSpots.functions, other)];
      maps.set(file, linesByFunctions(here, there));
      if (spots.byFile.has(file)) withoutText.push(other);
    }
  }
  /** Where something of the first profile stands in the second. */
  const placeOf = (file: string, line: Line): string | undefined => {
    const now = maps.get(file)?.(line) ?? 0;
    return now === 0 ? undefined : `${files.get(file)}\0${now}`;
  };
  const active = [
    times(before.profile).active / before.runs,
    times(after.profile).active / after.runs,
  ];
  const all = Math.max(...active);
  const compare = <Spot extends HotLine | HotFunction>(
    [first, second]: readonly [readonly Spot[], readonly Spot[]],
    timeOf: (spot: Spot) => Micros,
    nameOf: (spot: Spot) => string,
  ) => {
    const sides = [
      {
        spots: first.filter(spot => timeOf(spot) > 0),
        of: before,
        key: (spot: Spot) => placeOf(spot.file, spot.line),
      },
      {
        spots: second.filter(spot => timeOf(spot) > 0),
        of: after,
        key: (spot: Spot) => `${spot.file}\0${spot.line}`,
      },
    ] as const;
    const pairs = new Map<string, [Measured<Spot> | undefined, Measured<Spot> | undefined]>();
    for (const [side, { spots: list, of, key }] of sides.entries()) {
      for (const spot of list) {
        const name = `${key(spot) ?? `gone\0${spot.file}\0${spot.line}`}\0${nameOf(spot)}`;
        const pair = pairs.get(name) ?? [undefined, undefined];
        const { interval } = of.profile;
        const time = timeOf(spot);
        pair[side] = { spot, time: time / of.runs, samples: Math.max(1, time / interval) };
        pairs.set(name, pair);
      }
    }
    return [...pairs.values()]
      .map(([old, now]) => {
        const { spot } = (now ?? old)!; // one of them put the pair there
        const [was, is] = [old?.time ?? 0, now?.time ?? 0];
        const kind = kindOf(old, now, all);
        return {
          kind,
          file: spot.file,
          line: spot.line,
          before: was,
          after: is,
          name: nameOf(spot),
        };
      })
      .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  };
  return {
    before: active[0],
    after: active[1],
    lines: compare(
      [spots.lines, otherSpots.lines],
      line => line.self,
      () => '',
    ).map(({ kind, file, line, before: was, after: is }) => ({
      kind,
      file,
      line,
      before: was,
      after: is,
    })),
    functions: compare(
      [spots.functions, otherSpots.functions],
      one => one.total,
      one => one.name,
    ),
    withoutText,
  };
}

interface Measured<Spot> {
  readonly spot: Spot;
  /** Of one run. */
  readonly time: Micros;
  readonly samples: number;
}

function kindOf(
  old: Measured<unknown> | undefined,
  now: Measured<unknown> | undefined,
  all: Micros,
): ChangeKind {
  const [was, is] = [old?.time ?? 0, now?.time ?? 0];
  const variance = (one: Measured<unknown> | undefined) =>
    one === undefined ? 0 : one.time ** 2 / one.samples;
  const difference = Math.abs(is - was);
  const isChance = difference < 3 * Math.sqrt(variance(old) + variance(now));
  if (isChance || difference < leastOfAll * all || difference < leastOfItself * Math.min(was, is))
    return 'same';
  if (old === undefined) return 'appeared';
  if (now === undefined) return 'vanished';
  return is > was ? 'more' : 'less';
}
