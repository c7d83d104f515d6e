const newline = 10;

/** Cuts a stream of bytes into lines, wherever the chunks end. The bytes handed over are valid only during the call. */
export class LineSplitter {
  #pending: Uint8Array[] = [];

  constructor(readonly onLine: (bytes: Uint8Array, start: number, end: number) => void) {}

  write(chunk: Uint8Array): void {
    let start = 0;
    if (this.#pending.length > 0) {
      const end = chunk.indexOf(newline);
      // Copied: the writer may reuse its buffer before the rest of the line comes.
      this.#pending.push(chunk.slice(0, end < 0 ? undefined : end));
      if (end < 0) return;
      const line = joined(this.#pending);
      this.#pending = [];
      this.onLine(line, 0, line.length);
      start = end + 1;
    }
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end < 0) break;
      this.onLine(chunk, start, end);
      start = end + 1;
    }
    if (start < chunk.length) this.#pending.push(chunk.slice(start));
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
