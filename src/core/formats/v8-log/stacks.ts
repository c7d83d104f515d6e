import type { ProfileBuilder } from '../../profile';
import type { Callees, Code, CodeMap, LoggedFunction } from './code-map';
import type { Place, Places, Step } from './places';
import type { Inlining } from './positions';

/** Machine code shorter than this has not set up its frame yet: its caller may be missing from the stack. */
const prologue = 48;

/** Turns the program counters of ticks into rows of the profile, and notes who was seen calling whom. */
export class StackReader {
  readonly #builder: ProfileBuilder;
  readonly #codes: CodeMap;
  readonly #places: Places;
  /** The previous tick's return addresses, outermost first, and what each led to: neighbours share most of their stack. */
  #addresses: number[] = [];
  #rows: number[] = [];
  #found: Place[] = [];
  #version = -1;

  constructor(builder: ProfileBuilder, codes: CodeMap, places: Places) {
    this.#builder = builder;
    this.#codes = codes;
    this.#places = places;
  }

  /** What called JavaScript from outside. */
  readonly #root: Place = { steps: [], code: undefined, callees: undefined };
  /** Grows whenever a function is seen called from a place for the first time. */
  evidence = 0;

  /** The row of the callers, from their addresses, innermost first; -1 when none of them is known. */
  callers(frames: readonly number[]): number {
    let shared = this.#version === this.#codes.version;
    this.#version = this.#codes.version;
    const { length } = frames;
    const addresses: number[] = new Array(length);
    const rows: number[] = new Array(length);
    const found: Place[] = new Array(length);
    let row = -1;
    for (let i = 0; i < length; i++) {
      const address = frames[length - 1 - i];
      addresses[i] = address;
      shared = shared && this.#addresses[i] === address;
      if (shared) {
        found[i] = this.#found[i];
        row = this.#rows[i];
      } else {
        found[i] = this.#places.ofCaller(address);
        row = this.below(row, found[i].steps);
        this.#noteCalls(i === 0 ? this.#root : found[i - 1], found[i]);
      }
      rows[i] = row;
    }
    this.#addresses = addresses;
    this.#rows = rows;
    this.#found = found;
    return row;
  }

  /** Where the innermost caller of the last tick stood. */
  get innermostCaller(): Place {
    return this.#found[this.#found.length - 1] ?? this.#root;
  }

  /** Where the innermost JavaScript of the last tick stood, past the entry into C++ that may come before it. */
  get innermostStep(): Step | undefined {
    const last = this.#found.length - 1;
    return this.#found[last]?.steps.at(-1) ?? this.#found[last - 1]?.steps.at(-1);
  }

  /** The row of time outside JavaScript. */
  get program(): number {
    return this.below(-1, [this.#places.withoutSource('program', '(program)')]);
  }

  /** The row of code that stands at `steps`, called from `row`. */
  below(row: number, steps: readonly Step[]): number {
    let at = row;
    for (const step of steps) at = this.#builder.stack(at, step.frame, step.line, step.column);
    return at;
  }

  /** Where the program counter itself stands. */
  innermost(pc: number): Place {
    const place = this.#places.ofPc(pc);
    const { code } = place;
    if (code?.kind !== 'machine') return place;
    if (pc - code.start > prologue) this.#noteCalls(this.innermostCaller, place);
    const { function: executing, offset } = place.steps[place.steps.length - 1];
    if (executing !== undefined) {
      executing.standing ??= new Map();
      executing.standing.set(offset, (executing.standing.get(offset) ?? 0) + 1);
    }
    return place;
  }

  /** A builtin was seen above the innermost caller of the last tick. */
  noteBuiltin(builtin: string): void {
    const { steps } = this.innermostCaller;
    const step = steps.at(-1);
    if (step?.function === undefined) return;
    step.function.builtins ??= new Map();
    const { builtins } = step.function;
    const outer = steps.at(-2) ?? this.#found.at(-2)?.steps.at(-1);
    for (const key of [sighting(step, builtin), sighting(step, builtin, outer)]) {
      builtins.set(key, (builtins.get(key) ?? 0) + 1);
    }
  }

  /** A function that was compiled into another was called from there. */
  noteInlinings(code: Code, outermost: LoggedFunction, inlinings: readonly Inlining[]): void {
    for (const { callee, callSite, outer } of inlinings) {
      const called = code.inlinedFunctions[callee];
      const caller = outer < 0 ? outermost : code.inlinedFunctions[inlinings[outer]?.callee ?? -1];
      if (called !== undefined && caller !== undefined) {
        this.#countCall(caller, callSite, called);
      }
    }
  }

  /** Calls that a tick shows: to the function of `callee` from where `caller` stands, and inside it to what it contains. */
  #noteCalls(caller: Place, callee: Place): void {
    const called = callee.code?.function;
    if (called === undefined) return;
    caller.callees ??= new Map();
    this.#count(caller.callees, called);
    const { steps } = callee;
    this.#noteCall(caller.steps.at(-1), called);
    for (let i = 1; i < steps.length; i++) this.#noteCall(steps[i - 1], steps[i].function);
  }

  #noteCall(from: Step | undefined, called: LoggedFunction | undefined): void {
    if (from?.function === undefined || from.offset < 0 || called === undefined) return;
    this.#countCall(from.function, from.offset, called);
  }

  #countCall(caller: LoggedFunction, offset: number, called: LoggedFunction): void {
    called.timesCalled++;
    this.#count(calleesAt(caller, offset), called);
  }

  #count(callees: Callees, callee: LoggedFunction): void {
    const times = callees.get(callee);
    if (times === undefined) this.evidence++;
    callees.set(callee, (times ?? 0) + 1);
  }
}

/** The key of a builtin called from a step, or from a step that was itself called from `outer`. */
export function sighting(step: Step, builtin: string, outer?: Step): string {
  const at = `${step.offset} ${builtin}`;
  return outer === undefined ? at : `${at} ${outer.frame} ${outer.offset}`;
}

/** The functions seen to be called from an offset in a function's source, in whatever tier. */
function calleesAt(caller: LoggedFunction, offset: number): Callees {
  caller.calls ??= new Map();
  let callees = caller.calls.get(offset);
  if (callees === undefined) {
    callees = new Map();
    caller.calls.set(offset, callees);
  }
  return callees;
}
