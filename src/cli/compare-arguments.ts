import { parseArgs } from 'node:util';
import { UsageError } from './usage-error';
import { wholeNumber } from './what-to-run';

/** What `tuneline compare` is asked. */
export interface CompareWish {
  /** A .cpuprofile, a recording of a session, or the folder of a session. */
  readonly before: string;
  readonly after: string;
  readonly json: boolean;
  readonly limit: number;
}

const options = { json: { type: 'boolean' }, limit: { type: 'string' } } as const;

export const compareHelp = `compare shows which lines and functions got more, less, appeared or vanished between two profiles: .cpuprofile files, recordings
(.json.gz) or folders of sessions. It takes --json and --limit. Whether a change made the program faster is said by verify.
`;

/** Reads the arguments of `tuneline compare`. @throws UsageError */
export function compareWish(argv: readonly string[]): CompareWish {
  const { values, positionals } = parsed(argv);
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError(
      '`tuneline compare` needs two profiles.',
      'For example: tuneline compare before.cpuprofile after.cpuprofile.',
    );
  const limit = wholeNumber('limit', values.limit, 20, 1, 1e6);
  return { before, after, json: values.json === true, limit };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(/\.\s/)[0] : String(error));
  }
}
