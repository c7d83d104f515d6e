import type { Place } from './places';
import type { Positions } from './positions';

/**
 * `bytecode`: interpreted JavaScript, whose frames stand on the bytecode; `machine`: compiled JavaScript;
 * `handler`: code of the interpreter and of inline caches, that belongs to the function it works for.
 */
export type CodeKind = 'bytecode' | 'machine' | 'builtin' | 'handler' | 'regexp' | 'wasm';

/** A JavaScript function, in whatever tiers it was compiled. Most are never sampled: their collections stay undefined. */
export interface LoggedFunction {
  /** As the log has it: name, a space, script, line and column. */
  readonly title: string;
  /** Filled in by `code-source-info`; -1 until then. */
  scriptId: number;
  /** Index into the frames of the profile; -1 until it was sampled. */
  frame: number;
  /** Its latest machine codes, newest last: where a frame that V8 lost may have stood. */
  readonly machine: Code[];
  /** Places in its source at which it was seen to call other functions, by offset. */
  calls: Map<number, Callees> | undefined;
  /** How often it was seen to be called, from wherever. */
  timesCalled: number;
  /** How often its machine code was seen executing, by offset in its source. */
  standing: Map<number, number> | undefined;
  /** How often a builtin was seen directly above it, by `offset builtin`, and the same by who had called it: see `sighting`. */
  builtins: Map<string, number> | undefined;
}

/** JavaScript functions that were seen to be called from one place, and how often. */
export type Callees = Map<LoggedFunction, number>;

/** A piece of code in memory. */
export interface Code {
  start: number;
  readonly size: number;
  readonly kind: CodeKind;
  /** A builtin's name, a regular expression's source; '' for JavaScript. */
  readonly name: string;
  readonly function: LoggedFunction | undefined;
  /** As logged, until they are needed for the first time. */
  rawPositions: Uint8Array | undefined;
  rawInlined: Uint8Array | undefined;
  positions: Positions | undefined;
  inlinedFunctions: readonly (LoggedFunction | undefined)[];
  /** Places already worked out, by code offset; kept by `Places`. */
  places: Map<number, Place> | undefined;
}

/** Addresses are kept in cells of this size, each with the code that touches it: a look-up scans one short list. */
const cellSize = 1024;

/** What code stands at which address, now. Later code supersedes earlier code that it overlaps. */
export class CodeMap {
  readonly #cells = new Map<number, Code[]>();
  readonly #byStart = new Map<number, Code>();

  /** Changes whenever an address may have come to mean something else. */
  version = 0;

  add(code: Code): void {
    this.version++;
    const first = Math.floor(code.start / cellSize);
    const last = Math.floor((code.start + Math.max(code.size, 1) - 1) / cellSize);
    for (let cell = first; cell <= last; cell++) {
      const before = this.#cells.get(cell);
      if (before === undefined) {
        this.#cells.set(cell, [code]);
        continue;
      }
      const covered = before.filter(other => overlap(other, code));
      for (const other of covered) this.remove(other);
      const rest = this.#cells.get(cell);
      if (rest === undefined) this.#cells.set(cell, [code]);
      else rest.push(code);
    }
    this.#byStart.set(code.start, code);
  }

  remove(code: Code): void {
    this.version++;
    const first = Math.floor(code.start / cellSize);
    const last = Math.floor((code.start + Math.max(code.size, 1) - 1) / cellSize);
    for (let cell = first; cell <= last; cell++) {
      const codes = this.#cells.get(cell);
      const index = codes?.indexOf(code) ?? -1;
      if (codes === undefined || index < 0) continue;
      if (codes.length === 1) this.#cells.delete(cell);
      else codes.splice(index, 1);
    }
    if (this.#byStart.get(code.start) === code) this.#byStart.delete(code.start);
  }

  move(from: number, to: number): void {
    const code = this.#byStart.get(from);
    if (code === undefined) return;
    this.remove(code);
    code.start = to;
    this.add(code);
  }

  startingAt(address: number): Code | undefined {
    return this.#byStart.get(address);
  }

  at(address: number): Code | undefined {
    const codes = this.#cells.get(Math.floor(address / cellSize));
    if (codes === undefined) return undefined;
    for (let i = codes.length - 1; i >= 0; i--) {
      const code = codes[i];
      if (address >= code.start && address < code.start + code.size) return code;
    }
    return undefined;
  }
}

function overlap(a: Code, b: Code): boolean {
  return a.start < b.start + Math.max(b.size, 1) && b.start < a.start + Math.max(a.size, 1);
}
