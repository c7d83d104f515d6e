import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import {
  applyEdits,
  findNodeAtLocation,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Budget, BudgetMetric, Limit, SharePlace, ToRun } from '../core/budget';
import type { Line } from '../core/units';

/** The file that budgets stand in, at the root of a workspace. */
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

/** The budgets of a tuneline.json, comments and trailing commas allowed. @throws BudgetsError */
export function readBudgets(file: string): Budget[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new BudgetsError(
      'no-budgets',
      `${file} can't be read: ${(error as Error).message}.`,
      'Write your budgets into a tuneline.json at the root of the workspace.',
      file,
    );
  }
  return budgetsIn(text, file);
}

/** @throws BudgetsError */
export function budgetsIn(text: string, file: string): Budget[] {
  const reading = new Reading(text, file);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const [first] = errors;
  if (root === undefined || first !== undefined)
    throw reading.wrong(
      first?.offset ?? 0,
      first === undefined ? 'it is empty' : `it is no JSON (${printParseErrorCode(first.error)})`,
    );
  const { budgets } = reading.fields(root, 'the file', ['$schema', 'budgets']);
  if (budgets?.type !== 'array')
    throw reading.wrong(budgets?.offset ?? root.offset, '"budgets" has to be a list');
  return (budgets.children ?? []).map(entry => budgetOf(reading, entry));
}

/** The text of a tuneline.json with one more budget, its comments and its layout kept; `undefined`: there is none yet. */
export function withBudget(text: string | undefined, budget: object): string {
  const old = text === undefined || text.trim() === '' ? '{\n  "budgets": []\n}\n' : text;
  const root = parseTree(old);
  const list = root && findNodeAtLocation(root, ['budgets']);
  const count = list?.children?.length ?? 0;
  const path = list === undefined ? ['budgets'] : ['budgets', count];
  const value = list === undefined ? [budget] : budget;
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return applyEdits(old, modify(old, path, value, { formattingOptions, isArrayInsertion: true }));
}

const keys = [
  ...['name', 'run', 'command', 'launch', 'test', 'testName', 'args', 'cwd', 'env', 'node'],
  ...['build', 'metric', 'of', 'most', 'mostOfBase', 'profile'],
] as const;
type Fields = Partial<Record<(typeof keys)[number], Node>>;

function budgetOf(reading: Reading, entry: Node): Budget {
  const fields = reading.fields(entry, 'a budget', keys);
  const { folder } = reading;
  const { name, cwd, env, node, build, metric, of, profile } = fields;
  const kind = reading.oneOf(entry, metric, 'metric', ['cpu', 'wall', 'start-up', 'share']);
  const run = toRun(reading, entry, fields);
  const place = of && sharePlace(reading, of);
  if ((kind === 'share') !== (place !== undefined))
    throw reading.wrong(
      (of ?? entry).offset,
      kind === 'share'
        ? '"share" needs "of", such as "src/parse.ts:12" or "src/parse.ts#parseLine"'
        : '"of" goes with the metric "share" only',
    );
  const text = (value: Node | undefined) => value && reading.text(value);
  const at = (value: Node | undefined) => value && resolve(folder, reading.text(value));
  return {
    name: text(name) ?? `${kind} of ${nameOf(run)}`,
    line: reading.lineAt(entry.offset),
    run,
    cwd: at(cwd) ?? folder,
    env: Object.fromEntries(
      (env === undefined ? [] : reading.entries(env)).map(([key, value]) => [
        key,
        reading.text(value),
      ]),
    ),
    node: text(node),
    build: text(build),
    metric: kind,
    of: place,
    limit: limitOf(reading, entry, fields, kind),
    profile: at(profile),
  };
}

function nameOf(run: ToRun): string {
  switch (run.kind) {
    case 'file':
      return basename(run.file);
    case 'command':
      return run.words.join(' ');
    case 'launch':
      return run.name;
    case 'test':
      return run.name ?? basename(run.file);
  }
}

