import { againstLimit, type Budget, limitRule, type Measurement } from '../core/budget';
import type { RunMetric } from '../core/metric';
import { briefLoad, loadWish } from './load/load-wish';
import { checkTarget } from './plan';
import { RecordError } from './record-error';
import type { Target } from './target';
import { checkEnding } from './verify/failures';
import { startGuard } from './verify/guard';
import { nodeFor, plainCommand } from './verify/plain-command';
import { runVersion } from './verify/run-version';
import { asMeasured } from './verify/serving/as-server';
import { costsOfRun } from './verify/serving/costs';
import { checkServed } from './verify/serving/server-failures';
import { valueOf } from './verify/times';

/** Milliseconds that a run may take. */
const timeout = 10 * 60_000;

/**
 * Runs the program where it stands, as the user would, without the profiler, until it is clear on which side of the limit it is; a server
 * until it listens, or under the load. The first run only warms up. @throws RecordError, VerifyError
 */
export async function measureRuns(
  { metric, limit, load, node: wished }: Budget & { readonly metric: RunMetric },
  target: Target,
  dist: string,
  signal: AbortSignal,
): Promise<Measurement> {
  await checkTarget(target);
  const guard = await startGuard(dist);
  try {
    const node = await nodeFor(target, wished, guard.folder, signal);
    const places = { root: target.cwd, copy: target.cwd, scratch: guard.folder };
    const plain = await plainCommand(target, node, places, dist);
    const under = load && loadWish(load.what, { ...load, usual: briefLoad });
    const command = asMeasured(plain, { metric, load: under, timeout, dist }, guard);
    const version = { side: 'after', ...places, command, compared: [] } as const;
    const values: number[] = [];
    for (let run = 0; run <= limitRule.most; run++) {
      const made = await runVersion(version, guard, timeout, signal);
      checkEnding(undefined, made, timeout, command.cwd);
      checkServed('the program', made);
      if (made.ran.code !== 0)
        throw new RecordError(
          'failed',
          `The program ends with ${made.ran.signal ?? `exit code ${made.ran.code}`}.`,
          'A budget holds for a program that succeeds: run it by itself to see what is wrong.',
        );
      const costs = costsOfRun(made.ran, metric);
      if (run > 0) values.push(valueOf(costs, metric));
      const measurement = againstLimit(values, limit);
      if (measurement !== undefined) return measurement;
    }
    throw new Error('the last look says something of as many runs');
  } finally {
    await guard.end();
  }
}
