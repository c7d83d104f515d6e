import { type Profile, ProfileBuilder, type ScriptRole } from '../profile';
import type { Micros } from '../units';
import { onlySampled } from '../only-sampled';
import type { Code, LoggedFunction } from './v8-log/code-map';
import { Fields } from './v8-log/fields';
import { type LaneMark, readLaneMark } from './v8-log/lane-mark';
import { LineSplitter } from './v8-log/line-splitter';
import { LoggedCode, type LoggedScript } from './v8-log/logged-code';
import { LostFrames } from './v8-log/lost-frames';
import { Places } from './v8-log/places';
import { readInlinings } from './v8-log/positions';
import type { ThreadTimes } from './v8-log/tick-weights';
import { Ticks } from './v8-log/ticks';

export type { LaneMark } from './v8-log/lane-mark';
export type { LoggedScript } from './v8-log/logged-code';
export type { ThreadTimes } from './v8-log/tick-weights';

export interface V8LogOptions {
  readonly interval: Micros;
  /** What part a script plays, by its name as `Script.name` has it. */
  readonly roleOf: (script: string) => ScriptRole;
  /** Samples are dropped from when the thread's first server listens. */
  readonly untilListening?: boolean;
}

/**
 * Reads the log that `node --prof` writes, while it is being written, in bounded memory: `write` what has arrived, ask for
 * the `profile` so far at any time. A log that is cut off is read as far as it goes.
 */
export class V8LogReader {
  readonly #splitter = new LineSplitter((bytes, start, end) => this.#line(bytes, start, end));
  readonly #fields = new Fields();
  readonly #builder = new ProfileBuilder();
  readonly #code = new LoggedCode(this.#fields, {
    mark: (title, time) => this.#noteMark(title, time),
    compiled: (code, of) => this.#compiled(code, of),
  });
  readonly #lost: LostFrames;
  readonly #ticks: Ticks;
  /** Grows with everything that may change a verdict on lost frames. */
  #compilations = 0;
  #lane: LaneMark | undefined;

  constructor(readonly options: V8LogOptions) {
    const { codes, scripts, natives } = this.#code;
    const places = new Places(this.#builder, codes, scripts, options.roleOf);
    this.#lost = new LostFrames(places, natives);
    this.#ticks = new Ticks(this.#builder, codes, places, natives, this.#lost, options.interval);
  }

  /** More of the log; chunks may end anywhere, also inside a line or a character. */
  write(chunk: Uint8Array): void {
    // Seen as a plain array: `slice` of Node's subclass does not copy, and writers reuse their buffer.
    this.#splitter.write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  /** Scripts that were told of since the last call. */
  newScripts(): LoggedScript[] {
    return this.#code.newScripts();
  }

  /** Whose log this is, as the boot preload says; undefined until it has said so. */
  get lane(): LaneMark | undefined {
    return this.#lane;
  }

  /** Active time that was sampled before the program's first line; 0 while that is not known. */
  get activeBefore(): Micros {
    return this.#ticks.activeBefore;
  }

  /**
   * By the system's monotonic clock, in microseconds: V8's own clock at zero. An estimate to begin with; the mark of the boot
   * preload tells it exactly.
   */
  zero: Micros = 0;
  /** The part that is gathered, by the same clock; undefined: all of the run. */
  #from: Micros | undefined;
  #to: Micros | undefined;

  /** Forgets all samples so far; those from this time of the monotonic clock on are gathered anew. Memory stays bounded. */
  begin(at: Micros): void {
    [this.#from, this.#to] = [at, undefined];
    this.#ticks.beginAt(at > this.zero ? at - this.zero : undefined);
  }

  /** Samples from this time of the monotonic clock on are dropped, until a new part is begun. */
  end(at: Micros): void {
    this.#to = at;
    this.#ticks.endAt(at - this.zero);
  }

  /** Whether the log tells of waiting in the event loop, by samples or by marks. */
  get knowsIdle(): boolean {
    return this.#ticks.knowsIdle;
  }

  /** Samples read so far. */
  get samples(): number {
    return this.#ticks.count;
  }

  /**
   * What was read so far, at generated locations, with lost frames put back or marked. Cheap enough to ask twice a second.
   * `known`: what the system says of the main thread; with it, active time is right also on a loaded machine.
   */
  profile(known?: ThreadTimes): Profile {
    const evidence = this.#compilations + this.#ticks.stacks.evidence;
    const { samples, duration, truncated } = this.#ticks.gathered(evidence, known);
    const { interval } = this.#ticks;
    const profile: Profile = {
      ...this.#builder.build({
        duration,
        interval,
        source: 'v8-log',
        callLines: 'recorded',
        truncated,
      }),
      samples,
    };
    return this.#from === undefined && this.#to === undefined ? profile : onlySampled(profile);
  }

  #line(bytes: Uint8Array, start: number, end: number): void {
    const fields = this.#fields;
    fields.reset(bytes, start, end);
    switch (bytes[start]) {
      case 116: // t
        if (fields.text() === 'tick') this.#tick();
        break;
      case 99: // c
        this.#code.codeEvent(fields.text());
        break;
      case 112: // p
        if (fields.text() === 'profiler' && fields.text() === 'begin') this.#noteInterval();
        break;
      case 115: // s
        this.#code.scriptEvent(fields.text());
        break;
      case 118: // v
        if (fields.text() === 'v8-version') this.#ticks.tellsIdle = fields.number() < 14;
        break;
      case 110: // n
        if (fields.text() === 'new' && fields.text() === 'CodeRange') {
          this.#code.builtins.codeRange = fields.number();
        }
        break;
    }
  }

  /** A thread that was started in a crowd is sampled less often than was asked for. */
  #noteInterval(): void {
    const interval = this.#fields.number();
    if (interval > 0) this.#ticks.interval = interval;
  }

  /** Whether it is one. */
  #noteMark(title: string, time: Micros): boolean {
    const mark = readLaneMark(title);
    if (mark === undefined) return false;
    if (mark.at === 'start') {
      if (this.#lane === undefined) {
        this.#lane = mark;
        this.zero = mark.now - time;
        if (this.#from !== undefined && this.#from > this.zero)
          this.#ticks.beginAt(this.#from - this.zero);
        if (this.#to !== undefined) this.#ticks.endAt(this.#to - this.zero);
      }
      this.#ticks.startedAt(time);
    }
    if (mark.idle !== undefined) this.#ticks.noteIdle(time, mark.idle);
    if (mark.at === 'listen' && this.options.untilListening === true) {
      this.#to = mark.now;
      this.#ticks.endAt(time);
    }
    if (mark.at === 'end') this.#ticks.endedAt(time);
    return true;
  }

  #compiled(code: Code, compiled: LoggedFunction): void {
    this.#compilations++;
    this.#lost.compiled(compiled);
    this.#ticks.stacks.noteInlinings(
      code,
      compiled,
      readInlinings(code.rawInlined ?? new Uint8Array(0)),
    );
  }

  #tick(): void {
    const fields = this.#fields;
    const pc = fields.number();
    const time = fields.number();
    fields.skip(); // is it a callback out of V8
    fields.skip(); // that callback, or the top of the stack, which is never told
    const state = fields.number();
    const frames: number[] = [];
    while (!fields.done) {
      const frame = fields.number();
      if (frame > 0) frames.push(frame);
    }
    // The last line of a log that was cut off may end inside any field.
    if (Number.isNaN(pc) || Number.isNaN(time) || Number.isNaN(state)) return;
    if (frames.length > 0) this.#code.builtins.settle(pc);
    this.#ticks.add(pc, time, state, frames);
  }
}
