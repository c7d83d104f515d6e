import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Hint } from '../../core/hints/hint';
import type { Metric } from '../../core/metric';
import { type Session, targetName } from '../../core/session';
import { applyEdits } from '../../core/text-edit';
import { canBeKept, canRevert, type Trial, type TriedChange } from '../../core/trial';
import { undoOf } from '../../core/undo';
import type { Verification } from '../../core/verification';
import type { Target } from '../../run/target';
import type { VerifyRequest } from '../../run/verify/request';
import { applyTuning } from '../applying';
import { inMenu, translated } from '../hint-texts';
import type { ShownHints } from '../hints';
import type { Paths } from '../paths';
import type { Sessions } from '../sessions';
import { type EditorStore, lastWall, type State } from '../state';
import type { Report, Trouble } from '../trouble/report';
import { untrusted } from '../trouble/targets';
import {
  changedSince,
  notMeasured,
  notVerifiable,
  outcome,
  verifyFailed,
  waitForTheProgram,
} from '../trouble/verifying';
import type { Consent } from './consent';
import { findHint, type HintPointer } from './hint-pointer';
import { type HowToMeasure, howToMeasure } from './how-to-measure';
import type { SessionTunings } from '../session-tunings';
import { takeBack } from './taking-back';
import { verifyWithProgress } from './verify-with-progress';

/** Runs a program with and without a change, and keeps what came out with the session. */
export interface Verifying {
  /** Applies a tuning, then measures it; it can be taken back by one click. */
  readonly applyAndVerify: (what: HintPointer) => Promise<void>;
  /** Measures a tuning without touching its file. */
  readonly measureOnly: (what: HintPointer) => Promise<void>;
  /** Measures all that was edited since a commit. */
  readonly verifyEdits: (revision: string) => Promise<void>;
  /**
   * Measures the program of what is shown as it stands, which the user has agreed to, in `pairsAsIs` pairs. Undefined: it was not, which the
   * user was told.
   */
  readonly measureAsIs: (metric: Metric) => Promise<Trial | undefined>;
  /** Takes a tuning back that was applied and measured. */
  readonly revert: (trial: Trial, session: string) => Promise<void>;
  /** Ends what is measured now, if anything, and waits until its copies are gone. */
  readonly end: () => Promise<void>;
}

export interface VerifyingParts {
  readonly store: EditorStore;
  readonly hints: ShownHints;
  readonly tunings: SessionTunings;
  readonly sessions: Sessions;
  readonly paths: Paths;
  readonly consent: Consent;
  /** Of the workspace. */
  readonly memory: vscode.Memento;
  readonly report: Report;
  /** Folder of the built workers and preloads. */
  readonly dist: string;
  readonly log: vscode.LogOutputChannel;
  readonly showPage: (trial: Trial, session: Session) => unknown;
  /** What the goals of a program are of. */
  readonly goalMetrics: (target: Target) => readonly Metric[];
  readonly lockIn: (what: { readonly session: Session; readonly trial: Trial }) => unknown;
}

/** Pairs of a program that is not changed: six runs that count. */
export const pairsAsIs = 3;

type Rest<Fn> = Fn extends (first: never, ...rest: infer R) => unknown ? R : never;

/** What is run: the program of the session that is shown. */
interface Subject {
  readonly session: Session;
  readonly target: Target;
  readonly how: HowToMeasure;
}

