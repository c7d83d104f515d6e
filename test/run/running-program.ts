import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AttachedTarget } from '../../src/core/session';
import { type AttachOptions, attach } from '../../src/run/attach';
import { dist, testNode } from './recording';

/** A program that runs before anybody attaches to it. */
export interface RunningProgram {
  readonly pid: number;
  /** Of its inspector, where it was started with one. */
  readonly inspectorPort: number;
  /** What it printed on stdout so far. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  readonly ended: Promise<unknown>;
  kill(signal?: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

/** Starts a program, and waits until it has printed something. */
export async function run(file: string, flags: readonly string[] = []): Promise<RunningProgram> {
  const child = spawn(testNode, [...flags, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (text.stdout += part));
  child.stderr.on('data', (part: Buffer) => (text.stderr += part));
  const ended = once(child, 'exit');
  const waits = flags.some(flag => flag.startsWith('--inspect-brk'));
  const [stream, pattern] = waits ? [child.stderr, /listening on/] : [child.stdout, /\n/];
  while (!pattern.test(waits ? text.stderr : text.stdout)) {
    if (child.exitCode !== null) throw new Error(`${file} ended: ${text.stderr}`);
    await Promise.race([once(stream, 'data'), ended]);
  }
  return {
    pid: child.pid ?? 0,
    inspectorPort: Number(/listening on ws:\/\/[\d.]+:(\d+)/.exec(text.stderr)?.[1]),
    output: () => text.stdout,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended,
    kill: signal => child.kill(signal),
  };
}

/** Ends what a test has started. */
export async function endPrograms(): Promise<void> {
  for (const child of running) {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    }
  }
  running.clear();
}

export const inspected = '--inspect=127.0.0.1:0';

/** Begins to sample what listens at a port of this machine. */
export function attachTo(
  port: number,
  wishes: Partial<AttachOptions & Pick<AttachedTarget, 'host' | 'localRoot' | 'remoteRoot'>> = {},
  cancel = new AbortController().signal,
) {
  const { host = '127.0.0.1', localRoot, remoteRoot, ...options } = wishes;
  const target: AttachedTarget = {
    kind: 'attached',
    file: '',
    args: [],
    cwd: '',
    env: {},
    host,
    port,
    localRoot,
    remoteRoot,
  };
  return attach(target, { dist, interval: 1000, ...options }, cancel);
}
