import { endingAt, judge, stoppingRule, type Verdict } from './compare';
import type { Metric } from './metric';
import type { Interval, Line, Micros } from './units';

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
  readonly metric: Metric;
  /** What the program, a server, is put under; CPU time is then that of each request. */
  readonly load: BudgetLoad | undefined;
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

/** What is not said is as usual. */
export interface BudgetLoad {
  /** A URL, or a command line. */
  readonly what: string;
  readonly connections: number | undefined;
  readonly warmUp: Micros | undefined;
  readonly duration: Micros | undefined;
}

/**
 * `absolute`: in the metric's own unit. `base`: so many times what the base commit has on the same machine. At least so much where more
 * is better, else at most.
 */
export type Limit = { readonly kind: 'absolute' | 'base' } & (
  | { readonly most: number; readonly least?: undefined }
  | { readonly least: number; readonly most?: undefined }
);

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

type Bound = Pick<Limit, 'most' | 'least'>;

/** Runs against a limit, by the same rule as pairs of runs; `undefined`: the next run is needed. */
export function againstLimit(values: readonly number[], bound: Bound): Measurement | undefined {
  const at = bound.least ?? bound.most ?? 0;
  const verdict = judge(
    values.map(value => ({ before: value, after: at })),
    limitRule,
  );
  if (verdict === undefined) return undefined;
  const { ratio, low, high, pairs } = verdict;
  return measured({ value: ratio * at, low: low * at, high: high * at }, bound, pairs);
}

/**
 * Before and after against so many times the base's: after / before. A verdict says how many times as fast, which is just that where
 * more is better.
 */
export function againstBase({ ratio, low, high, pairs }: Verdict, bound: Bound): Measurement {
  const after =
    bound.least === undefined
      ? { value: 1 / ratio, low: 1 / high, high: 1 / low }
      : { value: ratio, low, high };
  return measured(after, bound, pairs);
}

export function shareAgainst(
  share: number,
  { low, high }: Interval,
  bound: Bound,
  runs: number,
): Measurement {
  return measured({ value: share, low, high }, bound, runs);
}

function measured(
  { value, low, high }: { readonly value: number } & Interval,
  { most = Infinity, least = -Infinity }: Bound,
  runs: number,
): Measurement {
  const isBroken = low > most || high < least;
  const outcome = isBroken ? 'broken' : high <= most && low >= least ? 'kept' : 'unclear';
  return { outcome, value, low, high, runs };
}
