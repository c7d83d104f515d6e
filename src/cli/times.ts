import type { Micros } from '../core/units';
import { UsageError } from './usage-error';

const units = { ms: 1e3, s: 1e6, m: 60e6, h: 3600e6 } as const;

/** `10s`, `500ms`, `2m`; a bare number is seconds. @throws UsageError */
export function readTime(name: string, text: string, least: Micros): Micros {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const time = Number(count) * units[(unit ?? 's') as keyof typeof units];
  // Timers of Node.js end after 24 days.
  if (!(time >= least && time <= 24 * 24 * 3600e6))
    throw new UsageError(
      `--${name} is “${text}”.`,
      least > 0
        ? `Give a time from ${least / 1e3}ms on, such as 10s, 500ms or 2m.`
        : 'Give a time such as 10s, 500ms or 0s.',
    );
  return time;
}
