import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../../core/verification';
import type { Guard } from './guard';
import type { GuardedCommand, Ran } from './guard-messages';
import { inWorkspace, type PlainCommand } from './plain-command';

/** A version that can be run, in its copy. */
export interface RunnableVersion {
  readonly side: Side;
  readonly copy: string;
  readonly root: string;
  readonly command: PlainCommand;
  /** Files that it writes and that are compared, relative. */
  readonly compared: readonly string[];
}

/** One run, with what it wrote by the workspace's own paths. */
export interface VersionRun {
  readonly ran: Ran;
  readonly stdout: string;
  /** The end of it. */
  readonly stderr: string;
  /** The content of compared files, undefined where there is none, and what a server answered. */
  readonly files: ReadonlyMap<string, string | undefined>;
}

/** Bytes of stderr that are kept. */
const kept = 8192;

export async function runVersion(
  version: RunnableVersion,
  guard: Guard,
  timeout: number,
  signal: AbortSignal,
  command: PlainCommand = version.command,
): Promise<VersionRun> {
  const { copy, root } = version;
  const [stdout, stderr] = ['stdout', 'stderr'].map(name => join(guard.folder, name));
  const ran = await guard.run(
    { ...command, stdout, stderr, timeout } satisfies GuardedCommand,
    signal,
  );
  const files = new Map<string, string | undefined>(answersOf(ran));
  for (const name of version.compared) files.set(name, await contentOf(join(copy, name)));
  // A server under load writes as much as it was asked.
  const isLeftOut = ran.how === 'too-much-output' || command.serving?.load !== undefined;
  return {
    ran,
    stdout: isLeftOut
      ? ''
      : inWorkspace(await readFile(stdout, 'utf8').catch(() => ''), copy, root),
    stderr: inWorkspace(await endOf(stderr), copy, root),
    files: new Map([...files].map(([name, text]) => [name, text && inWorkspace(text, copy, root)])),
  };
}

function answersOf({ served }: Ran): [string, string][] {
  return served?.kind === 'served' ? Object.entries(served.answers) : [];
}

/** A file's text; of one that is no text, its bytes as they stand. */
async function contentOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  return bytes.includes(0) ? bytes.toString('latin1') : bytes.toString('utf8');
}

async function endOf(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, kept));
    await file.read(buffer, 0, buffer.length, Math.max(0, size - kept));
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

/** `exit code 1`, `SIGKILL`. Shells and npm say of a signal that it was exit code 128 and its number. */
export function endingOf({ code, signal }: Ran): string {
  if (signal !== undefined) return signal;
  return code !== undefined && code > 128 && code < 160
    ? `exit code ${code} (signal ${code - 128})`
    : `exit code ${code}`;
}

/** Whether it ended by a signal, or by an error that nobody caught: then there is nothing to be compared. */
export function isCrash({ ran, stderr }: VersionRun): boolean {
  if (ran.signal !== undefined || (ran.code ?? 0) > 128) return true;
  return ran.code !== 0 && /^Node\.js v\d+\.\d+\.\d+\S*$/m.test(stderr);
}

/** The last lines of what was written on stderr, for a message. */
export function lastLines(stderr: string, most = 25): string {
  const lines = stderr.trimEnd().split('\n');
  return lines.slice(-most).join('\n').slice(-3000);
}
