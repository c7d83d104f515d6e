import type { FrameKind, ProfileBuilder, ScriptRole } from '../../profile';
import { scriptName } from '../script-name';
import { friendlyBuiltin } from './builtin-names';
import type { Callees, Code, CodeMap, LoggedFunction } from './code-map';
import { type Positions, positionAt, readPositions } from './positions';
import { type LogScript, type LogScripts, placeOf } from './scripts';

/** One frame of a place in the code: a function (inlined or not) and where execution stands in it. */
export interface Step {
  /** Index into the frames of the profile. */
  readonly frame: number;
  readonly line: number;
  readonly column: number;
  /** Undefined for code without source. */
  readonly function: LoggedFunction | undefined;
  /** Offset in the source of the function's script; -1 when not known. */
  readonly offset: number;
  /** A function of Node's own library. */
  readonly isNode: boolean;
}

/** A program counter, understood. */
export interface Place {
  /** Outermost first; more than one where functions were compiled into their callers; none for code that is not shown. */
  readonly steps: readonly Step[];
  /** The code, unless the log never told of it. */
  readonly code: Code | undefined;
  /** Functions seen to be called from exactly this instruction. */
  callees: Callees | undefined;
}

const unknownPlace = { line: 0, column: -1 };

/** What stands at each address: functions with lines, builtins by their friendly names. */
export class Places {
  readonly #builder: ProfileBuilder;
  readonly #codes: CodeMap;
  readonly #scripts: LogScripts;
  readonly #roleOf: (script: string) => ScriptRole;
  /** Code that the log never told of, such as Node's own functions out of its snapshot: known by address alone. */
  readonly #unknown = new Map<number, Place>();

  constructor(
    builder: ProfileBuilder,
    codes: CodeMap,
    scripts: LogScripts,
    roleOf: (script: string) => ScriptRole,
  ) {
    this.#builder = builder;
    this.#codes = codes;
    this.#scripts = scripts;
    this.#roleOf = roleOf;
  }

  /** Where a caller stands. A return address points behind its call, a frame of the interpreter at the bytecode itself. */
  ofCaller(address: number): Place {
    const code = this.#codes.at(address) ?? this.#codes.at(address - 1);
    if (code === undefined) return this.#unknownAt(address);
    const offset = address - code.start;
    return this.#in(code, code.kind === 'machine' ? offset - 1 : offset);
  }

  /** Where the program counter itself stands. */
  ofPc(pc: number): Place {
    const code = this.#codes.at(pc);
    return code === undefined ? this.#unknownAt(-1) : this.#in(code, pc - code.start);
  }

  #unknownAt(address: number): Place {
    let place = this.#unknown.get(address);
    if (place === undefined) {
      place = { steps: [], code: undefined, callees: undefined };
      if (this.#unknown.size > 20_000) this.#unknown.clear();
      this.#unknown.set(address, place);
    }
    return place;
  }

  #in(code: Code, offset: number): Place {
    const at = code.kind === 'machine' || code.kind === 'bytecode' ? offset : 0;
    code.places ??= new Map();
    let place = code.places.get(at);
    if (place === undefined) {
      place = { steps: this.#stepsIn(code, at), code, callees: undefined };
      code.places.set(at, place);
    }
    return place;
  }

  #stepsIn(code: Code, offset: number): readonly Step[] {
    if (code.function !== undefined) {
      const positions = this.positionsOf(code);
      const at = positions === undefined ? -1 : positionAt(positions, offset);
      if (positions === undefined || at < 0) return [this.#step(code.function, -1)];
      return this.stepsAt(code, positions.source[at], positions.inlining[at]);
    }
    if (code.kind === 'handler') return [];
    const name = code.kind === 'builtin' ? friendlyBuiltin(code.name) : code.name;
    if (name === undefined) return [];
    const kind = code.kind === 'regexp' || code.kind === 'wasm' ? code.kind : 'builtin';
    return [this.withoutSource(kind, name)];
  }

  /** The position table of JavaScript code, read on first use. */
  positionsOf(code: Code): Positions | undefined {
    if (code.positions === undefined && code.rawPositions !== undefined) {
      code.positions = readPositions(code.rawPositions, code.rawInlined ?? new Uint8Array(0));
      code.rawPositions = undefined;
      code.rawInlined = undefined;
    }
    return code.positions;
  }

  /** The functions around a source offset inside JavaScript code, outermost first. */
  stepsAt(code: Code, source: number, inlining: number): readonly Step[] {
    const steps: Step[] = [];
    let at = inlining;
    let offset = source;
    // Each turn goes one call outwards; a table that was cut off must not lead round in a circle.
    for (let turn = 0; at >= 0 && turn < 1000; turn++) {
      const call = code.positions?.inlinings[at];
      if (call === undefined) break;
      const inlined = code.inlinedFunctions[call.callee];
      if (inlined !== undefined) steps.push(this.#step(inlined, offset));
      offset = call.callSite;
      at = call.outer;
    }
    if (code.function !== undefined) steps.push(this.#step(code.function, offset));
    return steps.reverse();
  }

  /** A frame of code that has no source: builtins, and V8's own states. */
  withoutSource(kind: FrameKind, name: string): Step {
    const frame = this.#builder.frame({ name, script: -1, line: 0, column: -1, kind });
    return { frame, line: 0, column: -1, function: undefined, offset: -1, isNode: false };
  }

  /** The text of the script that holds a function, and undefined where the log has none. */
  textOf(logged: LoggedFunction): string | undefined {
    return this.#scripts.get(logged.scriptId)?.text;
  }

  #step(logged: LoggedFunction, offset: number): Step {
    const script = this.#scripts.get(logged.scriptId);
    const { line, column } =
      script === undefined || offset < 0 ? unknownPlace : placeOf(script, offset);
    const isNode = script?.url.startsWith('node:') ?? logged.title.includes(' node:');
    const frame = this.#frameOf(logged, script);
    return { frame, line, column, function: logged, offset, isNode };
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
 * hold spaces: the script's own name tells where it begins; without it the last space does. Evaluated code has no script there.
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
  if (url !== undefined && space === head.length - 1) {
    return { name: head.slice(0, -1), scriptText: url, ...place };
  }
  return { name: head.slice(0, Math.max(space, 0)), scriptText: head.slice(space + 1), ...place };
}
