/**
 * What a goal, a verdict or a budget is about. `cpu`: user and system time of a run with all that it starts; `wall`: from its
 * start to its end by the clock. The others need a load, or a recording.
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

/** What a run of a program that ends by itself is measured by. */
export type RunMetric = Extract<Metric, 'cpu' | 'wall'>;
