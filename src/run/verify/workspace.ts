import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Target } from '../target';
import { type Repository, repositoryOf } from './git';
import type { VerifyRequest, Version } from './request';
import { VerifyError } from './verify-error';

/** The folder of which both versions are copies. */
export interface Workspace {
  /** With links followed. */
  readonly root: string;
  readonly repository: Repository;
}

/**
 * The folder that was named, else the root of the repository that the program is in, else the nearest folder with a
 * package.json. @throws VerifyError when a commit is asked for that can't be had, or something lies outside
 */
export async function workspaceToCopy(request: VerifyRequest): Promise<Workspace> {
  const target = await withRealPaths(request.target);
  const start = target.kind === 'file' ? dirname(target.file) : target.cwd;
  const wanted = request.workspace === undefined ? undefined : await realPath(request.workspace);
  const repository = await repositoryOf(wanted ?? start);
  const root =
    wanted ??
    (repository.kind === 'repository'
      ? await realPath(repository.root)
      : await packageFolder(start));
  for (const version of [request.before, request.after]) {
    if (version.revision !== undefined && repository.kind === 'none')
      throw noCommits(version.revision, root, repository);
    await checkEdits(version, root);
  }
  const asked = target.kind === 'file' ? target.file : target.cwd;
  if (pathInside(root, asked) === undefined)
    throw new VerifyError(
      'outside',
      `${asked} lies outside of ${root}, of which the two versions are copies.`,
      'Run a program of this workspace, or name the folder that holds both (--workspace).',
      [asked],
    );
  return { root, repository };
}

/** The target with links in its own paths followed, as the workspace's root has them. */
export async function withRealPaths(target: Target): Promise<Target> {
  const cwd = await realPath(target.cwd);
  return target.kind === 'file'
    ? { ...target, cwd, file: await realPath(target.file) }
    : { ...target, cwd };
}

/** The path relative to a folder, `''` for itself; undefined when it lies outside. */
export function pathInside(folder: string, path: string): string | undefined {
  const inside = relative(folder, path);
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? undefined : inside;
}

export function isOfPackages(inside: string): boolean {
  return inside.split(/[\\/]/).includes('node_modules');
}

async function checkEdits({ edits }: Version, root: string): Promise<void> {
  for (const file of edits?.keys() ?? []) {
    const inside = pathInside(root, await realPath(file));
    if (inside === undefined || inside === '')
      throw new VerifyError(
        'outside',
        `${file} lies outside of ${root}: a change of it can't be tried in a copy.`,
        'Open the folder that holds both the file and the program, or name it (--workspace).',
        [file],
      );
    if (isOfPackages(inside))
      throw new VerifyError(
        'outside',
        `${file} is of an installed package, which both versions share.`,
        'Copy what you want to change into your own code.',
        [file],
      );
  }
}

/** Of a file that may not be there yet: its folder's. */
export async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute
      ? absolute
      : join(await realPath(parent), absolute.slice(parent.length));
  }
}

async function packageFolder(start: string): Promise<string> {
  for (let at = start; ; at = dirname(at)) {
    if ((await stat(join(at, 'package.json')).catch(() => undefined)) !== undefined) return at;
    if (dirname(at) === at) return start;
  }
}

function noCommits(
  revision: string,
  root: string,
  { why, detail }: Extract<Repository, { kind: 'none' }>,
): VerifyError {
  return why === 'no-git'
    ? new VerifyError(
        'no-git',
        `There is no git on this machine, so the commit “${revision}” can't be had.`,
        'Install git.',
      )
    : new VerifyError(
        'no-git',
        `${root} is in no git repository that can be read${detail === '' ? '' : ` (${detail})`}, so there is no commit “${revision}”.`,
        'Make it a repository (git init) and commit what you had before your change.',
      );
}

/** All files below a folder that is in no repository, without installed packages; at most `most` of them. */
export async function filesBelow(folder: string, most: number): Promise<string[]> {
  const found: string[] = [];
  const pending = [''];
  for (let at = pending.pop(); at !== undefined && found.length <= most; at = pending.pop()) {
    const entries = await readdir(join(folder, at), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!/^(node_modules|\.git|\.hg|\.svn)$/.test(entry.name)) pending.push(path);
      } else found.push(path);
    }
  }
  return found;
}
