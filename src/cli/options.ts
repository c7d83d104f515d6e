import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '../run/meant-instead';
import { commandNames } from './command-names';
import { attachOptions } from './attach-arguments';
import { serverOptions } from './server-arguments';
import { UsageError } from './usage-error';

/** Of `profile`, `open` and `hints`. */
export const commonOptions = {
  json: { type: 'boolean' },
  out: { type: 'string' },
  limit: { type: 'string' },
  cwd: { type: 'string' },
  env: { type: 'string', multiple: true },
  node: { type: 'string' },
  source: { type: 'string' },
  interval: { type: 'string' },
  runs: { type: 'string' },
  launch: { type: 'string' },
  test: { type: 'string' },
  name: { type: 'string' },
  profile: { type: 'string' },
  counts: { type: 'boolean' },
  ...attachOptions,
  ...serverOptions,
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options and the words between them, as they are written. @throws UsageError */
export function parsed(args: readonly string[]) {
  return readOptions(args, commonOptions);
}

/** The same with the options of one command. @throws UsageError */
export function readOptions<Known extends Options>(args: readonly string[], known: Known) {
  try {
    const config = {
      args: withNegatives(args, known),
      options: known,
      allowPositionals: true,
    } as const;
    return parseArgs(config);
  } catch (error) {
    throw notParsed(error, known);
  }
}

/** `--limit -3` as it is meant: no option begins with a digit. Its value is then told to be wrong, as any other. */
function withNegatives(args: readonly string[], known: Options): string[] {
  return args.reduce<string[]>((all, word) => {
    const before = /^--([\w-]+)$/.exec(all.at(-1) ?? '')?.[1] ?? '';
    const takesValue = takesText(before, known) && /^-\d/.test(word);
    return takesValue ? [...all.slice(0, -1), `--${before}=${word}`] : [...all, word];
  }, []);
}

/** Whether the next word is the value of this one. */
export function takesText(name: string, known: Options): boolean {
  return Object.entries(known).some(([one, { type }]) => one === name && type === 'string');
}

/** What `parseArgs` complains about, in our words. */
function notParsed(error: unknown, known: Options): UsageError {
  const message = error instanceof Error ? error.message : String(error);
  const [, option = ''] = /'(?:-\w, )?(-[^ '=]*)/.exec(message) ?? [];
  const name = option.replace(/^--?/, '');
  if (/^Unknown option/.test(message)) {
    const near = nearest(name, Object.keys(known));
    return new UsageError(
      `${option} is not an option of tuneline.`,
      near === undefined
        ? 'Arguments of the program go behind `--`; `tuneline <command> --help` lists the options.'
        : `Did you mean --${near}?`,
    );
  }
  if (takesText(name, known))
    return new UsageError(`${option} needs a value.`, `Write it as ${option}=value.`);
  if (/does not take an argument/.test(message))
    return new UsageError(`${option} takes no value.`, `Write ${option} alone.`);
  return new UsageError(`${message.split(/\.\s/)[0].replace(/\.$/, '')}.`);
}

/** What is often meant: to profile the file that is named. */
export function notACommand(word: string): UsageError {
  const near = nearest(word, commandNames);
  return new UsageError(
    `“${word}” is not a command of tuneline.`,
    near !== undefined
      ? `Did you mean: tuneline ${near}`
      : word.endsWith('.cpuprofile')
        ? `Did you mean: tuneline open ${word}`
        : /\.([mc]?[jt]s|[jt]sx)$/.test(word)
          ? `Did you mean: tuneline profile ${word}`
          : undefined,
  );
}
