import type { FrameKind, ProfileBuilder, ScriptRole } from '../../profile';
import { scriptName } from '../script-name';
import { friendlyBuiltin } from './builtin-names';
import type { Code, CodeMap, LoggedFunction } from './code-map';
import { positionAt, readPositions } from './positions';
import { type LogScript, placeOf } from './scripts';

/** One frame of a place in the code: a function (inlined or not) and where execution stands in it. */
export interface Step {
  /** Index into the frames of the profile. */
  readonly frame: number;
  readonly line: number;
  readonly column: number;
  /** What stands there, for putting lost frames back; undefined for code without source. */
  readonly function: LoggedFunction | undefined;
  /** Offset in the source of the function's script; -1 when not known. */
  readonly offset: number;
}

/** Turns program counters into rows of the profile. */
export class StackReader {
  readonly #builder: ProfileBuilder;
  readonly #codes: CodeMap;
  readonly #scripts: ReadonlyMap<number, LogScript>;
  readonly #roleOf: (script: string) => ScriptRole;
  /** The previous tick's return addresses, outermost first, and the row each led to: neighbours share most of their stack. */
  #addresses: number[] = [];
  #rows: number[] = [];
  #version = -1;

  constructor(
    builder: ProfileBuilder,
    codes: CodeMap,
    scripts: ReadonlyMap<number, LogScript>,
    roleOf: (script: string) => ScriptRole,
  ) {
    this.#builder = builder;
    this.#codes = codes;
    this.#scripts = scripts;
    this.#roleOf = roleOf;
  }

  /** The row of the callers, from their addresses, innermost first; -1 when none of them is known. */
  callers(frames: readonly number[]): number {
    const same = this.#version === this.#codes.version;
    this.#version = this.#codes.version;
    const addresses: number[] = new Array(frames.length);
    const rows: number[] = new Array(frames.length);
    let row = -1;
    let shared = same;
    for (let i = 0; i < frames.length; i++) {
      const address = frames[frames.length - 1 - i];
      shared = shared && this.#addresses[i] === address;
      row = shared ? this.#rows[i] : this.#below(row, this.placeOfCaller(address));
      addresses[i] = address;
      rows[i] = row;
    }
    this.#addresses = addresses;
    this.#rows = rows;
    return row;
  }

  /** The row of code that stands at `steps`, called from `row`. */
  #below(row: number, steps: readonly Step[]): number {
    let at = row;
    for (const step of steps) at = this.#builder.stack(at, step.frame, step.line, step.column);
    return at;
  }

  /** The row of the innermost code, at program counter `pc` itself, called from `row`. */
  innermost(row: number, pc: number): number {
    return this.#below(row, this.placeOfPc(pc));
  }

  /** The row of a frame that has no source: V8's own states. */
  pseudo(row: number, kind: FrameKind, name: string): number {
    const frame = this.#builder.frame({ name, script: -1, line: 0, column: -1, kind });
    return this.#builder.stack(row, frame, 0, -1);
  }

  /** A return address points behind its call, a frame of the interpreter at the bytecode itself. */
  placeOfCaller(address: number): readonly Step[] {
    const code = this.#codes.at(address) ?? this.#codes.at(address - 1);
    if (code === undefined) return [];
    const offset = address - code.start;
    return this.#placeIn(code, code.kind === 'machine' ? offset - 1 : offset);
  }

  placeOfPc(pc: number): readonly Step[] {
    const code = this.#codes.at(pc);
    return code === undefined ? [] : this.#placeIn(code, pc - code.start);
  }

  #placeIn(code: Code, offset: number): readonly Step[] {
    const at = code.kind === 'machine' || code.kind === 'bytecode' ? offset : 0;
    const known = code.places.get(at);
    // Only this class writes there.
    if (known !== undefined) return known as readonly Step[];
    const made = this.#makePlace(code, at);
    code.places.set(at, made);
    return made;
  }

  #makePlace(code: Code, offset: number): readonly Step[] {
    if (code.function !== undefined) return this.#javaScript(code, code.function, offset);
    if (code.kind === 'handler') return [];
    const name = code.kind === 'builtin' ? friendlyBuiltin(code.name) : code.name;
    if (name === undefined) return [];
    const kind = code.kind === 'regexp' || code.kind === 'wasm' ? code.kind : 'builtin';
    const frame = this.#builder.frame({ name, script: -1, line: 0, column: -1, kind });
    return [{ frame, line: 0, column: -1, function: undefined, offset: -1 }];
  }

  #javaScript(code: Code, outermost: LoggedFunction, offset: number): readonly Step[] {
    if (code.positions === undefined && code.rawPositions !== undefined) {
      code.positions = readPositions(code.rawPositions, code.rawInlined ?? new Uint8Array(0));
      code.rawPositions = undefined;
      code.rawInlined = undefined;
    }
    const { positions } = code;
    const at = positions === undefined ? -1 : positionAt(positions, offset);
    if (positions === undefined || at < 0) return [this.#step(outermost, -1)];
    const steps: Step[] = [];
    let source = positions.source[at];
    let inlining = positions.inlining[at];
    // Each turn goes one call outwards; a table that was cut off must not lead round in a circle.
    for (let turn = 0; inlining >= 0 && turn < 1000; turn++) {
      const call = positions.inlinings[inlining];
      if (call === undefined) break;
      const inlined = code.inlinedFunctions[call.callee];
      if (inlined !== undefined) steps.push(this.#step(inlined, source));
      source = call.callSite;
      inlining = call.outer;
    }
    steps.push(this.#step(outermost, source));
    return steps.reverse();
  }

  #step(logged: LoggedFunction, offset: number): Step {
    const script = this.#scripts.get(logged.scriptId);
    const place =
      script === undefined || offset < 0 ? { line: 0, column: -1 } : placeOf(script, offset);
    return { ...place, frame: this.#frameOf(logged, script), function: logged, offset };
  }

  #frameOf(logged: LoggedFunction, script: LogScript | undefined): number {
    if (logged.frame >= 0) return logged.frame;
    const { name, scriptText, line, column } = readTitle(logged.title, script?.url);
    const { name: scriptPath, kind } = scriptName(scriptText);
    const index = this.#builder.script({
      name: scriptPath,
      kind,
      role: this.#roleOf(scriptPath),
      mapping: 'as-run',
    });
    const frame = this.#builder.frame({ name, script: index, line, column, kind: 'function' });
    // Until the script is known, the name may still be read wrongly.
    if (script !== undefined) logged.frame = frame;
    return frame;
  }
}

/**
 * `allow /app/list.js:2:7` is function `allow`, script `/app/list.js`, line 2, column 7 (both 1-based). Names and paths may
 * hold spaces: the script's own name tells where it begins; without it the last space does.
 */
export function readTitle(
  title: string,
  url: string | undefined,
): { name: string; scriptText: string; line: number; column: number } {
  const match = /^(.*):(\d+):(\d+)$/s.exec(title);
  if (match === null) return { name: title, scriptText: url ?? '', line: 0, column: -1 };
  const [, head, line, column] = match;
  const place = { line: Number(line), column: Number(column) - 1 };
  if (url !== undefined && head.endsWith(` ${url}`)) {
    return { name: head.slice(0, -url.length - 1), scriptText: url, ...place };
  }
  const space = head.lastIndexOf(' ');
  return { name: head.slice(0, Math.max(space, 0)), scriptText: head.slice(space + 1), ...place };
}