export function createVerifying(parts: VerifyingParts): Verifying {
  const { store, sessions, paths, consent, memory, report } = parts;
  let underWay: Promise<unknown> = Promise.resolve();

  /** Undefined when the user was told why not, or did not agree. `wanted`: of this metric only, which was agreed to. */
  const subject = async (wanted?: Metric): Promise<Subject | undefined> => {
    if (!vscode.workspace.isTrusted) return told(report, untrusted());
    const state = store.get();
    if (isBusy(state)) return told(report, waitForTheProgram());
    const session = state.shown?.session;
    const target = session?.target;
    if (session === undefined || (target?.kind !== 'file' && target?.kind !== 'command'))
      return told(report, notVerifiable(target));
    const metrics = wanted === undefined ? parts.goalMetrics(target) : [wanted];
    const how = await howToMeasure(session, memory, metrics);
    if (how === undefined) return undefined;
    const isAgreed = wanted !== undefined || (await consent.toRun(target, how, lastWall(session)));
    return isAgreed ? { session, target, how } : undefined;
  };

  /** Runs both versions and keeps what came out; undefined when the user was told why there is nothing. */
  const measured = async (
    { session, target, how }: Subject,
    title: string,
    versions: Pick<VerifyRequest, 'before' | 'after' | 'pairs'>,
    change: () => TriedChange,
    state: Trial['state'],
    asIs = false,
  ): Promise<Trial | undefined> => {
    // A preview may have stood open for long.
    if (isBusy(store.get())) return told(report, waitForTheProgram());
    const heading = asIs
      ? vscode.l10n.t('Measuring {0}', title)
      : vscode.l10n.t('Verifying: {0}', title);
    const work = verifyWithProgress(parts, target, { title, heading }, versions, how);
    underWay = work.catch(() => undefined);
    let verification: Verification;
    try {
      verification = await work;
    } catch (error) {
      const failed = asIs ? notMeasured : verifyFailed;
      return told(report, failed(error, targetName(target)));
    }
    const trial: Trial = {
      id: randomUUID(),
      at: Date.now(),
      change: change(),
      state,
      verification,
    };
    await sessions.keepTrial(session.id, trial);
    return trial;
  };

  /** Runs both versions, keeps what came out and tells it. */
  const tryOut = async (about: Subject, ...rest: Rest<typeof measured>): Promise<void> => {
    const trial = await measured(about, ...rest);
    if (trial === undefined) return;
    const { session } = about;
    report(
      outcome(trial, {
        showPage: () => parts.showPage(trial, session),
        revert: canRevert(trial) ? () => revert(trial, session.id) : undefined,
        lockIn: canBeKept(trial) ? () => parts.lockIn({ session, trial }) : undefined,
      }),
    );
  };

  const revert: Verifying['revert'] = async (trial, session) => {
    const { change } = trial;
    if (change.kind !== 'tuning' || change.undo === undefined) return;
    const back = await takeBack(paths, [{ file: change.file, undo: change.undo }]);
    if (back.kind === 'changed') return report(changedSince(trial, back.document, change.line));
    if (back.kind === 'refused') return;
    await sessions.keepTrial(session, { ...trial, state: 'reverted' });
  };

  const applyAndVerify: Verifying['applyAndVerify'] = async what => {
    const found = await findHint(parts, what);
    if (found === undefined) return;
    const about = await subject();
    if (about === undefined) return;
    const { document, hint } = found;
    const before = document.getText();
    const others = unsaved(paths, document);
    if (!(await applyTuning(found, report))) return;
    const after = document.getText();
    const file = paths.inProfile(document.uri);
    const versions = {
      before: { edits: new Map([...others, [file, before]]) },
      after: { edits: new Map([...others, [file, after]]) },
    };
    const change = () => ({ ...tuningOf(file, hint), undo: undoOf(before, after) });
    await tryOut(about, inMenu(translated(hint.title)), versions, change, 'applied');
  };

  return {
    applyAndVerify,
    async measureOnly(what) {
      const found = await findHint(parts, what);
      if (found === undefined) return;
      const about = await subject();
      if (about === undefined) return;
      const { document, hint } = found;
      const file = paths.inProfile(document.uri);
      const edits = unsaved(paths, undefined);
      const text = document.getText();
      const after = { edits: new Map([...edits, [file, applyEdits(text, hint.edits)]]) };
      const change = () => tuningOf(file, hint);
      await tryOut(
        about,
        inMenu(translated(hint.title)),
        { before: { edits }, after },
        change,
        'measured',
      );
    },
    async verifyEdits(revision) {
      const about = await subject();
      if (about === undefined) return;
      const versions = { before: { revision }, after: { edits: unsaved(paths, undefined) } };
      const title = vscode.l10n.t('your edits since {0}', revision);
      await tryOut(about, title, versions, () => ({ kind: 'edits', against: revision }), 'applied');
    },
    async measureAsIs(metric) {
      const about = await subject(metric);
      if (about === undefined) return undefined;
      const asItIs = { edits: unsaved(paths, undefined) };
      const versions = { before: asItIs, after: asItIs, pairs: pairsAsIs };
      const title = vscode.l10n.t('{0}, without the profiler', targetName(about.target));
      return measured(about, title, versions, () => ({ kind: 'none' }), 'measured', true);
    },
    revert,
    async end() {
      store.get().verifying?.cancel();
      await underWay;
    },
  };
}

/** Texts that are not on disk yet are a part of both versions: what the user sees is what runs. */
export function unsaved(paths: Paths, but: vscode.TextDocument | undefined): Map<string, string> {
  return new Map(
    vscode.workspace.textDocuments
      .filter(one => one.isDirty && one.uri.scheme === 'file' && one !== but)
      .filter(one => vscode.workspace.getWorkspaceFolder(one.uri) !== undefined)
      .map(one => [paths.inProfile(one.uri), one.getText()]),
  );
}

function tuningOf(file: string, { rule, title, line, share }: Hint) {
  return { kind: 'tuning', rule, title, file, line, share } as const;
}

/** Two programs at once would slow each other down. */
export function isBusy({ running, verifying }: State): boolean {
  return running !== undefined || verifying !== undefined;
}

function told(report: Report, trouble: Trouble): undefined {
  report(trouble);
}
