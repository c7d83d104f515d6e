import { join } from 'node:path';
import type { Micros } from '../core/units';

const logName = 'tuneline.log';
const intervalName = '--prof-sampling-interval=';

/**
 * The flags that make V8 write its log into `folder`, one file per isolate. `--no-sparkplug`: baseline code has no positions on
 * Node 20 to 24. `%t` keeps the logs of workers apart whose isolates got the same address.
 *
 * `major`: the version of node, once it is known. `--no-maglev-loop-peeling`: in a loop that V8's middle tier peels, every
 * place but those of the first round is logged as the loop's own line, calls included (22 % instead of 69 % of the time on a call's
 * line, Node 24). Checking TypeScript on this project costs the same CPU time with and without it. Node 20 does not know the flag.
 */
export function logArguments(folder: string, interval: Micros, major?: number): readonly string[] {
  const path = join(folder.replaceAll('%', '%%'), `%t-${logName}`);
  return [
    '--prof',
    '--no-sparkplug',
    '--logfile-per-isolate',
    `--logfile=${path}`,
    intervalArgument(interval),
    ...(major !== undefined && major >= 22 && major <= 26 ? ['--no-maglev-loop-peeling'] : []),
  ];
}

/** Of several, V8 takes the last. */
export function intervalArgument(interval: Micros): string {
  return `${intervalName}${Math.max(50, Math.round(interval))}`;
}

export function isIntervalArgument(argument: string): boolean {
  return argument.startsWith(intervalName);
}

/** A log of one isolate, as V8 names it: `isolate0x1234-<pid>-<time>-tuneline.log`. */
export interface IsolateLog {
  readonly name: string;
  readonly pid: number;
  /** V8's clock when the isolate began, in milliseconds: the main isolate is the first of its process. */
  readonly began: number;
}

export function isolateLog(name: string): IsolateLog | undefined {
  const match = new RegExp(`^isolate.*-(\\d+)-(\\d+)-${logName.replace('.', '\\.')}$`).exec(name);
  return match === null ? undefined : { name, pid: Number(match[1]), began: Number(match[2]) };
}
