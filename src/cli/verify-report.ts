import type { Verdict } from '../core/compare';
import type { RunMetric } from '../core/metric';
import { formatMicros, formatRate, formatRatio, unreachable } from '../core/units';
import type {
  Costs,
  Difference,
  LoadFigures,
  Verification,
  VerifyNote,
} from '../core/verification';

/** The exit code for what was found. */
export function verdictExit({ verdict, outputEqual }: Verification): 0 | 1 | 3 {
  if (!outputEqual || verdict?.kind === 'slower') return 1;
  return verdict === undefined || verdict.kind === 'unclear' ? 3 : 0;
}

/**
 * The object that `--json` prints: stable, versioned by `schema`. `ratio` is how many times as fast: before / after, and after / before
 * for requests per second. Under load, times are of each request.
 */
export function jsonVerification(made: Verification): object {
  const ms = (micros: number) => Math.round(micros) / 1000;
  const costs = ({ cpu, wall, load }: Costs) => ({
    cpuMs: cpu === undefined ? null : ms(cpu),
    wallMs: ms(wall),
    ...(load === undefined ? {} : ofLoad(load)),
  });
  const ofLoad = ({ requests, perSecond, p50, p99 }: LoadFigures) => ({
    requests: Math.round(requests),
    requestsPerSecond: Math.round(perSecond * 10) / 10,
    latencyMs: p50 === undefined || p99 === undefined ? null : { p50: ms(p50), p99: ms(p99) },
  });
  const { verdict, ratios } = made;
  return {
    schema: 1,
    verdict: verdict === undefined ? null : { metric: made.metric, ...verdict },
    outputEqual: made.outputEqual,
    before: costs(made.before),
    after: costs(made.after),
    load: made.load ?? null,
    ratios: { ...ratios, cpu: ratios.cpu ?? null },
    differences: made.differences,
    leftOut: made.leftOut,
    notes: made.notes,
    pairs: made.pairs.map(({ before, after }) => ({ before: costs(before), after: costs(after) })),
    copied: made.copied,
    runs: made.runs,
  };
}

/** `1.83× faster (1.76–1.90, 9 pairs), CPU time; wall 1.79×; output equal`, and below what else there is to know. */
export function textVerification(made: Verification): string {
  const { metric, load, before, after, outputEqual, leftOut } = made;
  const what = load === undefined ? 'output' : 'answers';
  const left = leftOut.length > 0 ? ' but for what varies from run to run' : '';
  const isChecked = made.differences.every(({ kind }) => kind === 'check');
  const differs = isChecked
    ? `${what} equal, BUT THE CHECK FAILS`
    : load === undefined
      ? 'OUTPUT DIFFERS'
      : 'ANSWERS DIFFER';
  const output = outputEqual ? `${what} equal${left}` : differs;
  const started =
    load === undefined && metric !== 'start-up' ? 'the program ran' : 'it was started';
  return [
    `${verdictText(made.verdict)}, ${metricText(made, metric)}; ${otherRatio(made)}; ${output}`,
    `${costsText(before, after)}medians of ${made.pairs.length} pairs; ${started} ${made.runs} times.`,
    ...made.differences.flatMap(differenceRows),
    ...made.notes.map(noteText),
    ...leftOut.map(
      ({ what, lines, of, example, order }) =>
        `Not compared of ${what}, since it varies from run to run: ${[
          ...(lines > 0 ? [`something in ${lines} of ${of} lines, such as “${example}”`] : []),
          ...(order ? ['the order of the lines'] : []),
        ].join(', and ')}.`,
    ),
  ].join('\n');
}

export function verdictText(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'not measured to the end';
  const { kind, ratio, low, high, pairs } = verdict;
  const of = `${pairs} pairs`;
  switch (kind) {
    case 'faster':
      return `${times(ratio)} faster (${range(low, high)}, ${of})`;
    case 'slower':
      return `${times(1 / ratio)} slower (${range(1 / high, 1 / low)}, ${of})`;
    case 'same':
      return `the same within 3% (${range(low, high)}, ${of})`;
    case 'unclear':
      return `unclear: between ${times(low)} and ${times(high)} as fast (${of})`;
    default:
      return unreachable(kind);
  }
}

function times(ratio: number): string {
  return `${formatRatio(ratio)}×`;
}

function range(low: number, high: number): string {
  return `${formatRatio(low)}–${formatRatio(high)}`;
}

/** What a value is of; `load`: what the program was under. */
export function metricText({ load }: { readonly load?: object }, metric: RunMetric): string {
  if (metric === 'cpu' && load !== undefined) return 'CPU time for each request';
  return metricNames[metric];
}

