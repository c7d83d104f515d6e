import { join } from 'node:path';
import {
  type AutoTuning,
  inOrderOfTrial,
  KeptSteps,
  sameAfter,
  type TriedTuning,
  type TuningCandidate,
  type TuningOutcome,
} from '../../core/auto-tuning';
import { endingAt, oneOf, stoppingRule } from '../../core/compare';
import { applyEdits, type TextEdit } from '../../core/text-edit';
import type { Verification } from '../../core/verification';
import { checkTarget } from '../plan';
import { sweepPrivateFolders } from '../private-folder';
import { endOrphans } from './clear-away';
import { firstRuns } from './first-runs';
import type { VerifyProgress, VerifyRequest } from './request';
import { type Original, runsToCompare, runsToOpen, StandingCopies } from './standing-copies';
import { runsAtMost, verify } from './verify';
import { cancelledVerification, VerifyError, type VerifyErrorCode } from './verify-error';
import { isOfPackages, pathInside, realPath, type Workspace, workspaceToCopy } from './workspace';

/** Which tunings are tried, and how the program is run. Nothing in the workspace is written. */
export interface AutoTuneRequest extends Omit<
  VerifyRequest,
  'before' | 'after' | 'rule' | 'stopWhenUnequal' | 'onProgress'
> {
  readonly candidates: readonly TuningCandidate[];
  /** The whole text of each candidate's file, by absolute path: what its edits are on. */
  readonly texts: ReadonlyMap<string, string>;
  /** Texts that are not on disk and that every version has. */
  readonly edits?: ReadonlyMap<string, string>;
  /** What is offered for a file once these steps were made in it, each on the text that the one before it made. */
  readonly askAgain: (
    file: string,
    steps: readonly (readonly TextEdit[])[],
  ) => Promise<readonly TuningCandidate[]>;
  /** Milliseconds after which no further tuning is tried; what was kept is confirmed all the same. */
  readonly mostTime: number;
  readonly onProgress?: (progress: AutoTuneProgress) => void;
}

export type AutoTuneProgress =
  /** `index` of `of`, from 0; `step`: what is done for it. */
  | {
      readonly phase: 'trying';
      readonly index: number;
      readonly of: number;
      readonly tuning: TuningCandidate;
      readonly step: VerifyProgress | undefined;
    }
  | {
      readonly phase: 'tried';
      readonly index: number;
      readonly of: number;
      readonly tuning: TriedTuning;
    }
  | { readonly phase: 'confirming'; readonly kept: number; readonly step: VerifyProgress };

/** Milliseconds of trying that nobody asked for less or more of. */
export const usualTuningTime = 15 * 60_000;

/** How often the program is run for so many tunings: at most, and where most become clear after ten pairs. */
export function tuningRuns(
  count: number,
  pairs = stoppingRule.most,
): { readonly most: number; readonly usual: number } {
  return {
    most: count * (runsToOpen + runsToCompare(pairs)) + runsAtMost({ pairs }),
    usual: runsToOpen + count * runsToCompare(Math.min(pairs, 10)) + 2 * (firstRuns + 10),
  };
}

/** What is at fault when these are thrown while a tuning is tried. */
const ofTuning: ReadonlySet<VerifyErrorCode> = new Set<VerifyErrorCode>([
  'failed-after',
  'build-failed',
  'timeout',
  'too-much-output',
  'missing-files',
]);

/**
 * Tries tunings one by one in scratch copies, the hottest first, each against the best so far; keeps what makes the program
 * faster and leaves its output equal, the error divided among all of them. Then measures all that were kept together against the
 * program as it was, afresh: new copies, new runs. When it settles no process and no copy is left. @throws VerifyError, RecordError
 */
