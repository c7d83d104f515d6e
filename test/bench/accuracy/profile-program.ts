import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Profile } from '../../../src/core/profile';
import type { Run } from '../../../src/core/session';
import { record, type StartProcess } from '../../../src/run/record';
import type { RunnerName } from '../../../src/run/runner';

export interface Profiled {
  readonly profile: Profile;
  readonly run: Run;
  /** What the program printed. */
  readonly output: string;
}

export interface ProfileRequest {
  readonly node: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly interval: number;
  readonly runner?: RunnerName;
  /** Where it runs; undefined: here. Some runners look for `tsconfig.json` there. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Profiles a program the way the product does, through the log. */
export async function profileProgram(request: ProfileRequest): Promise<Profiled> {
  const output: string[] = [];
  const { profile, run } = await record(
    {
      kind: 'file',
      file: request.file,
      args: request.args ?? [],
      cwd: request.cwd ?? process.cwd(),
      env: request.env ?? {},
    },
    {
      dist: join(process.cwd(), 'dist'),
      node: request.node,
      source: 'v8-log',
      interval: request.interval,
      runner: request.runner,
      start: startCapturing(output),
    },
    new AbortController().signal,
  ).done;
  return { profile, run, output: output.join('') };
}

function startCapturing(output: string[]): StartProcess {
  return command =>
    new Promise((done, failed) => {
      const child = spawn(command.executable, command.args, {
        cwd: command.cwd,
        env: command.env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout.setEncoding('utf8').on('data', text => output.push(text));
      const exited = new Promise<{ code: number | undefined; signal: string | undefined }>(end => {
        child.once('close', (code, signal) =>
          end({ code: code ?? undefined, signal: signal ?? undefined }),
        );
      });
      child.once('error', failed);
      child.once('spawn', () =>
        done({ pid: child.pid ?? 0, exited, kill: signal => void child.kill(signal) }),
      );
    });
}
