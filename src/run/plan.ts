import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CommandTarget, FileTarget, RunNote } from '../core/session';
import type { BootSettings } from './boot-settings';
import { programEnvironment } from './environment';
import { logArguments } from './log-arguments';
import { meantInstead, programOfFolder } from './meant-instead';
import { findNode, type NodeBinary } from './node';
import { flagsFor, ourVariables } from './preload/children';
import type { ReaderSettings } from './reader-messages';
import type { Command, RecordOptions } from './record';
import { RecordError } from './record-error';
import { chooseRunner } from './runner';
import { writeShim } from './shim';
import { renamingOf } from './symlinks';
import type { Target } from './target';

/** How a target is run so that it is recorded. */
export interface Plan {
  readonly command: Command;
  /** Of the node that was found; what a command starts may be another. */
  readonly nodeVersion: string;
  /** `node`, `tuneline` (our loader), `tsx`, …; a command's own name. */
  readonly runner: string;
  readonly notes: readonly RunNote[];
}

/** @throws RecordError when the target can't be run as it stands */
export async function checkTarget(target: Target): Promise<void> {
  if (target.kind === 'file') await checkFile(target);
  const folder = await stat(target.cwd).catch(() => undefined);
  if (folder === undefined || !folder.isDirectory())
    throw new RecordError(
      'no-folder',
      `The working directory ${target.cwd} does not exist.`,
      'Choose another working directory.',
    );
  if (target.kind === 'file' && !/\.([mc]?[jt]s|[jt]sx)$/.test(target.file))
    throw new RecordError(
      'unsupported-file',
      `${target.file} is not a JavaScript or TypeScript file.`,
      'Choose a file that node can run.',
    );
}

async function checkFile({ file: path, cwd }: FileTarget): Promise<void> {
  const file = await stat(path).catch(() => undefined);
  if (file?.isFile() === true) return;
  const isFolder = file?.isDirectory() === true;
  const instead = isFolder
    ? programOfFolder(path, cwd)
    : meantInstead(basename(path), dirname(path), cwd);
  throw new RecordError(
    'no-file',
    isFolder ? `${path} is a folder.` : `There is no file ${path}.`,
    instead === undefined
      ? isFolder
        ? 'Name the file that starts the program.'
        : 'Save the file, or choose another program.'
      : `Did you mean: tuneline profile ${instead}`,
  );
}

/** Finds the node, chooses the source of samples and the runner, and writes what they need into the private folder. */
export async function makePlan(
  target: Target,
  options: RecordOptions,
  folder: string,
  signal: AbortSignal,
): Promise<Plan> {
  const env = programEnvironment(process.env, target.env);
  const wanted = (target.kind === 'file' ? target.node : undefined) ?? options.node;
  const node = await findNode(wanted, env, target.cwd, folder, signal);
  const useLog = options.source !== 'inspector' && node.noLog === undefined;
  const notes: RunNote[] =
    options.source !== 'inspector' && node.noLog !== undefined
      ? [{ code: 'log-unavailable', detail: node.noLog }]
      : [];
  const settings: BootSettings = {
    folder,
    node: node.path,
    flags: useLog
      ? logArguments(folder, options.interval, node.major)
      : ['--inspect=127.0.0.1:0', '--inspect-publish-uid=http'],
    interval: options.interval,
    inspect: !useLog,
  };
  const boot = join(options.dist, 'boot.js');
  await writeShim(folder, node.path, flagsFor(settings, boot));
  const ran =
    target.kind === 'file'
      ? await fileCommand(target, node, settings, options, env)
      : await commandLine(target, node, settings, options, env);
  return { ...ran, nodeVersion: node.version, notes };
}

async function commandLine(
  target: CommandTarget,
  node: NodeBinary,
  settings: BootSettings,
  { dist, runner: wanted = 'auto' }: RecordOptions,
  env: Record<string, string>,
): Promise<Pick<Plan, 'runner' | 'command'>> {
  const { executable, args, cwd, loaderFor } = target;
  const boot = join(dist, 'boot.js');
  const loader =
    loaderFor === undefined ? undefined : await chooseRunner(loaderFor, cwd, wanted, dist);
  return {
    runner: loader?.name ?? executable,
    command: {
      node: node.path,
      executable,
      args: [...(loader?.args ?? []), ...args],
      cwd,
      env: {
        ...env,
        ...loader?.env,
        ...ourVariables(env, settings.folder, JSON.stringify(settings), boot),
      },
    },
  };
}

async function fileCommand(
  target: FileTarget,
  node: NodeBinary,
  settings: BootSettings,
  options: RecordOptions,
  env: Record<string, string>,
): Promise<Pick<Plan, 'runner' | 'command'>> {
  const { dist } = options;
  const runner = await chooseRunner(target.file, target.cwd, options.runner ?? 'auto', dist);
  // What tsx makes is one line a function; only the log has columns.
  const needsLines = settings.inspect && runner.name === 'tsx';
  const readable = needsLines ? ['--require', join(dist, 'readable-tsx.js')] : [];
  const ofNode = [...flagsFor(settings, join(dist, 'boot.js')), ...readable, ...runner.args];
  return {
    runner: runner.name,
    command: {
      node: node.path,
      executable: node.path,
      args: [...ofNode, ...(target.nodeArgs ?? []), target.file, ...target.args],
      cwd: target.cwd,
      env: {
        ...env,
        ...runner.env,
        // What tsx has in its cache was written without lines.
        ...(needsLines ? { TSX_DISABLE_CACHE: '1' } : {}),
        TUNELINE_BOOT: JSON.stringify(settings),
      },
    },
  };
}

/** Files of `dist` that run in the program's processes. */
const preloads = [
  'boot.js',
  'loader.js',
  'hooks.js',
  'transpile.js',
  'typescript.js',
  'readable-tsx.js',
];

export async function readerSettings(
  target: Target,
  options: RecordOptions,
  folder: string,
  runner: string,
): Promise<ReaderSettings> {
  const isFile = target.kind === 'file';
  return {
    folder,
    interval: options.interval,
    roles: {
      own: preloads.map(name => join(options.dist, name)),
      target: isFile ? await realpath(target.file) : target.file,
      runner,
    },
    untilListening: options.untilListening === true,
    targetIsProgram: isFile,
    renaming: await renamingOf(isFile ? target.file : target.cwd),
  };
}
