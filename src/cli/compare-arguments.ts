import { readOptions } from './options';
import { UsageError } from './usage-error';
import { type HowToVerify, readHowToVerify, verifyOptions } from './verify-arguments';
import { wholeNumber } from './what-to-run';

/** What `tuneline compare` is asked. */
export type CompareWish = { readonly json: boolean; readonly limit: number } & (
  | {
      readonly kind: 'profiles';
      /** A .cpuprofile, a recording of a session, or the folder of a session. */
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly kind: 'commits';
      readonly before: string;
      /** Undefined: the working tree as it is. */
      readonly after: string | undefined;
      /** What is profiled at both. */
      readonly how: HowToVerify;
    }
);

const { launch, test, name, cwd, env, node, build, include, workspace, json } = verifyOptions;
const ofProgram = {
  run: { type: 'string' },
  ...{ launch, test, name, cwd, env, node, build, include, workspace },
  'max-size': verifyOptions['max-size'],
} as const;
export const compareOptions = { ...ofProgram, json, limit: { type: 'string' } } as const;

export const compareHelp = `Shows which lines and functions got more, less, appeared or vanished between two profiles: .cpuprofile files, recordings (.json.gz) or
folders of sessions; or between two commits, or a commit and the working tree, which are profiled for it in scratch copies. Whether a
change made the program faster is said by verify.

Options
  --run <file>        the program to profile at both commits; or --launch, --test, or a command behind \`--\`, as for profile
  --json              print one JSON object on stdout and nothing else
  --limit <n>         show at most n lines (default 20; --json prints all)
  Also --build, --include, --workspace and --max-size as for verify; --cwd, --env and --node as for profile.
  Exit code: 0 when they were compared; 1 when they could not be; 2 when the options are wrong (1 with --json, which tells every
  failure in the same way).
`;

/** Reads the arguments of `tuneline compare`; `behind`: those after `--`. @throws UsageError */
export function compareWish(argv: readonly string[], behind: readonly string[]): CompareWish {
  const { values, positionals } = readOptions(argv, compareOptions);
  const [before, after, ...more] = positionals;
  const output = {
    json: values.json === true,
    limit: wholeNumber('limit', values.limit, 20, 1, 1e6),
  };
  const { run, launch, test } = values;
  if (run !== undefined || launch !== undefined || test !== undefined || behind.length > 0) {
    if (before === undefined || more.length > 0)
      throw new UsageError(
        '`tuneline compare --run` needs a commit, or two.',
        'For example: tuneline compare HEAD~1 HEAD --run main.ts.',
      );
    const how = readHowToVerify('compare', values, run === undefined ? [] : [run], behind);
    return { kind: 'commits', before, after, how, ...output };
  }
  const stray = Object.keys(ofProgram).find(key => key in values);
  if (stray !== undefined)
    throw new UsageError(
      `--${stray} needs a program: --run, --launch or --test.`,
      'For example: tuneline compare HEAD~1 HEAD --run main.ts.',
    );
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError(
      '`tuneline compare` needs two profiles.',
      'For example: tuneline compare before.cpuprofile after.cpuprofile, or of commits: tuneline compare HEAD~1 HEAD --run main.ts.',
    );
  return { kind: 'profiles', before, after, ...output };
}
