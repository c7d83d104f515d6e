import type { Micros } from '../core/units';
import { mostTime } from '../run/load/load-wish';
import { UsageError } from './usage-error';

const units = { ms: 1e3, s: 1e6, m: 60e6, h: 3600e6 } as const;

/** `10s`, `500ms`, `2m`; a bare number is seconds. @throws UsageError */
export function readTime(name: string, text: string, least: Micros): Micros {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const time = Number(count) * units[(unit ?? 's') as keyof typeof units];
  if (!(time >= least && time <= mostTime))
    throw new UsageError(
      `--${name} is “${text}”.`,
      time > mostTime
        ? `Give a time up to ${mostTime / 3600e6}h, such as 10s, 500ms or 2m.`
        : least > 0
          ? `Give a time from ${least / 1e3}ms on, such as 10s, 500ms or 2m.`
          : 'Give a time such as 10s, 500ms or 0s.',
    );
  return time;
}
