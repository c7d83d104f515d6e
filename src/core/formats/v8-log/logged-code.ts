import { sourceMappingUrl, sourceUrl, withoutMap } from '../magic-comments';
import { scriptName } from '../script-name';
import { type Code, type CodeKind, CodeMap, type LoggedFunction } from './code-map';
import { type Fields, unescaped } from './fields';
import { readLaneMark } from './lane-mark';
import { NativeCalls } from './native-calls';
import { RemappedBuiltins } from './remapped-builtins';
import { LogScripts } from './scripts';

/** A script that the log told of, as it ran. */
export interface LoggedScript {
  /** As `Script.name` has it. */
  readonly name: string;
  readonly text: string;
}

/** Older machine code of a function is forgotten: it was replaced, and its lines are mostly those of the newer. */
const mostMachineCodes = 4;

/** Who else is told of what the log says of code. */
export interface CodeListener {
  /** A script began that may be a mark of the boot preload, by its name, at this time of V8's clock. @returns whether it is one */
  mark(title: string, time: number): boolean;
  /** A function was compiled to machine code. */
  compiled(code: Code, of: LoggedFunction): void;
}

/** What the log tells of code: scripts with their texts, functions, and what stands at which address. */
export class LoggedCode {
  readonly codes = new CodeMap();
  readonly builtins = new RemappedBuiltins(this.codes);
  readonly scripts = new LogScripts();
  readonly natives = new NativeCalls();
  /** Functions by the address of V8's record of them, which inlining lists refer to. */
  readonly #functions = new Map<number, LoggedFunction>();
  readonly #fields: Fields;
  readonly #listener: CodeListener;
  #newScripts: LoggedScript[] = [];

  /** `fields`: the line that is being read. */
  constructor(fields: Fields, listener: CodeListener) {
    this.#fields = fields;
    this.#listener = listener;
  }

  /** Scripts that were told of since the last call. */
  newScripts(): LoggedScript[] {
    const scripts = this.#newScripts;
    this.#newScripts = [];
    return scripts;
  }

  /** A line that begins with `code-`, by its first field. */
  codeEvent(event: string): void {
    if (event === 'code-creation') this.#codeCreation();
    else if (event === 'code-source-info') this.#codeSourceInfo();
    else if (event === 'code-move') this.codes.move(this.#fields.number(), this.#fields.number());
    else if (event === 'code-delete') {
      const code = this.codes.startingAt(this.#fields.number());
      if (code !== undefined) this.codes.remove(code);
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
    if (tag === 'Script' && this.#listener.mark(name, time)) return;
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
    this.codes.add(code);
    if (tag === 'Builtin' || tag === 'BytecodeHandler') this.builtins.told(code);
    if (tag === 'Builtin') this.natives.told(name);
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
    const code = this.codes.startingAt(fields.number());
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
    compiled.machine.push(code);
    if (compiled.machine.length > mostMachineCodes) compiled.machine.shift();
    this.#listener.compiled(code, compiled);
  }

  /** A line that begins with `script-` or `sfi-`, by its first field. */
  scriptEvent(event: string): void {
    const fields = this.#fields;
    if (event === 'script-source') {
      const id = fields.number();
      const url = unescaped(fields.text());
      const text = unescaped(fields.rest());
      if (Number.isNaN(id) || readLaneMark(url) !== undefined) return;
      const named = url === unnamed ? nameOfEvaluated(text, id) : url;
      const { name, kind } = scriptName(named);
      const kept = kind === 'other' ? withoutMap(text) : text;
      this.scripts.add(id, { url: named, text: kept, lineStarts: undefined }, kind !== 'other');
      this.#newScripts.push({ name, text });
    } else if (event === 'sfi-move') {
      const from = fields.number();
      const moved = this.#functions.get(from);
      if (moved === undefined) return;
      this.#functions.delete(from);
      this.#functions.set(fields.number(), moved);
    }
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