const metricNames: Readonly<Record<RunMetric, string>> = {
  cpu: 'CPU time',
  wall: 'wall time',
  'start-up': 'start-up',
  'requests-per-second': 'requests per second',
  'latency-p50': 'latency p50',
  'latency-p99': 'latency p99',
};

/** What else is always said: CPU time where it was not what is judged, else what the clock says. */
function otherRatio({ metric, load, ratios }: Verification): string {
  if (metric !== 'cpu')
    return `CPU time ${ratios.cpu === undefined ? 'not known' : times(ratios.cpu)}`;
  const perSecond = ratios['requests-per-second'];
  return load !== undefined && perSecond !== undefined
    ? `requests per second ${times(perSecond)}`
    : `wall ${times(ratios.wall)}`;
}

function costsText(before: Costs, after: Costs): string {
  const [one, other] = [before.load, after.load];
  const isLoad = one !== undefined && other !== undefined;
  const time = (name: string, was: number | undefined, is: number | undefined) =>
    was === undefined || is === undefined
      ? ''
      : `${name} ${formatMicros(was)} → ${formatMicros(is)}, `;
  return [
    isLoad ? `${formatRate(one.perSecond)} → ${formatRate(other.perSecond)} requests/s, ` : '',
    time(isLoad ? 'CPU each' : 'CPU', before.cpu, after.cpu),
    isLoad ? time('p50', one.p50, other.p50) : time('wall', before.wall, after.wall),
    isLoad ? time('p99', one.p99, other.p99) : '',
  ].join('');
}

/** What differs, and below it what each version wrote. */
export function differenceRows(difference: Difference): string[] {
  const quoted = (text: string | undefined) => (text === undefined ? '(no such line)' : text);
  switch (difference.kind) {
    case 'exit':
      return [
        `Before, the program ends with ${difference.before}; after, with ${difference.after}.`,
        ...(['before', 'after'] as const).flatMap(side =>
          difference.stderr[side] === ''
            ? []
            : [`stderr ${side}:`, ...difference.stderr[side].split('\n').map(line => `  ${line}`)],
        ),
      ];
    case 'text':
      return [
        `${difference.what} differs from line ${difference.line} on:`,
        `  before: ${quoted(difference.before)}`,
        `  after:  ${quoted(difference.after)}`,
      ];
    case 'check':
      return [
        `\`${difference.what}\` is good before the change, and fails after it:`,
        ...difference.words.split('\n').map(line => `  ${line}`),
      ];
    case 'missing-file':
      return [
        difference.in === 'both'
          ? `Neither version writes ${difference.what}.`
          : `The version ${difference.in} the change does not always write ${difference.what}.`,
      ];
    default:
      return unreachable(difference);
  }
}

function noteText({ code, detail, files = [] }: VerifyNote): string {
  const some = `${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}`;
  switch (code) {
    case 'files-missing':
      return `The program looks for files that git ignores, which the copies do not have: ${some}. Give them to both with --include.`;
    case 'opens-workspace':
      return `It uses files of the workspace itself, by absolute path, the same in both versions: ${some}.`;
    case 'input-empty':
      return 'It reads its input, which was empty (/dev/null).';
    case 'stderr-differs':
      return 'What it writes on stderr differs, or varies; that is not judged.';
    case 'check-fails-before':
      return `\`${detail}\` fails before the change too: it judges nothing.`;
    case 'exit-code':
      return `Both versions end with exit code ${detail}.`;
    case 'slept':
      return `Dropped: ${detail} ${detail === '1' ? 'pair' : 'pairs'} in which the machine slept or its clock was set.`;
    case 'left-running':
      return `In ${detail} ${detail === '1' ? 'run' : 'runs'} it left processes running; they were ended, and their CPU time is not counted.`;
    case 'not-seen':
      return 'Which scripts and files it uses could not be seen: that each version ran its own code is not proven.';
    case 'nothing-differs':
      return 'No file that the program used differs between the two versions: the change is not in what ran.';
    case 'dependencies-differ':
      return `${detail} differs: both versions ran with the packages that are installed now.`;
    case 'submodule-as-it-is':
      return `The commit of the submodule ${detail} is not here: both versions have what is checked out.`;
    case 'short-runs':
      return `A run takes only ${detail} of CPU time, much of it to start Node.js: give it more to do for a truer ratio.`;
    case 'requests-not-told':
      return `\`${detail}\` does not tell how many requests it made: times are of all of it, which is fair if it makes the same ones each time.`;
    case 'client-busy':
      return `The built-in client took ${detail} of a core itself: it may be what limits requests and latency. CPU time for each request (--metric cpu) is of the server alone.`;
    case 'waits-mostly':
      return `It computes for only ${detail} of its time and waits for the rest.`;
    default:
      return unreachable(code);
  }
}
