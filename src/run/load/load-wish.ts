import type { Micros } from '../../core/units';

/** The load that a server shall be under while it is recorded. */
export type LoadWish =
  | {
      readonly kind: 'url';
      readonly url: string;
      readonly connections: number;
      readonly warmUp: Micros;
      readonly duration: Micros;
    }
  | {
      readonly kind: 'command';
      /** As it would be typed into a shell. */
      readonly line: string;
      readonly warmUp: Micros;
      /** Undefined: until the command is over. */
      readonly duration: Micros | undefined;
    };

/** Of the built-in client. */
export const mostConnections = 10_000;
/** Timers of Node.js end after 24 days. */
export const mostTime: Micros = 24 * 24 * 3600e6;

export const usualLoad = { connections: 10, warmUp: 3e6, duration: 10e6 } as const;
/** Where each version is put under load many times. */
export const briefLoad = { ...usualLoad, warmUp: 2e6, duration: 3e6 } as const;

/** The load that a URL or a command line means; a command runs until it ends by itself where no duration is given. */
export function loadWish(
  what: string,
  {
    connections = usualLoad.connections,
    warmUp,
    duration,
    usual,
  }: {
    readonly connections?: number;
    readonly warmUp?: Micros;
    readonly duration?: Micros;
    readonly usual: { readonly warmUp: Micros; readonly duration: Micros };
  },
): LoadWish {
  const url = urlOf(what);
  const warm = warmUp ?? usual.warmUp;
  return url === undefined
    ? { kind: 'command', line: what, warmUp: warm, duration }
    : { kind: 'url', url, connections, warmUp: warm, duration: duration ?? usual.duration };
}

/** How long a program is under it; undefined: a command goes on as long as it likes. */
export function timeUnder({ warmUp, duration }: LoadWish): Micros | undefined {
  return duration === undefined ? undefined : warmUp + duration;
}

/** What was meant for a URL and is none, such as `:99999/`: as a command line it would only fail to be found. */
export function isBrokenUrl(text: string): boolean {
  return /^(:\d+(\/|$)|https?:\/\/)/i.test(text.trim()) && urlOf(text) === undefined;
}

/** A URL is for the built-in client; anything else is a command line. `:3000/path` and `localhost:3000` are URLs as well. */
export function urlOf(text: string): string | undefined {
  const trimmed = text.trim();
  const full = /^:\d+(\/|$)/.test(trimmed)
    ? `http://127.0.0.1${trimmed}`
    : /^[\w.-]+:\d+(\/\S*)?$/.test(trimmed)
      ? `http://${trimmed}`
      : trimmed;
  if (!/^https?:\/\/\S+$/i.test(full)) return undefined;
  return URL.canParse(full) ? full : undefined;
}
