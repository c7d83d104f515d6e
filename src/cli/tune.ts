import { readFileSync } from 'node:fs';
import {
  type AutoTuning,
  isConfirmed,
  keptOf,
  type TriedTuning,
  type TuningCandidate,
} from '../core/auto-tuning';
import { findHints, type HintRequest } from '../core/hints';
import { formatTemplate } from '../core/hints/hint';
import { movedRequest } from '../core/hints/moved-request';
import { formatRoughly, type Micros } from '../core/units';
import { timeUnder, usualLoad } from '../run/load/load-wish';
import {
  autoTune,
  type AutoTuneProgress,
  tuningRuns,
  usualTuningTime,
} from '../run/verify/auto-tune';
import { VerifyError } from '../run/verify/verify';
import { replaceTexts } from '../run/write-atomically';
import { checkedPrograms, type CheckedPrograms } from './checked';
import { shown } from './report';
import { hintRequests } from './findings';
import { profiledReport } from './reports';
import { tellFailures } from './rule-failures';
import type { ServerWish } from './server-arguments';
import type { TuneWish } from './tune-arguments';
import { outcomeText } from './tune-report';
import { howToVerify, tell, untilCancelled } from './verify';

/** What `tuneline tune` found; `isApplied`: it was written. */
export interface Tuned {
  /** Undefined: no tuning is known for what was measured. */
  readonly made: AutoTuning | undefined;
  readonly isApplied: boolean;
  /** Why it was not written, though that was wished. */
  readonly notApplied?: string;
  readonly cwd: string;
}

/** Profiles, tries what is known to help, and writes it where that is wished. @throws VerifyError, RecordError, TargetError */
export async function tuned(wish: TuneWish, dist: string): Promise<Tuned> {
  const { what, cwd: folder, env, node } = wish;
  const program = { what, cwd: folder, env, node, source: 'auto', interval: 1000 } as const;
  let isInterrupted = false;
  const interrupt = () => (isInterrupted = true);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt);
  const server = partToProfile(wish);
  const report = await profiledReport({ ...program, runs: 1, counts: false, server }, dist, true);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, interrupt);
  const { cwd, target, run } = report;
  if (target.kind !== 'file' && target.kind !== 'command')
    throw new VerifyError('failed', 'What ran already can’t be run again.', 'Name a program.');
  if (isInterrupted) throw new VerifyError('cancelled', 'You ended the program.', '');
  const requests = new Map(hintRequests(report).map(one => [one.file, one]));
  const programOf = checkedPrograms();
  const candidates = [...requests.values()].flatMap(request =>
    offered(request, wish.classes, programOf),
  );
  if (candidates.length === 0) return { made: undefined, isApplied: false, cwd };
  const mostTime = wish.time ?? usualTuningTime;
  if (!wish.json)
    tellLimits(
      candidates.length,
      wish.load === undefined ? run?.wall : timeUnder(wish.load),
      mostTime,
    );
  const made = await untilCancelled(signal =>
    autoTune(
      {
        ...howToVerify(wish),
        target,
        candidates,
        texts: new Map([...requests].map(([file, { text }]) => [file, text])),
        askAgain: (file, steps) =>
          Promise.resolve(askedAgain(requests.get(file), steps, wish.classes, programOf)),
        mostTime,
        dist,
        onProgress: wish.json ? undefined : progress => tellProgress(progress, cwd),
      },
      signal,
    ),
  );
  if (!wish.apply || !isConfirmed(made)) return { made, isApplied: false, cwd };
  const notApplied = whyNotApplied(made);
  return {
    made,
    isApplied: notApplied === undefined,
    ...(notApplied !== undefined && { notApplied }),
    cwd,
  };
}

/** Of a server what its verdict will be of; under load for as long as profiling a server usually is. */
function partToProfile({ metric, load }: TuneWish): ServerWish | undefined {
  if (metric === 'start-up') return { kind: 'start-up' };
  if (load === undefined || load.duration === undefined) return load && { kind: 'load', load };
  const duration = Math.max(load.duration, usualLoad.duration);
  return { kind: 'load', load: { ...load, duration } };
}

/** The tunings of a file that can be tried. */
function offered(
  request: HintRequest,
  classes: TuneWish['classes'],
  programOf: CheckedPrograms,
): TuningCandidate[] {
  const { hints, failures } = findHints(request, programOf(request));
  tellFailures(failures);
  return hints
    .filter(({ safety, edits }) => edits.length > 0 && classes.some(name => name === safety))
    .map(hint => ({ ...hint, file: request.file }));
}

function askedAgain(
  request: HintRequest | undefined,
  steps: Parameters<Parameters<typeof autoTune>[0]['askAgain']>[1],
  classes: TuneWish['classes'],
  programOf: CheckedPrograms,
): TuningCandidate[] {
  return request === undefined
    ? []
    : offered(steps.reduce(movedRequest, request), classes, programOf);
}

/** Writes the change, all of it or nothing. What was found is worth telling also where that can't be done. */
function whyNotApplied({ files }: AutoTuning): string | undefined {
  try {
    const changed = files.find(({ file, before }) => readFileSync(file, 'utf8') !== before);
    if (changed !== undefined) return `${changed.file} was changed while its tunings were tried.`;
    replaceTexts(files.map(({ file, after }) => ({ file, text: after })));
    return undefined;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}

/** `run`: about how long one takes; undefined where that is not known before. */
function tellLimits(count: number, run: Micros | undefined, mostTime: number): void {
  const { most, usual } = tuningRuns(count);
  const tunings = count === 1 ? '1 tuning' : `${count} tunings`;
  const takes = run === undefined ? '' : `, some ${formatRoughly(usual * run)}`;
  process.stderr.write(
    `tuneline: ${tunings} to try: about ${usual} runs${takes}, and ${most} at most; after ${formatRoughly(mostTime * 1e3)} no further one is tried. Ctrl+C ends it, and nothing is written.\n`,
  );
}

function tellProgress(progress: AutoTuneProgress, cwd: string): void {
  const { stderr } = process;
  switch (progress.phase) {
    case 'trying': {
      const { index, of, tuning, step } = progress;
      if (step !== undefined) return stderr.isTTY ? tell(step) : undefined;
      const { file, line, title } = tuning;
      stderr.write(
        `tuneline: ${index + 1} of ${of}: ${shown(file, cwd)}:${line} ${formatTemplate(title)}\n`,
      );
      break;
    }
    case 'tried':
      stderr.write(`${stderr.isTTY ? '\n' : ''}tuneline:   ${outcomeLine(progress.tuning)}\n`);
      break;
    case 'confirming':
      if (progress.step.phase === 'copying' && progress.step.side === 'before')
        stderr.write(
          `tuneline: ${progress.kept} kept: measured together, against the program as it was\n`,
        );
      else if (stderr.isTTY) tell(progress.step);
      break;
  }
}

function outcomeLine({ outcome }: TriedTuning): string {
  return outcomeText(outcome).split('\n')[0];
}

/** The exit code for what was found. */
export function tuneExit({ made }: Tuned): 0 | 1 | 3 {
  if (made === undefined || keptOf(made.tried).length === 0) return 1;
  return isConfirmed(made) ? 0 : 3;
}
