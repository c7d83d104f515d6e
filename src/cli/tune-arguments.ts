import { readOptions } from './options';
import { readTime } from './times';
import { UsageError } from './usage-error';
import { readHowToVerify, verifyOptions, type HowToVerify } from './verify-arguments';

/** What `tuneline tune` is asked. */
export interface TuneWish extends HowToVerify {
  readonly classes: readonly ('safe' | 'review')[];
  /** Milliseconds after which no further tuning is tried; undefined: as usual. */
  readonly time: number | undefined;
  /** Write what was confirmed. */
  readonly apply: boolean;
}

const { base: _base, pairs: _pairs, ...ofVerify } = verifyOptions;
export const tuneOptions = {
  ...ofVerify,
  classes: { type: 'string' },
  time: { type: 'string' },
  apply: { type: 'boolean' },
} as const;

export const tuneHelp = `Profiles a program, tries each tuning that is known for it in scratch copies, one by one, hottest first, each against the best so far,
and measures those that helped together, afresh. It prints a table and one change, and writes nothing.

Options
  --apply             write the change, if it made the program faster and its output is the same
  --classes <names>   what is tried: safe, which keeps behaviour, or safe,review (default safe)
  --time <time>       try for so long at most (default 15m); what helped until then is measured together all the same
  --json              print one JSON object on stdout and nothing else
  Also --metric, --load and what goes with it, --build, --include, --compare, --check, --timeout, --workspace and --max-size as for
  verify; --launch, --test, --name, --cwd, --env and --node as for profile. --check judges what helped together.
  Exit code: 0 there is a change that makes it faster; 1 no tuning is known, or none helped; 2 it could not be told, for the reason
  that is printed; 3 what helped one by one was not confirmed together.
`;

/** Reads the arguments of `tuneline tune`; `behind`: those after `--`. @throws UsageError */
export function tuneWish(argv: readonly string[], behind: readonly string[]): TuneWish {
  const { values, positionals } = readOptions(argv, tuneOptions);
  const { time } = values;
  return {
    ...readHowToVerify('tune', values, positionals, behind),
    classes: classesIn(values.classes),
    time: time === undefined ? undefined : readTime('time', time, 1e6) / 1e3,
    apply: values.apply === true,
  };
}

function classesIn(text = 'safe'): TuneWish['classes'] {
  const names = text.split(',').map(name => name.trim());
  const known = names.filter(name => name === 'safe' || name === 'review');
  if (known.length === names.length) return known;
  throw new UsageError(`--classes is “${text}”.`, 'Give safe, review, or safe,review.');
}
