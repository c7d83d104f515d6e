import { hotSpots } from './hot-lines';
import type { Compared } from './profile-changes';
import { profileChanges } from './profile-changes';
import { times } from './profile';
import type { Line, Micros } from './units';

/** A line that a broken budget points to. */
export interface Fault {
  readonly file: string;
  readonly line: Line;
  /** `grew`: since the profile that was kept. `changed`: since the base. `hot`: nothing is known of before, it costs most. */
  readonly why: 'grew' | 'changed' | 'hot';
  /** Of one run; known where it grew. */
  readonly before: Micros | undefined;
  /** Of its own, or with what it calls where that is more. */
  readonly after: Micros;
}

const most = 3;
/** From such a part of the active time on. */
const leastShare = 0.02;

/** Lines that got more or appeared since a profile from when the budget was kept, those that grew most first. */
export function grownLines(before: Compared, after: Compared): Fault[] {
  return profileChanges(before, after)
    .lines.filter(({ kind }) => kind === 'more' || kind === 'appeared')
    .slice(0, most)
    .map(({ file, line, before: was, after: is }) => ({
      file,
      line,
      why: 'grew',
      before: was,
      after: is,
    }));
}

/**
 * Lines of the profile that were changed, by file: those with most time, with what they call. Of two that are as long, since one calls
 * the other, the one that runs itself comes first.
 */
export function changedLines(
  { profile, runs }: Compared,
  changed: ReadonlyMap<string, ReadonlySet<Line>>,
): Fault[] {
  const { active } = times(profile);
  const spots = hotSpots(profile)
    .lines.filter(({ file, line }) => changed.get(file)?.has(line) === true)
    .map(spot => ({ ...spot, time: spot.total ?? spot.self }))
    .filter(({ time }) => time >= active * leastShare)
    .sort((a, b) => b.time - a.time);
  const isInside = (inner: (typeof spots)[number], outer: (typeof spots)[number]) =>
    inner.time > 0.8 * outer.time && inner.self > outer.self;
  const first = spots.find(spot => !spots.some(other => isInside(other, spot)));
  return [...new Set([...(first === undefined ? [] : [first]), ...spots])]
    .slice(0, most)
    .map(({ file, line, time }) => faultOf(file, line, 'changed', time / runs));
}

/** Where the time goes, when nothing is known of before. */
export function hottestLines({ profile, runs }: Compared): Fault[] {
  return hotSpots(profile)
    .lines.filter(({ self }) => self > 0)
    .slice(0, most)
    .map(({ file, line, self }) => faultOf(file, line, 'hot', self / runs));
}

function faultOf(file: string, line: Line, why: Fault['why'], after: Micros): Fault {
  return { file, line, why, before: undefined, after };
}
