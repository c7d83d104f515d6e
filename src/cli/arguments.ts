import { attached, type Attached } from './attach-arguments';
import { commonOptions, notACommand, parsed, takesText } from './options';
import { serverOptions, type ServerWish, serverWish } from './server-arguments';
import { UsageError } from './usage-error';
import { verifyOptions, type VerifyWish, verifyWish } from './verify-arguments';
import { checkOptions, type CheckWish, checkWish } from './check-arguments';
import { compareOptions, type CompareWish, compareWish } from './compare-arguments';
import { type CommandName, isCommandName } from './command-names';
import { tuneOptions, type TuneWish, tuneWish } from './tune-arguments';
import { environment, isNamed, type What, wholeNumber, whatToRun } from './what-to-run';

export { UsageError } from './usage-error';
export type { What } from './what-to-run';

/** What the command line asks for. */
export type Request =
  /** `of`: the command that is asked about; undefined: all. */
  | { readonly kind: 'help'; readonly of?: CommandName }
  | { readonly kind: 'version' }
  | ({ readonly kind: 'profile'; readonly program: Program } & Output)
  | ({ readonly kind: 'attach'; readonly attached: Attached } & Output)
  | ({ readonly kind: 'open'; readonly file: string } & Output)
  | ({ readonly kind: 'verify' } & VerifyWish)
  | ({ readonly kind: 'tune' } & TuneWish)
  | { readonly kind: 'compare'; readonly wish: CompareWish }
  | ({ readonly kind: 'check' } & CheckWish)
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
  /** Run it once more to count how often its code runs. */
  readonly counts: boolean;
  /** The part of a server's life that is recorded; undefined: all of the program's. */
  readonly server: ServerWish | undefined;
}

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
  const at = commandIn(own);
  if (own.some(word => word === '--help' || word === '-h')) return helpOn(own[at]);
  if (own.some(word => word === '--version' || word === '-v')) return { kind: 'version' };
  if (own[at] === 'help') return helpOnNamed(own[at + 1]);
  const others = own.toSpliced(at, 1);
  const behind = end < 0 ? [] : argv.slice(end + 1);
  if (own[at] === 'verify') return { kind: 'verify', ...verifyWish(others, behind) };
  if (own[at] === 'tune') return { kind: 'tune', ...tuneWish(others, behind) };
  if (own[at] === 'compare') return { kind: 'compare', wish: compareWish(others, behind) };
  if (own[at] === 'check') return { kind: 'check', ...checkWish(others) };
  const { values, positionals } = parsed(own);
  const [command, ...rest] = positionals;
  if (command === undefined) return { kind: 'help' };
  if (command === 'hints') return hintsWish(rest, values, end >= 0);
  if (command !== 'profile' && command !== 'open') {
    throw notACommand(command);
  }
  if (values.counts === true && command === 'open')
    throw new UsageError('--counts goes with `tuneline profile`: it runs the program once more.');
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
  if (values.counts === true && server !== undefined)
    throw new UsageError(
      '--counts does not go with the recording of a part of a server.',
      'It counts in a second run, which has to end by itself.',
    );
  const runs = wholeNumber('runs', values.runs, 1, 1, 100);
  if (server?.kind === 'load' && runs > 1)
    throw new UsageError('--load does not go with --runs.', 'Record for longer: --duration 60s.');
  return {
    kind: 'profile',
    program: {
      what: whatToRun('profile', values, file, behind),
      cwd: values.cwd,
      env: environment(values.env ?? []),
      node: values.node,
      source: sourceName(values.source),
      interval,
      runs,
      counts: values.counts === true,
      server,
    },
    ...output,
  };
}

const allOptions = {
  ...commonOptions,
  ...verifyOptions,
  ...tuneOptions,
  ...compareOptions,
  ...checkOptions,
};

/** Where the command stands: options may stand before it, with values that are no command. */
function commandIn(own: readonly string[]): number {
  return own.findIndex(
    (word, at) =>
      !word.startsWith('-') &&
      !takesText(/^--([\w-]+)$/.exec(own[at - 1] ?? '')?.[1] ?? '', allOptions),
  );
}

/** `tuneline help profile`. */
function helpOnNamed(word: string | undefined): Request {
  const isCommand = word === undefined || word === 'help' || word.startsWith('-');
  if (!isCommand && !isCommandName(word)) throw notACommand(word);
  return helpOn(word);
}

function helpOn(word: string | undefined): Request {
  return isCommandName(word) ? { kind: 'help', of: word } : { kind: 'help' };
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
    throw new UsageError(
      more.length > 0
        ? `\`tuneline hints\` takes one source file; ${more[0]} is a second one.`
        : `${extra ?? '`--`'} does not go with hints.`,
      example,
    );
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
    'counts',
    ...Object.keys(serverOptions),
  ].find(name => values[name] !== undefined);
  const extra = files[0] ?? (mine === undefined ? undefined : `--${mine}`);
  if (command === 'profile' && extra === undefined && !hasArguments) return;
  throw new UsageError(
    `--attach does not go with ${command === 'profile' ? (extra ?? 'arguments after --') : command}.`,
    'The program runs already: leave out what it would be started with.',
  );
}

function outFile(out: string | undefined): string | undefined {
  if (out !== undefined && !out.endsWith('.cpuprofile')) {
    throw new UsageError(`--out is “${out}”.`, 'Give a file name that ends in .cpuprofile.');
  }
  return out;
}

function sourceName(text: string | undefined): Program['source'] {
  if (text === undefined) return 'auto';
  if (text === 'auto' || text === 'v8-log' || text === 'inspector') return text;
  throw new UsageError(`--source is “${text}”.`, 'Give auto, v8-log or inspector.');
}
