import { Trust } from '../../profile';
import type { Micros } from '../../units';
import { GatheredSamples } from './gathered-samples';
import { Suspects } from './suspects';
import { TickWeights } from './tick-weights';

/** Gathers ticks of a part of the run, by V8's clock, or of all of it. */
export class TickPart {
  readonly gathered = new GatheredSamples();
  readonly suspects = new Suspects();
  /** Ticks without a stack, taken to stand where the tick before them stood. */
  readonly unseen = new Suspects();
  readonly weights: TickWeights;
  truncated: Micros = 0;
  count = 0;
  #isOver = false;

  /** `from`: ticks before it are not of this part; undefined: it begins with the first. */
  constructor(
    interval: Micros,
    readonly from?: Micros,
  ) {
    this.weights = new TickWeights(interval, from);
  }

  /** Ticks from here on are not of this part. */
  #to: Micros | undefined;

  get to(): Micros | undefined {
    return this.#to;
  }

  set to(time: Micros | undefined) {
    this.#to = time;
    this.weights.end = time;
  }

  /** Whether a tick at this time belongs to it. */
  takes(time: Micros): boolean {
    return (
      (this.from === undefined || time >= this.from) && (this.#to === undefined || time < this.#to)
    );
  }

  /** A tick that comes after its end: one that ends a wait tells that the part ended waiting. */
  passed(time: Micros, isIdle: boolean, idleRow: () => number): void {
    if (this.#isOver || this.#to === undefined || time < this.#to) return;
    this.#isOver = true;
    if (!isIdle) return;
    this.gathered.add(idleRow(), Trust.recorded, this.weights.weigh(this.#to, 'idle'), 0);
  }
}
