import { type Profile, ProfileBuilder, type ScriptRole } from '../profile';
import type { Micros } from '../units';
import { onlySampled } from '../only-sampled';
import { sourceMappingUrl, sourceUrl, withoutMap } from './magic-comments';
import { scriptName } from './script-name';
import { type Code, type CodeKind, CodeMap, type LoggedFunction } from './v8-log/code-map';
import { Fields, unescaped } from './v8-log/fields';
import { type LaneMark, readLaneMark } from './v8-log/lane-mark';
import { LineSplitter } from './v8-log/line-splitter';
import { LostFrames } from './v8-log/lost-frames';
import { NativeCalls } from './v8-log/native-calls';
import { Places } from './v8-log/places';
import { readInlinings } from './v8-log/positions';
import { RemappedBuiltins } from './v8-log/remapped-builtins';
import { LogScripts } from './v8-log/scripts';
import type { ThreadTimes } from './v8-log/tick-weights';
import { Ticks } from './v8-log/ticks';

export type { LaneMark } from './v8-log/lane-mark';
export type { ThreadTimes } from './v8-log/tick-weights';

export interface V8LogOptions {
  readonly interval: Micros;
  /** What part a script plays, by its name as `Script.name` has it. */
  readonly roleOf: (script: string) => ScriptRole;
  /** Samples are dropped from when the thread's first server listens. */
  readonly untilListening?: boolean;
}

/** A script that the log told of, as it ran. */
export interface LoggedScript {
  /** As `Script.name` has it. */
  readonly name: string;
  readonly text: string;
}

/** Older machine code of a function is forgotten: it was replaced, and its lines are mostly those of the newer. */
const mostMachineCodes = 4;

/**
 * Reads the log that `node --prof` writes, while it is being written, in bounded memory: `write` what has arrived, ask for
 * the `profile` so far at any time. A log that is cut off is read as far as it goes.
 */
export class V8LogReader {
  readonly #splitter = new LineSplitter((bytes, start, end) => this.#line(bytes, start, end));
  readonly #fields = new Fields();
  readonly #builder = new ProfileBuilder();
  readonly #codes = new CodeMap();
  readonly #builtins = new RemappedBuiltins(this.#codes);
  readonly #scripts = new LogScripts();
  /** Functions by the address of V8's record of them, which inlining lists refer to. */
  readonly #functions = new Map<number, LoggedFunction>();
  readonly #natives = new NativeCalls();
  readonly #lost: LostFrames;
  readonly #ticks: Ticks;
  #newScripts: LoggedScript[] = [];
  /** Grows with everything that may change a verdict on lost frames. */
  #compilations = 0;
  #lane: LaneMark | undefined;

  constructor(readonly options: V8LogOptions) {
    const places = new Places(this.#builder, this.#codes, this.#scripts, options.roleOf);
    this.#lost = new LostFrames(places, this.#natives);
    this.#ticks = new Ticks(
      this.#builder,
      this.#codes,
      places,
      this.#natives,
      this.#lost,
      options.interval,
    );
  }

  /** More of the log; chunks may end anywhere, also inside a line or a character. */
  write(chunk: Uint8Array): void {
    // Seen as a plain array: `slice` of Node's subclass does not copy, and writers reuse their buffer.
    this.#splitter.write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  /** Scripts that were told of since the last call. */
  newScripts(): LoggedScript[] {
    const scripts = this.#newScripts;
    this.#newScripts = [];
    return scripts;
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
        this.#codeEvent(fields.text());
        break;
      case 112: // p
        if (fields.text() === 'profiler' && fields.text() === 'begin') this.#noteInterval();
        break;
      case 115: // s
        this.#scriptEvent(fields.text());
        break;
      case 118: // v
        if (fields.text() === 'v8-version') this.#ticks.tellsIdle = fields.number() < 14;
        break;
      case 110: // n
        if (fields.text() === 'new' && fields.text() === 'CodeRange') {
          this.#builtins.codeRange = fields.number();
        }
        break;
    }
  }

