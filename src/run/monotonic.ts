import type { Micros } from '../core/units';

/** The system's monotonic clock in microseconds, which is the same for every process. */
export function monotonic(): Micros {
  return Number(process.hrtime.bigint() / 1000n);
}
