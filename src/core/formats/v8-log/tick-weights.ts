import type { Micros } from '../../units';

/** The time a tick stands for: `sure` is the program's own, of `surplus` only a part. */
export interface TickWeight {
  readonly sure: Micros;
  readonly surplus: Micros;
}

/** What the operating system and the event loop know of the thread from the start of the program (`startedAt`) to its end. */
export interface ThreadTimes {
  /** Ready to run, but waiting for a core. */
  readonly inQueue: Micros;
  /** Waiting for events; undefined: as the log has it, which Node 26 no longer tells. */
  readonly idle: Micros | undefined;
  /** Neither on a core nor ready to run: in the event loop or blocked. Stands for `idle` where nothing else tells. */
  readonly waiting?: Micros;
}

/** The part of the surplus of late ticks that counts where nothing better is known; see `TickWeights`. */
const usuallyKept = 0.15;

/**
 * How much time a tick stands for. V8's sampling thread wakes every interval and signals the main thread. While the system
 * runs something else on the core, the signal waits: the tick comes late, with the first instruction after the pause, and
 * the time since the tick before it was mostly not the program's. So a regular tick stands for the time since the one
 * before; a late one for half an interval (the pause began somewhere between two ticks) and for a part of the surplus.
 *
 * Measured on a program of 1.5 s CPU time at 1 ms: alone, 1,090 µs between ticks and every way of counting within 3 %. Beside
 * two busy loops on two cores, Node 20/22/24/26: time between ticks added up to 1.9/1.6/2.0/1.8 times the CPU time, ticks
 * times the usual interval to 1.4/1.3/1.4/1.2 times, this way to 1.00/0.99/1.08/0.85 times with `usuallyKept`. With
 * `ThreadTimes` the sum is right by construction and only its distribution is estimated.
 *
 * While the event loop waits, no ticks come: on Node 20 to 24 one that says idle ends the wait, on Node 26 none does.
 */
export class TickWeights {
  #last: Micros | undefined;
  #first: Micros | undefined;
  #sure: Micros = 0;
  #surplus: Micros = 0;
  #idle: Micros = 0;
  readonly #isPart: boolean;
  #beforeStart: { readonly time: Micros; readonly active: Micros } | undefined;
  /** When the program ended, by V8's clock; undefined: not long after the last tick. */
  end: Micros | undefined;

  /** Whether ticks tell of waiting: until V8 14. */
  tellsIdle = true;

  /** `from`: when what is weighed begins, by V8's clock; undefined: with the first tick. */
  constructor(
    readonly interval: Micros,
    from?: Micros,
  ) {
    this.#isPart = from !== undefined;
    this.#last = this.#first = from;
  }

  weigh(time: Micros, isIdle: boolean): TickWeight {
    const since = this.#last === undefined ? this.interval : Math.max(time - this.#last, 0);
    this.#first ??= time;
    this.#last = Math.max(time, this.#last ?? time);
    if (isIdle) {
      this.#idle += since;
      return { sure: since, surplus: 0 };
    }
    const isLate = since > this.interval * 1.6;
    const sure = isLate ? this.interval / 2 : since;
    // More than this is no core that another took, but a wait that the log does not tell.
    const surplus = isLate ? Math.min(since - sure, this.interval * 4) : 0;
    this.#sure += sure;
    this.#surplus += surplus;
    return { sure, surplus };
  }

  /** All ticks until now came before the program's first line, which runs at this time of V8's clock. */
  startedAt(time: Micros): void {
    const active = this.#sure + usuallyKept * this.#surplus;
    this.#beforeStart ??= { time, active };
  }

  /** Active time before the program's first line. */
  get activeBefore(): Micros {
    return this.#beforeStart?.active ?? 0;
  }

  /** Wall time from the first to the last tick; of a part, all of it. */
  get duration(): Micros {
    const last = this.#isPart ? Math.max(this.#last ?? 0, this.end ?? 0) : (this.#last ?? 0);
    return last - (this.#first ?? 0);
  }

  /** The part of all surplus that counts. */
  kept(known: ThreadTimes | undefined): number {
    if (known === undefined || this.#surplus === 0) return usuallyKept;
    const start = this.#beforeStart?.time ?? this.#first ?? 0;
    const sinceStart = Math.max(this.#last ?? 0, this.end ?? 0) - start;
    const active = sinceStart - known.inQueue - this.#allIdle(known);
    return Math.min(1, Math.max(0, (active + this.activeBefore - this.#sure) / this.#surplus));
  }

  /** Waiting for events that no tick told of. */
  untoldIdle(known: ThreadTimes | undefined): Micros {
    return Math.max(0, Math.min(this.#allIdle(known), this.duration) - this.#idle);
  }

  #allIdle(known: ThreadTimes | undefined): Micros {
    if (known?.idle !== undefined) return known.idle;
    if (!this.tellsIdle) return Math.max(this.#idle, known?.waiting ?? 0);
    return this.#idle + this.#restWithoutTicks;
  }

  /** The end of a part came in the middle of a wait. */
  get #restWithoutTicks(): Micros {
    const rest = (this.end ?? 0) - (this.#last ?? 0);
    return this.#isPart && rest > 5 * this.interval ? rest : 0;
  }
}
