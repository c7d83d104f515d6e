import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Micros } from '../../core/units';
import { monotonic } from '../monotonic';
import { statFields } from '../usage';
import { endProcessesIn } from './clear-away';
import type { GuardedCommand, Ran } from './guard-messages';

/** More than this on its output or its error output, in bytes, and a program is ended. */
export const mostOutput = 64 << 20;
const lookEvery = 500;

/**
 * Starts the command, and says on descriptor 3, which the command does not get, what it used. Node.js does not tell the times of
 * its children; bash does, by the system's count for all that was waited for, to the millisecond, killed or not. `-p`: no start-up
 * file that a variable names.
 */
const toldByShell = [
  '-p',
  '-c',
  '"$@" 3>&-; code=$?; { times; } >&3; exit $code',
  'tuneline',
] as const;
const shells = ['/bin/bash', '/usr/bin/bash', '/usr/local/bin/bash', '/opt/homebrew/bin/bash'];
const shell = process.platform === 'win32' ? undefined : shells.find(isExecutable);

/** What may end a command before it ends by itself. */
export type EndEarly = (how: 'timeout' | 'too-much-output' | 'cancelled') => void;

/**
 * Runs a command in a process group of its own, and measures it. When `done` settles, nothing that it started runs.
 * `scratch`: the folder that its variables carry, by which what has left the group is found.
 */
export function runMeasured(
  command: GuardedCommand,
  scratch: string,
): { readonly end: EndEarly; readonly done: Promise<Ran> } {
  let child: ChildProcess | undefined;
  let how: Ran['how'] = 'by-itself';
  const end: EndEarly = why => {
    how = why;
    if (child?.pid !== undefined) killGroup(child.pid);
    void endProcessesIn(scratch);
  };
  const run = async (): Promise<Ran> => {
    const before = { wall: monotonic(), clock: Date.now() * 1000, cpu: ticksOfChildren() };
    const took = () => ({
      wall: monotonic() - before.wall,
      clock: Date.now() * 1000 - before.clock,
    });
    const [stdout, stderr] = [command.stdout, command.stderr].map(file => openSync(file, 'w'));
    let started: ChildProcess;
    try {
      started = start(command, stdout, stderr);
    } finally {
      closeSync(stdout);
      closeSync(stderr);
    }
    child = started;
    const told = textOf(started.stdio[3] as Readable | null | undefined);
    const limits = watch(command, end);
    const exit = await exitOf(started);
    limits.stop();
    const times = took();
    if (exit.message !== undefined)
      return { how: 'not-started', ...exit, ...times, cpu: undefined, left: 0 };
    const cpu = cpuTold(await told) ?? since(before.cpu, ticksOfChildren());
    // What has ended and was not waited for is still of the group, but not found by its variables.
    const found = await endProcessesIn(scratch);
    const inGroup = started.pid !== undefined && killGroup(started.pid);
    const left = process.platform === 'linux' ? found : Number(inGroup);
    return { how, ...exit, ...times, cpu, left };
  };
  return { end, done: run() };
}

function start(command: GuardedCommand, stdout: number, stderr: number): ChildProcess {
  const { executable, args, cwd, env } = command;
  const [file, ...rest] = [...(shell === undefined ? [] : [shell, ...toldByShell]), executable];
  return spawn(file, [...rest, ...args], {
    cwd,
    env,
    stdio: ['ignore', stdout, stderr, 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

type Exit = Pick<Ran, 'code' | 'signal' | 'message'>;

export function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise(done => {
    child.once('error', ({ message }) => done({ code: undefined, signal: undefined, message }));
    child.once('exit', (code, signal) =>
      done({ code: code ?? undefined, signal: signal ?? undefined }),
    );
  });
}

/** Ends a command that takes too long or writes too much. */
export function watch({ timeout, stdout, stderr }: GuardedCommand, end: EndEarly) {
  const timer = setTimeout(() => end('timeout'), timeout);
  const looking = setInterval(() => {
    const sizes = [stdout, stderr].map(file => statSync(file, { throwIfNoEntry: false })?.size);
    if (sizes.some(size => size !== undefined && size > mostOutput)) end('too-much-output');
  }, lookEvery);
  return {
    stop() {
      clearTimeout(timer);
      clearInterval(looking);
    },
  };
}

function textOf(stream: Readable | null | undefined): Promise<string> {
  return new Promise(done => {
    let text = '';
    if (stream === null || stream === undefined) return done(text);
    stream.setEncoding('utf8');
    stream.on('data', (part: string) => (text += part));
    stream.once('error', () => done(text));
    stream.once('close', () => done(text));
  });
}

/** The second line of bash's `times` is of what it waited for: `0m1.234s 0m0.056s`, with the locale's decimal point. */
function cpuTold(text: string): Micros | undefined {
  const line = text.split('\n')[1] ?? '';
  const [user, system] = [...line.matchAll(/(\d+)m(\d+)[.,](\d{3})s/g)].map(
    ([, minutes, seconds, millis]) => Number(minutes) * 60e6 + Number(seconds + millis) * 1e3,
  );
  return user === undefined || system === undefined ? undefined : user + system;
}

/** Where there is no bash: what Linux counts for the children of this process, in steps of 10 ms. */
function ticksOfChildren(): Micros | undefined {
  if (process.platform !== 'linux' || shell !== undefined) return undefined;
  const fields = statFields('/proc/self/stat');
  return (Number(fields[13]) + Number(fields[14])) * 10_000;
}

function since(before: Micros | undefined, after: Micros | undefined): Micros | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

/** @returns whether there was anything left in it */
export function killGroup(leader: number, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false; // it is empty
  }
}
