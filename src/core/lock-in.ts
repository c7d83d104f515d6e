import type { Limit } from './budget';
import type { Found } from './goal';
import { type Metric, metrics } from './metric';

/** Against a base commit: so much worse is let through, which a noisy machine would show of a program against itself. */
const slack = 0.05;

/** What is asked of a metric against the base commit. */
export function limitOfBase(metric: Metric): Limit {
  return metrics[metric].better === 'less'
    ? { kind: 'base', most: 1 + slack }
    : { kind: 'base', least: 1 - slack };
}

/** A tenth worse than what was found at worst, in two digits: a machine is not always as quiet as when it was measured. */
export function absoluteLimit(metric: Metric, { value, interval }: Found): Limit {
  if (metrics[metric].better === 'more')
    return { kind: 'absolute', least: twoDigits((interval?.low ?? value) / 1.1, Math.floor) };
  const most = twoDigits(1.1 * (interval?.high ?? value), Math.ceil);
  return { kind: 'absolute', most: metric === 'share' ? Math.min(1, most) : most };
}

function twoDigits(value: number, round: (steps: number) => number): number {
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  const nudge = round === Math.ceil ? -1e-9 : 1e-9; // a whole number of steps is not always one in binary
  return Number((round(value / step + nudge) * step).toPrecision(2));
}
