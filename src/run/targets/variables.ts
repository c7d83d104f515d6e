import { basename, dirname, extname, relative, sep } from 'node:path';
import { TargetError } from './target-error';

/** What the variables of a launch entry stand for here. */
export interface VariableContext {
  /** The folder that holds the `.vscode` with the entry; undefined in a workspace file of several folders. */
  readonly folder: string | undefined;
  readonly folders: readonly NamedFolder[];
  /** The file in the active editor, and its cursor, 1-based. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly selectedText?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where the editor, or the command line, was started. */
  readonly cwd: string;
}

export interface NamedFolder {
  readonly name: string;
  readonly path: string;
}

/** The value of the variable between `${` and `}`; undefined when it is not known, or has none now. */
export type LookUp = (variable: string) => Promise<string | undefined> | string | undefined;

/** Variables whose value follows from files, folders and the environment. `config:`, `command:` and `input:` need an editor. */
export function plainVariable(variable: string, context: VariableContext): string | undefined {
  const { name, argument } = divided(variable);
  if (name === 'env') return argument === undefined ? undefined : (context.env[argument] ?? '');
  const folder = folderOf(name, argument, context);
  switch (name) {
    case 'workspaceFolder':
    case 'workspaceRoot':
      return folder;
    case 'workspaceFolderBasename':
      return folder && basename(folder);
    case 'userHome':
      return context.home;
    case 'cwd':
      return folder ?? context.cwd;
    case 'execPath':
      return process.execPath;
    case 'pathSeparator':
    case '/':
      return sep;
    case 'lineNumber':
      return context.line?.toString();
    case 'columnNumber':
      return context.column?.toString();
    case 'selectedText':
      return context.selectedText;
    default:
      return context.file === undefined ? undefined : ofFile(name, context.file, folder, context);
  }
}

function divided(variable: string) {
  const [, name, argument] = /^([^:]*)(?::([\s\S]*))?$/.exec(variable) ?? [];
  return { name, argument };
}

function folderOf(
  name: string,
  argument: string | undefined,
  { folder, folders, file }: VariableContext,
): string | undefined {
  if (argument !== undefined) return folders.find(one => one.name === argument)?.path;
  if (folder !== undefined && !name.startsWith('fileWorkspace')) return folder;
  const holding = folders.find(({ path }) => file?.startsWith(path + sep));
  return holding?.path ?? folder ?? (folders.length === 1 ? folders[0].path : undefined);
}

function ofFile(
  name: string,
  file: string,
  folder: string | undefined,
  context: VariableContext,
): string | undefined {
  const from = folder ?? context.cwd;
  switch (name) {
    case 'file':
      return file;
    case 'fileWorkspaceFolder':
      return folder;
    case 'fileWorkspaceFolderBasename':
      return folder && basename(folder);
    case 'relativeFile':
      return relative(from, file);
    case 'relativeFileDirname':
      return relative(from, dirname(file)) || '.';
    case 'fileBasename':
      return basename(file);
    case 'fileBasenameNoExtension':
      return basename(file, extname(file));
    case 'fileExtname':
      return extname(file);
    case 'fileDirname':
      return dirname(file);
    case 'fileDirnameBasename':
      return basename(dirname(file));
    default:
      return undefined;
  }
}

const variables = /\$\{([^}]*)\}/g;

/** Puts values in for the variables in every string of a JSON value. @throws TargetError that names one that has none. */
export async function withVariables<Value>(value: Value, lookUp: LookUp): Promise<Value> {
  const values = new Map<string, string>();
  // One after the other, each once: to look one up may mean to ask the user.
  for (const name of namesIn(value)) {
    const found = await lookUp(name);
    if (found === undefined) throw noValue(name);
    values.set(name, found);
  }
  return replaced(value, values) as Value;
}

function namesIn(value: unknown): Set<string> {
  if (typeof value === 'string') return new Set([...value.matchAll(variables)].map(one => one[1]));
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(Object.values(value).flatMap(part => [...namesIn(part)]));
}

function replaced(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return value.replace(variables, (whole, name: string) => values.get(name) ?? whole);
  if (Array.isArray(value)) return value.map(part => replaced(part, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, replaced(part, values)]),
  );
}

function noValue(variable: string): TargetError {
  const { name } = divided(variable);
  const written = `\${${variable}}`;
  const why = /^(relative)?file|^(line|column)Number|^selected/i.test(name)
    ? 'stands for the file that is open in the editor, and none is'
    : /^(config|command|input)$/.test(name)
      ? 'can only be told by the editor, and has no value there'
      : 'is not known here';
  return new TargetError(
    'unknown-variable',
    `${written} ${why}.`,
    'Put a value in its place, or profile the program itself.',
    written,
  );
}