  /** A thread that was started in a crowd is sampled less often than was asked for. */
  #noteInterval(): void {
    const interval = this.#fields.number();
    if (interval > 0) this.#ticks.interval = interval;
  }

  #codeEvent(event: string): void {
    if (event === 'code-creation') this.#codeCreation();
    else if (event === 'code-source-info') this.#codeSourceInfo();
    else if (event === 'code-move') this.#codes.move(this.#fields.number(), this.#fields.number());
    else if (event === 'code-delete') {
      const code = this.#codes.startingAt(this.#fields.number());
      if (code !== undefined) this.#codes.remove(code);
    }
  }

  #codeCreation(): void {
    const fields = this.#fields;
    const tag = fields.text();
    fields.skip(); // tier
    const time = fields.number();
    const start = fields.number();
    const size = fields.number();
    const name = unescaped(fields.text());
    if (tag === 'Script' && this.#noteMark(name, time)) return;
    if (!(start > 0 && size >= 0)) return;
    const state = { record: fields.number(), tier: fields.text() };
    const isFunction = !Number.isNaN(state.record);
    const code: Code = {
      start,
      size,
      kind: kindOf(tag, isFunction, state.tier),
      name: isFunction ? '' : name,
      function: isFunction ? this.#functionAt(state.record, name) : undefined,
      rawPositions: undefined,
      rawInlined: undefined,
      positions: undefined,
      inlinedFunctions: [],
      places: undefined,
    };
    this.#codes.add(code);
    if (tag === 'Builtin' || tag === 'BytecodeHandler') this.#builtins.told(code);
    if (tag === 'Builtin') this.#natives.told(name);
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

  /** The same function is told of again with each tier; another one may come to stand where it was. */
  #functionAt(record: number, title: string): LoggedFunction {
    const known = this.#functions.get(record);
    if (known?.title === title) return known;
    const made: LoggedFunction = {
      title,
      scriptId: -1,
      frame: -1,
      machine: [],
      calls: undefined,
      timesCalled: 0,
      standing: undefined,
      builtins: undefined,
    };
    this.#functions.set(record, made);
    return made;
  }

  #codeSourceInfo(): void {
    const fields = this.#fields;
    const code = this.#codes.startingAt(fields.number());
    const scriptId = fields.number();
    fields.skip(); // where the function begins in its script
    fields.skip(); // and ends
    if (code?.function === undefined || Number.isNaN(scriptId)) return;
    code.rawPositions = fields.copy();
    code.rawInlined = fields.copy();
    code.places = undefined;
    const inlined: (LoggedFunction | undefined)[] = [];
    for (const record of fields.text().split('S')) {
      if (record !== '') inlined.push(this.#functions.get(Number(record)));
    }
    code.inlinedFunctions = inlined;
    if (code.function.scriptId !== scriptId) {
      code.function.scriptId = scriptId;
      code.function.frame = -1;
    }
    if (code.kind === 'machine') this.#compiled(code, code.function);
  }

  #compiled(code: Code, compiled: LoggedFunction): void {
    this.#compilations++;
    compiled.machine.push(code);
    if (compiled.machine.length > mostMachineCodes) compiled.machine.shift();
    this.#lost.compiled(compiled);
    this.#ticks.stacks.noteInlinings(
      code,
      compiled,
      readInlinings(code.rawInlined ?? new Uint8Array(0)),
    );
  }

  #scriptEvent(event: string): void {
    const fields = this.#fields;
    if (event === 'script-source') {
      const id = fields.number();
      const url = unescaped(fields.text());
      const text = unescaped(fields.rest());
      if (Number.isNaN(id) || readLaneMark(url) !== undefined) return;
      const named = url === unnamed ? nameOfEvaluated(text, id) : url;
      const { name, kind } = scriptName(named);
      const kept = kind === 'other' ? withoutMap(text) : text;
      this.#scripts.add(id, { url: named, text: kept, lineStarts: undefined }, kind !== 'other');
      this.#newScripts.push({ name, text });
    } else if (event === 'sfi-move') {
      const from = fields.number();
      const moved = this.#functions.get(from);
      if (moved === undefined) return;
      this.#functions.delete(from);
      this.#functions.set(fields.number(), moved);
    }
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
    if (frames.length > 0) this.#builtins.settle(pc);
    this.#ticks.add(pc, time, state, frames);
  }
}

/** What the log calls a script that V8 has no name for: it was evaluated. */
const unnamed = '<unknown>';

/** Evaluated code may name itself; with a map of its own it must not be taken for another; else it has no name. */
function nameOfEvaluated(text: string, id: number): string {
  return sourceUrl(text) ?? (sourceMappingUrl(text) === undefined ? '' : `evaluated script ${id}`);
}

/** Tiers are `~` interpreted, `^` baseline, `+` and `*` optimised, with marks around them on later versions. */
function kindOf(tag: string, isFunction: boolean, tier: string): CodeKind {
  if (isFunction) return tier === '~' || tier === '' ? 'bytecode' : 'machine';
  switch (tag) {
    case 'Builtin':
      return 'builtin';
    case 'RegExp':
      return 'regexp';
    case 'JS':
    case 'Function':
      return 'wasm';
    default:
      return 'handler';
  }
}
