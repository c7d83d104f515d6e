import type { Micros } from '../../units';

/** Marks that are kept; they come several times a second. */
const mostMarks = 256;

/**
 * How long the event loop has waited, as the thread itself says from time to time in its log: libuv's count, which is exact. V8's
 * own samples tell only that a wait has ended, not when it began; under many small requests they take most of a busy server's
 * time for waiting, and from V8 14 on there are none.
 */
export class IdleClock {
  /** By V8's clock, ascending. */
  readonly #times: Micros[] = [];
  readonly #idles: Micros[] = [];

  /** The loop had waited this long in all. */
  note(time: Micros, idle: Micros): void {
    this.#times.push(time);
    this.#idles.push(idle);
    if (this.#times.length <= mostMarks) return;
    this.#times.shift();
    this.#idles.shift();
  }

  /** How long the loop had waited by this time, between two marks in proportion; undefined outside of them. */
  at(time: Micros): Micros | undefined {
    const after = this.#times.findIndex(noted => noted >= time);
    if (after < 0) return undefined;
    if (this.#times[after] === time) return this.#idles[after];
    if (after === 0) return undefined;
    const [from, to] = [this.#times[after - 1], this.#times[after]];
    const [idleFrom, idleTo] = [this.#idles[after - 1], this.#idles[after]];
    return idleFrom + ((idleTo - idleFrom) * (time - from)) / (to - from);
  }

  /** How long the loop has waited by the last mark. */
  get sum(): Micros | undefined {
    return this.#idles.at(-1);
  }
}

/** How long the event loop waited in a part of the run, as the thread itself says. */
export class WaitInPart {
  /** When the part begins and ends, by V8's clock. */
  from: Micros | undefined;
  to: Micros | undefined;
  #before: Micros | undefined;
  #until: Micros | undefined;
  #isTo = false;
  /** What samples had told of waiting when the thread last spoke. */
  #sampled: Micros = 0;

  /** The clock has a new mark; `sampled`: waits that samples told of so far. */
  note(clock: IdleClock, sampled: Micros): void {
    this.look(clock);
    if (this.#isTo) return;
    this.#until = clock.sum;
    this.#sampled = sampled;
  }

  /** What the clock tells of the ends of the part. */
  look(clock: IdleClock): void {
    const { from, to } = this;
    if (from !== undefined) this.#before ??= clock.at(from);
    const all = to === undefined || this.#isTo ? undefined : clock.at(to);
    if (all === undefined) return;
    this.#until = all;
    this.#isTo = true;
  }

  /** Undefined: the thread did not say. What samples tell since it last spoke is added. */
  waited(sampled: Micros): Micros | undefined {
    if (this.#before === undefined || this.#until === undefined) return undefined;
    const since = this.#isTo ? 0 : sampled - this.#sampled;
    return Math.max(0, this.#until - this.#before + since);
  }
}
