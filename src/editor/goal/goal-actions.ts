import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { type Found, foundByOwnMetric, foundByTrial, type Goal, isOfNow } from '../../core/goal';
import { isLoadMetric } from '../../core/metric';
import { type Session, targetName } from '../../core/session';
import { canBeKept } from '../../core/trial';
import type { VerifiedLoad } from '../../core/verification';
import type { Target } from '../../run/target';
import type { Entry } from '../../run/tuneline-json/edits';
import type { AnchoredDocuments } from '../anchored-documents';
import type { Offering } from '../offering';
import { openPlace, type Paths } from '../paths';
import type { Sessions } from '../sessions';
import type { TrialOfSession } from '../sessions-view';
import { type EditorStore, lastRun } from '../state';
import type { Targets } from '../targets';
import {
  lockedIn,
  noFolder,
  nothingToLockIn,
  nothingToReach,
  tunelineJsonBroken,
} from '../trouble/goals';
import type { Report } from '../trouble/report';
import { notVerifiable } from '../trouble/verifying';
import { isBusy, type Verifying } from '../verify/verifying';
import { type GoalSubject, goalSubjects } from './goal-subjects';
import { type GoalInSight, goalsInSight, isSameTarget, withRealFolder } from './goals-in-sight';
import { pickLimit, pickProfile, profileToKeep, type ToLockIn, writeBudget } from './lock-in';
import { askForValue, askToMeasure, pickSubject, writeGoal } from './set-goal';
import { changeTunelineJson, pathOfTunelineJson, tunelineJsonFor } from './tuneline-document';

/** What the commands about goals do. */
export interface GoalActions {
  /** For a session, or in place of a goal; else for what is shown. */
  readonly setGoal: (what?: Session | GoalInSight) => unknown;
  readonly removeGoal: (what: GoalInSight) => unknown;
  /** A change that was proven, or a goal that was met; else what is shown. */
  readonly lockIn: (what?: TrialOfSession | GoalInSight) => unknown;
}

export interface GoalParts {
  readonly store: EditorStore;
  readonly paths: Paths;
  readonly documents: AnchoredDocuments;
  readonly sessions: Sessions;
  readonly offering: Offering;
  readonly targets: Targets;
  readonly verifying: Pick<Verifying, 'measureAsIs'>;
  readonly report: Report;
}

export function createGoalActions(parts: GoalParts): GoalActions {
  const { store, paths, sessions, report } = parts;

  const guarded = async (write: () => Promise<unknown>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      const open = ({ file, line }: { file: string; line: number }) => openPlace(paths, file, line);
      report(tunelineJsonBroken(error, open));
    }
  };

  /** How tuneline.json names a program, in the folder that it belongs to. */
  const named = (
    target: Target,
  ): { readonly uri: vscode.Uri; readonly spell: Spell } | undefined => {
    const uri = tunelineJsonFor(target, paths);
    if (uri === undefined) {
      report(noFolder());
      return undefined;
    }
    const offer = parts.offering.offerOf(target);
    const more =
      offer === undefined || offer.kind === 'file' ? undefined : parts.targets.more(offer);
    const folder = dirname(pathOfTunelineJson(uri, paths));
    return {
      uri,
      async spell(of) {
        const { spelledPlace, spelledProgram } =
          await import('../../run/tuneline-json/spelled-program');
        return {
          program: spelledProgram(withRealFolder(target, paths), folder, offer, more),
          place: of && spelledPlace(of, folder),
        };
      },
    };
  };

  const shownSession = async (session: Session | undefined) => {
    // A share is of a profile, and the goal is told of the program that is shown.
    if (session !== undefined && store.get().shown?.id !== session.id) await sessions.show(session);
    const { shown } = store.get();
    return shown?.session === undefined ? undefined : { shown, session: shown.session };
  };

  return {
    async setGoal(what) {
      const given = what !== undefined && 'progress' in what ? what.session : what;
      const found = await shownSession(given);
      if (found === undefined) return report(notVerifiable(undefined));
      const { shown, session } = found;
      const { target } = session;
      if (target.kind !== 'file' && target.kind !== 'command') return report(notVerifiable(target));
      const state = store.get();
      const same = state.sessions.filter(one => isSameTarget(one.target, target, paths));
      const subjects = goalSubjects({ session, same, shown }, parts.documents, paths);
      if (subjects.length === 0) return report(nothingToReach(targetName(target)));
      const isOf = ({ metric, of }: GoalSubject, goal: Goal) =>
        metric === goal.metric && isDeepStrictEqual(of, goal.of);
      const wished = what !== undefined && 'progress' in what ? what.progress.goal : undefined;
      const subject =
        subjects.find(one => wished !== undefined && isOf(one, wished)) ??
        (await pickSubject(subjects, target, paths));
      if (subject === undefined) return;
      const place = named(target);
      if (place === undefined) return;
      const now = await measuredBeforeGoal(parts, session, target, subject);
      if (now === undefined) return;
      const asMeasured = { ...subject, now };
      const known = goalsInSight(state, paths).find(({ progress }) => isOf(subject, progress.goal));
      const want = await askForValue(asMeasured, target, wished, paths);
      if (want === undefined) return;
      const spelled = await place.spell(subject.of);
      const isReached = known !== undefined && known.progress.state !== 'open';
      const made = { subject: asMeasured, want, at: Date.now(), ...spelled };
      await guarded(() => writeGoal(place.uri, target, made, isReached, paths));
    },
    async removeGoal({ file, progress: { goal } }) {
      const { goalsIn } = await import('../../run/goals');
      const { withoutEntry } = await import('../../run/tuneline-json/edits');
      await guarded(() =>
        changeTunelineJson(paths.inEditor(file), text => {
          // Lines may have moved since the row was shown.
          const index = goalsIn(text ?? '', file).findIndex(one => isAlike(one, goal));
          return index < 0 ? (text ?? '') : withoutEntry(text ?? '', 'goals', index);
        }),
      );
    },
    async lockIn(what) {
      const wanted = what ?? defaultToLockIn(parts);
      const toLockIn = wanted && toLockInOf(wanted);
      if (toLockIn === undefined) return report(nothingToLockIn());
      const place = named(toLockIn.target);
      if (place === undefined) return;
      const limit = await pickLimit(toLockIn);
      if (limit === undefined) return;
      const { shown } = store.get();
      // Against a base both versions are recorded when it is broken: no profile is needed.
      const profile =
        limit.kind === 'base' || shown === undefined
          ? ''
          : await pickProfile(toLockIn, isProfileOfNow(parts, toLockIn));
      if (profile === undefined) return;
      await guarded(async () => {
        const spelled = await place.spell(toLockIn.of);
        const entry = { ...spelled, ...(profile !== '' && { profile }) };
        // First: a budget must not name a profile that could not be written.
        if (profile !== '' && shown !== undefined) {
          const uri = vscode.Uri.joinPath(place.uri, '..', profile);
          const text = await profileToKeep(shown, dirname(pathOfTunelineJson(place.uri, paths)));
          await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        }
        const { document, at } = await writeBudget(place.uri, toLockIn, limit, entry, paths);
        await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
        report(lockedIn(!document.isDirty));
      });
    },
  };
}

