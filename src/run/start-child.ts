import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { notStarted } from './not-started';
import type { StartProcess } from './record';

/**
 * Starts programs as plain children with the given standard streams: `inherit`, or the program's output sent to our stderr
 * (`['inherit', 2, 2]`). `onStart` may listen to streams that are pipes.
 */
export function startChild(
  stdio: StdioOptions,
  onStart: (child: ChildProcess) => void = () => undefined,
): StartProcess {
  return (command, signal) =>
    new Promise((done, failed) => {
      signal.throwIfAborted();
      const child = spawn(command.executable, command.args, {
        cwd: command.cwd,
        env: command.env,
        stdio,
        windowsHide: true,
      });
      const exited = new Promise<{ code: number | undefined; signal: string | undefined }>(end => {
        child.once('exit', (code, killedBy) =>
          end({ code: code ?? undefined, signal: killedBy ?? undefined }),
        );
      });
      child.once('error', error => failed(notStarted(command, error.message)));
      child.once('spawn', () => {
        onStart(child);
        const { pid } = child;
        if (pid !== undefined) done({ pid, exited, kill: name => void child.kill(name) });
      });
    });
}
