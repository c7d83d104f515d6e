import { basename, dirname, resolve } from 'node:path';
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Line } from '../../core/units';

/** The file that goals and budgets stand in, at the root of a workspace. */
export const budgetsFile = 'tuneline.json';

/** Why budgets can't be read; `line` is the one to look at. Texts are English. */
export class BudgetsError extends Error {
  override readonly name = 'BudgetsError';

  constructor(
    readonly code: 'no-budgets' | 'broken-budgets',
    message: string,
    readonly action: string,
    readonly file: string,
    readonly line: Line = 1,
  ) {
    super(message);
  }
}

/** The lists of a tuneline.json, comments and trailing commas allowed. @throws BudgetsError */
export function listsIn(
  text: string,
  file: string,
): {
  readonly reading: Reading;
  readonly goals: Node | undefined;
  readonly budgets: Node | undefined;
} {
  const reading = new Reading(text, file);
  const errors: ParseError[] = [];
  const root = treeOf(reading, text, errors);
  const [first] = errors;
  if (root === undefined || first !== undefined)
    throw reading.wrong(
      first?.offset ?? 0,
      first === undefined ? 'it is empty' : `it is no JSON (${printParseErrorCode(first.error)})`,
    );
  const { goals, budgets } = reading.fields(root, 'the file', ['$schema', 'goals', 'budgets']);
  for (const [name, list] of Object.entries({ goals, budgets }))
    if (list !== undefined && list.type !== 'array')
      throw reading.wrong(list.offset, `"${name}" has to be a list`);
  if (goals === undefined && budgets === undefined)
    throw reading.wrong(root.offset, '"budgets" has to be a list');
  return { reading, goals, budgets };
}

function treeOf(reading: Reading, text: string, errors: ParseError[]): Node | undefined {
  try {
    // The mark that some editors write before a text stands for nothing; what is behind it stays where it is.
    const marked = text.replace(/^\uFEFF/, ' ');
    return parseTree(marked, errors, { allowTrailingComma: true, disallowComments: false });
  } catch (error) {
    if (error instanceof RangeError) throw reading.wrong(0, 'it is nested too deeply');
    throw error;
  }
}

/** A text that is read, and what is said of places in it. */
export class Reading {
  readonly folder: string;
  readonly #text: string;
  readonly #file: string;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.folder = dirname(file);
  }

  lineAt(offset: number): Line {
    return this.#text.slice(0, offset).split(/\r\n|\r|\n/).length;
  }

  wrong(offset: number, what: string): BudgetsError {
    const line = this.lineAt(offset);
    return new BudgetsError(
      'broken-budgets',
      `${basename(this.#file)}:${line}: ${what}.`,
      `Correct line ${line} of ${this.#file}.`,
      this.#file,
      line,
    );
  }

  /** The properties of an object that has no others than these. */
  fields<Key extends string>(
    node: Node,
    what: string,
    known: readonly Key[],
  ): Partial<Record<Key, Node>> {
    const entries = this.entries(node, what);
    for (const [key, value] of entries)
      if (!known.some(one => one === key))
        throw this.wrong(
          value.offset,
          `${what} has no "${key}"; it may have ${known.filter(one => one !== '$schema').join(', ')}`,
        );
    return Object.fromEntries(entries) as Partial<Record<Key, Node>>; // no others are there
  }

  entries(node: Node, what = 'this'): [string, Node][] {
    if (node.type !== 'object') throw this.wrong(node.offset, `${what} has to be an object`);
    const seen = new Set<string>();
    return (node.children ?? []).flatMap(({ children }) => {
      const [key, value] = children ?? [];
      if (value === undefined) return [];
      const name = String(key.value);
      // One of both would count for nothing, and be changed by nobody.
      if (seen.has(name)) throw this.wrong(key.offset, `"${name}" stands here a second time`);
      seen.add(name);
      return [[name, value]];
    });
  }

  text(node: Node): string {
    const text = this.textOrNone(node);
    if (text.trim() !== '') return text;
    throw this.wrong(node.offset, 'a text is meant here');
  }

  /** Also an empty one, as an argument or a variable may be. */
  textOrNone(node: Node): string {
    const { type, value }: { type: string; value?: unknown } = node;
    if (type !== 'string' || typeof value !== 'string')
      throw this.wrong(node.offset, 'a text is meant here');
    if (value.includes('\0'))
      throw this.wrong(node.offset, 'no program can be given the character \\u0000');
    return value;
  }

  /** A path, from the folder of the file. */
  at(node: Node): string {
    return resolve(this.folder, this.text(node));
  }

  texts(node: Node): string[] {
    if (node.type === 'array') return (node.children ?? []).map(one => this.textOrNone(one));
    throw this.wrong(node.offset, 'a list of texts is meant here');
  }

  oneOf<Value extends string>(
    entry: Node,
    node: Node | undefined,
    name: string,
    values: readonly Value[],
  ): Value {
    const found = values.find(value => value === node?.value);
    if (found !== undefined) return found;
    throw this.wrong((node ?? entry).offset, `"${name}" has to be one of ${values.join(', ')}`);
  }
}
