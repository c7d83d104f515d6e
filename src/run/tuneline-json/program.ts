import { basename, resolve } from 'node:path';
import type { Node } from 'jsonc-parser';
import type { SharePlace, ToRun } from '../../core/budget';
import type { Reading } from './reading';

/** How a goal or a budget names its program. */
export const programKeys = [
  ...['run', 'command', 'launch', 'test', 'testName', 'args', 'cwd', 'env', 'node'],
] as const;
type Fields = Partial<Record<string, Node>>;

/** What is run, and with what around it. */
export interface ProgramOfEntry {
  readonly run: ToRun;
  /** Undefined: where a launch entry, or the framework of a test, is run by itself. */
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly node: string | undefined;
}

/** `what`: `a goal`, `a budget`. @throws BudgetsError */
export function programOf(
  reading: Reading,
  entry: Node,
  fields: Fields,
  what: string,
): ProgramOfEntry {
  const { cwd, env, node } = fields;
  const run = toRun(reading, entry, fields, what);
  const isPlaced = run.kind === 'launch' || run.kind === 'test';
  return {
    run,
    cwd: cwd === undefined ? (isPlaced ? undefined : reading.folder) : reading.at(cwd),
    env: Object.fromEntries(
      (env === undefined ? [] : reading.entries(env)).map(([key, value]) => [
        key,
        reading.textOrNone(value),
      ]),
    ),
    node: node && reading.text(node),
  };
}

/** What a program is called where its entry has no name. */
export function nameOf(run: ToRun): string {
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

function toRun(reading: Reading, entry: Node, fields: Fields, what: string): ToRun {
  const { run, command, launch, test, testName } = fields;
  const named = [run, command, launch, test].filter(one => one !== undefined);
  if (named.length !== 1)
    throw reading.wrong(
      (named[1] ?? entry).offset,
      `${what} needs one of "run" (a file), "command", "launch" and "test"`,
    );
  if (testName !== undefined && test === undefined)
    throw reading.wrong(testName.offset, '"testName" goes with "test"');
  const args = fields.args === undefined ? [] : reading.texts(fields.args);
  if (run !== undefined)
    return { kind: 'file', file: resolve(reading.folder, reading.text(run)), args };
  if (command !== undefined) {
    const words = [...reading.texts(command), ...args];
    if (words.length > 0 && words[0] !== '') return { kind: 'command', words };
    throw reading.wrong(command.offset, '"command" has no words');
  }
  if (launch !== undefined) return { kind: 'launch', name: reading.text(launch), args };
  const file = resolve(reading.folder, reading.text(test!)); // the one that is left
  return { kind: 'test', file, name: testName && reading.text(testName), args };
}

/** @throws BudgetsError */
export function sharePlace(reading: Reading, of: Node): SharePlace {
  const text = reading.text(of);
  const [, file, line, name] = /^(.+?)(?::(\d+)|#(.+))$/.exec(text) ?? [];
  if (file === undefined)
    throw reading.wrong(
      of.offset,
      `"${text}" is no line ("src/parse.ts:12") and no function ("src/parse.ts#parseLine")`,
    );
  if (Number(line) === 0) throw reading.wrong(of.offset, `"${text}": lines count from 1`);
  const path = resolve(reading.folder, file);
  return line === undefined
    ? { kind: 'function', file: path, name }
    : { kind: 'line', file: path, line: Number(line) };
}
