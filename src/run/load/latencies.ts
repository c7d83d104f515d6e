import type { Micros } from '../../core/units';

/** Two neighbouring buckets differ by 0.2 %: coarser ones would make a comparison of two versions look steadier than it is. */
const growth = Math.log(1.002);

/** Times by quantile within 0.1 %, in bounded memory; the client's own are whole milliseconds, and many servers are faster. */
export class Latencies {
  readonly #buckets: number[] = [];
  count = 0;
  max: Micros = 0;

  add(time: Micros): void {
    const bucket = Math.max(0, Math.round(Math.log(time) / growth));
    this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.count++;
    this.max = Math.max(this.max, time);
  }

  /** 0 when nothing was added. */
  quantile(part: number): Micros {
    let below = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      below += this.#buckets[bucket] ?? 0;
      if (below >= part * this.count && below > 0)
        return Math.min(this.max, Math.exp(bucket * growth));
    }
    return this.max;
  }
}
