import type { RunMetric } from '../../../core/metric';
import { costBy, type Costs } from '../../../core/verification';
import type { Ran } from '../guard-messages';
import { VerifyError } from '../verify-error';
import type { Served } from './serving';

/** Less than this, in microseconds, while a load command ran is no work. */
const leastCpu = 500;

/** What a run costs, by what it was made for. @throws VerifyError when it does not tell of the metric */
export function costsOfRun({ served, cpu, wall }: Ran, metric: RunMetric): Costs {
  const costs = served?.kind === 'served' ? costsOfServer(served) : { cpu, wall };
  const load = served?.kind === 'served' ? served.load : undefined;
  // Two servers that did nothing would be the same.
  if (metric === 'cpu' && load?.figures === undefined && (load?.cpu ?? leastCpu) < leastCpu)
    throw new VerifyError(
      'no-figures',
      'The server used hardly any CPU time while it was under load: no request can have come to it.',
      'See that the load goes to this server, and takes longer; its port stands in the variable PORT of a load command.',
    );
  if (costBy(costs, metric) !== undefined) return costs;
  if (metric === 'cpu')
    throw new VerifyError(
      'no-cpu-time',
      'This system does not tell what CPU time a program with all that it starts has used.',
      served === undefined
        ? 'Measure wall time instead: the metric wall.'
        : 'Measure what the load tells instead: the metric requests-per-second.',
    );
  throw new VerifyError(
    'no-figures',
    `The load command does not tell ${metric === 'requests-per-second' ? 'how many requests it made' : 'the latencies'} in a way that is known.`,
    'Known is what autocannon --json, wrk (with --latency), oha, hey, ab and k6 print. Or give a URL, or measure the metric cpu.',
  );
}

function costsOfServer({ startUp, load }: Served): Costs {
  if (load === undefined) return startUp;
  const { cpu, wall, figures } = load;
  if (figures === undefined) return { cpu, wall };
  return {
    cpu: cpu === undefined ? undefined : cpu / figures.requests,
    wall: 1e6 / figures.perSecond,
    load: figures,
  };
}
