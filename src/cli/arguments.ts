import type { Micros } from '../core/units';
import { attached, type Attached } from './attach-arguments';
import { notACommand, parsed } from './options';
import { serverOptions, type ServerWish, serverWish } from './server-arguments';
import { readTime } from './times';
import { UsageError } from './usage-error';

export { UsageError } from './usage-error';

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'profile'; readonly program: Program } & Output)
  | ({ readonly kind: 'attach'; readonly attached: Attached } & Output)
  | ({ readonly kind: 'open'; readonly file: string } & Output)
  | {
      readonly kind: 'hints';
      readonly file: string;
      readonly profile: string;
      readonly json: boolean;
    };

export interface Program {
  readonly what: What;
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly node: string | undefined;
  readonly source: 'auto' | 'v8-log' | 'inspector';
  /** Microseconds. */
  readonly interval: number;
  readonly runs: number;
  /** The part of a server's life that is recorded; undefined: all of the program's. */
  readonly server: ServerWish | undefined;
}

/** What is run. */
export type What =
  | { readonly kind: 'file'; readonly file: string; readonly args: readonly string[] }
  | { readonly kind: 'command'; readonly words: readonly string[] }
  | {
      readonly kind: 'launch';
      readonly name: string;
      readonly args: readonly string[];
      /** How long to sample, if the entry attaches. */
      readonly duration: Micros | undefined;
    }
  | {
      readonly kind: 'test';
      readonly file: string;
      /** Of one test or suite; undefined: all of the file. */
      readonly name: string | undefined;
      readonly args: readonly string[];
    };

export interface Output {
  readonly json: boolean;
  /** Where to save the profile, ending in `.cpuprofile`. */
  readonly out: string | undefined;
  readonly limit: number;
}

/** Reads the arguments after `node tuneline`. @throws UsageError */
export function readArguments(argv: readonly string[]): Request {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const { values, positionals } = parsed(own);
  if (values.help === true) return { kind: 'help' };
  if (values.version === true) return { kind: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined) return { kind: 'help' };
  if (command === 'hints') return hintsWish(rest, values, end >= 0);
  if (command !== 'profile' && command !== 'open') {
    throw notACommand(command);
  }
  if (values.profile !== undefined) throw new UsageError('--profile goes with `tuneline hints`.');
  const output = {
    json: values.json === true,
    out: outFile(values.out),
    limit: wholeNumber('limit', values.limit, 20, 1, 1e6),
  };
  const interval = wholeNumber('interval', values.interval, 1000, 50, 100_000);
  const program = attached(values, interval);
  if (program !== undefined) {
    refuseForAttached(command, rest, values, end >= 0);
    return { kind: 'attach', attached: program, ...output };
  }
  const [file, ...more] = rest;
  if (more.length > 0) {
    const action = `Put arguments of the program behind \`--\`: tuneline ${command} ${file} -- ${more.join(' ')}`;
    throw new UsageError(`“${more[0]}” is one file too many.`, action);
  }
  if (command === 'open') {
    if (!isNamed(file)) throw new UsageError('`tuneline open` needs a file.');
    return { kind: 'open', file, ...output };
  }
  // Whether an entry attaches, and so can be sampled for a time, only its file tells.
  const isOfLaunch = values.launch !== undefined && values.load === undefined;
  const server = serverWish(isOfLaunch ? { ...values, duration: undefined } : values);
  const runs = wholeNumber('runs', values.runs, 1, 1, 100);
  if (server?.kind === 'load' && runs > 1)
    throw new UsageError('--load does not go with --runs.', 'Record for longer: --duration 60s.');
  return {
    kind: 'profile',
    program: {
      what: whatToRun(values, file, end < 0 ? [] : argv.slice(end + 1)),
      cwd: values.cwd,
      env: environment(values.env ?? []),
      node: values.node,
      source: sourceName(values.source),
      interval,
      runs,
      server,
    },
    ...output,
  };
}

/** Nothing is run, and nothing is saved. */
function hintsWish(
  [file, ...more]: readonly string[],
  { profile, json, ...others }: Readonly<ReturnType<typeof parsed>['values']>,
  hasArguments: boolean,
): Request {
  const example = 'For example: tuneline hints src/main.ts --profile main.cpuprofile.';
  const [extra] = [...more, ...Object.keys(others).map(name => `--${name}`)];
  if (extra !== undefined || hasArguments)
    throw new UsageError(`${extra ?? '`--`'} does not go with hints.`, example);
  if (!isNamed(file))
    throw new UsageError('`tuneline hints` needs the source file that is asked about.', example);
  if (!isNamed(profile)) throw new UsageError('`tuneline hints` needs --profile <file>.', example);
  return { kind: 'hints', file, profile, json: json === true };
}

/** What only makes sense for a program that is started. */
function refuseForAttached(
  command: string,
  files: readonly string[],
  values: Readonly<Record<string, unknown>>,
  hasArguments: boolean,
): void {
  const mine = [
    'cwd',
    'env',
    'node',
    'source',
    'runs',
    'launch',
    'test',
    'name',
    ...Object.keys(serverOptions),
  ].find(name => values[name] !== undefined);
  const extra = files[0] ?? (mine === undefined ? undefined : `--${mine}`);
  if (command === 'profile' && extra === undefined && !hasArguments) return;
  throw new UsageError(
    `--attach does not go with ${command === 'profile' ? (extra ?? 'arguments after --') : command}.`,
    'The program runs already: leave out what it would be started with.',
  );
}

/** One thing is run: a file, an entry, tests, or else the command behind `--`. */
function whatToRun(
  { launch, test, name, duration }: ReturnType<typeof parsed>['values'],
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
      duration: duration === undefined ? undefined : readTime('duration', duration, 1e5),
    };
  }
  if (test !== undefined) {
    if (test === '') throw new UsageError('--test needs a file.');
    return { kind: 'test', file: test, name, args: behind };
  }
  if (isNamed(file)) return { kind: 'file', file, args: behind };
  if (isNamed(behind[0])) return { kind: 'command', words: behind };
  throw new UsageError(
    '`tuneline profile` needs a file, or a command behind `--`.',
    'For example: tuneline profile main.ts, or: tuneline profile -- npm run build.',
  );
}

function isNamed(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function outFile(out: string | undefined): string | undefined {
  if (out !== undefined && !out.endsWith('.cpuprofile')) {
    throw new UsageError(`--out is “${out}”.`, 'Give a file name that ends in .cpuprofile.');
  }
  return out;
}

function wholeNumber(
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

function sourceName(text: string | undefined): Program['source'] {
  if (text === undefined) return 'auto';
  if (text === 'auto' || text === 'v8-log' || text === 'inspector') return text;
  throw new UsageError(`--source is “${text}”.`, 'Give auto, v8-log or inspector.');
}

function environment(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=');
      if (at <= 0) throw new UsageError(`--env is “${pair}”.`, 'Write it as NAME=value.');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