export async function autoTune(wished: AutoTuneRequest, signal: AbortSignal): Promise<AutoTuning> {
  if (signal.aborted) throw cancelledVerification();
  const request = { ...wished, dist: await realPath(wished.dist) };
  const { target, edits = new Map<string, string>(), texts } = request;
  if (!edits.has(target.file) && !texts.has(target.file)) await checkTarget(target);
  const workspace = await workspaceToCopy({ ...plain(request), before: { edits }, after: {} });
  void sweepPrivateFolders();
  endOrphans();
  const tuning = new Tuning(request, workspace, signal);
  try {
    await tuning.tryAll();
    return await tuning.confirm();
  } catch (error) {
    throw signal.aborted ? cancelledVerification() : error;
  } finally {
    await tuning.end();
  }
}

/** One run through the tunings. */
class Tuning {
  readonly #request: AutoTuneRequest;
  readonly #workspace: Workspace;
  readonly #signal: AbortSignal;
  readonly #begun = performance.now();
  readonly #candidates: readonly TuningCandidate[];
  readonly #kept: KeptSteps;
  readonly #tried: TriedTuning[] = [];
  /** Ignored files that the user wants in both copies, beside those of the request; relative to the workspace's root. */
  readonly #granted = new Set<string>();
  #copies: StandingCopies | undefined;
  #original: Original | undefined;
  #runs = 0;

  constructor(request: AutoTuneRequest, workspace: Workspace, signal: AbortSignal) {
    this.#request = request;
    this.#workspace = workspace;
    this.#signal = signal;
    this.#candidates = inOrderOfTrial(request.candidates);
    this.#kept = new KeptSteps(request.texts);
  }

  async tryAll(): Promise<void> {
    const time = AbortSignal.timeout(this.#request.mostTime);
    const signal = AbortSignal.any([this.#signal, time]);
    const of = this.#candidates.length;
    for (const [index, candidate] of this.#candidates.entries()) {
      this.#request.onProgress?.({
        phase: 'trying',
        index,
        of,
        tuning: candidate,
        step: undefined,
      });
      const outcome = await this.#outcomeOf(candidate, index, signal).catch((error: unknown) => {
        if (this.#signal.aborted || !time.aborted) throw error;
        return skipped('no-time');
      });
      const { rule, title, safety, file, line, share } = candidate;
      const tuning = { rule, title, safety, file, line, share, outcome };
      this.#tried.push(tuning);
      this.#request.onProgress?.({ phase: 'tried', index, of, tuning });
    }
    await this.#closeCopies();
  }

