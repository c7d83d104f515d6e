import type { Micros } from '../../units';

/**
 * How much time a tick stands for. A tick stands for the time since the one before, but no more than `cap` intervals: V8's sampling thread sends ticks
 * to the main thread, and when the system runs something else on the core, one late tick would otherwise stand for time that the program did not have.
 */
export class TickWeights {
  #last: Micros | undefined;
  #first: Micros | undefined;

  constructor(readonly interval: Micros) {}

  weigh(time: Micros): Micros {
    const since = this.#last === undefined ? this.interval : time - this.#last;
    this.#first ??= time;
    this.#last = Math.max(time, this.#last ?? time);
    return Math.min(Math.max(since, 0), this.interval * 3);
  }

  /** Wall time from the first to the last tick. */
  get duration(): Micros {
    return (this.#last ?? 0) - (this.#first ?? 0);
  }
}
