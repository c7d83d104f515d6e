import { statfsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Side, VerifyNote } from '../../core/verification';
import { copyFiles, type Size, sizeOf } from './copy-files';
import { foldersOf, linkPackages } from './dependencies';
import { commitOf, gitArguments, gitEnvironment, listTree, listWorkingTree, prefixOf } from './git';
import type { Guard } from './guard';
import type { VerifyRequest, Version } from './request';
import { VerifyError } from './verify-error';
import { filesBelow, isOfPackages, pathInside, realPath, type Workspace } from './workspace';

/** A version of the workspace in a folder of its own. */
export interface Copy {
  readonly side: Side;
  readonly folder: string;
  /** All files of the version, relative. */
  readonly files: ReadonlySet<string>;
}

export interface Copies {
  readonly before: Copy;
  readonly after: Copy;
  readonly size: Size;
  readonly notes: readonly VerifyNote[];
}

/** Bytes, and files, that a copy may have unless it is said otherwise. */
const usualBytes = 4e9;
const mostFiles = 300_000;
const gitPatience = 10 * 60_000;

/**
 * Makes both versions in the guard's folder, at paths of the same length. Nothing is written in the workspace or its repository.
 * @throws VerifyError
 */
export async function makeCopies(
  { root, repository }: Workspace,
  request: VerifyRequest,
  guard: Guard,
  signal: AbortSignal,
): Promise<Copies> {
  const isScratch = (file: string) => pathInside(guard.folder, join(root, file)) !== undefined;
  const all =
    repository.kind === 'repository'
      ? await listWorkingTree(root)
      : await filesBelow(root, mostFiles);
  // Packages that are committed are shared all the same.
  const workingTree = all.filter(file => !isOfPackages(file) && !isScratch(file));
  const size = await sizeOf(root, workingTree, signal);
  checkSize(size, request, guard.folder);
  const notes: VerifyNote[] = [];
  const top = repository.kind === 'repository' ? repository.root : root;
  const make = async (side: Side, version: Version): Promise<Copy> => {
    const folder = join(guard.folder, side === 'before' ? 'a' : 'b', basename(root) || 'root');
    await mkdir(folder, { recursive: true });
    request.onProgress?.({ phase: 'copying', side, files: size.files, bytes: size.bytes });
    const files = new Set(
      version.revision === undefined
        ? workingTree
        : await checkOut({ root, top }, version.revision, folder, guard, notes, signal),
    );
    if (version.revision === undefined) await copyFiles(root, workingTree, folder, signal);
    for (const [file, text] of version.edits ?? []) {
      const inside = pathInside(root, await realPath(file)) ?? '';
      await mkdir(dirname(join(folder, inside)), { recursive: true });
      await writeFile(join(folder, inside), text);
      files.add(inside.replaceAll('\\', '/'));
    }
    await linkPackages(root, folder, foldersOf(files));
    return { side, folder, files };
  };
  try {
    const before = await make('before', request.before);
    const after = await make('after', request.after);
    notes.push(...(await lockFileNotes(before, after)));
    return { before, after, size, notes };
  } catch (error) {
    throw asVerifyError(error, guard.folder);
  }
}

/** Copies files or folders that git ignores into both versions. @throws VerifyError */
export async function includeFiles(
  root: string,
  wished: readonly string[],
  { before, after }: Pick<Copies, 'before' | 'after'>,
  signal: AbortSignal,
): Promise<void> {
  for (const path of wished) {
    const inside = pathInside(root, await realPath(path));
    const found = await stat(path).catch(() => undefined);
    if (inside === undefined || found === undefined)
      throw new VerifyError(
        found === undefined ? 'missing-files' : 'outside',
        found === undefined
          ? `There is no ${path} to include.`
          : `${path} lies outside of ${root}: a program finds it where it is.`,
        'Name files or folders of the workspace.',
        [path],
      );
    const files = found.isDirectory()
      ? (await filesBelow(join(root, inside), mostFiles)).map(file => join(inside, file))
      : [inside];
    for (const { folder } of [before, after]) await copyFiles(root, files, folder, signal);
    for (const { folder } of [before, after]) await linkPackages(root, folder, foldersOf(files));
  }
}

