import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { StartProcess } from './record';
import { startThroughLauncher, type TerminalCommand } from './start-through-launcher';

/**
 * Starts programs with our own streams, by way of the launcher, as an editor's terminal does: when we are killed without having a say in
 * it, the launcher ends the program with all that it has started. `started` is handed what the streams that are pipes belong to.
 */
export function startGuarded(
  dist: string,
  stdio: StdioOptions,
  started?: (launcher: ChildProcess) => void,
): StartProcess {
  return startThroughLauncher({
    dist,
    async openTerminal({ executable, args, cwd, env }) {
      const launcher = spawn(executable, args, {
        cwd,
        env: onTop(env),
        stdio,
        windowsHide: true,
      });
      started?.(launcher);
      await once(launcher, 'spawn');
    },
  });
}

function onTop(env: TerminalCommand['env']): NodeJS.ProcessEnv {
  const result: NodeJS.ProcessEnv = { ...process.env };
  for (const [name, value] of Object.entries(env)) {
    if (value === null) delete result[name];
    else result[name] = value;
  }
  return result;
}
