import type { Samples, Trust } from '../../profile';
import type { Counting, TickWeight } from './tick-weights';

/** Ticks added up by stack and trust. */
export class GatheredSamples {
  readonly #rows = new Map<number, number>();
  readonly #stack: number[] = [];
  readonly #trust: number[] = [];
  readonly #sure: number[] = [];
  readonly #surplus: number[] = [];
  readonly #count: number[] = [];

  add(stack: number, trust: Trust, { sure, surplus }: TickWeight, count: number): void {
    const key = stack * 4 + trust;
    const row = this.#rows.get(key);
    if (row === undefined) {
      this.#rows.set(key, this.#stack.length);
      this.#stack.push(stack);
      this.#trust.push(trust);
      this.#sure.push(sure);
      this.#surplus.push(surplus);
      this.#count.push(count);
    } else {
      this.#sure[row] += sure;
      this.#surplus[row] += surplus;
      this.#count[row] += count;
    }
  }

  /** Adds everything of another. */
  addAll(other: GatheredSamples): void {
    for (let i = 0; i < other.#stack.length; i++) {
      const weight = { sure: other.#sure[i], surplus: other.#surplus[i] };
      // What went in came out: `add` took a `Trust`.
      this.add(other.#stack[i], other.#trust[i] as Trust, weight, other.#count[i]);
    }
  }

  /** `idle`, `gc`: the stacks of waiting and of collecting garbage, where there are any. */
  samples(counting: Counting, idle: number | undefined, gc: number | undefined): Samples {
    const factor = (stack: number) =>
      stack === idle ? counting.idle : stack === gc ? counting.gc : counting.active;
    return {
      stack: Int32Array.from(this.#stack),
      weight: Float64Array.from(this.#sure, (sure, i) => {
        const time = sure + counting.surplus * this.#surplus[i];
        return time * factor(this.#stack[i]);
      }),
      count: Int32Array.from(this.#count),
      trust: Uint8Array.from(this.#trust),
    };
  }
}
