/** One part of a regular expression with its quantifier: a character or class, a group, an assertion, a back-reference. */
export interface Term {
  readonly kind: 'character' | 'group' | 'assertion' | 'reference';
  /** Offsets in the pattern, the quantifier included. */
  readonly start: number;
  readonly end: number;
  /** Without its quantifier. */
  readonly text: string;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  readonly captures: boolean;
  /** What stands in a group or look-around. */
  readonly inner: Pattern | undefined;
}

/** Alternatives, each a sequence of terms. */
export type Pattern = readonly (readonly Term[])[];

/** Reads the text between the slashes; undefined where it holds what this does not read: sets in sets, groups with flags. */
export function readPattern(source: string, flags: string): Pattern | undefined {
  if (flags.includes('v')) return undefined;
  const reader = new Reader(source);
  const pattern = reader.alternatives(0);
  return reader.at === source.length ? pattern : undefined;
}

class Reader {
  at = 0;

  constructor(readonly source: string) {}

  alternatives(depth: number): Pattern | undefined {
    if (depth > 50) return undefined;
    const result: Term[][] = [[]];
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      if (this.source[this.at] === '|') {
        this.at++;
        result.push([]);
        continue;
      }
      const term = this.#term(depth);
      if (term === undefined) return undefined;
      result[result.length - 1].push(term);
    }
    return result;
  }

  #term(depth: number): Term | undefined {
    const start = this.at;
    const atom = this.source[start] === '(' ? this.#group(depth) : this.#atom();
    if (atom === undefined) return undefined;
    const text = this.source.slice(start, this.at);
    const [all, star, from, comma, to, lazy] =
      /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\?)?/.exec(this.source.slice(this.at)) ?? [];
    this.at += all?.length ?? 0;
    const [min, max] = all === undefined ? [1, 1] : limits(star, from, comma, to);
    return { ...atom, start, end: this.at, text, min, max, lazy: lazy !== undefined };
  }

  #group(depth: number): Pick<Term, 'kind' | 'captures' | 'inner'> | undefined {
    const [open, look, plain] =
      /^\((?:\?(?:(<?[=!])|(:)|<[\w$]+>))?/.exec(this.source.slice(this.at)) ?? [];
    if (open === undefined) return undefined;
    this.at += open.length;
    const inner = this.alternatives(depth + 1);
    if (inner === undefined || this.source[this.at] !== ')') return undefined;
    this.at++;
    if (look !== undefined) return { kind: 'assertion', captures: false, inner };
    return { kind: 'group', captures: plain === undefined, inner };
  }

  #atom(): Pick<Term, 'kind' | 'captures' | 'inner'> | undefined {
    const rest = this.source.slice(this.at);
    const [text] =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\c[A-Za-z]|\\k<[\w$]+>|\\[1-9]\d*|\\.|[^*+?{}()|[\]\\])/s.exec(
        rest,
      ) ?? [];
    if (text === undefined) return undefined;
    this.at += text.length;
    const kind = /^(?:\^|\$|\\[bB])$/.test(text)
      ? 'assertion'
      : /^\\(?:k<|[1-9])/.test(text)
        ? 'reference'
        : 'character';
    return { kind, captures: false, inner: undefined };
  }
}

function limits(
  star: string | undefined,
  from: string,
  comma: string | undefined,
  to: string | undefined,
): [min: number, max: number] {
  if (star === '*') return [0, Infinity];
  if (star === '+') return [1, Infinity];
  if (star === '?') return [0, 1];
  const min = Number(from);
  if (comma === undefined) return [min, min];
  return [min, to === '' ? Infinity : Number(to)];
}

/** Every term of a pattern, those in groups included. */
export function termsOf(pattern: Pattern): Term[] {
  return pattern.flat().flatMap(term => [term, ...(term.inner ? termsOf(term.inner) : [])]);
}
