import type { Code, CodeMap } from './code-map';

/** On x64, of V8 11.3. */
const codeRangeSize = 512 * 1024 * 1024;
const pageSize = 256 * 1024;

/**
 * Node 20 runs its builtins from a copy near the compiled code, but the log tells the addresses of the originals. V8 puts
 * the copy at the end of the code range, rounded to allocation pages (`CodeRange::RemapEmbeddedBuiltins`). From Node 22 on
 * the log tells where the builtins really are.
 */
export class RemappedBuiltins {
  readonly #codes: CodeMap;
  #builtins: Code[] = [];
  #copy: { readonly start: number; readonly end: number; readonly shift: number } | undefined;
  #settled = false;
  /** Where the code range starts, once the log has told. */
  codeRange: number | undefined;

  constructor(codes: CodeMap) {
    this.#codes = codes;
  }

  told(builtin: Code): void {
    if (!this.#settled) this.#builtins.push(builtin);
  }

  /** Called with ticks once JavaScript runs, when all builtins were told; adds the copies when one runs where they should be. */
  settle(pc: number): void {
    if (this.#settled || this.codeRange === undefined || this.#builtins.length === 0) return;
    this.#copy ??= copyIn(this.codeRange, this.#builtins);
    const { start, end, shift } = this.#copy;
    if (shift !== 0 && (pc < start || pc >= end || this.#codes.at(pc) !== undefined)) return;
    this.#settled = true;
    if (shift !== 0) {
      for (const code of this.#builtins) {
        this.#codes.add({ ...code, start: code.start + shift, places: undefined });
      }
    }
    this.#builtins = [];
  }
}

/** Where the copy of the builtins should be; no shift when they are in the code range themselves. */
function copyIn(codeRange: number, builtins: readonly Code[]) {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { start, size } of builtins) {
    first = Math.min(first, start);
    last = Math.max(last, start + size);
  }
  if (first >= codeRange && first < codeRange + codeRangeSize)
    return { start: first, end: last, shift: 0 };
  const start = codeRange + codeRangeSize - Math.ceil((last - first) / pageSize) * pageSize;
  return { start, end: start + last - first, shift: start - first };
}
