import { findNodeAtLocation, modify, parse, parseTree } from 'jsonc-parser';
import type { TargetDescription } from '../../session';
import type { TextEdit } from '../../text-edit';
import type { Line } from '../../units';
import type { Nearest } from './index';

/** How a flag of node gets into what starts a program; without edits where its place there is not clear. */
export interface FlagEdit {
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

type Path = (string | number)[];

const options = { allowTrailingComma: true };
const platforms = ['windows', 'osx', 'linux'];

/** In `runtimeArgs` of the launch entry that was run, where that starts node itself; undefined: it was none, or it is not clear. */
export function flagInLaunchEntry(
  target: TargetDescription,
  flag: string,
  nearest: Nearest,
): FlagEdit | undefined {
  const { name } = target;
  const found = name === undefined ? undefined : nearest('.vscode/launch.json', fromOf(target));
  if (name === undefined || found === undefined) return undefined;
  const all: unknown = parse(found.text, [], options)?.configurations;
  const entries: Record<string, unknown>[] = Array.isArray(all) ? all : [];
  const index = entries.findIndex(entry => entry?.name === name);
  const entry = entries[index];
  if (entry === undefined || !isEntryOf(entry, target)) return undefined;
  if (!['undefined', 'node'].includes(String(entry.runtimeExecutable))) return undefined;
  if (platforms.some(platform => platform in entry)) return undefined;
  const path = ['configurations', index];
  const { runtimeArgs } = entry;
  const edit = (at: Path, value: unknown, isArrayInsertion = false) =>
    editsOf(found.text, at, value, isArrayInsertion);
  return {
    name,
    place: placeOf(found.file, found.text, path),
    edits: Array.isArray(runtimeArgs)
      ? edit([...path, 'runtimeArgs', 0], flag, true)
      : edit(
          [...path, 'runtimeArgs'],
          typeof runtimeArgs === 'string' ? `${flag} ${runtimeArgs}` : [flag],
        ),
    was: JSON.stringify(entry),
  };
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

/** Behind the one `node` that a script of package.json starts; undefined where no script was run. */
export function flagInScript(
  target: TargetDescription,
  flag: string,
  nearest: Nearest,
): FlagEdit | undefined {
  const { kind, file, args, cwd } = target;
  const [first, second] = args;
  const script = first === 'run' ? second : ['start', 'test'].includes(first) ? first : undefined;
  if (kind !== 'command' || script === undefined || !/[\\/]package\.json$/.test(file))
    return undefined;
  if (!/(?:^|[\\/])(?:npm|pnpm|yarn)(?:\.cmd)?$/.test(target.executable)) return undefined;
  const found = nearest('package.json', `${cwd}/.`);
  if (found?.file !== file) return undefined;
  const line: unknown = parse(found.text, [], options)?.scripts?.[script];
  if (typeof line !== 'string') return undefined;
  const path = ['scripts', script];
  const place = placeOf(file, found.text, path);
  const isOneNode = /^node\s+\S/.test(line) && !/[;&|\n]/.test(line);
  return {
    name: script,
    place,
    edits: isOneNode
      ? editsOf(found.text, path, line.replace(/^node\s+/, `node ${flag} `), false)
      : [],
    was: line,
  };
}

function placeOf(file: string, text: string, path: Path): FlagEdit['place'] {
  const tree = parseTree(text, [], options);
  const node = tree && findNodeAtLocation(tree, path);
  const start = node?.offset ?? 0;
  const line = text.slice(0, start).split('\n').length;
  return { file, line, start, end: start + (node?.length ?? 0) };
}

function editsOf(text: string, path: Path, value: unknown, isArrayInsertion: boolean): TextEdit[] {
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: indentOf(text) };
  return modify(text, path, value, { formattingOptions, isArrayInsertion }).map(
    ({ offset, length, content }) => ({ start: offset, end: offset + length, text: content }),
  );
}

function indentOf(text: string): number {
  return /^( +)\S/m.exec(text)?.[1].length ?? 2;
}
