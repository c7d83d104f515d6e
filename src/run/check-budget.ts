import { join, resolve } from 'node:path';
import {
  againstBase,
  type Budget,
  type Measurement,
  shareAgainst,
  type SharePlace,
} from '../core/budget';
import {
  changedLines,
  type ChangedLines,
  type Fault,
  grownLines,
  hottestLines,
} from '../core/faults';
import { mergeRecordings } from '../core/merge';
import type { Compared } from '../core/profile-changes';
import type { Recording } from '../core/session';
import { shareOfPlace } from '../core/share-of-place';
import type { Line } from '../core/units';
import type { Difference } from '../core/verification';
import { briefLoad, type LoadWish, loadWish, usualLoad } from './load/load-wish';
import { recordUnderLoad } from './load/under-load';
import { textIfThere } from './mapped-on-disk';
import { measureRuns } from './measure-runs';
import { record } from './record';
import { RecordError } from './record-error';
import { startGuarded } from './start-guarded';
import { recordStartUp } from './start-up';
import type { Target } from './target';
import { answerOfGit, repositoryOf } from './verify/git';
import { recordVersions } from './verify/record-versions';
import type { VerifyRequest } from './verify/request';
import { verify, VerifyError } from './verify/verify';
import { pathInside } from './verify/workspace';

export interface CheckOptions {
  /** Folder of the built workers and preloads. */
  readonly dist: string;
  /** The commit that budgets of the kind `base` compare with, and whose changes may be at fault. */
  readonly base: string;
  /** The one that tuneline.json stands in: no line outside of it is at fault. */
  readonly folder: string;
  /** Reads the profile that a budget names. @throws RecordError */
  readonly readProfile: (file: string) => Promise<Compared>;
}

/** What became of one budget. */
export interface Checked {
  readonly budget: Budget;
  readonly measurement: Measurement;
  /** Of a broken one: the lines that it points to, the likeliest first. */
  readonly faults: readonly Fault[];
  /** Of a comparison with a base: whether both versions write the same, and what differs. */
  readonly outputEqual: boolean | undefined;
  readonly differences: readonly Difference[];
}

/** Runs of a program that are merged for a share. */
const runsForShare = 3;

/** Measures what a budget is of, and finds the lines at fault when it is broken. @throws RecordError, VerifyError */
export async function checkBudget(
  budget: Budget,
  target: Target,
  options: CheckOptions,
  signal: AbortSignal,
): Promise<Checked> {
  const measured = await measure(budget, target, options, signal);
  const { measurement, outputEqual, differences = [] } = measured;
  const isBroken = measurement.outcome === 'broken';
  const faults = isBroken ? await faultsOf(budget, target, measured, options, signal) : [];
  return { budget, measurement, faults, outputEqual, differences };
}

interface Measured {
  readonly measurement: Measurement;
  readonly outputEqual?: boolean;
  readonly differences?: readonly Difference[];
  readonly recorded?: Compared;
}

async function measure(
  budget: Budget,
  target: Target,
  options: CheckOptions,
  signal: AbortSignal,
): Promise<Measured> {
  const { metric, limit, of } = budget;
  if (limit.kind === 'base' && metric !== 'share') {
    const load = loadOf(budget, briefLoad);
    const request = { ...withBase(budget, target, options), metric, load };
    const { verdict, outputEqual, differences } = await verify(request, signal);
    if (verdict === undefined) throw new Error('a verification without a verdict'); // it was not asked to stop early
    return { measurement: againstBase(verdict, limit), outputEqual, differences };
  }
  if (metric === 'share') {
    if (of === undefined) throw new Error('a share is of a place');
    const recorded = await recordedRuns(budget, target, options, signal, runsForShare);
    const { value, interval } = shareOfPlace(recorded.profile, of);
    // What is not there takes no time, and its budget would be kept for ever.
    const wrong = value === 0 ? whyNotThere(of) : undefined;
    if (wrong !== undefined)
      throw new RecordError(
        'failed',
        wrong,
        'It may have been renamed or moved: name its new place in "of".',
      );
    return { measurement: shareAgainst(value, interval, limit, recorded.runs), recorded };
  }
  return { measurement: await measureRuns({ ...budget, metric }, target, options.dist, signal) };
}

/** What speaks against a line or function as the source reads now; a function is looked for by its own name alone. */
function whyNotThere(of: SharePlace): string | undefined {
  const text = textIfThere(of.file);
  if (text === undefined) return `There is no file ${of.file}.`;
  if (of.kind === 'line') {
    const { length } = text.split(/\r\n|\r|\n/);
    return of.line > length ? `${of.file} has no line ${of.line}, only ${length}.` : undefined;
  }
  const [own] = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(of.name) ?? [];
  return own !== undefined && !text.includes(own)
    ? `${of.file} has no function ${of.name}.`
    : undefined;
}

