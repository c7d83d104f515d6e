import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { readTime } from './times';
import { UsageError } from './usage-error';

/** A program that runs already, as the command line names it. */
export interface Attached {
  readonly host: string;
  readonly port: number;
  /** Instead of host and port. */
  readonly pid: number | undefined;
  readonly localRoot: string | undefined;
  readonly remoteRoot: string | undefined;
  /** Microseconds; undefined: until Ctrl+C. */
  readonly duration: number | undefined;
  readonly mayLeaveMachine: boolean;
  /** Microseconds. */
  readonly interval: number;
}

export const attachOptions = {
  attach: { type: 'string' },
  duration: { type: 'string' },
  'local-root': { type: 'string' },
  'remote-root': { type: 'string' },
  unencrypted: { type: 'boolean' },
} as const;

export const attachHelp = `Options of profile --attach, for a program that runs already; it goes on when sampling ends
  --attach <name>     the number of a process, or host:port of its inspector (:9229 is localhost:9229)
  --duration <time>   how long to sample, such as 10s, 500ms or 2m (default: until Ctrl+C, or the program's end)
  --local-root <dir>  the folder here …
  --remote-root <dir> … that the program calls so, in a container or on another machine
  --unencrypted       attach to another machine, though the inspector's protocol is not encrypted
`;

type Values = Readonly<
  Partial<Record<'attach' | 'duration' | 'local-root' | 'remote-root', string>>
> & { readonly unencrypted?: boolean };

/** What `--attach` and its companions say; undefined without it. @throws UsageError */
export function attached(values: Values, interval: number): Attached | undefined {
  const { attach, duration, unencrypted } = values;
  const [localRoot, remoteRoot] = [values['local-root'], values['remote-root']];
  if (attach === undefined) {
    const companion = ([...Object.keys(attachOptions)] as (keyof typeof attachOptions)[]).find(
      name => name !== 'duration' && values[name] !== undefined,
    );
    if (companion !== undefined) throw new UsageError(`--${companion} needs --attach.`);
    return undefined;
  }
  if ((localRoot === undefined) !== (remoteRoot === undefined))
    throw new UsageError('--local-root and --remote-root need each other.');
  return {
    ...placeOf(attach),
    localRoot: localRoot === undefined ? undefined : resolve(localRoot),
    remoteRoot,
    duration: duration === undefined ? undefined : readTime('duration', duration, 1e5),
    mayLeaveMachine: unencrypted === true,
    interval,
  };
}

function placeOf(text: string): Pick<Attached, 'host' | 'port' | 'pid'> {
  if (/^\d+$/.test(text) && Number(text) > 0)
    return { host: '127.0.0.1', port: 0, pid: Number(text) };
  const [, host, port] = /^(?:ws:\/\/)?(.*):(\d+)\/?$/.exec(text) ?? [];
  const bare = host?.replace(/^\[(.*)\]$/, '$1');
  const isHost = bare !== undefined && (/^[\w.-]*$/.test(bare) || isIPv6(bare));
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  if (isHost && !isPort)
    throw new UsageError(
      `--attach is “${text}”, and ${port} is not a port: those go from 1 to 65535.`,
      'Give host:port of an inspector, such as localhost:9229, or the number of a process alone.',
    );
  if (!isHost)
    throw new UsageError(
      `--attach is “${text}”.`,
      'Give the number of a process, or host:port of an inspector, such as localhost:9229.',
    );
  return { host: bare === '' ? 'localhost' : bare, port: Number(port), pid: undefined };
}
