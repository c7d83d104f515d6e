import type { RunMetric } from '../../core/metric';
import type { Micros } from '../../core/units';
import type { Costs } from '../../core/verification';
import type { Ran } from './guard-messages';

/** Both versions run once, one after the other. */
export interface CostPair {
  readonly before: Costs;
  readonly after: Costs;
}

/** The clock on the wall goes on while a machine sleeps, the monotonic one does not: more than this apart is a sleep. */
const sleep: Micros = 1e6;

export function hasSlept({ clock, wall }: Pick<Ran, 'clock' | 'wall'>): boolean {
  return Math.abs(clock - wall) > sleep;
}

/** The geometric mean of before / after. */
export function ratioOf(pairs: readonly CostPair[], metric: RunMetric): number {
  if (pairs.length === 0) return 1;
  const logs = pairs.map(({ before, after }) =>
    Math.log(valueOf(before, metric) / valueOf(after, metric)),
  );
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** Above zero, as a ratio needs it: what is too short to be counted took something all the same. */
export function valueOf(costs: Costs, metric: RunMetric): Micros {
  return Math.max(costs[metric] ?? 0, 500);
}
