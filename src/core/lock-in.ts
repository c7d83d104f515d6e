import type { Found } from './goal';
import type { Metric } from './metric';

/** Metrics that can be locked in: a budget of the others needs a load, which is not written yet. */
export type LockInMetric = Extract<Metric, 'cpu' | 'wall' | 'start-up' | 'share'>;

export function canLockIn(metric: Metric): metric is LockInMetric {
  return ['cpu', 'wall', 'start-up', 'share'].includes(metric);
}

/** Against a base commit: so much more is let through, which a noisy machine would show of a program against itself. */
export const mostOfBase = 1.05;

/** A tenth above what was found at most: a machine is not always as quiet as when it was measured. */
export function absoluteLimit(metric: LockInMetric, { value, interval }: Found): number {
  const wanted = 1.1 * (interval?.high ?? value);
  const step = 10 ** (Math.floor(Math.log10(wanted)) - 1);
  const limit = Number((Math.ceil(wanted / step - 1e-9) * step).toPrecision(2));
  return metric === 'share' ? Math.min(1, limit) : limit;
}
