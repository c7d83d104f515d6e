import { isLoadMetric } from '../../core/metric';
import type { VerifiedLoad } from '../../core/verification';
import type { LoadWish } from '../load/load-wish';
import type { VerifyRequest } from './request';
import { VerifyError } from './verify-error';

/** @throws VerifyError when the metric and the load do not go together */
export function checkMetric({ metric, load }: Pick<VerifyRequest, 'metric' | 'load'>): void {
  if (isLoadMetric(metric) && load === undefined)
    throw new VerifyError(
      'no-load',
      `${metric} is of a server under load, and there is none.`,
      'Give one: --load with a URL or a command.',
    );
  if ((metric === 'wall' || metric === 'start-up') && load !== undefined)
    throw new VerifyError(
      'no-load',
      `${metric} is not measured under a load.`,
      metric === 'wall'
        ? 'Under load the time of a request is told by requests-per-second and latency-p50.'
        : 'Leave the load out: a start-up ends when the server listens.',
    );
}

/** What is kept of a load. */
export function verifiedLoad(load: LoadWish): VerifiedLoad {
  return load.kind === 'url'
    ? { what: load.url, kind: 'url', connections: load.connections }
    : { what: load.line, kind: 'command' };
}
