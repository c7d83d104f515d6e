import {
  isBrokenUrl,
  type LoadWish,
  mostConnections,
  urlOf,
  usualLoad,
} from '../run/load/load-wish';
import type { Micros } from '../core/units';
import { readTime } from './times';
import { UsageError } from './usage-error';

/** What of a server's life is recorded, as the command line says; undefined: all of a program's. */
export type ServerWish =
  { readonly kind: 'start-up' } | { readonly kind: 'load'; readonly load: LoadWish };

export const serverOptions = {
  'start-up': { type: 'boolean' },
  load: { type: 'string' },
  'load-connections': { type: 'string' },
  'warm-up': { type: 'string' },
} as const;

/** Those that say a load. */
export const loadOptions = {
  load: serverOptions.load,
  'load-connections': serverOptions['load-connections'],
  'warm-up': serverOptions['warm-up'],
  duration: { type: 'string' },
} as const;

export const serverHelp = `Options of profile for a server, which is ended afterwards
  --start-up          record from its start until it listens for the first time
  --load <what>       wait until it listens, put it under load, and record it when it is warm. A URL
                      (http://127.0.0.1:3000/path, or :3000/path) is asked by a built-in client; anything else is a command line
  --load-connections <n>  connections of the built-in client (1 to 10000, default ${usualLoad.connections})
  --warm-up <time>    load before recording begins, cut off (default ${usualLoad.warmUp / 1e6}s)
  --duration <time>   how long to record (default ${usualLoad.duration / 1e6}s; under a command: until that is over)
`;

type Values = Readonly<
  Partial<Record<'load' | 'load-connections' | 'warm-up' | 'duration', string>>
> & { readonly 'start-up'?: boolean };

/** `usual`: where nothing else is said. @throws UsageError */
export function serverWish(
  values: Values,
  usual: Pick<typeof usualLoad, 'connections'> & {
    readonly warmUp: Micros;
    readonly duration: Micros;
  } = usualLoad,
): ServerWish | undefined {
  const { load, duration } = values;
  const [connections, warmUp] = [values['load-connections'], values['warm-up']];
  if (values['start-up'] === true && load !== undefined)
    throw new UsageError(
      '--start-up and --load do not go together.',
      'Record the start-up and what comes under load in two goes.',
    );
  if (load === undefined) {
    const companion = (['load-connections', 'warm-up'] as const).find(
      name => values[name] !== undefined,
    );
    if (companion !== undefined) throw new UsageError(`--${companion} needs --load.`);
    if (duration !== undefined) throw new UsageError('--duration needs --attach or --load.');
    return values['start-up'] === true ? { kind: 'start-up' } : undefined;
  }
  if (load.trim() === '')
    throw new UsageError('--load is empty.', 'Give a URL such as :3000/ or a command line.');
  if (isBrokenUrl(load))
    throw new UsageError(
      `--load is “${load}”, which is no URL that can be asked.`,
      'Give one such as :3000/ or http://127.0.0.1:3000/path.',
    );
  const url = urlOf(load);
  const times = {
    warmUp: warmUp === undefined ? usual.warmUp : readTime('warm-up', warmUp, 0),
    duration: duration === undefined ? undefined : readTime('duration', duration, 1e5),
  };
  if (url === undefined) {
    if (connections !== undefined)
      throw new UsageError('--load-connections goes with a URL; a load command has its own.');
    return { kind: 'load', load: { kind: 'command', line: load, ...times } };
  }
  return {
    kind: 'load',
    load: {
      kind: 'url',
      url,
      connections: connectionsOf(connections),
      warmUp: times.warmUp,
      duration: times.duration ?? usual.duration,
    },
  };
}

function connectionsOf(text: string | undefined): number {
  if (text === undefined) return usualLoad.connections;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > mostConnections)
    throw new UsageError(
      `--load-connections is “${text}”.`,
      `Give a whole number from 1 to ${mostConnections}.`,
    );
  return value;
}
