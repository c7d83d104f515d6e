import { bisect, gammaln, mean, standardDeviation } from 'simple-statistics';
import { judge, type Pair, stoppingRule, type Verdict } from '../../../src/core/compare';
import { type Random } from '../../core/noise';
import type { Run, RunPair } from './runs';

export type Metric = keyof Run;
export type Condition = 'as it is' | 'busy';

/** What the second version is against the first: the program itself, or one that does less work. */
export type Change = 'itself' | 'by 20 %' | 'by 5 %';

/** One comparison that was really made. */
export interface Comparison {
  readonly condition: Condition;
  readonly change: Change;
  readonly pairs: readonly RunPair[];
}

export function pairsIn(metric: Metric, pairs: readonly RunPair[]): Pair[] {
  return pairs.map(({ before, after }) => ({ before: before[metric], after: after[metric] }));
}

/** The verdict under the shipped rule; unclear where no more pairs were made, of those of a change that had to be found by then. */
export function verdictOf(pairs: readonly Pair[]): Pick<Verdict, 'kind' | 'pairs'> {
  return judge(pairs) ?? { kind: 'unclear', pairs: pairs.length };
}

/**
 * How many standard deviations hyperfine's summary ("1.20 ± 0.15 times faster") is from 1, from ten runs of each as it does by
 * default; positive: faster. Its readers take more than one for a difference.
 */
export function hyperfine(pairs: readonly Pair[]): number {
  const [before, after] = (['before', 'after'] as const).map(side => {
    const values = pairs.slice(0, 10).map(pair => pair[side]);
    return { mean: mean(values), share: standardDeviation(values) / mean(values) };
  });
  const ratio = Math.max(before.mean, after.mean) / Math.min(before.mean, after.mean);
  const spread = ratio * Math.hypot(before.share, after.share);
  return (Math.sign(before.mean - after.mean) * (ratio - 1)) / spread;
}

/** The upper end of the one-sided 95 % Clopper–Pearson interval: so often at most, when `hits` of `count` were seen. */
export function atMost(hits: number, count: number): number {
  if (hits >= count) return 1;
  return bisect(rate => upTo(hits, count, rate) - 0.05, hits / count, 1, 100, 1e-9);
}

/** The probability of at most so many hits. */
function upTo(hits: number, count: number, rate: number): number {
  if (rate <= 0) return 1;
  if (rate >= 1) return 0;
  let sum = 0;
  for (let k = 0; k <= hits; k++) {
    const ways = gammaln(count + 1) - gammaln(k + 1) - gammaln(count - k + 1);
    sum += Math.exp(ways + k * Math.log(rate) + (count - k) * Math.log(1 - rate));
  }
  return sum;
}

/**
 * Pairs of one program with itself from runs that were made one after the other: as many as the rule may want, in the order in which
 * they ran, so that drift and bursts stay. Of every four runs it is drawn anew which were the first version's.
 */
export function resampled<One = Run>(
  runs: readonly One[],
  next: Random,
): { readonly before: One; readonly after: One }[] {
  const quads = Math.ceil(stoppingRule.most / 2);
  const start = 4 * Math.floor(next() * (Math.floor(runs.length / 4) - quads + 1));
  return Array.from({ length: quads }, (_, quad) => {
    const [a, b, c, d] = runs.slice(start + 4 * quad, start + 4 * quad + 4);
    const pairs = [
      { before: a, after: b },
      { before: d, after: c },
    ];
    return next() < 0.5
      ? pairs
      : pairs.map(({ before, after }) => ({ before: after, after: before }));
  }).flat();
}

/** The runs in the order in which they were made, from those of a comparison whose order turned round. */
export function inOrder<One>(
  pairs: readonly { readonly before: One; readonly after: One }[],
): One[] {
  const whole = pairs.slice(0, pairs.length - (pairs.length % 2)); // quads of two pairs
  return whole.flatMap(({ before, after }, index) =>
    index % 2 === 0 ? [before, after] : [after, before],
  );
}
