import { endingAt, judge, stoppingRule, type Verdict } from './compare';
import type { Metric } from './metric';
import type { Interval, Line } from './units';

/** What a budget can be of so far. */
export type BudgetMetric = Extract<Metric, 'cpu' | 'wall' | 'start-up' | 'share'>;

/** A limit that the user set, as it stands in tuneline.json. Files are absolute. */
export interface Budget {
  readonly name: string;
  /** 1-based, in tuneline.json. */
  readonly line: Line;
  readonly run: ToRun;
  /** Undefined: where a launch entry, or the framework of a test, is run by itself. */
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly node: string | undefined;
  /** A command line that is run in copies of the workspace before anything is measured against a base. */
  readonly build: string | undefined;
  readonly metric: BudgetMetric;
  /** What a share is of. */
  readonly of: SharePlace | undefined;
  readonly limit: Limit;
  /** A profile from when the budget was kept: what grew since is at fault when it is broken. */
  readonly profile: string | undefined;
}

export type ToRun =
  | { readonly kind: 'file'; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | { readonly kind: 'launch'; readonly name: string; readonly args: readonly string[] }
  | {
      readonly kind: 'test';
      readonly file: string;
      readonly name: string | undefined;
      readonly args: readonly string[];
    };

/** A line, of which the time of its own counts, or a function, with all that it calls. */
export type SharePlace =
  | { readonly kind: 'line'; readonly file: string; readonly line: Line }
  | { readonly kind: 'function'; readonly file: string; readonly name: string };

/** `absolute`: in microseconds or as a share. `base`: so many times what the base commit takes on the same machine. */
export interface Limit {
  readonly kind: 'absolute' | 'base';
  readonly most: number;
}

/** `unclear`: the interval holds the limit; that is not broken, and is said. */
export type Outcome = 'kept' | 'broken' | 'unclear';

/** What was measured, in the limit's own unit, with its interval. */
export interface Measurement extends Interval {
  readonly outcome: Outcome;
  readonly value: number;
  /** How many runs, or pairs of runs, it stands on. */
  readonly runs: number;
}

/** A program that is run for an absolute limit is run so often at most. */
export const limitRule = endingAt(stoppingRule, 15);

/** Times of runs against a limit, by the same rule as pairs of runs; `undefined`: the next run is needed. */
export function againstLimit(values: readonly number[], most: number): Measurement | undefined {
  const verdict = judge(
    values.map(value => ({ before: value, after: most })),
    limitRule,
  );
  if (verdict === undefined) return undefined;
  const { ratio, low, high, pairs } = verdict;
  return measured({ value: ratio * most, low: low * most, high: high * most }, most, pairs);
}

/** Before and after against so many times the base's: `after / before` of the verdict. */
export function againstBase({ ratio, low, high, pairs }: Verdict, most: number): Measurement {
  return measured({ value: 1 / ratio, low: 1 / high, high: 1 / low }, most, pairs);
}

export function shareAgainst(
  share: number,
  { low, high }: Interval,
  most: number,
  runs: number,
): Measurement {
  return measured({ value: share, low, high }, most, runs);
}

function measured(
  { value, low, high }: { readonly value: number } & Interval,
  most: number,
  runs: number,
): Measurement {
  const outcome = low > most ? 'broken' : high <= most ? 'kept' : 'unclear';
  return { outcome, value, low, high, runs };
}
