/**
 * What a goal, a verdict or a budget is about. `cpu`: user and system time of a run with all that it starts, and of a server under
 * load for each request; `wall`: from its start to its end by the clock; `start-up`: from its start until it listens. The next three
 * need a load, `share` a recording.
 */
export type Metric =
  'cpu' | 'wall' | 'start-up' | 'requests-per-second' | 'latency-p50' | 'latency-p99' | 'share';

export interface MetricFacts {
  readonly unit: 'µs' | 'per second' | 'share';
  readonly better: 'less' | 'more';
}

export const metrics: Readonly<Record<Metric, MetricFacts>> = {
  cpu: { unit: 'µs', better: 'less' },
  wall: { unit: 'µs', better: 'less' },
  'start-up': { unit: 'µs', better: 'less' },
  'requests-per-second': { unit: 'per second', better: 'more' },
  'latency-p50': { unit: 'µs', better: 'less' },
  'latency-p99': { unit: 'µs', better: 'less' },
  share: { unit: 'share', better: 'less' },
};

/** What runs that are not recorded can be measured by. */
export type RunMetric = Exclude<Metric, 'share'>;

/** What only a load tells. */
export type LoadMetric = Extract<Metric, 'requests-per-second' | 'latency-p50' | 'latency-p99'>;

export const loadMetrics = ['requests-per-second', 'latency-p50', 'latency-p99'] as const;
export const runMetrics = ['cpu', 'wall', 'start-up', ...loadMetrics] as const;

export function isLoadMetric(metric: Metric): metric is LoadMetric {
  return loadMetrics.some(one => one === metric);
}