function toRun(reading: Reading, entry: Node, fields: Fields): ToRun {
  const { run, command, launch, test, testName } = fields;
  const named = [run, command, launch, test].filter(one => one !== undefined);
  if (named.length !== 1)
    throw reading.wrong(
      (named[1] ?? entry).offset,
      'a budget needs one of "run" (a file), "command", "launch" and "test"',
    );
  if (testName !== undefined && test === undefined)
    throw reading.wrong(testName.offset, '"testName" goes with "test"');
  const args = fields.args === undefined ? [] : reading.texts(fields.args);
  if (run !== undefined)
    return { kind: 'file', file: resolve(reading.folder, reading.text(run)), args };
  if (command !== undefined) {
    const words = [...reading.texts(command), ...args];
    if (words.length > 0) return { kind: 'command', words };
    throw reading.wrong(command.offset, '"command" has no words');
  }
  if (launch !== undefined) return { kind: 'launch', name: reading.text(launch), args };
  const file = resolve(reading.folder, reading.text(test!)); // the one that is left
  return { kind: 'test', file, name: testName && reading.text(testName), args };
}

function sharePlace(reading: Reading, of: Node): SharePlace {
  const text = reading.text(of);
  const [, file, line, name] = /^(.+?)(?::(\d+)|#(.+))$/.exec(text) ?? [];
  if (file === undefined)
    throw reading.wrong(
      of.offset,
      `"${text}" is no line ("src/parse.ts:12") and no function ("src/parse.ts#parseLine")`,
    );
  const path = resolve(reading.folder, file);
  return line === undefined
    ? { kind: 'function', file: path, name }
    : { kind: 'line', file: path, line: Number(line) };
}

function limitOf(reading: Reading, entry: Node, fields: Fields, metric: BudgetMetric): Limit {
  const { most, mostOfBase } = fields;
  if ((most === undefined) === (mostOfBase === undefined))
    throw reading.wrong(
      (mostOfBase ?? entry).offset,
      'a budget needs one of "most", such as "500 ms", and "mostOfBase", such as 1.05',
    );
  if (mostOfBase !== undefined) {
    if (metric !== 'cpu' && metric !== 'wall')
      throw reading.wrong(mostOfBase.offset, '"mostOfBase" goes with the metrics cpu and wall');
    const value: unknown = mostOfBase.value;
    if (mostOfBase.type === 'number' && Number(value) > 0)
      return { kind: 'base', most: Number(value) };
    throw reading.wrong(mostOfBase.offset, '"mostOfBase" has to be a number above 0, such as 1.05');
  }
  const text = reading.text(most!); // one of both is there
  const value = metric === 'share' ? percent(text) : time(text);
  if (value !== undefined) return { kind: 'absolute', most: value };
  const example =
    metric === 'share' ? 'a share such as "40%"' : 'a time such as "500 ms" or "1.2 s"';
  throw reading.wrong(most!.offset, `"${text}" is no limit: ${example} is meant`);
}

function percent(text: string): number | undefined {
  const [, count] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  const share = Number(count) / 100;
  return share > 0 && share <= 1 ? share : undefined;
}

const units = { µs: 1, us: 1, ms: 1e3, s: 1e6, min: 60e6 } as const;

function time(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?) ?(µs|us|ms|s|min)$/.exec(text) ?? [];
  const micros = Number(count) * units[unit as keyof typeof units];
  return micros > 0 ? micros : undefined;
}

/** A text that is read, and what is said of places in it. */
class Reading {
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
    return (node.children ?? []).flatMap(({ children }) => {
      const [key, value] = children ?? [];
      return value === undefined ? [] : [[String(key.value), value]];
    });
  }

  text(node: Node): string {
    if (node.type === 'string' && node.value !== '') return String(node.value);
    throw this.wrong(node.offset, 'a text is meant here');
  }

  texts(node: Node): string[] {
    if (node.type === 'array') return (node.children ?? []).map(one => this.text(one));
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