  async confirm(): Promise<AutoTuning> {
    const files = this.#kept.tuned().filter(({ before, after }) => before !== after);
    const together = files.length === 0 ? undefined : await this.#verifyTogether();
    return {
      metric: this.#request.metric,
      tried: this.#tried,
      together,
      files,
      runs: this.#runs + (together?.runs ?? 0),
      took: Math.round((performance.now() - this.#begun) * 1e3),
    };
  }

  async end(): Promise<void> {
    await this.#closeCopies();
  }

  async #outcomeOf(
    candidate: TuningCandidate,
    index: number,
    signal: AbortSignal,
  ): Promise<TuningOutcome> {
    if (signal.aborted) throw cancelledVerification();
    const { file } = candidate;
    const inside = pathInside(this.#workspace.root, await realPath(file));
    if (inside === undefined || isOfPackages(inside)) return skipped('outside');
    const steps = this.#kept.of(file);
    const now =
      steps.length === 0
        ? candidate
        : sameAfter(candidate, steps, await this.#request.askAgain(file, steps));
    if (now === undefined) return skipped('no-longer-offered');
    const tell = (step: VerifyProgress) =>
      this.#request.onProgress?.({
        phase: 'trying',
        index,
        of: this.#candidates.length,
        tuning: candidate,
        step,
      });
    const copies = await this.#openCopies(tell, signal);
    const { used } = copies.original;
    if (this.#request.build === undefined && used?.has(inside) === false) return skipped('not-run');
    const before = await this.#insideOnly(this.#kept.texts());
    const after = new Map([...before, [file, applyEdits(this.#kept.textOf(file), now.edits)]]);
    const { pairs = stoppingRule.most } = this.#request;
    const rule = oneOf(this.#candidates.length, endingAt(stoppingRule, pairs));
    let made;
    try {
      made = await copies.compare(before, after, rule, tell, signal);
    } catch (error) {
      // What it has done to its folder is not known: the next one gets new copies.
      await this.#closeCopies();
      if (!(error instanceof VerifyError) || !ofTuning.has(error.code)) throw error;
      return skipped('breaks', error.message);
    }
    const { verdict, differences } = made;
    if (differences.length > 0 || verdict === undefined) {
      await this.#closeCopies();
      return { kind: 'output-differs', differences };
    }
    const isKept = verdict.kind === 'faster';
    if (isKept) this.#kept.keep(file, now.edits, index);
    const { before: costsBefore, after: costsAfter } = made;
    return {
      kind: isKept ? 'kept' : 'no-gain',
      verdict,
      before: costsBefore,
      after: costsAfter,
    };
  }

  /** With what was kept so far in both; those that are there already are used again. */
  async #openCopies(
    onProgress: VerifyRequest['onProgress'],
    signal: AbortSignal,
  ): Promise<StandingCopies> {
    if (this.#copies !== undefined) return this.#copies;
    const texts = new Map([...(this.#request.edits ?? []), ...this.#kept.texts()]);
    const request = { ...this.#verifyRequest(), onProgress };
    this.#copies = await StandingCopies.open(
      request,
      this.#workspace,
      await this.#insideOnly(texts),
      this.#original,
      signal,
    );
    this.#original = this.#copies.original;
    return this.#copies;
  }

  async #closeCopies(): Promise<void> {
    const copies = this.#copies;
    this.#copies = undefined;
    this.#runs += copies?.runs ?? 0;
    await copies?.end();
  }

  #verifyTogether(): Promise<Verification> {
    const edits = this.#request.edits ?? new Map<string, string>();
    const { texts } = this.#request;
    const kept = this.#kept.tuned();
    const changed = new Map(kept.map(({ file, after }) => [file, after]));
    const original = new Map(kept.map(({ file }) => [file, texts.get(file) ?? '']));
    return verify(
      {
        ...this.#verifyRequest(),
        before: { edits: new Map([...edits, ...original]) },
        after: { edits: new Map([...edits, ...changed]) },
        onProgress: step =>
          this.#request.onProgress?.({ phase: 'confirming', kept: this.#numberKept(), step }),
      },
      this.#signal,
    );
  }

  #numberKept(): number {
    return this.#tried.filter(({ outcome }) => outcome.kind === 'kept').length;
  }

  #verifyRequest(): VerifyRequest {
    const { askFor, include = [] } = this.#request;
    const { root } = this.#workspace;
    return {
      ...plain(this.#request),
      include: [...include, ...[...this.#granted].map(file => join(root, file))],
      askFor:
        askFor === undefined
          ? undefined
          : async files => {
              const wished = await askFor(files);
              for (const file of wished) this.#granted.add(file);
              return wished;
            },
    };
  }

  /** Files of which the copies can have a text of their own; what lies elsewhere is told when its turn comes. */
  async #insideOnly(texts: ReadonlyMap<string, string>): Promise<Map<string, string>> {
    const result = new Map<string, string>();
    for (const [file, text] of texts) {
      const inside = pathInside(this.#workspace.root, await realPath(file));
      if (inside !== undefined && !isOfPackages(inside)) result.set(file, text);
    }
    return result;
  }
}

function skipped(why: Extract<TuningOutcome, { kind: 'skipped' }>['why'], detail = '') {
  return { kind: 'skipped', why, detail } as const;
}

/** What a verification is asked as well. */
function plain({
  candidates: _,
  texts: _texts,
  edits: _edits,
  askAgain: _askAgain,
  mostTime: _mostTime,
  onProgress: _onProgress,
  ...request
}: AutoTuneRequest): VerifyRequest {
  return { ...request, before: {}, after: {} };
}
