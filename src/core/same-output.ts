/** Texts that two versions of a program wrote, each in several runs, and whether they say the same. */
export interface OutputComparison {
  readonly equal: boolean;
  /** The first place where they differ; undefined when they are equal. */
  readonly difference: OutputDifference | undefined;
  /** What was not compared, since it differs between runs of one and the same version. */
  readonly leftOut: LeftOut;
}

export interface OutputDifference {
  /** In the texts of the version before; where the order of lines varies, among the sorted lines. */
  readonly line: number;
  /** The lines that differ; undefined where a text has ended. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface LeftOut {
  /** Lines of which something was left out, of so many in all. */
  readonly lines: number;
  readonly of: number;
  /** The first of them, with `…` for what varies. */
  readonly example: string | undefined;
  /** The lines were the same, in another order. */
  readonly order: boolean;
}

/** What runs of one version have in common: all of `head`, or `head`, then anything, then `tail`. */
interface Common<Part> {
  readonly head: readonly Part[];
  readonly tail: readonly Part[] | undefined;
}

/** A word, a gap or a sign; undefined where it varies. */
type Token = string | undefined;
interface Line {
  readonly text: string;
  readonly tokens: Common<Token>;
}

/**
 * Compares what runs wrote before with what they wrote after. What varies among runs of the same version is found first, by
 * words of a line where it keeps its shape, else by lines, and left out. There is at least one run of each; with only one,
 * nothing is known to vary.
 */
export function compareOutputs(
  before: readonly string[],
  after: readonly string[],
): OutputComparison {
  const [linesBefore, linesAfter] = [before, after].map(texts =>
    [...new Set(texts)].map(text => text.split(/\r?\n/)),
  );
  const order = [linesBefore, linesAfter].some(variesInOrder);
  const [one, other] = [linesBefore, linesAfter].map(runs =>
    commonLines(order ? runs.map(lines => lines.toSorted()) : runs),
  );
  const difference = firstDifference(one, other);
  return { equal: difference === undefined, difference, leftOut: leftOut(one, other, order) };
}

function variesInOrder(runs: readonly (readonly string[])[]): boolean {
  return runs.length > 1 && new Set(runs.map(lines => lines.toSorted().join('\n'))).size === 1;
}

function commonLines(runs: readonly (readonly string[])[]): Common<Line> {
  const [first, ...others] = runs;
  if (others.every(run => run.length === first.length))
    return { head: first.map((_, at) => lineOf(runs.map(run => run[at]))), tail: undefined };
  const literal = (text: string) => lineOf([text]);
  const { head, tail = [] } = ends(runs);
  return { head: head.map(literal), tail: tail.map(literal) };
}

function lineOf(texts: readonly string[]): Line {
  const [text] = texts;
  if (texts.every(one => one === text))
    return { text, tokens: { head: tokensOf(text), tail: undefined } };
  const runs = texts.map(tokensOf);
  const [first, ...others] = runs;
  if (!others.every(run => run.length === first.length)) return { text, tokens: ends(runs) };
  const head = first.map((token, at) =>
    others.every(run => run[at] === token) ? token : undefined,
  );
  return { text, tokens: { head, tail: undefined } };
}

/** Words with their digits and points together, blanks, and every other sign by itself. */
function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_.]+|\s+|[^]/gu) ?? [];
}

/** What sequences of several lengths begin and end with. */
function ends(runs: readonly (readonly string[])[]): Common<string> {
  const [first, ...others] = runs;
  const shortest = Math.min(...runs.map(run => run.length));
  let start = 0;
  while (start < shortest && others.every(run => run[start] === first[start])) start++;
  let end = 0;
  const isSame = (run: readonly string[]) => run.at(-1 - end) === first.at(-1 - end);
  while (end < shortest - start && others.every(isSame)) end++;
  return { head: first.slice(0, start), tail: first.slice(first.length - end) };
}

function firstDifference(one: Common<Line>, other: Common<Line>): OutputDifference | undefined {
  const at = differingPart(one, other, (a, b) => isSameLine(a, b));
  if (at === undefined) return undefined;
  const textOf = ({ head, tail }: Common<Line>) =>
    (at >= 0 ? head[at] : tail?.at(at))?.text.slice(0, 300);
  return {
    line: at >= 0 ? at + 1 : one.head.length + (one.tail?.length ?? 0) + at + 1,
    before: textOf(one),
    after: textOf(other),
  };
}

function isSameLine(a: Line, b: Line): boolean {
  const isSame = (x: Token, y: Token) => x === undefined || y === undefined || x === y;
  if (differingPart(a.tokens, b.tokens, isSame) === undefined) return true;
  // A line that varies in one word may have another number of words in the other version by chance.
  const [cutA, cutB] = [a, b].map(({ tokens }) => atVaryingTokens(tokens));
  if (cutA.tail === undefined && cutB.tail === undefined) return false;
  return differingPart(cutA, cutB, isSame) === undefined;
}

/** The tokens before the first and behind the last that varies. */
function atVaryingTokens(tokens: Common<Token>): Common<Token> {
  const { head, tail } = tokens;
  const first = head.indexOf(undefined);
  if (tail !== undefined || first < 0) return tokens;
  return { head: head.slice(0, first), tail: head.slice(head.lastIndexOf(undefined) + 1) };
}

/** Where two differ: an index from the start, or a negative one from the end. */
function differingPart<Part>(
  a: Common<Part>,
  b: Common<Part>,
  isSame: (a: Part, b: Part) => boolean,
): number | undefined {
  const isWhole = a.tail === undefined && b.tail === undefined;
  // Where one is whole, both its ends count.
  const [tailA, tailB] = [a.tail ?? a.head, b.tail ?? b.head];
  const compared = Math.min(a.head.length, b.head.length);
  for (let at = 0; at < compared; at++) if (!isSame(a.head[at], b.head[at])) return at;
  if (isWhole) return a.head.length === b.head.length ? undefined : compared;
  for (let at = 1; at <= Math.min(tailA.length, tailB.length); at++)
    if (!isSame(tailA[tailA.length - at], tailB[tailB.length - at])) return -at;
  return undefined;
}

function leftOut(one: Common<Line>, other: Common<Line>, order: boolean): LeftOut {
  const shown: string[] = [];
  const of = Math.max(one.head.length, other.head.length, 1);
  for (let at = 0; at < of; at++) {
    const line = [one.head[at], other.head[at]].find(
      each => each !== undefined && (each.tokens.tail !== undefined || varies(each.tokens.head)),
    );
    if (line !== undefined) shown.push(drawn(line.tokens));
  }
  const gap = one.tail === undefined && other.tail === undefined ? 0 : 1;
  const example = shown[0] ?? (gap === 0 ? undefined : '…');
  return { lines: shown.length + gap, of: of + gap, example, order };
}

function varies(tokens: readonly Token[]): boolean {
  return tokens.includes(undefined);
}

function drawn({ head, tail }: Common<Token>): string {
  const text = (tokens: readonly Token[]) => tokens.map(token => token ?? '…').join('');
  return (tail === undefined ? text(head) : `${text(head)}…${text(tail)}`).slice(0, 200);
}
