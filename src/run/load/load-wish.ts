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

export const usualLoad = { connections: 10, warmUp: 3e6, duration: 10e6 } as const;

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