/** Writes a commit's files below `root` by an index of its own; `top` is the root of the repository. @returns them */
async function checkOut(
  { root, top }: { readonly root: string; readonly top: string },
  revision: string,
  folder: string,
  guard: Guard,
  notes: VerifyNote[],
  signal: AbortSignal,
): Promise<string[]> {
  const prefix = (await prefixOf(root)).replace(/\/$/, '');
  const commit = await commitOf(root, revision);
  const at = async (repository: string, tree: string, to: string): Promise<string[]> => {
    const { files, submodules } = await listTree(repository, tree);
    const index = join(guard.folder, 'index');
    // Elsewhere git takes only what lies below, and the index has the folder's files as if they were the root's.
    const place = repository === root ? top : repository;
    const run = (args: readonly string[]) => runGit(place, args, index, guard, signal);
    await run(['read-tree', tree]);
    await run(['checkout-index', '--all', '--force', '--quiet', `--prefix=${to}/`]);
    const result = [...files];
    for (const submodule of submodules) {
      const [inside, target] = [join(repository, submodule.path), join(to, submodule.path)];
      const below = await inSubmodule(inside, submodule.commit, target).catch(async () => {
        notes.push({ code: 'submodule-as-it-is', detail: submodule.path });
        const listed = await listWorkingTree(inside).catch(() => []);
        await copyFiles(inside, listed, target, signal);
        return listed;
      });
      result.push(...below.map(file => `${submodule.path}/${file}`));
    }
    return result;
  };
  const inSubmodule = async (repository: string, of: string, to: string) => {
    // Without a repository of its own, git would answer for the one around it.
    await stat(join(repository, '.git'));
    return at(repository, of, to);
  };
  return at(root, prefix === '' ? commit : `${commit}:${prefix}`, folder);
}

async function runGit(
  repository: string,
  args: readonly string[],
  index: string,
  guard: Guard,
  signal: AbortSignal,
): Promise<void> {
  const stderr = join(guard.folder, 'git-errors');
  const ran = await guard.run(
    {
      executable: 'git',
      args: gitArguments(repository, args),
      cwd: guard.folder,
      env: { ...gitEnvironment(process.env), GIT_INDEX_FILE: index },
      stdout: join(guard.folder, 'git-output'),
      stderr,
      timeout: gitPatience,
    },
    signal,
  );
  if (ran.how === 'by-itself' && ran.code === 0) return;
  const why = (await readFile(stderr, 'utf8').catch(() => '')).trim().split('\n').at(-1) ?? '';
  throw new VerifyError(
    /No space left/.test(why) ? 'no-room' : 'failed',
    `git could not take the files out of the repository: ${why}`,
    `Try it by hand: git -C ${repository} ${args[0]}.`,
  );
}

function checkSize(
  { bytes, files, largest }: Awaited<ReturnType<typeof sizeOf>>,
  { mostBytes = usualBytes }: VerifyRequest,
  folder: string,
): void {
  if (bytes > mostBytes || files > mostFiles) {
    const most = largest.map(one => `${one.folder || '.'} (${formatBytes(one.bytes)})`).join(', ');
    throw new VerifyError(
      'too-large',
      `The workspace has ${files} files of ${formatBytes(bytes)} that git does not ignore, most of it in ${most}: too much for two copies.`,
      `Copy a part of it (--workspace <folder>), have git ignore what the program does not need, or allow more (--max-size; now ${formatBytes(mostBytes)}).`,
    );
  }
  const free = freeBytes(folder);
  if (free !== undefined && free < 2 * bytes + (32 << 20))
    throw new VerifyError(
      'no-room',
      `Two copies of ${formatBytes(bytes)} have no room in ${dirname(folder)}: ${formatBytes(free)} are free.`,
      'Make room, or set TMPDIR to a folder on another disk.',
    );
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined; // a file system that does not tell
  }
}

/** `56 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

const lockFiles =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

async function lockFileNotes(before: Copy, after: Copy): Promise<VerifyNote[]> {
  const names = [...after.files].filter(file => lockFiles.test(file) && before.files.has(file));
  const notes: VerifyNote[] = [];
  for (const name of names) {
    const [one, other] = await Promise.all(
      [before, after].map(({ folder }) =>
        readFile(join(folder, name)).catch(() => Buffer.alloc(0)),
      ),
    );
    if (!one.equals(other)) notes.push({ code: 'dependencies-differ', detail: name });
  }
  return notes;
}

function asVerifyError(error: unknown, folder: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof VerifyError || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new VerifyError(
      'no-room',
      `There is no room for two copies in ${dirname(folder)}: ${message}.`,
      'Make room, or set TMPDIR to a folder on another disk.',
    );
  return new VerifyError(
    'failed',
    `The workspace could not be copied: ${message}.`,
    'See that all files that git does not ignore can be read.',
  );
}
