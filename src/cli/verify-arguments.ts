import { isLoadMetric, type RunMetric, runMetrics } from '../core/metric';
import { briefLoad, type LoadWish, urlOf } from '../run/load/load-wish';
import { readOptions } from './options';
import { loadOptions, serverWish } from './server-arguments';
import { readTime } from './times';
import { UsageError } from './usage-error';
import { environment, type What, wholeNumber, whatToRun } from './what-to-run';

/** What `tuneline verify` is asked. */
export interface VerifyWish extends HowToVerify {
  /** The commit before the change. */
  readonly base: string;
  readonly pairs: number | undefined;
}

/** What is run before and after a change, and how. */
export interface HowToVerify {
  readonly what: What;
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly node: string | undefined;
  readonly metric: RunMetric;
  /** Undefined: the program is run to its end, or until it listens. */
  readonly load: LoadWish | undefined;
  readonly build: string | undefined;
  readonly include: readonly string[];
  /** Files that the program writes, and addresses that it is asked for. */
  readonly compare: readonly string[];
  readonly ask: readonly string[];
  readonly check: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly workspace: string | undefined;
  readonly mostBytes: number | undefined;
  readonly json: boolean;
}

export const verifyOptions = {
  base: { type: 'string' },
  metric: { type: 'string' },
  ...loadOptions,
  pairs: { type: 'string' },
  build: { type: 'string' },
  include: { type: 'string', multiple: true },
  compare: { type: 'string', multiple: true },
  check: { type: 'string' },
  timeout: { type: 'string' },
  workspace: { type: 'string' },
  'max-size': { type: 'string' },
  launch: { type: 'string' },
  test: { type: 'string' },
  name: { type: 'string' },
  cwd: { type: 'string' },
  env: { type: 'string', multiple: true },
  node: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const verifyHelp = `Runs a program before and after a change, in two copies of its workspace, and says whether it got faster.

Options
  --base <commit>     the version before (default HEAD); the version after is the working tree as it is now
  --metric <name>     what the verdict is of: cpu or wall (default cpu; both are shown); of a server start-up (until it listens), or
                      with --load requests-per-second, latency-p50 or latency-p99, and cpu is CPU time for each request
  --load <what>       a server: wait until it listens, put it under load, end it; a URL or a command line as for profile. A command runs
                      until it ends by itself, in the copy, with PORT set; it should make the same requests each time
  --load-connections <n>, --warm-up <time>, --duration <time>
                      as for profile (default: ${briefLoad.connections}, ${briefLoad.warmUp / 1e6}s, ${briefLoad.duration / 1e6}s; a command is run once more to warm up)
  --pairs <n>         run at most n pairs, 2 to 1000 (default: until the verdict is clear, 30 at most)
  --build <command>   run this in both copies first, such as 'npm run build'
  --include <path>    give both copies this file or folder too, which git ignores; may be repeated
  --compare <path>    a file that the program writes, which must be equal as well as its output; of a server also an address, such as
                      :3000/users, whose answer must be equal as well as that of the load's URL; may be repeated
  --check <command>   run this in the copy of the version after, such as 'npm test'; where it fails, it counts as other output
  --timeout <time>    a run may take so long (default: 10m, or twenty times the longest so far, 1m at least)
  --workspace <dir>   copy this folder (default: the root of the git repository)
  --max-size <size>   a copy may be so large (default 4GB)
  --json              print one JSON object on stdout and nothing else
  Also --launch, --test, --name, --cwd, --env and --node as for profile.
  The program gets nothing on its input. Its exit code, stdout and the files of --compare must be equal; what differs between two
  runs of the same version, such as a time, is left out, and said.
  Exit code: 0 faster or same; 1 slower, or other output; 2 it could not be told, for the reason that is printed; 3 unclear.
`;

/** Reads the arguments of `tuneline verify`; `behind`: those after `--`. @throws UsageError */
export function verifyWish(argv: readonly string[], behind: readonly string[]): VerifyWish {
  const { values, positionals } = readOptions(argv, verifyOptions);
  const { pairs } = values;
  return {
    ...readHowToVerify('verify', values, positionals, behind),
    base: values.base ?? 'HEAD',
    pairs: pairs === undefined ? undefined : wholeNumber('pairs', pairs, 0, 2, 1000),
  };
}

type Values = ReturnType<typeof readOptions<typeof verifyOptions>>['values'];

/** @throws UsageError */
export function readHowToVerify(
  command: 'verify' | 'tune' | 'compare',
  values: Partial<Omit<Values, 'base' | 'pairs'>>,
  [file, ...more]: readonly string[],
  behind: readonly string[],
): HowToVerify {
  if (more.length > 0)
    throw new UsageError(
      `“${more[0]}” is one file too many.`,
      `Put arguments of the program behind \`--\`: tuneline ${command} ${file} -- ${more.join(' ')}`,
    );
  const { timeout, compare: compared = [] } = values;
  const how = metricAndLoad(values);
  const ask = compared.flatMap(text => urlOf(text) ?? []);
  if (ask.length > 0 && how.load === undefined)
    throw new UsageError(
      `--compare ${ask[0]} needs --load.`,
      'An address is asked only of a server under load.',
    );
  return {
    what: whatToRun(command, { ...values, duration: undefined }, file, behind),
    cwd: values.cwd,
    env: environment(values.env ?? []),
    node: values.node,
    ...how,
    build: values.build,
    include: values.include ?? [],
    compare: compared.filter(text => urlOf(text) === undefined),
    ask,
    check: values.check,
    timeout: timeout === undefined ? undefined : readTime('timeout', timeout, 1e3) / 1e3,
    workspace: values.workspace,
    mostBytes: size(values['max-size']),
    json: values.json === true,
  };
}

function metricAndLoad(
  values: Parameters<typeof serverWish>[0] & { readonly metric?: string },
): Pick<HowToVerify, 'metric' | 'load'> {
  const metric = metricName(values.metric);
  const wish = serverWish(values, briefLoad);
  const load = wish?.kind === 'load' ? wish.load : undefined;
  if (isLoadMetric(metric) && load === undefined)
    throw new UsageError(
      `--metric ${metric} needs --load.`,
      'Give a URL such as :3000/ or a command line.',
    );
  if ((metric === 'wall' || metric === 'start-up') && load !== undefined)
    throw new UsageError(
      `--metric ${metric} does not go with --load.`,
      metric === 'wall'
        ? 'Under load the time of a request is told by requests-per-second and latency-p50.'
        : 'A start-up ends when the server listens.',
    );
  if (load?.kind === 'command' && load.duration !== undefined)
    throw new UsageError(
      '--duration goes with a URL.',
      'A load command has to end by itself, so that both versions get the same requests.',
    );
  return { metric, load };
}

function metricName(text = 'cpu'): RunMetric {
  const metric = runMetrics.find(name => name === text);
  if (metric !== undefined) return metric;
  throw new UsageError(`--metric is “${text}”.`, `Give one of ${runMetrics.join(', ')}.`);
}

const units = { '': 1, kB: 1e3, MB: 1e6, GB: 1e9 } as const;

function size(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?) ?(kB|MB|GB)?$/i.exec(text) ?? [];
  const factor = Object.entries(units).find(([name]) => name.toLowerCase() === unit.toLowerCase());
  if (count === undefined || factor === undefined)
    throw new UsageError(`--max-size is “${text}”.`, 'Give a size such as 500MB or 8GB.');
  return Number(count) * factor[1];
}
