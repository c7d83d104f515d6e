import { judge, type StoppingRule } from '../../core/compare';
import type { RunMetric } from '../../core/metric';
import type { Side } from '../../core/verification';
import type { Versions } from './prepare';
import type { VerifyRequest } from './request';
import type { Runs } from './runs';
import { costsOfRun } from './serving/costs';
import { type CostPair, hasSlept, pairOf, ratioOf } from './times';
import { VerifyError } from './verify-error';

/** Pairs that may be dropped. */
const mostDropped = 5;

export interface Measured {
  readonly pairs: readonly CostPair[];
  /** Pairs that were dropped since the machine slept. */
  readonly slept: number;
}

/** Runs both versions in turn, the one that goes first by turns too, until the rule has a verdict. @throws VerifyError */
export async function measure(
  request: VerifyRequest,
  rule: StoppingRule,
  versions: Versions,
  runs: Runs,
): Promise<Measured> {
  const { metric } = request;
  const pairs: CostPair[] = [];
  let slept = 0;
  const tell = () => {
    const ratio = pairs.length === 0 ? undefined : ratioOf(pairs, metric);
    request.onProgress?.({ phase: 'measuring', pairs: pairs.length, most: rule.most, ratio });
  };
  tell();
  while (pairs.length < rule.most && judgedBy(metric, pairs, rule) === undefined) {
    if (request.stopWhenUnequal === true && isUnequal(runs)) break;
    const order: readonly Side[] =
      pairs.length % 2 === 0 ? ['before', 'after'] : ['after', 'before'];
    const [first, second] = [
      await runs.run(versions[order[0]]),
      await runs.run(versions[order[1]]),
    ];
    if (hasSlept(first.ran) || hasSlept(second.ran)) {
      if (++slept > mostDropped) throw sleptTooOften();
      continue;
    }
    const [before, after] = order[0] === 'before' ? [first, second] : [second, first];
    pairs.push({ before: costsOfRun(before.ran, metric), after: costsOfRun(after.ran, metric) });
    tell();
  }
  return { pairs, slept };
}

/** What the rule says of them by a metric. */
export function judgedBy(metric: RunMetric, pairs: readonly CostPair[], rule: StoppingRule) {
  return judge(
    pairs.map(pair => pairOf(pair, metric)),
    rule,
  );
}

function isUnequal({ outputs }: Runs): boolean {
  return outputs.before.compare(outputs.after).differences.length > 0;
}

function sleptTooOften(): VerifyError {
  return new VerifyError(
    'slept',
    `The machine slept, or its clock was set, in ${mostDropped + 1} pairs of runs.`,
    'Keep it awake for as long as it takes.',
  );
}
