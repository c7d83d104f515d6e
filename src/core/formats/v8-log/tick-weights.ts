import type { Micros } from '../../units';
import { type IdleClock, WaitInPart } from './idle-clock';

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
  /** Neither on a core nor ready to run: in the event loop or blocked. Stands for `idle` where nothing else tells, and bounds it. */
  readonly waiting?: Micros;
}

/** How what ticks stand for becomes time. */
export interface Counting {
  /** The part of surplus time that counts. */
  readonly surplus: number;
  /** Factors on what samples told of waiting, on collecting garbage, and on everything else. */
  readonly idle: number;
  readonly active: number;
  readonly gc: number;
}

/** The part of the surplus of late ticks that counts where nothing better is known; see `TickWeights`. */
const usuallyKept = 0.15;
/** A few ticks never stand for more than this many times what they say. */
const mostActive = 10;
/** And never for less than this many times. */
const leastActive = 0.1;

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
 * While the event loop waits, no ticks come: on Node 20 to 24 one that says idle ends the wait, on Node 26 none does. What the
 * thread did between the tick before and the wait is then taken for waiting too: of a server under many small requests more than
 * half of all it did. Where the thread itself says how long it waited, that counts, and the rest of such waits goes to the
 * stacks that were seen, in proportion.
 */
export class TickWeights {
  #last: Micros | undefined;
  #first: Micros | undefined;
  #sure: Micros = 0;
  #surplus: Micros = 0;
  /** What of `#sure` went into collecting garbage. */
  #collecting: Micros = 0;
  #idle: Micros = 0;
  readonly #wait = new WaitInPart();
  readonly #isPart: boolean;
  #beforeStart: { readonly time: Micros; readonly active: Micros } | undefined;
  #end: Micros | undefined;

  /** Whether ticks tell of waiting: until V8 14. */
  tellsIdle = true;
  /** Fewer ticks than were asked for, in a crowd: a thread is in a queue also between two that are not late. */
  isRare = false;

  /** `from`: when what is weighed begins, by V8's clock; undefined: with the first tick. */
  constructor(
    readonly interval: Micros,
    from?: Micros,
  ) {
    this.#isPart = from !== undefined;
    this.#last = this.#first = this.#wait.from = from;
  }

  /** When the program or the part ended, by V8's clock; undefined: not long after the last tick. */
  get end(): Micros | undefined {
    return this.#end;
  }

  set end(time: Micros | undefined) {
    this.#end = this.#wait.to = time;
  }

  /** `kind`: what V8 was at, as far as it matters here. */
  weigh(time: Micros, kind: 'idle' | 'gc' | 'other'): TickWeight {
    const since = this.#last === undefined ? this.interval : Math.max(time - this.#last, 0);
    this.#first ??= time;
    this.#last = Math.max(time, this.#last ?? time);
    if (kind === 'idle') {
      this.#idle += since;
      return { sure: since, surplus: 0 };
    }
    const isLate = since > this.interval * 1.6;
    const sure = isLate ? this.interval / 2 : since;
    // More than this is no core that another took, but a wait that the log does not tell.
    const surplus = isLate ? Math.min(since - sure, this.interval * 4) : 0;
    this.#sure += sure;
    if (kind === 'gc') this.#collecting += sure;
    this.#surplus += surplus;
    return { sure, surplus };
  }

  /** All ticks until now came before the program's first line, which runs at this time of V8's clock. */
  startedAt(time: Micros): void {
    const active = this.#sure + usuallyKept * this.#surplus;
    this.#beforeStart ??= { time, active };
    this.#wait.from ??= time;
  }

  /** The thread has said how long it has waited. */
  noteIdle(clock: IdleClock): void {
    this.#wait.note(clock, this.#idle);
  }

  /** Begin or end are known now: what the thread has said already may tell of them. */
  lookAt(clock: IdleClock): void {
    this.#wait.look(clock);
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

  counting(known: ThreadTimes | undefined): Counting {
    const active = this.#active(known);
    const surplus =
      known === undefined || this.#surplus === 0
        ? usuallyKept
        : Math.min(1, Math.max(0, (active - this.#sure) / this.#surplus));
    const seen = this.#sure + surplus * this.#surplus;
    const inQueues = known === undefined ? 1 : this.#inQueues(active, seen);
    const waited = this.#saidIdle(known);
    if (waited === undefined || waited >= this.#idle) {
      const more = this.tellsIdle ? 1 : this.#tooFew(known, seen);
      return { surplus, idle: 1, active: more > 1 ? more : inQueues, gc: more };
    }
    const factor = Math.min(mostActive, Math.max(inQueues, active / seen));
    const all = seen > 0 ? factor : 1;
    return { surplus, idle: waited / this.#idle, active: all, gc: Math.max(1, all) };
  }

  /**
   * How much more than it says a tick stands for where none comes while a thread waits, its wait for a core afterwards included: one that
   * runs briefly and often beside other busy programs gets fewer than it ran intervals. At least what it was on a core counts.
   */
  #tooFew(known: ThreadTimes | undefined, seen: Micros): number {
    if (known?.waiting === undefined || seen <= 0) return 1;
    const onCore = this.#sinceStart - known.inQueue - known.waiting + this.activeBefore;
    return Math.min(mostActive, Math.max(1, onCore / seen));
  }

  /**
   * The part of what rare ticks stand for that was not spent in a queue for a core. A thread that collects garbage waits for V8's own
   * threads instead, which is no queue of its own.
   */
  #inQueues(active: Micros, seen: Micros): number {
    const running = seen - this.#collecting;
    if (!this.isRare || active >= seen || running <= 0) return 1;
    return Math.max(leastActive, (active - this.#collecting) / running);
  }

  /** All that was neither waiting nor in a queue, as well as it is known. */
  #active(known: ThreadTimes | undefined): Micros {
    const allIdle = this.#allIdle(known);
    if (known === undefined)
      return this.#sure + usuallyKept * this.#surplus + Math.max(0, this.#idle - allIdle);
    return this.#sinceStart - known.inQueue - allIdle + this.activeBefore;
  }

  /** Wall time from the program's first line on. */
  get #sinceStart(): Micros {
    const start = this.#beforeStart?.time ?? this.#first ?? 0;
    return Math.max(this.#last ?? 0, this.end ?? 0) - start;
  }

  /** Waiting for events that no tick told of. */
  untoldIdle(known: ThreadTimes | undefined): Micros {
    return Math.max(0, Math.min(this.#allIdle(known), this.duration) - this.#idle);
  }

  /**
   * How long the thread itself says that it waited; undefined: it did not say. It counts until it runs again, time in a queue
   * for a core included, which the system tells apart.
   */
  #saidIdle(known: ThreadTimes | undefined): Micros | undefined {
    const said = known?.idle ?? this.#wait.waited(this.#idle);
    return said === undefined ? undefined : Math.min(said, known?.waiting ?? said);
  }

  #allIdle(known: ThreadTimes | undefined): Micros {
    const said = this.#saidIdle(known);
    if (said !== undefined) return said;
    if (!this.tellsIdle) return Math.max(this.#idle, known?.waiting ?? 0);
    return this.#idle + this.#restWithoutTicks;
  }

  /** The end of a part came in the middle of a wait. */
  get #restWithoutTicks(): Micros {
    const rest = (this.end ?? 0) - (this.#last ?? 0);
    return this.#isPart && rest > 5 * this.interval ? rest : 0;
  }
}
