import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { AutoTuning as Made, TuningCandidate } from '../../core/auto-tuning';
import type { HintRequest } from '../../core/hints';
import { movedRequest } from '../../core/hints/moved-request';
import { type Session, targetName } from '../../core/session';
import type { TextEdit } from '../../core/text-edit';
import type { Trial } from '../../core/trial';
import type { Verification } from '../../core/verification';
import type { Target } from '../../run/target';
import type { SessionTunings } from '../session-tunings';
import { settingsFor } from '../settings';
import { lastWall } from '../state';
import type { Syntax } from '../syntax';
import type { TypedHints } from '../typed-hints';
import { nothingToTry, tuned, tuningFailed } from '../trouble/auto-tuning';
import { untrusted } from '../trouble/targets';
import { notVerifiable, waitForTheProgram } from '../trouble/verifying';
import { tuningProgressText } from './auto-tune-texts';
import { askToTune } from './consent';
import { type HowToMeasure, howToMeasure } from './how-to-measure';
import { pairsOf, withMeasuringProgress } from './measuring-progress';
import { isBusy, unsaved, type VerifyingParts } from './verifying';

/** Runs through the tunings of a session in scratch copies, and keeps what came out with the session. */
export interface AutoTuning {
  /** `wished`: a session that may not be shown yet; undefined: the one that is shown. */
  readonly autoTune: (wished?: Session) => Promise<void>;
  /** Ends what is tried now, if anything, and waits until its copies are gone. */
  readonly end: () => Promise<void>;
}

export interface AutoTuningParts extends Omit<VerifyingParts, 'hints'> {
  readonly tunings: SessionTunings;
  readonly syntax: Syntax;
  readonly typed: TypedHints;
  readonly apply: (trial: Trial, session: Pick<Session, 'id'>) => unknown;
}

const never = new AbortController().signal;

export function createAutoTuning(parts: AutoTuningParts): AutoTuning {
  const { store, sessions, report, syntax, typed, tunings, memory } = parts;
  let underWay: Promise<unknown> = Promise.resolve();

  /** Those that can be tried: they have edits. */
  const offered = async (request: HintRequest): Promise<TuningCandidate[]> =>
    ((await typed.hints(request, never)) ?? (await syntax.hints(request, never)))
      .filter(({ edits, safety }) => edits.length > 0 && safety !== 'advice')
      .map(hint => ({ ...hint, file: request.file }));

  const autoTune: AutoTuning['autoTune'] = async wished => {
    if (!vscode.workspace.isTrusted) return report(untrusted());
    if (isBusy(store.get())) return report(waitForTheProgram());
    if (wished !== undefined && store.get().shown?.id !== wished.id) await sessions.show(wished);
    const session = store.get().shown?.session;
    const target = session?.target;
    if (session === undefined || (target?.kind !== 'file' && target?.kind !== 'command'))
      return report(notVerifiable(target));
    const requests = new Map((await tunings.requests()).map(one => [one.file, one]));
    const all = (await Promise.all([...requests.values()].map(offered))).flat();
    if (all.length === 0) return report(nothingToTry(targetName(target)));
    const how = await howToMeasure(session, memory, parts.goalMetrics(target));
    if (how === undefined) return;
    const chosen = await askToTune(target, all, how, lastWall(session));
    if (chosen === undefined) return;
    if (isBusy(store.get())) return report(waitForTheProgram()); // the question may have stood open for long
    const work = tuneWithProgress(parts, target, how, chosen, requests, offered);
    underWay = work.catch(() => undefined);
    let made: Made;
    try {
      made = await work;
    } catch (error) {
      return report(tuningFailed(error, targetName(target)));
    }
    const trial = await trialOf(made);
    await sessions.keepTrial(session.id, trial);
    report(
      tuned(trial, {
        showPage: () => parts.showPage(trial, session),
        apply: () => parts.apply(trial, session),
      }),
    );
  };

  return {
    autoTune,
    async end() {
      store.get().verifying?.cancel();
      await underWay;
    },
  };
}

/** Tries them, with the progress in a notification and in the status bar. @throws VerifyError, RecordError */
async function tuneWithProgress(
  { store, consent, dist, log, paths }: AutoTuningParts,
  target: Target,
  { metric, load }: HowToMeasure,
  candidates: readonly TuningCandidate[],
  requests: ReadonlyMap<string, HintRequest>,
  offered: (request: HintRequest) => Promise<TuningCandidate[]>,
): Promise<Made> {
  const title = targetName(target);
  const heading = vscode.l10n.t('Auto-tuning {0}', title);
  const askAgain = async (file: string, steps: readonly (readonly TextEdit[])[]) => {
    const request = requests.get(file);
    return request === undefined ? [] : offered(steps.reduce(movedRequest, request));
  };
  return withMeasuringProgress(store, { heading }, async ({ signal, say }) => {
    // Loaded when first used: activation stays short.
    const { autoTune, usualTuningTime } = await import('../../run/verify/auto-tune');
    const files = new Set(candidates.map(({ file }) => file));
    const made = await autoTune(
      {
        target,
        candidates,
        texts: new Map([...files].map(file => [file, requests.get(file)?.text ?? ''])),
        edits: unsaved(paths, undefined),
        askAgain,
        metric,
        load,
        mostTime: usualTuningTime,
        askFor: consent.toCopy,
        node: settingsFor(vscode.Uri.file(target.file)).node,
        dist,
        onProgress(now) {
          const message = tuningProgressText(now);
          if (now.phase === 'tried') {
            say({ message, increment: 100 / (now.of + 1) });
            log.info(JSON.stringify(now.tuning));
          } else say({ message, pairs: now.step && pairsOf(now.step) });
        },
      },
      signal,
    );
    log.info(`${title}: ${JSON.stringify({ ...made.together, pairs: undefined })}`);
    return made;
  });
}

/** What is kept with the session: edits, by the hash of the texts that they are on. */
async function trialOf({ tried, files, together, metric, runs }: Made): Promise<Trial> {
  const { textHash } = await import('../../run/maps');
  return {
    id: randomUUID(),
    at: Date.now(),
    change: {
      kind: 'auto-tune',
      tried,
      files: files.map(({ file, before, edits }) => ({ file, hash: textHash(before), edits })),
      runs,
    },
    state: 'measured',
    verification: together ?? nothingTogether(metric, runs),
  };
}

/** Nothing was kept, so there was nothing to be measured together. */
function nothingTogether(metric: Verification['metric'], runs: number): Verification {
  const nothing = { cpu: undefined, wall: 0 };
  return {
    metric,
    verdict: undefined,
    ratios: { cpu: undefined, wall: 1 },
    outputEqual: true,
    differences: [],
    leftOut: [],
    before: nothing,
    after: nothing,
    pairs: [],
    notes: [],
    copied: { files: 0, bytes: 0 },
    runs,
  };
}
