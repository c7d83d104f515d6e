import { hotSpots } from './hot-lines';
import { type Change, changesWithCalls, type Compared, profileChanges } from './profile-changes';
import { times } from './profile';
import type { Line, Micros } from './units';

/** A line that a broken budget points to. */
export interface Fault {
  readonly file: string;
  readonly line: Line;
  /** `grew`: by itself. `changed`: since the base. `hot`: nothing is known of before, it costs most. */
  readonly why: 'grew' | 'changed' | 'hot';
  /** Of one run; where there is something to compare with. */
  readonly before: Micros | undefined;
  /** Of its own where it grew; else with what it calls where that is more. */
  readonly after: Micros;
}

/** Lines that were changed since the base, by file. */
export type ChangedLines = ReadonlyMap<string, ReadonlySet<Line>>;

const most = 3;
/** From such a part of the active time on. */
const leastShare = 0.02;

/**
 * Lines that cost more than before: those that were changed and got more with what they call come first, since they are why; then
 * those that got more by themselves, the largest first. `isOwn`: of files that may be at fault.
 */
export function grownLines(
  before: Compared,
  after: Compared,
  changed: ChangedLines = new Map(),
  isOwn: (file: string) => boolean = () => true,
): Fault[] {
  const grew = ({ kind, file }: Change) => (kind === 'more' || kind === 'appeared') && isOwn(file);
  const why = changesWithCalls(before, after)
    .filter(grew)
    .filter(({ file, line }) => changed.get(file)?.has(line) === true);
  const selfOf = selfTimes(after);
  const causes = innermostFirst(
    why.map(change => ({ ...change, time: change.after, self: selfOf(change) })),
  ).map(change => faultOf(change, 'changed', change.before, change.after));
  const others = profileChanges(before, after)
    .lines.filter(grew)
    .filter(({ file, line }) => !why.some(one => one.file === file && one.line === line))
    .map(change => faultOf(change, 'grew', change.before, change.after));
  return [...causes, ...others].slice(0, most);
}

/** Lines of the profile that were changed: those with most time, with what they call. */
export function changedLines({ profile, runs }: Compared, changed: ChangedLines): Fault[] {
  const { active } = times(profile);
  const spots = hotSpots(profile)
    .lines.filter(({ file, line }) => changed.get(file)?.has(line) === true)
    .map(spot => ({ ...spot, time: spot.total ?? spot.self }))
    .filter(({ time }) => time >= active * leastShare)
    .sort((a, b) => b.time - a.time);
  return innermostFirst(spots)
    .slice(0, most)
    .map(spot => faultOf(spot, 'changed', undefined, spot.time / runs));
}

/** Where the time goes, when nothing is known of before. */
export function hottestLines({ profile, runs }: Compared): Fault[] {
  return hotSpots(profile)
    .lines.filter(({ self }) => self > 0)
    .slice(0, most)
    .map(spot => faultOf(spot, 'hot', undefined, spot.self / runs));
}

/** Of two lines that are as long, since one calls the other, the one that runs itself comes first. */
function innermostFirst<Spot extends { readonly time: Micros; readonly self: Micros }>(
  spots: readonly Spot[],
): Spot[] {
  const isInside = (inner: Spot, outer: Spot) =>
    inner.time > 0.8 * outer.time && inner.self > outer.self;
  const first = spots.find(spot => !spots.some(other => isInside(other, spot)));
  return [...new Set([...(first === undefined ? [] : [first]), ...spots])];
}

interface Place {
  readonly file: string;
  readonly line: Line;
}

/** Time of its own of one run, by line. */
function selfTimes({ profile, runs }: Compared): (place: Place) => Micros {
  const { byFile } = hotSpots(profile);
  return ({ file, line }) => (byFile.get(file)?.find(one => one.line === line)?.self ?? 0) / runs;
}

function faultOf(
  { file, line }: Place,
  why: Fault['why'],
  before: Micros | undefined,
  after: Micros,
): Fault {
  return { file, line, why, before, after };
}
