import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { VerifyError } from './verify-error';

/** Where git says that a folder belongs. */
export type Repository =
  | { readonly kind: 'repository'; readonly root: string }
  | { readonly kind: 'none'; readonly why: 'no-git' | 'no-repository'; readonly detail: string };

/** Nothing of the user's repository is to be written or started: no index, no hook, no monitor. */
const readOnly = [
  ...['core.fsmonitor=false', 'core.splitIndex=false', 'core.untrackedCache=false'],
  ...['core.hooksPath=/dev/null', 'gc.auto=0', 'maintenance.auto=false'],
].flatMap(setting => ['-c', setting]);

/** Arguments of git for a folder. */
export function gitArguments(folder: string, args: readonly string[]): string[] {
  return ['-C', folder, ...readOnly, ...args];
}

/** What a hook's variables say of the repository would hold for every other one too. */
export function gitEnvironment(env: Readonly<Record<string, string | undefined>>) {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && !/^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/.test(name))
      result[name] = value;
  return { ...result, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

export async function repositoryOf(folder: string): Promise<Repository> {
  try {
    const root = (await git(folder, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '');
    if (root !== '') return { kind: 'repository', root };
    return { kind: 'none', why: 'no-repository', detail: 'it is inside of a .git folder' };
  } catch (error) {
    const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
    const detail = stderr.trim().split('\n')[0];
    return { kind: 'none', why: code === 'ENOENT' ? 'no-git' : 'no-repository', detail };
  }
}

/** The commit that a revision names. @throws VerifyError */
export async function commitOf(root: string, revision: string): Promise<string> {
  const found = revision.startsWith('-')
    ? ''
    : await answerOfGit(root, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
  if (found !== '') return found.trim();
  if ((await answerOfGit(root, ['rev-list', '--all', '--max-count=1'])) === '')
    throw new VerifyError(
      'no-commit',
      `The repository of ${root} has no commit yet, so there is no version before the change.`,
      'Commit what you had before your change.',
    );
  throw new VerifyError(
    'no-commit',
    `“${revision}” is no commit of ${root}.`,
    'Name a commit, a branch or a tag that is there; a shallow clone may lack it (git fetch --unshallow).',
  );
}

/** Tracked files and untracked ones that are not ignored, relative to the folder; of repositories inside of it too. */
export async function listWorkingTree(folder: string): Promise<string[]> {
  const names = await listed(folder);
  const result: string[] = [];
  for (const name of names) {
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (found === undefined) continue; // deleted in the working tree
    if (!found.isDirectory()) result.push(name);
    else if (await isRepositoryRoot(join(folder, name))) {
      const inside = name.replace(/\/$/, '');
      const below = await listWorkingTree(join(folder, inside));
      result.push(...below.map(file => `${inside}/${file}`));
    }
  }
  return result;
}

async function listed(folder: string): Promise<Set<string>> {
  const text = await git(folder, ['ls-files', '-coz', '--exclude-standard']);
  return new Set(text.split('\0').filter(Boolean));
}

async function isRepositoryRoot(folder: string): Promise<boolean> {
  return (await lstat(join(folder, '.git')).catch(() => undefined)) !== undefined;
}

/** What a commit has below a folder of its repository: files, and the commits that its submodules are at. */
export interface Tree {
  readonly files: readonly string[];
  readonly submodules: readonly { readonly path: string; readonly commit: string }[];
  readonly bytes: number;
}

/** `tree`: a commit, or `commit:folder`. */
export async function listTree(folder: string, tree: string): Promise<Tree> {
  const text = await git(folder, ['ls-tree', '-r', '-z', '-l', '--full-tree', tree]);
  const files: string[] = [];
  const submodules: Tree['submodules'][number][] = [];
  let bytes = 0;
  for (const row of text.split('\0').filter(Boolean)) {
    const tab = row.indexOf('\t');
    const [mode, , id, size] = row.slice(0, tab).split(/\s+/);
    const path = row.slice(tab + 1);
    if (mode === '160000') submodules.push({ path, commit: id });
    else {
      files.push(path);
      bytes += Number(size) || 0;
    }
  }
  return { files, submodules, bytes };
}

/** The folder inside its repository, `''` for the root; ends in `/` otherwise. */
export async function prefixOf(folder: string): Promise<string> {
  return (await git(folder, ['rev-parse', '--show-prefix'])).replace(/\r?\n$/, '');
}

/** '' where git fails: what asks then does without. */
export function answerOfGit(folder: string, args: readonly string[]): Promise<string> {
  return git(folder, args).catch(() => '');
}

function git(folder: string, args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    execFile(
      'git',
      gitArguments(folder, args),
      { env: gitEnvironment(process.env), maxBuffer: 1 << 29, windowsHide: true },
      (error, stdout, stderr) => {
        if (error === null) done(stdout);
        else failed(Object.assign(error, { stderr }));
      },
    );
  });
}

export interface Commit {
  readonly short: string;
  readonly subject: string;
  /** As git says it, such as `2 days ago`. */
  readonly when: string;
}

/** The last commits of what is checked out, the newest first; none where there is no repository. */
export async function lastCommits(folder: string, most = 30): Promise<readonly Commit[]> {
  const format = '--format=%h%x00%s%x00%cr';
  const text = await answerOfGit(folder, ['log', `--max-count=${most}`, format]);
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [short, subject = '', when = ''] = line.split('\0');
      return { short, subject, when };
    });
}
