import type { RanText } from '../line-anchors';
import type { Frame, Profile, ProfileProblem, Script } from '../profile';
import type { Recording } from '../session';

/** Grows when a reader of the old kind would misread the new. */
const schema = 1;

/** A recording as it is kept on disk: the columns of its profile as plain lists. */
interface Stored {
  readonly schema: typeof schema;
  readonly run: Recording['run'];
  readonly texts: readonly (readonly [string, string])[];
  /** Missing in recordings that were kept before their texts were looked at. */
  readonly ran?: readonly {
    readonly file: string;
    readonly hashes: readonly number[];
    readonly indents?: readonly number[];
    readonly functions: RanText['functions'];
  }[];
  readonly profile: Omit<Profile, 'stacks' | 'samples'> & {
    readonly stacks: Columns<keyof Profile['stacks']>;
    readonly samples: Columns<keyof Profile['samples']>;
  };
}

type Columns<Names extends string> = Readonly<Record<Names, readonly number[]>>;

/** JSON in which a property that is there but `undefined` is not lost, as in an environment that unsets a variable. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, (_key, one) => (one === undefined ? null : one));
}

/** Reads what `writeJson` wrote: there is no `null` in our values. @throws SyntaxError */
export function readJson(text: string): unknown {
  return withUndefined(JSON.parse(text));
}

function withUndefined(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map(withUndefined);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withUndefined(one)]));
}

/** A recording as JSON. */
export function writeRecording(recording: Recording): string {
  const { profile, run, texts } = recording;
  const { stacks, samples } = profile;
  const stored: Stored = {
    schema,
    run,
    texts: [...texts],
    ran: [...(recording.ran ?? [])].map(([file, { hashes, indents, functions }]) => ({
      file,
      hashes: Array.from(hashes),
      ...(indents && { indents: Array.from(indents) }),
      functions,
    })),
    profile: {
      ...profile,
      stacks: {
        frame: Array.from(stacks.frame),
        parent: Array.from(stacks.parent),
        line: Array.from(stacks.line),
        column: Array.from(stacks.column),
      },
      samples: {
        stack: Array.from(samples.stack),
        weight: Array.from(samples.weight, weight => Math.round(weight)),
        count: Array.from(samples.count),
        trust: Array.from(samples.trust),
      },
    },
  };
  return writeJson(stored);
}

/** Reads what `writeRecording` wrote. Never throws: what is wrong is said in the problem. */
export function readRecording(text: string): Recording | ProfileProblem {
  try {
    return readStoredRecording(readJson(text));
  } catch (error) {
    return { problem: text === '' ? 'empty' : 'truncated', detail: String(error) };
  }
}

/** The same of what was read as JSON already. */
export function readStoredRecording(value: unknown): Recording | ProfileProblem {
  // Checked below, as far as readers of a profile rely on it.
  const stored = value as Stored | undefined;
  if (typeof stored?.profile !== 'object')
    return { problem: 'not-a-profile', detail: 'The file holds no recording.' };
  if (stored.schema !== schema)
    return { problem: 'unsupported', detail: `The file is of version ${stored.schema}.` };
  const wrong = whatIsWrong(stored.profile);
  if (wrong !== undefined) return { problem: 'not-a-profile', detail: wrong };
  const { stacks, samples } = stored.profile;
  return {
    run: stored.run,
    texts: new Map(stored.texts),
    ran: new Map(
      (stored.ran ?? []).map(({ file, hashes, indents, functions }) => [
        file,
        {
          hashes: Uint32Array.from(hashes),
          ...(indents && { indents: Uint16Array.from(indents) }),
          functions,
        },
      ]),
    ),
    profile: {
      ...stored.profile,
      stacks: {
        frame: Int32Array.from(stacks.frame),
        parent: Int32Array.from(stacks.parent),
        line: Int32Array.from(stacks.line),
        column: Int32Array.from(stacks.column),
      },
      samples: {
        stack: Int32Array.from(samples.stack),
        weight: Float64Array.from(samples.weight),
        count: Int32Array.from(samples.count),
        trust: Uint8Array.from(samples.trust),
      },
    },
  };
}

/** What would make a reader of the profile fail: columns of unequal length, or an index that points nowhere. */
function whatIsWrong({ scripts, frames, stacks, samples }: Stored['profile']): string | undefined {
  const lists = [scripts, frames, ...Object.values(stacks ?? {}), ...Object.values(samples ?? {})];
  if (lists.length !== 10 || !lists.every(Array.isArray)) return 'A column is missing.';
  const rows = stacks.frame.length;
  const isOfLength = (length: number) => (column: readonly unknown[]) => column.length === length;
  if (!Object.values(stacks).every(isOfLength(rows))) return 'The stacks are of unequal length.';
  if (!Object.values(samples).every(isOfLength(samples.stack.length)))
    return 'The samples are of unequal length.';
  const below = (limit: number, least: number) => (index: number) =>
    index >= least && index < limit;
  const isSound =
    frames.every((frame: Frame) => below(scripts.length, -1)(frame.script)) &&
    scripts.every((script: Script) => typeof script.name === 'string') &&
    stacks.frame.every(below(frames.length, 0)) &&
    stacks.parent.every((parent, row) => below(row, -1)(parent)) &&
    samples.stack.every(below(rows, 0));
  return isSound ? undefined : 'An index points nowhere.';
}
