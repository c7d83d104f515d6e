import type { Code, CodeMap } from './code-map';

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
  #settled = false;
  /** Where the code range starts, once the log has told. */
  codeRange: number | undefined;

  constructor(codes: CodeMap) {
    this.#codes = codes;
  }

  told(builtin: Code): void {
    if (!this.#settled) this.#builtins.push(builtin);
  }

  /** Called once JavaScript runs, when all builtins were told; adds the copies. */
  settle(): void {
    if (this.#settled || this.#builtins.length === 0 || this.codeRange === undefined) return;
    this.#settled = true;
    const originals = this.#builtins;
    this.#builtins = [];
    let first = Number.POSITIVE_INFINITY;
    let end = 0;
    for (const { start, size } of originals) {
      first = Math.min(first, start);
      end = Math.max(end, start + size);
    }
    if (first >= this.codeRange && first < this.codeRange + codeRangeSize) return;
    const copyStart =
      this.codeRange + codeRangeSize - Math.ceil((end - first) / pageSize) * pageSize;
    for (const code of originals) {
      this.#codes.add({ ...code, start: code.start - first + copyStart, places: undefined });
    }
  }
}
