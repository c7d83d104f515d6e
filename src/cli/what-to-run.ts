import type { Micros } from '../core/units';
import { readTime } from './times';
import { UsageError } from './usage-error';

/** What is run. */
export type What =
  | { readonly kind: 'file'; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | {
      readonly kind: 'launch';
      readonly name: string;
      readonly args: readonly string[];
      /** How long to sample, if the entry attaches. */
      readonly duration?: Micros;
    }
  | {
      readonly kind: 'test';
      readonly file: string;
      /** Of one test or suite; undefined: all of the file. */
      readonly name: string | undefined;
      readonly args: readonly string[];
    };

/** The options that say what is run. */
export interface WhatOptions {
  readonly launch?: string;
  readonly test?: string;
  readonly name?: string;
  readonly duration?: string;
}

/** One thing is run: a file, an entry, tests, or else the command behind `--`. */
export function whatToRun(
  command: 'profile' | 'verify' | 'tune' | 'compare',
  { launch, test, name, duration }: WhatOptions,
  file: string | undefined,
  behind: readonly string[],
): What {
  const named = [
    isNamed(file) ? `“${file}”` : '',
    launch === undefined ? '' : '--launch',
    test === undefined ? '' : '--test',
  ].filter(text => text !== '');
  if (named.length > 1)
    throw new UsageError(
      `${named.join(' and ')} both say what to run.`,
      'Give one: a file, --launch, --test, or a command behind `--`.',
    );
  if (name !== undefined && test === undefined)
    throw new UsageError(
      '--name goes with --test.',
      'Give the test file as well: --test <file> --name <name>.',
    );
  if (launch !== undefined) {
    if (launch === '') throw new UsageError('--launch needs the name of an entry.');
    return {
      kind: 'launch',
      name: launch,
      args: behind,
      ...(duration === undefined ? {} : { duration: readTime('duration', duration, 1e5) }),
    };
  }
  if (test !== undefined) {
    if (test === '') throw new UsageError('--test needs a file.');
    return { kind: 'test', file: test, name, args: behind };
  }
  if (isNamed(file)) return { kind: 'file', file, args: behind };
  if (isNamed(behind[0])) return { kind: 'command', words: behind };
  throw new UsageError(
    `\`tuneline ${command}\` needs a file, or a command behind \`--\`.`,
    `For example: tuneline ${command} main.ts, or: tuneline ${command} -- npm run build.`,
  );
}

export function isNamed(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

export function wholeNumber(
  name: string,
  text: string | undefined,
  normally: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return normally;
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
    throw new UsageError(
      `--${name} is “${text}”.`,
      `Give a whole number from ${least} to ${most}.`,
    );
  }
  return value;
}

/** `NAME=value`, each. @throws UsageError */
export function environment(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=');
      if (at <= 0) throw new UsageError(`--env is “${pair}”.`, 'Write it as NAME=value.');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
