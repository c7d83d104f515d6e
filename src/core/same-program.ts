import type { ToRun } from './budget';
import { type TargetDescription, targetName } from './session';

/** How tuneline.json names a program; files are absolute. */
export interface NamedProgram {
  readonly run: ToRun;
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Whether a session's target is what tuneline.json names. A launch entry and a test are known by their names: what they are made of may have changed since. */
export function isSameProgram(target: TargetDescription, { run, cwd, env }: NamedProgram): boolean {
  if (cwd !== undefined && cwd !== target.cwd) return false;
  if (!Object.entries(env).every(([name, value]) => target.env[name] === value)) return false;
  switch (run.kind) {
    case 'file':
      return (
        target.kind === 'file' &&
        target.file === run.file &&
        (target.nodeArgs ?? []).length === 0 &&
        areEqual(target.args, run.args) &&
        Object.keys(target.env).every(name => target.env[name] === undefined || name in env)
      );
    case 'command':
      return isCommand(target, run.words);
    case 'launch':
      return target.name === run.name && endsWith(target.args, run.args);
    case 'test':
      return target.file === run.file && isTest(target, run.name);
  }
}

function isCommand(target: TargetDescription, words: readonly string[]): boolean {
  const inFolder = (word: string) => `${target.cwd}/${word.replace(/^\.\//, '')}`;
  const same = (is: string, word: string) =>
    is === word || is.replaceAll('\\', '/') === inFolder(word).replaceAll('\\', '/');
  const all = commandOf(target);
  return all.length === words.length && all.every((is, at) => same(is, words[at]));
}

/** The words that start a target, as it is kept; none where it was not started by us. */
export function commandOf(target: TargetDescription): readonly string[] {
  switch (target.kind) {
    case 'command':
      return [nodeByName(target.executable), ...target.args];
    case 'file':
      return ['node', ...(target.nodeArgs ?? []), target.file, ...target.args];
    default:
      return [];
  }
}

/** A node by its path is another one on each machine. */
function nodeByName(executable: string): string {
  return /(^|[\\/])node(\.exe)?$/i.test(executable) ? 'node' : executable;
}

/** Tests are called after their file and the names around them: `parse.test.ts › parser › reads a line`. */
function isTest(target: TargetDescription, name: string | undefined): boolean {
  const [, ...names] = targetName(target).split(' › ');
  return name === undefined
    ? names.length === 0
    : names.join(' ') === name || names.at(-1) === name;
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, at) => word === other[at]);
}

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  return areEqual(words.slice(words.length - end.length), end);
}
