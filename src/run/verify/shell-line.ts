import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Guard } from './guard';
import type { Ran } from './guard-messages';
import type { PlainCommand } from './plain-command';
import { lastLines } from './run-version';

/** Milliseconds that a build or a check may take. */
const patience = 30 * 60_000;

/** How a command line went. */
export interface LineRan {
  readonly ran: Ran;
  readonly isGood: boolean;
  /** The end of what it wrote. */
  readonly words: string;
}

/** Runs a command line of the user's by the system's shell. */
export async function runLine(
  line: string,
  place: Pick<PlainCommand, 'cwd' | 'env'>,
  guard: Guard,
  signal: AbortSignal,
): Promise<LineRan> {
  const [stdout, stderr] = ['line-output', 'line-errors'].map(name => join(guard.folder, name));
  const isWindows = process.platform === 'win32';
  const [executable, ...args] = isWindows
    ? ['cmd.exe', '/d', '/s', '/c', line]
    : ['/bin/sh', '-c', line];
  const { cwd, env } = place;
  const ran = await guard.run(
    { cwd, env, executable, args, stdout, stderr, timeout: patience },
    signal,
  );
  const texts = await Promise.all(
    [stdout, stderr].map(file => readFile(file, 'utf8').catch(() => '')),
  );
  const words = texts.map(text => lastLines(text)).filter(text => text !== '');
  return { ran, isGood: ran.how === 'by-itself' && ran.code === 0, words: words.join('\n') };
}
