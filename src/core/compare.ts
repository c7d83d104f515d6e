import { mean, sampleVariance } from 'simple-statistics';
import { criticalT } from './student-t';

/** One metric of both versions, measured side by side; same unit, above zero, as fine as the clock gives it. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

export type VerdictKind = 'faster' | 'slower' | 'same' | 'unclear';

/**
 * What pairs of runs say of a change. `ratio` is how many times as fast it got: before / after, and after / before for a metric of
 * which more is better (its pairs come turned round); above 1 is faster.
 * `low` and `high` hold the true ratio in all but `rule.error` of all comparisons, whenever they ended; 'faster' is the same as
 * `low > 1`, 'slower' as `high < 1`.
 */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/** When the pairs so far are looked at, and what part of the error that look may spend. */
export interface Look {
  readonly pairs: number;
  readonly error: number;
}

/** How many pairs are looked at together, and when it ends. */
export interface StoppingRule {
  /** By rising number of pairs; the last one always gives a verdict. */
  readonly looks: readonly Look[];
  /** The pairs of the last look. */
  readonly most: number;
  /** How often the intervals may miss the truth at any look: the sum over the looks. */
  readonly error: number;
}

/**
 * The shipped rule: an interval may miss in 1.25 % of comparisons, most of it spent at 15 pairs, where a change of 20 % is to be
 * found. Why these: *Verdicts* in ARCHITECTURE.md.
 */
export const stoppingRule: StoppingRule = ruleOf([
  { pairs: 5, error: 0.0005 },
  { pairs: 10, error: 0.0015 },
  { pairs: 15, error: 0.0085 },
  { pairs: 30, error: 0.002 },
]);

/** Ratios nearer to 1 than this are no change worth a name. */
const sameWithin = Math.log(1.03);

/** Before so many pairs their spread is too uncertain to foresee what more of them would tell. */
const canForeseeFrom = 15;

/**
 * What the pairs say by the first look that settles it; later pairs then change nothing. `undefined`: the next pairs are needed
 * before anything may be said, as always between two looks. 'unclear' before the last look, too, where the pairs up to it
 * could hardly make it clear.
 *
 * Each look takes Student's t on the logarithms of the ratios, without the most extreme tenth at each end (a run that was held up
 * by other work), and spends its own part of the error, which holds however the looks depend on each other.
 * @throws RangeError for a value that is no time: zero, negative, infinite
 * @see Tukey and McLaughlin (1963) and Yuen (1974) for trimmed means; Jennison and Turnbull (2000), ch. 9, for repeated intervals
 */
export function judge(
  pairs: readonly Pair[],
  rule: StoppingRule = stoppingRule,
): Verdict | undefined {
  const logs = pairs.map(logRatio);
  for (const look of rule.looks) {
    if (logs.length < look.pairs) return undefined;
    const seen = estimate(logs.slice(0, look.pairs));
    const half = criticalT(look.error, seen.freedom) * seen.standardError;
    const kind = kindOf(seen.centre - half, seen.centre + half);
    if (kind !== 'unclear' || look.pairs === rule.most || isHopeless(seen, look, rule)) {
      return {
        kind,
        ratio: Math.exp(seen.centre),
        low: Math.exp(seen.centre - half),
        high: Math.exp(seen.centre + half),
        pairs: look.pairs,
      };
    }
  }
  return undefined;
}

/** A rule that ends at `most` pairs at the latest: its last look spends what the later ones would have. */
export function endingAt(rule: StoppingRule, most: number): StoppingRule {
  if (!Number.isInteger(most) || most < 2)
    throw new RangeError(`${most} pairs can't be judged: at least 2 are needed`);
  const earlier = rule.looks.filter(({ pairs }) => pairs < most);
  const spent = earlier.reduce((sum, { error }) => sum + error, 0);
  return most >= rule.most
    ? rule
    : ruleOf([...earlier, { pairs: most, error: rule.error - spent }]);
}

/** A rule for one of so many comparisons, of which none may be wrong more often than `rule` allows for one (Bonferroni). */
export function oneOf(comparisons: number, rule: StoppingRule = stoppingRule): StoppingRule {
  return ruleOf(rule.looks.map(({ pairs, error }) => ({ pairs, error: error / comparisons })));
}

function ruleOf(looks: readonly Look[]): StoppingRule {
  const most = looks[looks.length - 1].pairs;
  return { looks, most, error: looks.reduce((sum, { error }) => sum + error, 0) };
}

function logRatio({ before, after }: Pair, index: number): number {
  for (const [value, name] of [
    [before, 'before'],
    [after, 'after'],
  ] as const) {
    if (!Number.isFinite(value) || value <= 0)
      throw new RangeError(
        `Pair ${index + 1} can't be compared: ${name} the change it measured ${value}, which must be above zero.`,
      );
  }
  return Math.log(before / after);
}

interface Estimate {
  /** The trimmed mean. */
  readonly centre: number;
  readonly standardError: number;
  /** Degrees of freedom of its standard error. */
  readonly freedom: number;
}

/** The mean without the most extreme tenth at each end; its error counts those as if they stood where the cut is. */
function estimate(values: readonly number[]): Estimate {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  const cut = cutOf(count);
  const kept = sorted.slice(cut, count - cut);
  const drawnIn = sorted.map(value => Math.min(Math.max(value, kept[0]), kept[kept.length - 1]));
  return {
    centre: mean(kept),
    standardError: Math.sqrt(sampleVariance(drawnIn) * count) / kept.length,
    freedom: freedomOf(count),
  };
}

function kindOf(low: number, high: number): VerdictKind {
  if (low > 0) return 'faster';
  if (high < 0) return 'slower';
  return low > -sameWithin && high < sameWithin ? 'same' : 'unclear';
}

/**
 * Whether the last look would hardly be clear: two standard deviations of where the mean may still move to, from here, reach
 * neither a difference nor *same*. To give up makes nothing faster or slower, so it needs no part of the error.
 */
function isHopeless(
  { centre, standardError }: Estimate,
  { pairs }: Look,
  { looks, most }: StoppingRule,
): boolean {
  if (pairs < canForeseeFrom) return false;
  const critical = criticalT(looks[looks.length - 1].error, freedomOf(most));
  const half = critical * standardError * Math.sqrt(pairs / most);
  const moves = (2 * standardError * Math.sqrt(pairs * (most - pairs))) / most;
  const distance = Math.abs(centre);
  const canDiffer = distance + moves > half;
  const canBeSame = Math.max(0, distance - moves) + half < sameWithin;
  return !canDiffer && !canBeSame;
}

/** How many values are left out at each end. */
function cutOf(count: number): number {
  return Math.floor(count / 10);
}

function freedomOf(count: number): number {
  return count - 2 * cutOf(count) - 1;
}
