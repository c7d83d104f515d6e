import { existsSync } from 'node:fs';
import type { Side } from '../../core/verification';
import { missingByWords } from './first-look';
import { endingOf, isCrash, lastLines, type RunnableVersion, type VersionRun } from './run-version';
import { mostOutput } from './run-measured';
import { cancelledVerification, VerifyError } from './verify-error';

const named: Readonly<Record<Side, string>> = {
  before: 'The version before the change',
  after: 'The version after the change',
};

/**
 * `side`: undefined for the program where it stands.
 * @throws VerifyError for a run that says nothing of a version: it hung, wrote without end, could not be started
 */
export function checkEnding(
  side: Side | undefined,
  { ran, stderr }: VersionRun,
  timeout: number,
  cwd: string,
): void {
  const who = side === undefined ? 'The program' : named[side];
  const words = stderr.trim() === '' ? '' : ` It last wrote on stderr:\n${lastLines(stderr)}\n`;
  switch (ran.how) {
    case 'by-itself':
      return;
    case 'timeout':
      throw new VerifyError(
        'timeout',
        `${who} did not end within ${Math.round(timeout / 1000)} s and was ended.${words}`,
        'Only a program that ends by itself can be compared. It had nothing on its input (/dev/null); if it only needs longer, allow that (--timeout).',
      );
    case 'too-much-output':
      throw new VerifyError(
        'too-much-output',
        `${who} wrote more than ${mostOutput >> 20} MB and was ended.`,
        'Have it write less, or into a file.',
      );
    case 'not-started':
      throw new VerifyError(
        'not-started',
        existsSync(cwd)
          ? `${who} could not be started: ${ran.message}.`
          : `${who} could not be started: the folder that it runs in, ${cwd}, is not there.`,
        'Check the command and the working directory; a program that removes its own folder can run only once.',
      );
    case 'cancelled':
      throw cancelledVerification();
  }
}

interface Ended {
  readonly version: RunnableVersion;
  readonly run: VersionRun;
  /** Files that it looked for, and only the workspace has. */
  readonly missing: readonly string[];
}

/** @throws VerifyError when a version fails, or can't do its work for want of a file */
export function checkFailures(ended: readonly Ended[]): void {
  for (const { version, run, missing } of ended) {
    if (run.ran.code === 0) continue;
    const { copy, root, side } = version;
    // Its last words name the workspace's paths by now.
    const words = run.stderr.replaceAll(root, copy);
    const files = [...new Set([...missing, ...missingByWords(words, copy, root)])];
    if (files.length > 0) throw missingFiles(side, files, run);
  }
  const crashed = ended.filter(({ run }) => isCrash(run));
  if (crashed.length === 0) return;
  const [{ version, run }] = crashed;
  const { side } = version;
  const who =
    crashed.length === ended.length && ended.length > 1
      ? 'Both versions end'
      : `${named[side]} ends`;
  const other =
    crashed.length === ended.length
      ? ''
      : ` The version ${side === 'before' ? 'after' : 'before'} it does not.`;
  throw new VerifyError(
    side === 'before' ? 'failed-before' : 'failed-after',
    `${who} with ${endingOf(run.ran)}.${other}${run.stderr.trim() === '' ? '' : `\n${lastLines(run.stderr)}`}`,
    whatToDo(run.stderr),
  );
}

/** What helps a version that its last words tell to have failed. */
export function whatToDo(stderr: string): string {
  const port = /EADDRINUSE[^\n]*?:(\d{2,5})\b/.exec(stderr)?.[1];
  if (port !== undefined)
    return `Something else uses the port ${port}: end it. The two versions never run at the same time.`;
  if (/not a git repository/.test(stderr))
    return 'The copies are no git repositories: it has to run without asking git.';
  return 'Mend this first. The versions run in copies of the workspace, with nothing on their input (/dev/null).';
}

function missingFiles(side: Side, files: readonly string[], run: VersionRun): VerifyError {
  const shown = files.slice(0, 5).join(', ');
  return new VerifyError(
    'missing-files',
    `${named[side]} ends with ${endingOf(run.ran)}, and looked for what only the workspace has: ${shown}${files.length > 5 ? ` and ${files.length - 5} more` : ''}. Files that git ignores, or that the commit has not, are not in its copy.\n${lastLines(run.stderr)}`,
    advice(files),
    files,
  );
}

/** How files that are made or private get into both copies. */
export function advice(files: readonly string[]): string {
  const include = files.slice(0, 3).map(file => `--include ${file}`);
  return `Give both copies the same files (${include.join(' ')}), or have each make its own (--build 'npm run build').`;
}
