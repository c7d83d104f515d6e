import { type Metric, metrics } from '../../core/metric';
import type { Micros, Share } from '../../core/units';

/** A share as it is written: `40%`. */
export function percent(text: string): Share | undefined {
  const [, count] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  const share = Number(count) / 100;
  return share > 0 && share <= 1 ? share : undefined;
}

const units = { µs: 1, us: 1, ms: 1e3, s: 1e6, min: 60e6 } as const;

/** How long something lasts, as it is written: `500 ms`, `0 s`. */
export function duration(text: string): Micros | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(µs|us|ms|s|min)$/.exec(text) ?? [];
  const micros = Number(count) * units[unit as keyof typeof units];
  return Number.isFinite(micros) ? micros : undefined;
}

/** A time as it is written: `500 ms`, `1.2 s`. */
export function time(text: string): Micros | undefined {
  const micros = duration(text) ?? 0;
  return micros > 0 ? micros : undefined;
}

/** So many each second, as it is written: `1200/s`. */
export function perSecond(text: string): number | undefined {
  const [, count] = /^(\d+(?:\.\d+)?) ?\/ ?s$/.exec(text) ?? [];
  const rate = Number(count);
  return rate > 0 && Number.isFinite(rate) ? rate : undefined;
}

/** A value of a metric as it is written in tuneline.json; undefined: it is none. */
export function quantity(metric: Metric, text: string): number | undefined {
  const read = { µs: time, share: percent, 'per second': perSecond }[metrics[metric].unit];
  return read(text);
}

/** What such a value looks like. */
export function exampleOf(metric: Metric): string {
  return {
    µs: 'a time such as "500 ms" or "1.2 s"',
    share: 'a share such as "40%"',
    'per second': 'a rate such as "1200/s"',
  }[metrics[metric].unit];
}

/** The text of a value, three digits of it: what `quantity` reads back. */
export function quantityText(metric: Metric, value: number): string {
  const digits = (count: number) => String(Number(count.toPrecision(3)));
  switch (metrics[metric].unit) {
    case 'share':
      return `${digits(value * 100)}%`;
    case 'per second':
      return `${digits(value)}/s`;
    case 'µs':
      if (value >= 999.5e3) return `${digits(value / 1e6)} s`;
      return value >= 999.5 ? `${digits(value / 1e3)} ms` : `${digits(value)} µs`;
  }
}