/**
 * What the goal begins with. Where that is only known of a profiled run, which is slower than what users have, it is measured without
 * the profiler first, if the user agrees. Undefined when the user went away, or it could not be measured.
 */
async function measuredBeforeGoal(
  { verifying, store }: GoalParts,
  session: Session,
  target: Target,
  { metric, now }: GoalSubject,
): Promise<Found | undefined> {
  if (now.how === 'plain' || metric === 'share' || isBusy(store.get())) return now;
  const answer = await askToMeasure(metric, now, target, lastRun(session));
  if (answer !== 'measure') return answer === 'as-profiled' ? now : undefined;
  const trial = await verifying.measureAsIs(metric);
  return trial && (foundByTrial(trial, metric) ?? now);
}

type Spell = (
  of: Goal['of'],
) => Promise<{ readonly program: Entry; readonly place: string | undefined }>;

/** Everything but where it stands. */
function isAlike(one: Goal, other: Goal): boolean {
  return JSON.stringify({ ...one, line: 0 }) === JSON.stringify({ ...other, line: 0 });
}

/** What is meant without a word: a goal that was reached, else the last change of the shown session that was proven. */
function defaultToLockIn({ store, paths }: GoalParts): TrialOfSession | GoalInSight | undefined {
  const reached = goalsInSight(store.get(), paths).find(
    ({ progress }) => progress.state !== 'open',
  );
  if (reached !== undefined) return reached;
  const { shown, sessions } = store.get();
  const session = sessions.find(({ id }) => id === shown?.id);
  const trial = session?.trials?.findLast(canBeKept);
  return session && trial && { session, trial };
}

function toLockInOf(what: TrialOfSession | GoalInSight): ToLockIn | undefined {
  const { target } = what.session;
  if (target.kind !== 'file' && target.kind !== 'command') return undefined;
  if ('progress' in what) {
    const { goal, now } = what.progress;
    const { metric, of } = goal;
    const load = isLoadMetric(metric) ? lastLoad(what.session) : undefined;
    if (now === undefined || (isLoadMetric(metric) && load === undefined)) return undefined;
    return { target, metric, of, load, found: now };
  }
  if (!canBeKept(what.trial)) return undefined;
  const { metric, load } = what.trial.verification;
  const found = foundByOwnMetric(what.trial);
  return found && { target, metric, of: undefined, load, found };
}

/** What the program of a session was last put under. */
function lastLoad({ runs, trials = [] }: Session): VerifiedLoad | undefined {
  const verified = trials.map(({ verification }) => verification.load).findLast(one => one);
  if (verified !== undefined) return verified;
  const recorded = runs.map(({ load }) => load).findLast(one => one);
  if (recorded === undefined) return undefined;
  const { what, kind, requests } = recorded;
  return { what, kind, connections: requests?.connections };
}

/** Whether the profile that is shown is of the program as it is now. */
function isProfileOfNow({ store, paths }: GoalParts, { target }: ToLockIn): boolean {
  const { shown, sessions } = store.get();
  const session = sessions.find(({ id }) => id === shown?.id);
  if (session === undefined || !isSameTarget(session.target, target, paths)) return false;
  return isOfNow(
    session,
    sessions.filter(one => isSameTarget(one.target, target, paths)),
  );
}
