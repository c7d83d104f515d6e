import { type FrameKind, type ProfileBuilder, type Samples, Trust } from '../../profile';
import type { Micros } from '../../units';
import type { CodeMap } from './code-map';
import { GatheredSamples } from './gathered-samples';
import { IdleClock } from './idle-clock';
import type { LostFrames } from './lost-frames';
import type { NativeCalls } from './native-calls';
import type { Place, Places, Step } from './places';
import { StackReader } from './stacks';
import { TickPart } from './tick-part';
import type { ThreadTimes, TickWeight } from './tick-weights';
import { vmStateKind } from './vm-state';

/** V8 writes at most this many frames of a stack, the innermost ones. */
const frameLimit = 255;

/** Where a tick landed: on a row, or in a builtin whose calling frame may be lost. */
type Landing =
  | { readonly row: number }
  | {
      readonly builtin: string;
      readonly steps: readonly Step[];
      readonly caller: Place;
      readonly callers: number;
    };

/** Gathers ticks into samples. */
export class Ticks {
  readonly #places: Places;
  readonly #natives: NativeCalls;
  readonly #lost: LostFrames;
  #part: TickPart;
  #interval: Micros;
  #isRare = false;
  #before: Landing | undefined;
  readonly #clock = new IdleClock();
  /** The stack of waiting, once there was any. */
  #idleRow: number | undefined;
  #gcRow: number | undefined;
  readonly stacks: StackReader;
  /** Whether V8 writes a tick when the event loop has waited. */
  tellsIdle = true;

  constructor(
    builder: ProfileBuilder,
    codes: CodeMap,
    places: Places,
    natives: NativeCalls,
    lost: LostFrames,
    interval: Micros,
  ) {
    this.#interval = interval;
    this.#places = places;
    this.#natives = natives;
    this.#lost = lost;
    this.#part = new TickPart(interval);
    this.stacks = new StackReader(builder, codes, places);
  }

  /** As V8 was told, by the log itself, at its beginning: about a tick comes before it. */
  get interval(): Micros {
    return this.#interval;
  }

