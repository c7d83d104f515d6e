import type * as ChildProcesses from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { type BootSettings, startedFile } from '../boot-settings';
import { intervalArgument } from '../log-arguments';
import { shimFolder } from '../shim';
import type { Micros } from '../../core/units';
import { bindingOf } from './binding';

type IntervalNow = (wished: Micros) => Micros;

/** What node hands to the system to start a process. */
interface SpawnOptions {
  readonly file: string;
  readonly args?: readonly string[];
  readonly envPairs?: readonly string[];
}

interface Child {
  readonly pid?: number;
  spawnargs?: unknown;
}

interface Handle {
  readonly pid?: number;
  /** Zero where it went well. */
  spawn(...told: unknown[]): unknown;
}

interface Spawner {
  spawn(options: SpawnOptions): unknown;
}

/**
 * Has the processes that this one starts recorded too, however they are started: a node that is named by its path gets our
 * flags, one that is looked for on PATH is found in our folder first, and any other loads the boot preload by NODE_OPTIONS.
 * `told`: our settings as JSON; `boot`: the path of the boot preload; `intervalNow`: that of what is started now.
 */
export function followChildren(
  settings: BootSettings,
  told: string,
  boot: string,
  intervalNow: IntervalNow,
): void {
  const isOurNode = sameFileAs(settings.node);
  const followed = (options: SpawnOptions): SpawnOptions => ({
    ...options,
    envPairs: withOurs(options.envPairs ?? pairsOf(process.env), settings.folder, told, boot),
    args: isOurNode(options.file)
      ? [
          options.args?.[0] ?? options.file,
          ...flagsFor({ flags: flagsNow(settings, intervalNow) }, boot),
          ...(options.args?.slice(1) ?? []),
        ]
      : options.args,
  });
  const noted = (pid: number | undefined) => noteStarted(settings.folder, pid);
  const handles = bindingOf<{ Process: { prototype: Handle } }>('process_wrap')?.Process.prototype;
  if (handles === undefined) followModule(followed, noted);
  else followHandles(handles, followed, noted);
  const synchronous = bindingOf<Spawner>('spawn_sync');
  if (synchronous !== undefined) patch(synchronous, (spawn, options) => spawn(followed(options)));
}

type Followed = (options: SpawnOptions) => SpawnOptions;
type Noted = (pid: number | undefined) => void;

/**
 * Follows what Node's module of children stands on. Below that module the program can't see our flags, whatever it does to it, and
 * it is not loaded, which costs some 15 ms of CPU time in each process and thread, of which most start nothing.
 */
function followHandles(handles: Handle, followed: Followed, noted: Noted): void {
  const { spawn } = handles;
  handles.spawn = function (this: Handle, ...told) {
    const error = Reflect.apply(spawn, this, followedHandle(told, followed));
    noted(this.pid);
    return error;
  };
}

/** Until Node.js 22 a handle is told everything in one object, since 24 piece by piece. */
function followedHandle(told: unknown[], followed: Followed): unknown[] {
  const [first, args, cwd, envPairs, ...rest] = told;
  if (typeof first !== 'string') return [followed(first as SpawnOptions)];
  const pieces = { file: first, args, envPairs } as SpawnOptions;
  const changed = followed(pieces);
  return [changed.file, changed.args, cwd, changed.envPairs, ...rest];
}

/** Where this node keeps its handles to itself: the permission model does. */
function followModule(followed: Followed, noted: Noted): void {
  const { ChildProcess }: typeof ChildProcesses = require('node:child_process');
  const children = ChildProcess.prototype as unknown as Spawner; // not in Node's documentation
  patch(children, function (this: Child, spawn, options) {
    const result = spawn(followed(options));
    noted(this.pid);
    if (this.spawnargs !== undefined) this.spawnargs = options.args ?? [];
    return result;
  });
}

/** So that whoever waits for the end of everything knows of it before it can say so itself. */
function noteStarted(folder: string, pid: number | undefined): void {
  if (pid === undefined) return; // it could not be started
  try {
    writeFileSync(join(folder, startedFile(pid)), '');
  } catch {
    // the folder is gone when the recording was cancelled
  }
}

/** The flags and preloads that have a node recorded. */
export function flagsFor({ flags }: Pick<BootSettings, 'flags'>, boot: string): string[] {
  return [...flags, '--require', boot];
}

/** Our flags for a process that is started now. */
function flagsNow(
  { flags, interval, inspect }: BootSettings,
  intervalNow: IntervalNow,
): readonly string[] {
  return inspect ? flags : [...flags, intervalArgument(intervalNow(interval))];
}

function patch(
  spawner: Spawner,
  around: (
    this: object,
    spawn: (options: SpawnOptions) => unknown,
    options: SpawnOptions,
  ) => unknown,
): void {
  const { spawn } = spawner;
  spawner.spawn = function (this: object, options: SpawnOptions) {
    return around.call(this, changed => Reflect.apply(spawn, this, [changed]), options);
  };
}

function sameFileAs(node: string): (file: string) => boolean {
  const real = new Map<string, boolean>();
  const wanted = realPath(node);
  return file => {
    if (!isAbsolute(file)) return false;
    let same = real.get(file);
    if (same === undefined) {
      same = realPath(file) === wanted;
      real.set(file, same);
    }
    return same;
  };
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file; // not there: starting it will say so
  }
}

function pairsOf(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env).map(([name, value]) => `${name}=${value}`);
}

function withOurs(
  pairs: readonly string[],
  folder: string,
  told: string,
  boot: string,
): readonly string[] {
  const env = new Map(
    pairs.map(pair => {
      const at = pair.indexOf('=', 1);
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
  for (const [name, value] of Object.entries(
    ourVariables(Object.fromEntries(env), folder, told, boot),
  ))
    env.set(name, value);
  return [...env].map(([name, value]) => `${name}=${value}`);
}

/** The variables by which a program that is started with them, or anything below it, is recorded. */
export function ourVariables(
  env: Readonly<Record<string, string>>,
  folder: string,
  told: string,
  boot: string,
): Record<string, string> {
  const options = env.NODE_OPTIONS ?? '';
  const require = requireOption(boot);
  const result: Record<string, string> = {
    TUNELINE_BOOT: told,
    NODE_OPTIONS: options.includes(require) ? options : `${require} ${options}`.trim(),
  };
  const shims = shimFolder(folder);
  if (env.PATH !== undefined && !env.PATH.split(delimiter).includes(shims))
    result.PATH = `${shims}${delimiter}${env.PATH}`;
  return result;
}

/** Takes away what `ourVariables` added: the program must not see it, nor hand it on where we do not. */
export function withoutOurs(env: NodeJS.ProcessEnv, boot: string): void {
  const options = env.NODE_OPTIONS;
  if (options?.includes(requireOption(boot))) {
    const rest = options.replace(requireOption(boot), '').trim();
    if (rest === '') delete env.NODE_OPTIONS;
    else env.NODE_OPTIONS = rest;
  }
  const path = env.PATH?.split(delimiter);
  if (path !== undefined && path.some(isShimFolder)) {
    env.PATH = path.filter(folder => !isShimFolder(folder)).join(delimiter);
  }
}

function isShimFolder(path: string): boolean {
  return /[\\/]tuneline-\d+-\w{6}[\\/]bin$/.test(path);
}

/** NODE_OPTIONS knows quotes and a backslash before what is special inside them. */
export function requireOption(boot: string): string {
  return `--require "${boot.replace(/["\\]/g, '\\$&')}"`;
}
