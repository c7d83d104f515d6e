import { findNodeAtLocation, modify, parse, parseTree } from 'jsonc-parser';
import type { TargetDescription } from '../../session';
import type { TextEdit } from '../../text-edit';
import type { Line } from '../../units';
import type { Nearest } from './hint';

/** What starts a program, with an edit of it; without edits where the place there is not clear. */
export interface StartEdit {
  /** What the entry or script is called. */
  readonly name: string;
  readonly place: {
    readonly file: string;
    readonly line: Line;
    readonly start: number;
    readonly end: number;
  };
  readonly edits: readonly TextEdit[];
  /** What is written there of how node is run. */
  readonly was: string;
}

export function isEdited(found: StartEdit | undefined): found is StartEdit {
  return found !== undefined && found.edits.length > 0;
}

type Path = (string | number)[];

const options = { allowTrailingComma: true };
const platforms = ['windows', 'osx', 'linux'];

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly path: Path;
  readonly entry: Record<string, unknown>;
}

/** The launch entry that was run; undefined: it was none, or it is not clear. */
function launchEntry(target: TargetDescription, nearest: Nearest): Entry | undefined {
  const { name } = target;
  const found = name === undefined ? undefined : nearest('.vscode/launch.json', fromOf(target));
  if (name === undefined || found === undefined) return undefined;
  const all: unknown = parse(found.text, [], options)?.configurations;
  const entries: Record<string, unknown>[] = Array.isArray(all) ? all : [];
  const index = entries.findIndex(entry => entry?.name === name);
  const entry = entries[index];
  if (entry === undefined || !isEntryOf(entry, target)) return undefined;
  if (platforms.some(platform => platform in entry)) return undefined;
  return { name, ...found, path: ['configurations', index], entry };
}

/** A flag in `runtimeArgs` of the launch entry that was run, where that starts node itself. */
export function flagInLaunchEntry(
  target: TargetDescription,
  flag: string,
  nearest: Nearest,
): StartEdit | undefined {
  const found = launchEntry(target, nearest);
  if (found === undefined) return undefined;
  const { text, path, entry } = found;
  if (!['undefined', 'node'].includes(String(entry.runtimeExecutable))) return undefined;
  const { runtimeArgs } = entry;
  const edits = Array.isArray(runtimeArgs)
    ? editsOf(text, [...path, 'runtimeArgs', 0], flag, true)
    : editsOf(
        text,
        [...path, 'runtimeArgs'],
        typeof runtimeArgs === 'string' ? `${flag} ${runtimeArgs}` : [flag],
      );
  return startEdit(found, edits);
}

/** A variable in `env` of the launch entry that was run. */
export function variableInLaunchEntry(
  target: TargetDescription,
  variable: string,
  value: string,
  nearest: Nearest,
): StartEdit | undefined {
  const found = launchEntry(target, nearest);
  return found && startEdit(found, editsOf(found.text, [...found.path, 'env', variable], value));
}

function startEdit(
  { name, file, text, path, entry }: Entry,
  edits: readonly TextEdit[],
): StartEdit {
  return { name, place: placeOf(file, text, path), edits, was: JSON.stringify(entry) };
}

/** A program that is named by a path: the launch.json of its folder. A command that an entry gives: that entry's file. */
function fromOf({ kind, file, cwd }: TargetDescription): string {
  return kind === 'file' ? file : `${cwd}/.`;
}

/** Names are given twice in places: the entry must be of this program, or of what is run of this file. */
function isEntryOf(entry: Record<string, unknown>, { kind, file }: TargetDescription): boolean {
  if (kind !== 'file') return /[\\/]\.vscode[\\/]launch\.json$/.test(file);
  return typeof entry.program === 'string' && baseName(entry.program) === baseName(file);
}

function baseName(path: string): string | undefined {
  return path.split(/[\\/]/).at(-1);
}

interface Script {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly line: string;
  readonly packages: readonly string[];
}

/** The script of package.json that was run; undefined: it was none. */
function scriptOf(target: TargetDescription, nearest: Nearest): Script | undefined {
  const { kind, file, args, cwd } = target;
  const [first, second] = args;
  const name = first === 'run' ? second : ['start', 'test'].includes(first) ? first : undefined;
  if (kind !== 'command' || name === undefined || !/[\\/]package\.json$/.test(file))
    return undefined;
  if (!/(?:^|[\\/])(?:npm|pnpm|yarn)(?:\.cmd)?$/.test(target.executable)) return undefined;
  const found = nearest('package.json', `${cwd}/.`);
  if (found?.file !== file) return undefined;
  const manifest = parse(found.text, [], options);
  const line: unknown = manifest?.scripts?.[name];
  if (typeof line !== 'string') return undefined;
  const packages = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return { name, file, text: found.text, line, packages };
}

/** A flag behind the one `node` that the script starts which was run. */
export function flagInScript(
  target: TargetDescription,
  flag: string,
  nearest: Nearest,
): StartEdit | undefined {
  const script = scriptOf(target, nearest);
  if (script === undefined) return undefined;
  const { line } = script;
  return scriptEdit(
    script,
    isOneNode(line) ? line.replace(/^node\s+/, `node ${flag} `) : undefined,
  );
}

/** A variable before what the script starts that was run: by cross-env where that is there, for no other way is one of every shell. */
export function variableInScript(
  target: TargetDescription,
  variable: string,
  value: string,
  nearest: Nearest,
): StartEdit | undefined {
  const script = scriptOf(target, nearest);
  if (script === undefined) return undefined;
  const { line, packages } = script;
  const bare = line.replace(/^cross-env\s+/, '');
  const isPlain = bare !== line || isOneNode(line);
  const canSet = packages.includes('cross-env') && isPlain && !/[;&|\n]/.test(line);
  return scriptEdit(script, canSet ? `cross-env ${variable}=${value} ${bare}` : undefined);
}

function isOneNode(line: string): boolean {
  return /^node\s+\S/.test(line) && !/[;&|\n]/.test(line);
}

/** `line`: what it is to be; undefined: its place is not clear. */
function scriptEdit({ name, file, text, line: was }: Script, line: string | undefined): StartEdit {
  const path = ['scripts', name];
  const edits = line === undefined ? [] : editsOf(text, path, line);
  return { name, place: placeOf(file, text, path), edits, was };
}

function placeOf(file: string, text: string, path: Path): StartEdit['place'] {
  const tree = parseTree(text, [], options);
  const node = tree && findNodeAtLocation(tree, path);
  const start = node?.offset ?? 0;
  const line = text.slice(0, start).split('\n').length;
  return { file, line, start, end: start + (node?.length ?? 0) };
}

function editsOf(text: string, path: Path, value: unknown, isArrayInsertion = false): TextEdit[] {
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: indentOf(text) };
  return modify(text, path, value, { formattingOptions, isArrayInsertion }).map(
    ({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }),
  );
}

function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1].length ?? 2;
}
