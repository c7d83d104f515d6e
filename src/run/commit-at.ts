import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { RanCommit } from '../core/session';
import { gitArguments, gitEnvironment } from './verify/git';

/** A large repository on a slow disk is not waited for, in milliseconds. */
const patience = 5_000;

/**
 * What is checked out where a folder is, for a program that is started now. Git looks beside the program, at the lowest priority.
 * Never throws; undefined where there is no git, no repository or no commit.
 */
export async function commitAt(folder: string): Promise<RanCommit | undefined> {
  const id = (await answer(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']))?.trim();
  if (id === undefined || !/^[0-9a-f]{40,64}$/.test(id)) return undefined;
  const root = (await answer(folder, ['rev-parse', '--show-toplevel']))?.replace(/\r?\n$/, '');
  if (root === undefined || root === '') return { id };
  const changes = await answer(root, ['status', '--porcelain', '--untracked-files=normal']);
  return changes === undefined ? { id } : { id, dirty: changes !== '' };
}

/** Undefined where git fails, or takes too long. */
function answer(folder: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise(done => {
    const options = {
      env: gitEnvironment(process.env),
      maxBuffer: 1 << 26,
      timeout: patience,
      windowsHide: true,
    };
    const child = execFile('git', gitArguments(folder, args), options, (error, stdout) =>
      done(error === null ? stdout : undefined),
    );
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // It has ended, or the system does not let us.
    }
  });
}
