const comma = 44;
const decoder = new TextDecoder();

/** Reads the comma-separated fields of one line from its bytes, from the left; each call takes one field. */
export class Fields {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  /** The rest of the line as text, as escaped in the log. */
  rest(): string {
    const text = decoder.decode(this.#bytes.subarray(this.#at, this.#end));
    this.#at = this.#end;
    return text;
  }

  text(): string {
    const end = this.#fieldEnd();
    const text = decoder.decode(this.#bytes.subarray(this.#at, end));
    this.#at = end + 1;
    return text;
  }

  skip(): void {
    this.#at = this.#fieldEnd() + 1;
  }

  /** A copy of the field's bytes: small, and free of the chunk it came in. */
  copy(): Uint8Array {
    const end = this.#fieldEnd();
    const bytes = this.#bytes.slice(this.#at, end);
    this.#at = end + 1;
    return bytes;
  }

  /** A decimal number, or a hexadecimal one after `0x`; NaN when the field is neither. */
  number(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.#at;
    let value = 0;
    const hex = bytes[at] === 48 && bytes[at + 1] === 120;
    const negative = bytes[at] === 45;
    if (hex) at += 2;
    else if (negative) at += 1;
    const first = at;
    for (; at < end; at++) {
      const code = bytes[at];
      if (code === comma) break;
      const digit = code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : -1;
      if (digit < 0 || (!hex && digit > 9)) {
        this.skip();
        return Number.NaN;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    const empty = at === first;
    this.#at = at + 1;
    return empty ? Number.NaN : negative ? -value : value;
  }

  #fieldEnd(): number {
    const end = this.#bytes.indexOf(comma, this.#at);
    return end < 0 || end > this.#end ? this.#end : end;
  }
}

/** Undoes the log's escapes: `\xNN`, `\uNNNN`, `\n`, `\\`. */
export function unescaped(text: string): string {
  let at = text.indexOf('\\');
  if (at < 0) return text;
  const parts: string[] = [];
  let start = 0;
  while (at >= 0) {
    parts.push(text.slice(start, at));
    const kind = text[at + 1];
    const length = kind === 'x' ? 2 : kind === 'u' ? 4 : 0;
    if (length > 0) {
      parts.push(String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 2 + length), 16)));
    } else {
      parts.push(kind === 'n' ? '\n' : (kind ?? ''));
    }
    start = at + 2 + length;
    at = text.indexOf('\\', start);
  }
  parts.push(text.slice(start));
  return parts.join('');
}
