import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { meantInstead, programOfFolder } from './meant-instead';
import type { Command } from './record';
import { RecordError } from './record-error';

/** Why the system did not start a command, in words that say what to do. `why` is what it said itself. */
export function notStarted({ executable, cwd }: Command, why: string): RecordError {
  const failed = (message: string, action: string) =>
    new RecordError('not-started', message, action);
  const isPath = /[\\/]/.test(executable);
  const path = resolve(cwd, executable);
  const found = statSync(path, { throwIfNoEntry: false });
  if (/\bENOENT\b/.test(why) && (found === undefined || !isPath)) {
    const folder = isPath ? dirname(path) : cwd;
    const instead =
      found?.isDirectory() === true
        ? programOfFolder(path, cwd)
        : (meantInstead(basename(executable), folder, cwd) ??
          (found === undefined ? undefined : `-- ./${executable}`));
    return failed(
      isPath
        ? `There is no file ${path} to run.`
        : `There is no command “${executable}” in the folders of PATH.`,
      instead === undefined
        ? `Check its name${isPath ? '' : '; put npx before a command that is installed with the project'}.`
        : `Did you mean: tuneline profile ${instead}`,
    );
  }
  if (/\bEACCES\b/.test(why)) {
    const is = found?.isDirectory() === true ? 'a folder' : 'not an executable file';
    return failed(
      `${executable} can't be run: it is ${is}.`,
      'Name a program file without `--`, or the command that runs it behind `--`.',
    );
  }
  return failed(
    `The program could not be started: ${why}.`,
    'Check the path of node and the working directory.',
  );
}
