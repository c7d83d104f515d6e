import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programEnvironment } from '../environment';
import { findNode, type NodeBinary } from '../node';
import { chooseRunner } from '../runner';
import type { Target } from '../target';
import { scratchVariable } from './clear-away';
import type { GuardedCommand } from './guard-messages';

/** How a program is run in a copy: as the user would, without anything of the profiler. */
export type PlainCommand = Pick<GuardedCommand, 'executable' | 'args' | 'cwd' | 'env' | 'serving'>;

/** The `node` that the target is run with. `scratch`: the guard's folder. @throws RecordError */
export async function nodeFor(
  target: Target,
  wished: string | undefined,
  scratch: string,
  signal: AbortSignal,
): Promise<NodeBinary> {
  const env = programEnvironment(process.env, target.env);
  const wanted = (target.kind === 'file' ? target.node : undefined) ?? wished;
  return findNode(wanted, env, target.cwd, scratch, signal);
}

/** The workspace's folder, the copy that takes its place wherever the command names it, and the guard's folder. */
export interface Places {
  readonly root: string;
  readonly copy: string;
  readonly scratch: string;
}

/** Where in a copy a target runs, and with what variables. */
export function placeInCopy(
  target: Target,
  { root, copy, scratch }: Places,
): Pick<PlainCommand, 'cwd' | 'env'> {
  const inCopy = renamer(root, copy);
  const cwd = inCopy(target.cwd);
  const env = environmentInCopy(programEnvironment(process.env, target.env), inCopy);
  return { cwd, env: { ...env, PWD: cwd, [scratchVariable]: scratch } };
}

/** `dist`: folder of our preloads, with links followed. */
export async function plainCommand(
  target: Target,
  node: NodeBinary,
  places: Places,
  dist: string,
): Promise<PlainCommand> {
  const inCopy = renamer(places.root, places.copy);
  const { cwd, env } = placeInCopy(target, places);
  const loaderFor = target.kind === 'file' ? target.file : target.loaderFor;
  const runner =
    loaderFor === undefined ? undefined : await chooseRunner(inCopy(loaderFor), cwd, 'auto', dist);
  const all = { cwd, env: { ...env, ...runner?.env } };
  const [ofRunner, args] = [runner?.args ?? [], target.args.map(inCopy)];
  if (target.kind === 'command')
    return { ...all, executable: inCopy(target.executable), args: [...ofRunner, ...args] };
  const nodeArgs = (target.nodeArgs ?? []).map(inCopy);
  return {
    ...all,
    executable: node.path,
    args: [...ofRunner, ...nodeArgs, inCopy(target.file), ...args],
  };
}

/** A target as it is in a copy, for what takes a target rather than a command. */
export function targetInCopy(target: Target, places: Places): Target {
  const inCopy = renamer(places.root, places.copy);
  const all = { ...placeInCopy(target, places), args: target.args.map(inCopy) };
  if (target.kind === 'file')
    return {
      ...target,
      ...all,
      file: inCopy(target.file),
      nodeArgs: (target.nodeArgs ?? []).map(inCopy),
    };
  const { loaderFor } = target;
  return {
    ...target,
    ...all,
    file: inCopy(target.file),
    executable: inCopy(target.executable),
    ...(loaderFor !== undefined && { loaderFor: inCopy(loaderFor) }),
  };
}

/** Variables that are about the user's machine, not the workspace, wherever they point. */
const ofMachine = /^(HOME|USERPROFILE|TMPDIR|TEMP|TMP|XDG_.*|OLDPWD)$/;

function environmentInCopy(
  env: Readonly<Record<string, string>>,
  inCopy: (text: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      ofMachine.test(name) ? value : inCopy(value),
    ]),
  );
}

/** Replaces a folder by another one in paths, lists of paths and URLs. */
function renamer(from: string, to: string): (text: string) => string {
  const whole = new RegExp(
    String.raw`(?<=^|file:\/\/|[^\w./\\-])${escapedForPattern(from)}(?=$|[^\w.-])`,
    'g',
  );
  return text => text.replaceAll(whole, () => to);
}

/** A text as a regular expression has it. */
export function escapedForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** What a program wrote in a copy, with the paths of the workspace and of the folder around it. */
export function inWorkspace(text: string, copy: string, root: string): string {
  return [
    [copy, root],
    [dirname(copy), dirname(root)],
  ].reduce((all, [from, to]) => {
    const [fromUrl, toUrl] = [from, to].map(path => pathToFileURL(path).href);
    return all.replaceAll(fromUrl, () => toUrl).replaceAll(from, () => to);
  }, text);
}