  set interval(interval: Micros) {
    if (interval === this.#interval) return;
    this.#isRare = interval > this.#interval;
    this.#interval = interval;
    const { from, to } = this.#part;
    this.#part = this.#newPart(from);
    this.#part.to = to;
  }

  #newPart(from: Micros | undefined): TickPart {
    const part = new TickPart(this.#interval, from);
    part.weights.isRare = this.#isRare;
    return part;
  }

  /** The program's first line runs at this time of V8's clock. */
  startedAt(time: Micros): void {
    this.#part.weights.startedAt(time);
  }

  /** By this time of V8's clock the event loop had waited so long in all. */
  noteIdle(time: Micros, idle: Micros): void {
    this.#clock.note(time, idle);
    this.#part.weights.noteIdle(this.#clock);
  }

  /** Whether waiting is told: by V8's samples or by the thread itself. */
  get knowsIdle(): boolean {
    return this.tellsIdle || this.#clock.sum !== undefined;
  }

  /** Forgets what was gathered: from this time of V8's clock on ticks are gathered anew. Undefined: from now on. */
  beginAt(time: Micros | undefined): void {
    this.#part = this.#newPart(time);
    this.#part.weights.lookAt(this.#clock);
  }

  /** No tick from this time on is gathered. */
  endAt(time: Micros): void {
    this.#part.to = time;
    this.#part.weights.lookAt(this.#clock);
  }

  /** Ticks of the part that is gathered. */
  get count(): number {
    return this.#part.count;
  }

  /** Active time before that. */
  get activeBefore(): Micros {
    return this.#part.weights.activeBefore;
  }

  /** The program ended at this time of V8's clock. */
  endedAt(time: Micros): void {
    if (this.#part.to === undefined) this.#part.weights.end = time;
  }

  /** One tick: the program counter, V8's state by its number, and return addresses, innermost first. */
  add(pc: number, time: Micros, state: number, frames: readonly number[]): void {
    const part = this.#part;
    const kind = vmStateKind(state);
    if (!part.takes(time)) {
      part.passed(time, kind === 'idle', () => this.#idle());
      return;
    }
    part.count++;
    const weight = part.weights.weigh(time, kind === 'idle' || kind === 'gc' ? kind : 'other');
    if (frames.length >= frameLimit) part.truncated += weight.sure;
    // V8 leaves the program counter out where it ran JavaScript but could not walk the stack: at the edges of functions.
    if (pc === 0 && frames.length === 0 && this.#before !== undefined) {
      this.#addUnseen(this.#before, weight);
      return;
    }
    const landing = this.#land(pc, kind, frames);
    this.#before = kind === 'javascript' ? landing : undefined;
    if ('row' in landing) part.gathered.add(landing.row, Trust.recorded, weight, 1);
    else {
      const { builtin, steps, caller, callers } = landing;
      this.stacks.noteBuiltin(builtin);
      part.suspects.add(builtin, steps, caller, callers, weight);
    }
  }

  #addUnseen(before: Landing, weight: TickWeight): void {
    const { gathered, unseen } = this.#part;
    if ('row' in before) gathered.add(before.row, Trust.uncertain, weight, 1);
    else unseen.add(before.builtin, before.steps, before.caller, before.callers, weight);
  }

  #land(pc: number, kind: ReturnType<typeof vmStateKind>, frames: readonly number[]): Landing {
    const { stacks } = this;
    if (kind === 'gc') return { row: this.#gc() };
    if (kind === 'idle') return { row: this.#idle() };
    const callers = stacks.callers(frames);
    if (kind === 'compiler') return { row: this.#pseudo(callers, 'compiler', '(compiler)') };
    const { code, steps } = stacks.innermost(pc);
    if (code?.kind === 'builtin' && kind === 'javascript') {
      return { builtin: code.name, steps, caller: stacks.innermostCaller, callers };
    }
    const row = stacks.below(callers, code === undefined ? this.#native() : steps);
    return { row: row < 0 ? stacks.program : row };
  }

  /** The builtin that the innermost known caller calls, for time in the executable itself. */
  #native(): readonly Step[] {
    const { innermostStep: step } = this.stacks;
    if (step?.function === undefined || step.function.calls?.has(step.offset)) return [];
    const text = this.#places.textOf(step.function);
    const name = text === undefined ? undefined : this.#natives.at(text, step.offset);
    return name === undefined ? [] : [this.#places.withoutSource('builtin', name)];
  }

  #idle(): number {
    this.#idleRow ??= this.#pseudo(-1, 'idle', '(idle)');
    return this.#idleRow;
  }

  #gc(): number {
    this.#gcRow ??= this.#pseudo(-1, 'gc', '(garbage collector)');
    return this.#gcRow;
  }

  #pseudo(row: number, kind: FrameKind, name: string): number {
    return this.stacks.below(row, [this.#places.withoutSource(kind, name)]);
  }

  /** What was gathered so far, lost frames put back as far as the evidence tells, a number that grows with it. */
  gathered(evidence: number, known: ThreadTimes | undefined): Gathered {
    const samples = new GatheredSamples();
    const { gathered, suspects, unseen, weights, truncated } = this.#part;
    weights.tellsIdle = this.tellsIdle;
    samples.addAll(gathered);
    suspects.settle(samples, this.stacks, this.#lost, evidence);
    unseen.settle(samples, this.stacks, this.#lost, evidence, Trust.uncertain);
    const untold = weights.untoldIdle(known);
    const wait = { sure: untold, surplus: 0 };
    if (untold > 0) samples.add(this.#idle(), Trust.recorded, wait, 0);
    const counting = weights.counting(known);
    return {
      samples: samples.samples(counting, this.#idleRow, this.#gcRow),
      duration: weights.duration,
      truncated: truncated * counting.active,
    };
  }
}

export interface Gathered {
  readonly samples: Samples;
  readonly duration: Micros;
  readonly truncated: Micros;
}
