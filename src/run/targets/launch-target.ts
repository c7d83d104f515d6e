import { existsSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { splitArguments } from '../../core/command-line';
import type { Target } from '../target';
import { readEnvFile } from './env-file';
import { findNodeVersion } from './installed-nodes';
import type { Entry, LaunchOffer } from './launch-entries';
import { TargetError } from './target-error';
import { type LookUp, withVariables } from './variables';

/** A launch entry that is ready to be run. */
export interface LaunchPlan {
  readonly target: Target;
  /** What the editor runs first: a task's name, or its definition, as it is written. */
  readonly preLaunchTask: unknown;
  readonly notes: readonly LaunchNote[];
}

/** What of an entry is not taken over. */
export interface LaunchNote {
  readonly code: 'runtime-version-not-found';
  readonly detail: string;
}

/**
 * What a launch entry runs, its variables put in. `prepare` runs what the editor runs first: files that it makes are looked for
 * afterwards. @throws TargetError
 */
export async function launchTarget(
  offer: LaunchOffer,
  lookUp: LookUp,
  prepare: () => Promise<void> = async () => undefined,
): Promise<LaunchPlan> {
  const { whyNot, attaches, members } = offer;
  if (whyNot !== undefined || attaches === true || members !== undefined) throw notPossible(offer);
  const used = await withVariables(usedOf(offer.entry), lookUp);
  await prepare();
  const here = offer.folder ?? dirname(offer.file);
  const cwd = text(used.cwd) === undefined ? here : resolve(here, text(used.cwd) ?? '');
  const env = await environmentOf(used, here);
  const node = await nodeOf(used, cwd);
  const plan = (target: Target): LaunchPlan => ({
    target,
    preLaunchTask: offer.entry.preLaunchTask,
    notes: node.notes,
  });
  const runtimeArgs = words(used.runtimeArgs);
  const args = words(used.args);
  const program = text(used.program) && existing(text(used.program) ?? '', cwd, here);
  const common = { name: offer.name, cwd, env };
  if (node.isNode && program !== undefined && isProgram(program)) {
    return plan({
      ...common,
      kind: 'file',
      file: program,
      args,
      ...(runtimeArgs.length > 0 ? { nodeArgs: runtimeArgs } : {}),
      ...(node.path === undefined ? {} : { node: node.path }),
    });
  }
  return plan({
    ...common,
    kind: 'command',
    file: offer.file,
    executable: node.path ?? node.name,
    args: [...runtimeArgs, ...(program === undefined ? [] : [program]), ...args],
  });
}

/** Only what is used: an unknown variable elsewhere, such as in `serverReadyAction`, does no harm. */
function usedOf(entry: Entry): Entry {
  const { program, args, cwd, env, envFile } = entry;
  const { runtimeExecutable, runtimeArgs, runtimeVersion } = entry;
  const used = { program, args, cwd, env, envFile };
  return { ...used, runtimeExecutable, runtimeArgs, runtimeVersion };
}

function notPossible({ name, whyNot, members }: LaunchOffer): TargetError {
  if (members !== undefined) return notOne(name, members);
  const why = {
    'other-type': `is of the type “${whyNot?.detail}”, not “node”`,
    attaches: 'attaches to a program that runs already',
    'no-program': 'names no program',
  }[whyNot?.code ?? 'attaches'];
  const action = 'Choose an entry that starts a Node.js program.';
  return new TargetError('not-possible', `The entry “${name}” ${why}.`, action, name);
}

function notOne(name: string, members: readonly string[]): TargetError {
  const named = members.map(one => `“${one}”`).join(' and ');
  return new TargetError(
    'not-possible',
    `“${name}” is a compound${members.length === 0 ? ' without entries' : `: it starts ${named} side by side`}.`,
    members.length === 0
      ? 'Choose an entry that starts a Node.js program.'
      : `Profile one of them: tuneline profile --launch ${JSON.stringify(members[0])}`,
    name,
  );
}

/** What engines call a program file; others, such as `bin/tool` without an ending, node runs as a command. */
function isProgram(file: string): boolean {
  return (
    /\.([mc]?[jt]s|[jt]sx)$/.test(file) && statSync(file, { throwIfNoEntry: false }) !== undefined
  );
}

/** A path that is not absolute is looked for where the program runs, then in the folder of the workspace. */
function existing(program: string, cwd: string, here: string): string {
  if (isAbsolute(program)) return program;
  const places = [resolve(cwd, program), resolve(here, program)];
  return places.find(place => existsSync(place)) ?? places[0];
}

async function environmentOf(
  used: Entry,
  here: string,
): Promise<Record<string, string | undefined>> {
  const result: Record<string, string | undefined> = {};
  const files = Array.isArray(used.envFile) ? used.envFile : [used.envFile];
  for (const file of files.filter(one => typeof one === 'string' && one !== ''))
    Object.assign(result, await readEnvFile(resolve(here, String(file))));
  for (const [name, value] of Object.entries(used.env ?? {}))
    result[name] = value === null ? undefined : String(value);
  return result;
}

interface Runtime {
  readonly isNode: boolean;
  /** As it is named. */
  readonly name: string;
  /** Where it was found, if not on PATH. */
  readonly path: string | undefined;
  readonly notes: readonly LaunchNote[];
}

async function nodeOf(used: Entry, cwd: string): Promise<Runtime> {
  const name = text(used.runtimeExecutable) ?? 'node';
  const isNode = /(^|[\\/])node(\.exe)?$/i.test(name);
  const wanted = isNode ? text(used.runtimeVersion) : undefined;
  const installed = wanted === undefined ? undefined : await findNodeVersion(wanted);
  return {
    isNode,
    name,
    path: installed ?? (name === 'node' ? undefined : pathOf(name, cwd)),
    notes:
      wanted !== undefined && wanted !== 'default' && installed === undefined
        ? [{ code: 'runtime-version-not-found', detail: wanted }]
        : [],
  };
}

/** As the debugger of VS Code looks for it: a path from the working directory, a name in `node_modules/.bin` first. */
function pathOf(name: string, cwd: string): string | undefined {
  if (isAbsolute(name)) return name;
  if (/[\\/]/.test(name)) return resolve(cwd, name);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', '.bin', name);
    const ending = process.platform === 'win32' ? '.cmd' : '';
    if (existsSync(found + ending)) return found + ending;
    if (dirname(folder) === folder) return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Arguments are a list, or one text as a person would type it. */
function words(value: unknown): string[] {
  if (typeof value === 'string') return splitArguments(value);
  return Array.isArray(value) ? value.map(String) : [];
}
