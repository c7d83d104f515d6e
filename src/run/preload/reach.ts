import { readFileSync } from 'node:fs';
import type { BootSettings } from '../boot-settings';
import { logArguments } from '../log-arguments';
import { flagsFor, ourVariables } from './children';

type Execve = (file: string, args: readonly string[], env: Record<string, string>) => never;

/** Whether this process was started with the flags that have it recorded. */
export function isRecorded({ flags }: BootSettings): boolean {
  return flags.every(flag => process.execArgv.includes(flag));
}

/**
 * A node that was started past us, by a shell with its path say, has only loaded the boot preload. Where node can (22.15 and
 * newer), it becomes a process with our flags: it has not run a line of the program yet. False where that can't be done.
 */
export function reach(settings: BootSettings, boot: string): boolean {
  const { versions, channel } = process;
  const major = Number(versions.node.split('.')[0]);
  const execve = (process as { execve?: Execve }).execve;
  // With a channel to its parent it would lose that.
  if (versions.electron !== undefined || major < 20 || channel !== undefined) return false;
  if (settings.inspect || execve === undefined || process.platform === 'win32') return false;
  const [name, ...args] = commandLine();
  const env: Record<string, string> = {};
  for (const [variable, value] of Object.entries(process.env))
    if (value !== undefined) env[variable] = value;
  const flags = logArguments(settings.folder, settings.interval, major);
  const told: BootSettings = { ...settings, flags, node: process.execPath };
  Object.assign(env, ourVariables(env, settings.folder, JSON.stringify(told), boot));
  return execve(process.execPath, [name, ...flagsFor({ flags }, boot), ...args], env);
}

/** As it was typed; what node makes of it has absolute paths. */
function commandLine(): string[] {
  try {
    return readFileSync('/proc/self/cmdline', 'utf8').split('\0').slice(0, -1);
  } catch {
    return [process.argv0, ...process.execArgv, ...process.argv.slice(1)];
  }
}
