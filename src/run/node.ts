import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { logArguments } from './log-arguments';
import { RecordError } from './record-error';

/** A `node` that can run the program. */
export interface NodeBinary {
  /** The executable itself, never a version manager's shim: its process id must be the program's. */
  readonly path: string;
  /** Such as `24.21.0`. */
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  /** Why the V8 log can't be had from it here; undefined when it can. */
  readonly noLog: string | undefined;
}

const oldest = { major: 20, minor: 6 };
const action =
  'Install Node.js 20.6 or newer, or name its path (the setting tuneline.node, or --node).';

/**
 * The `node` at `path`, else the first on PATH, asked for its version and whether it writes a V8 log into `folder`.
 * `folder` must be empty but for our own files.
 */
export async function findNode(
  path: string | undefined,
  env: Readonly<Record<string, string>>,
  cwd: string,
  folder: string,
  signal: AbortSignal,
): Promise<NodeBinary> {
  const found = path === undefined ? await firstOnPath(env) : resolve(cwd, expandHome(path, env));
  if (found === undefined) throw new RecordError('no-node', 'No node was found on PATH.', action);
  if (!(await isExecutable(found)))
    throw new RecordError('no-node', `There is no node at ${found}.`, action);
  if (process.versions.electron !== undefined && (await isSame(found, process.execPath)))
    throw new RecordError('not-node', `${found} is the editor itself, not Node.js.`, action);

  const told = await askForVersions(found, env, cwd, folder, signal);
  const [major, minor] = told.version.split('.').map(Number);
  if (major < oldest.major || (major === oldest.major && minor < oldest.minor))
    throw new RecordError('node-too-old', `${found} is Node.js ${told.version}.`, action);
  return { path: told.path, version: told.version, major, minor, noLog: told.noLog };
}

function expandHome(path: string, env: Readonly<Record<string, string>>): string {
  const home = env.HOME ?? env.USERPROFILE;
  return home !== undefined && /^~[\\/]/.test(path) ? join(home, path.slice(2)) : path;
}

async function firstOnPath(env: Readonly<Record<string, string>>): Promise<string | undefined> {
  const windows = process.platform === 'win32';
  const name = Object.keys(env).find(key => (windows ? key.toUpperCase() : key) === 'PATH');
  const folders = name === undefined ? [] : env[name].split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const candidate = join(folder, windows ? 'node.exe' : 'node');
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false; // not there, or not for us
  }
}

async function isSame(one: string, other: string): Promise<boolean> {
  const real = (path: string) => realpath(path).catch(() => path);
  return (await real(one)) === (await real(other));
}

interface Told {
  readonly path: string;
  readonly version: string;
  readonly noLog: string | undefined;
}

const question =
  'JSON.stringify({tuneline:process.execPath,version:process.versions.node,electron:process.versions.electron})';

/** One start both asks for the versions and proves that a log appears; without the log's flags when it fails with them. */
async function askForVersions(
  node: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
  folder: string,
  signal: AbortSignal,
): Promise<Told> {
  const unwritable = await whyUnwritable(folder);
  if (unwritable === undefined) {
    const told = await ask(node, [...logArguments(folder, 1000), '-p', question], env, cwd, signal);
    const noLog = told === undefined ? undefined : await whyNoLog(folder);
    if (told !== undefined) return { ...told, noLog };
  }
  const told = await ask(node, ['-p', question], env, cwd, signal);
  if (told === undefined)
    throw new RecordError('not-node', `${node} did not answer as Node.js does.`, action);
  return { ...told, noLog: unwritable ?? 'this node does not take the flags of the log' };
}

function ask(
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
  signal: AbortSignal,
): Promise<Omit<Told, 'noLog'> | undefined> {
  // An Electron binary would open a window if it were not told to be a node; a real node does not care.
  const quiet: Record<string, string> = { ...env, ELECTRON_RUN_AS_NODE: '1' };
  delete quiet.NODE_OPTIONS;
  return new Promise((done, failed) => {
    execFile(node, args, { env: quiet, cwd, signal, timeout: 20_000 }, (error, stdout) => {
      if (signal.aborted) return failed(cancelled());
      const line = stdout.split('\n').find(text => text.startsWith('{"tuneline":'));
      if (error !== null || line === undefined) return done(undefined);
      const told = JSON.parse(line);
      if (told.electron !== undefined)
        return failed(new RecordError('not-node', `${node} is an Electron application.`, action));
      done({ path: told.tuneline, version: told.version });
    });
  });
}

/** The error of a recording that was aborted. */
export function cancelled(): RecordError {
  return new RecordError('cancelled', 'The recording was cancelled.', '');
}

/** V8 writes its log into the program's output when it can't open a regular file, so that is proven first. */
async function whyUnwritable(folder: string): Promise<string | undefined> {
  const probe = join(folder, 'probe');
  try {
    const file = await open(probe, 'wx');
    const isFile = (await file.stat()).isFile();
    await file.close();
    await rm(probe);
    return isFile ? undefined : 'regular files can not be made in the temporary folder';
  } catch (error) {
    return `the temporary folder can not be written: ${(error as Error).message}`;
  }
}

/** Looks for the probe's log, and removes it. */
async function whyNoLog(folder: string): Promise<string | undefined> {
  const logs = (await readdir(folder)).filter(name => name.endsWith('.log'));
  let begins = false;
  for (const name of logs) {
    const path = join(folder, name);
    const file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0);
    await file.close();
    begins ||= buffer.toString('latin1', 0, bytesRead).startsWith('v8-version,');
    await rm(path);
  }
  return begins ? undefined : 'this node writes no log';
}
