import { median } from 'simple-statistics';
import type { SharePlace, ToRun } from './budget';
import { judge, stoppingRule } from './compare';
import { isLoadMetric, type Metric, metrics } from './metric';
import type { Profile } from './profile';
import type { Run, Session } from './session';
import { shareOfPlace } from './share-of-place';
import { canBeKept, type Trial } from './trial';
import type { Interval, Line, Micros } from './units';
import { costBy, type Costs, type Side, type Verification } from './verification';

/** What the user wants to reach, as it stands in tuneline.json. Files are absolute; values are in the metric's own unit. */
export interface Goal {
  /** 1-based, in tuneline.json. */
  readonly line: Line;
  readonly run: ToRun;
  /** Undefined: where a launch entry, or the framework of a test, is run by itself. */
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly metric: Metric;
  /** What a share is of. */
  readonly of: SharePlace | undefined;
  readonly want: number;
  /** What it was when the goal was set, and when that was, in milliseconds since the epoch. */
  readonly from: number | undefined;
  readonly since: number | undefined;
}

/** What a metric was found to be. */
export interface Found {
  readonly value: number;
  readonly interval: Interval | undefined;
  /** `plain`: by runs without the profiler; `profiled`: as the profile has it, which costs a part. */
  readonly how: 'plain' | 'profiled';
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** `about`: as far as one profiled run tells, or the interval still holds the goal. */
export type GoalState = 'open' | 'about' | 'met';

export interface GoalProgress {
  readonly goal: Goal;
  readonly start: number | undefined;
  readonly now: Found | undefined;
  readonly state: GoalState;
  /** Tunings that stand in the code and were proven since the goal was set, oldest first. */
  readonly contributions: readonly Contribution[];
}

/** What a tuning brought, as it was measured. */
export interface Contribution {
  readonly session: Session;
  readonly trial: Trial;
  /** How many times as fast. */
  readonly ratio: number;
  /** How much less of the goal's metric: the difference of the medians, of times only, where it was measured. */
  readonly gain: Micros | undefined;
}

/** A profile that was loaded, and the session that it is of. */
export interface ProfileOfSession {
  readonly session: Session;
  readonly profile: Profile;
}

/** How far a goal is, by all sessions of its program. A share is known of a loaded profile only. */
export function goalProgress(
  goal: Goal,
  sessions: readonly Session[],
  loaded: ProfileOfSession | undefined,
): GoalProgress {
  const { metric, want } = goal;
  const trials = sessions
    .flatMap(session => (session.trials ?? []).map(trial => ({ session, trial })))
    .sort((a, b) => a.trial.at - b.trial.at);
  const since = trials.filter(({ trial }) => trial.at >= (goal.since ?? 0));
  const now = foundNow(goal, sessions, loaded);
  const [first] = since;
  return {
    goal,
    start: (first && costOf(first.trial.verification, 'before', metric)) ?? goal.from,
    now,
    state: now === undefined ? 'open' : stateOf(metric, want, now),
    contributions: since.flatMap(({ session, trial }) => {
      if (!canBeKept(trial)) return [];
      const { verification } = trial;
      const was = costOf(verification, 'before', metric);
      const is = costOf(verification, 'after', metric);
      const isTime = metrics[metric].unit === 'µs';
      const gain = was === undefined || is === undefined || !isTime ? undefined : was - is;
      return [{ session, trial, ratio: ratioOf(verification, metric), gain }];
    }),
  };
}

/** Whether a value is as good as another one, or better. */
export function reaches(metric: Metric, value: number, want: number): boolean {
  return metrics[metric].better === 'less' ? value <= want : value >= want;
}

/** Whether what was measured before the first tuning reached it already: a goal that was set by a profiled run may be so. */
export function wasMetAtStart({ goal: { metric, want }, start }: GoalProgress): boolean {
  return start !== undefined && reaches(metric, start, want);
}

function stateOf(metric: Metric, want: number, { value, interval, how }: Found): GoalState {
  if (!reaches(metric, value, want)) return 'open';
  const worst = metrics[metric].better === 'less' ? interval?.high : interval?.low;
  const isSure = worst !== undefined && reaches(metric, worst, want);
  return isSure && (how === 'plain' || metric === 'share') ? 'met' : 'about';
}

/** What a metric is now, by all sessions of a program: by runs without the profiler where there are some. */
export function foundNow(
  { metric, of }: Pick<Goal, 'metric' | 'of'>,
  sessions: readonly Session[],
  loaded: ProfileOfSession | undefined,
): Found | undefined {
  if (of !== undefined) return loaded && foundShare(loaded, of);
  const newest = [...sessions].sort((a, b) => b.startedAt - a.startedAt);
  const profiled = newest.map(session => foundIn(session, metric)).find(one => one !== undefined);
  const plain = newest
    .flatMap(({ trials = [] }) => trials)
    .sort((a, b) => a.at - b.at)
    .map(trial => foundByTrial(trial, metric))
    .findLast(one => one !== undefined);
  if (plain === undefined || profiled === undefined) return plain ?? profiled;
  return profiled.at > plain.at && isOfOtherCode(profiled, plain) ? profiled : plain;
}

/** Whether a profile is of the program as it is now, as far as is known: nothing was changed and measured since. */
export function isOfNow({ startedAt }: Session, sessions: readonly Session[]): boolean {
  return sessions.every(({ trials = [] }) =>
    trials.every(({ state, at }) => state === 'measured' || at < startedAt),
  );
}

/**
 * Profiling makes a program slower, never faster, and hardly by half: a profiled run that is beyond that is of code that was changed
 * since it was verified.
 */
function isOfOtherCode({ value }: Found, plain: Found): boolean {
  return (
    value < (plain.interval?.low ?? plain.value) ||
    value > 1.5 * (plain.interval?.high ?? plain.value)
  );
}

/** What the code that stands now costs, by a verification. One that changed the output says nothing: the program does something else. */
export function foundByTrial(trial: Trial, metric: Metric): Found | undefined {
  const { state, verification } = trial;
  if (state === 'applied' && !verification.outputEqual) return undefined;
  return foundOf(trial, (side, of) => costOf(verification, side, metric, of));
}

/** What the code that stands now costs by the metric that a verification is of: of a server under load, CPU time for each request. */
export function foundByOwnMetric(trial: Trial): Found | undefined {
  return foundOf(trial, (side, of) => costBy(of[side], trial.verification.metric));
}

/** Of the version that stands now, by what `cost` reads of the medians and of each pair. */
function foundOf(
  { change, state, verification, at }: Trial,
  cost: (side: Side, of: Readonly<Record<Side, Costs>>) => number | undefined,
): Found | undefined {
  // Of one program both versions are the same.
  const now: Side = state === 'applied' ? 'after' : 'before';
  const sides = change.kind === 'none' ? versions : [now];
  const runs = verification.pairs
    .flatMap(pair => sides.map(side => cost(side, pair)))
    .filter(one => one !== undefined);
  const value = sides.length > 1 && runs.length > 0 ? median(runs) : cost(now, verification);
  if (value === undefined) return undefined;
  return { value, interval: intervalOf(value, runs), how: 'plain', at };
}

const versions: readonly Side[] = ['before', 'after'];

/** Of a run's cost, by all runs that there are, widened to the median where that lies outside. */
function intervalOf(value: number, runs: readonly number[]): Interval | undefined {
  // A time of nothing, which a coarse clock may tell, is no part of a ratio.
  if (runs.length < 2 || !runs.every(run => run > 0 && Number.isFinite(run))) return undefined;
  const { error } = stoppingRule;
  const looks = [{ pairs: runs.length, error }];
  const times = runs.map(run => ({ before: run, after: 1 }));
  const seen = judge(times, { looks, most: runs.length, error });
  return seen && { low: Math.min(seen.low, value), high: Math.max(seen.high, value) };
}

/**
 * What a verification tells of a metric, in `of` or in one of its pairs. The time of a request, and that of a start-up, is not that of a
 * whole run.
 */
function costOf(
  verification: Verification,
  side: Side,
  metric: Metric,
  of: Readonly<Record<Side, Costs>> = verification,
): number | undefined {
  if (metric === 'share') return undefined;
  const { load, metric: by } = verification;
  if (load !== undefined && !isLoadMetric(metric)) return undefined;
  if ((by === 'start-up') !== (metric === 'start-up')) return undefined;
  return costBy(of[side], metric);
}

function ratioOf({ metric, verdict, ratios }: Verification, wanted: Metric): number {
  const measured = verdict?.ratio ?? ratios.wall;
  if (wanted === metric) return measured;
  if (isLoadMetric(wanted)) return ratios[wanted] ?? measured;
  if (wanted === 'cpu') return ratios.cpu ?? measured;
  return wanted === 'wall' ? ratios.wall : measured;
}

/** What a session's own runs say of a metric; undefined where it can't be had from them. */
export function foundIn(session: Session, metric: Metric): Found | undefined {
  const { runs, startedAt: at } = session;
  const last = runs.at(-1);
  const value = last === undefined ? undefined : profiledValue(runs, last, metric);
  return value === undefined || value <= 0
    ? undefined
    : { value, interval: undefined, how: 'profiled', at };
}

function profiledValue(runs: readonly Run[], last: Run, metric: Metric): number | undefined {
  switch (metric) {
    case 'cpu':
      return meanOfWhole(runs, ({ cpu, startCpu = 0 }) => cpu && cpu + startCpu);
    case 'wall':
      return meanOfWhole(runs, ({ wall }) => wall);
    case 'start-up': {
      const { part } = last;
      return part?.kind === 'start-up' ? part.to - part.from : undefined;
    }
    case 'requests-per-second':
      return last.load?.requests?.perSecond;
    case 'latency-p50':
      return last.load?.requests?.latency.p50;
    case 'latency-p99':
      return last.load?.requests?.latency.p99;
    case 'share':
      return undefined;
  }
}

/** Of runs from start to end, which is what can be run again and compared. */
function meanOfWhole(
  runs: readonly Run[],
  of: (run: Run) => number | undefined,
): number | undefined {
  const values = runs.map(run =>
    run.part === undefined && run.ended === 'by-itself' ? of(run) : undefined,
  );
  return values.reduce<number | undefined>(
    (sum, value) =>
      sum === undefined || value === undefined ? undefined : sum + value / runs.length,
    0,
  );
}

/** The share of a line's own time, or of a function with what it calls. */
export function foundShare({ session, profile }: ProfileOfSession, of: SharePlace): Found {
  const { value, interval } = shareOfPlace(profile, of);
  return { value, interval, how: 'profiled', at: session.startedAt };
}

/** What a goal can be of, by what the session's runs say; shares are of places of its profile. */
export function measurable(session: Session): readonly Metric[] {
  const { kind } = session.target;
  if (kind !== 'file' && kind !== 'command') return []; // it can't be run again
  const all = Object.keys(metrics) as Metric[]; // the record has exactly these
  return all.filter(metric => metric === 'share' || foundIn(session, metric) !== undefined);
}

/** A goal to begin with: three fifths of what it takes now, or half as much again of what there should be more of, as a round number. */
export function suggestedGoal(metric: Metric, now: number): number {
  const wanted = metrics[metric].better === 'less' ? 0.6 * now : 1.5 * now;
  const step = 10 ** Math.floor(Math.log10(wanted)) / 2;
  return Number((Math.round(wanted / step) * step).toPrecision(2));
}