/** As far as the budget does not say it, as usual there. */
function loadOf(
  { load }: Budget,
  usual: typeof briefLoad | typeof usualLoad,
): LoadWish | undefined {
  return load && loadWish(load.what, { ...load, usual });
}

async function recordedRuns(
  budget: Budget,
  target: Target,
  { dist }: CheckOptions,
  signal: AbortSignal,
  runs: number,
): Promise<Compared> {
  const { node, metric } = budget;
  const load = loadOf(budget, usualLoad);
  const recordings: Recording[] = [];
  for (let run = 0; run < runs; run++) {
    const start = startGuarded(dist, 'ignore');
    const how = { dist, node, source: 'auto', interval: 1000, start } as const;
    // A server does not end by itself.
    const underWay =
      load !== undefined
        ? recordUnderLoad(target, { ...how, load }, signal)
        : metric === 'start-up'
          ? recordStartUp(target, how, signal)
          : record(target, how, signal);
    recordings.push(await underWay.done);
  }
  return comparedOf(recordings);
}

function comparedOf(recordings: readonly Recording[]): Compared {
  const { profile } = mergeRecordings(recordings, 'checked');
  return { profile, runs: recordings.length, ran: recordings[recordings.length - 1].ran };
}

function withBase(
  { build, node }: Budget,
  target: Target,
  { base, dist }: CheckOptions,
): Omit<VerifyRequest, 'metric'> {
  return { target, before: { revision: base }, after: {}, build, node, dist };
}

/**
 * Lines that grew: since the profile that the budget names, or against the base, both versions being recorded where the program ends by itself; else what was changed
 * since the base, else where the time goes.
 */
async function faultsOf(
  budget: Budget,
  target: Target,
  measured: Measured,
  options: CheckOptions,
  signal: AbortSignal,
): Promise<readonly Fault[]> {
  const changed = await linesSince(options.base, target.cwd);
  const { limit, profile, metric, load } = budget;
  const isInside = (file: string) => pathInside(options.folder, file) !== undefined;
  const kept = profile === undefined ? undefined : await options.readProfile(profile);
  try {
    const { before, after } =
      limit.kind === 'base' && (metric === 'cpu' || metric === 'wall') && load === undefined
        ? await recordVersions({ ...withBase(budget, target, options), metric: 'cpu' }, signal)
        : {
            before: kept,
            after: measured.recorded ?? (await recordedRuns(budget, target, options, signal, 1)),
          };
    const grown = before === undefined ? [] : grownLines(before, after, changed, isInside);
    if (grown.length > 0) return grown;
    const ofChanged = changedLines(after, changed);
    return ofChanged.length > 0 ? ofChanged : hottestLines(after);
  } catch (error) {
    const isTold = error instanceof RecordError || error instanceof VerifyError;
    if (!isTold || signal.aborted) throw error;
    return []; // that it is broken is known all the same
  }
}

/** Lines of the working tree that are not those of a commit, by absolute file; none where git does not say. */
async function linesSince(base: string, folder: string): Promise<ChangedLines> {
  const repository = await repositoryOf(folder);
  if (repository.kind === 'none' || base.startsWith('-')) return new Map();
  const { root } = repository;
  const settings = [
    '--unified=0',
    '--no-color',
    '--no-ext-diff',
    '--src-prefix=a/',
    '--dst-prefix=b/',
  ];
  const diff = await answerOfGit(root, [
    '-c',
    'core.quotePath=false',
    'diff',
    ...settings,
    base,
    '--',
  ]);
  const result = new Map<string, Set<Line>>();
  let lines: Set<Line> | undefined;
  for (const row of diff.split('\n')) {
    const [, file] = /^\+\+\+ b\/(.+?)\t?$/.exec(row) ?? [];
    if (file !== undefined) result.set(resolve(join(root, file)), (lines = new Set()));
    const [, first, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(row) ?? [];
    for (let i = 0; first !== undefined && i < Number(count); i++) lines?.add(Number(first) + i);
  }
  return result;
}

/**
 * The commit to compare with where none is named: what a pull request goes into; else the last commit, or where nothing differs from
 * it the one before.
 */
export async function usualBase(folder: string): Promise<string> {
  const target = process.env.GITHUB_BASE_REF;
  if (target !== undefined && target !== '') return `origin/${target}`;
  const changed = await answerOfGit(folder, ['status', '--porcelain', '--untracked-files=no']);
  return changed.trim() === '' ? 'HEAD~1' : 'HEAD';
}
