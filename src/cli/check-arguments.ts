import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';

/** What `tuneline check` is asked. */
export interface CheckWish {
  /** Undefined: the tuneline.json found from here upwards. */
  readonly config: string | undefined;
  readonly base: string | undefined;
  /** Names of budgets; undefined: all. */
  readonly only: readonly string[] | undefined;
  readonly json: boolean;
  /** Where to write JUnit XML. */
  readonly junit: string | undefined;
  /** Print annotations of GitHub Actions, and write its job summary. */
  readonly github: boolean;
}

export const checkOptions = {
  config: { type: 'string' },
  base: { type: 'string' },
  only: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  junit: { type: 'string' },
  github: { type: 'boolean' },
} as const;

export const checkHelp = `Measures the budgets of tuneline.json, and says which are broken, and by which lines.

Options
  --config <file>     the file (default: tuneline.json, from here upwards)
  --base <commit>     what budgets with "mostOfBase" compare with, on this machine (default: in a pull request of GitHub its target; else
                      the last commit, or the one before where nothing differs from it)
  --only <name>       only the budget of this name; may be repeated
  --junit <file>      write the results as JUnit XML too
  --github            print annotations for GitHub Actions, and write the summary of the job
  --json              print one JSON object on stdout and nothing else
  Exit code: 0 all are kept, or it is unclear; 1 one is broken; 2 one could not be measured, or tuneline.json can't be read.
`;

/** Reads the arguments of `tuneline check`. @throws UsageError */
export function checkWish(argv: readonly string[]): CheckWish {
  const { values, positionals } = parsed(argv);
  if (positionals.length > 0)
    throw new UsageError(
      `“${positionals[0]}” does not go with check.`,
      'What is run stands in tuneline.json. For one budget of it: tuneline check --only <name>.',
    );
  const { config, base, only, junit } = values;
  return { config, base, only, junit, json: values.json === true, github: values.github === true };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: checkOptions, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(/\.\s/)[0] : String(error));
  }
}
