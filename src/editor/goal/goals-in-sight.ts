import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { type Goal, goalProgress, type GoalProgress } from '../../core/goal';
import type { Metric } from '../../core/metric';
import { isSameProgram, type NamedProgram } from '../../core/same-program';
import type { Session, TargetDescription } from '../../core/session';
import type { Paths } from '../paths';
import type { State } from '../state';

/** A goal of the program whose session is shown, and the tuneline.json that it stands in. */
export interface GoalInSight {
  readonly file: string;
  readonly session: Session;
  readonly progress: GoalProgress;
}

/** The goals of the program whose session is shown: what is still to be reached first. */
export function goalsInSight(state: State, paths: Paths): readonly GoalInSight[] {
  const { shown, sessions } = state;
  if (state.goals.length === 0) return [];
  const session = shown?.session;
  if (shown === undefined || session === undefined) return [];
  const found = goalsOf(state, session.target, paths).map(({ file, goal }) => {
    const same = sessions.filter(({ target }) => isGoalOf(goal, target, paths));
    const loaded = { session, profile: shown.profile };
    return { file, session, progress: goalProgress(goal, same, loaded) };
  });
  const isMet = ({ progress }: GoalInSight) => Number(progress.state === 'met');
  return found.sort((a, b) => isMet(a) - isMet(b));
}

export function goalsOf(
  { goals }: State,
  target: TargetDescription,
  paths: Paths,
): readonly { readonly file: string; readonly goal: Goal }[] {
  return goals.flatMap(({ file, goals: inFile }) =>
    inFile.filter(goal => isGoalOf(goal, target, paths)).map(goal => ({ file, goal })),
  );
}

/** Whether an entry of tuneline.json, a goal or a budget, is of this program. */
export function isGoalOf(entry: NamedProgram, target: TargetDescription, paths: Paths): boolean {
  return isSameProgram(withRealFolder(target, paths), entry);
}

/** Whether two sessions are of one program, run alike. */
export function isSameTarget(
  one: TargetDescription,
  other: TargetDescription,
  paths: Paths,
): boolean {
  const kept = (target: TargetDescription): unknown =>
    JSON.parse(JSON.stringify(withRealFolder(target, paths)));
  return isDeepStrictEqual(kept(one), kept(other));
}

/** The folder that a program runs in may be named through a link. */
export function withRealFolder<Target extends TargetDescription>(
  target: Target,
  paths: Paths,
): Target {
  return { ...target, cwd: target.cwd && paths.inProfile(vscode.Uri.file(target.cwd)) };
}

/** What the goals of a program are of. */
export function goalMetrics(state: State, target: TargetDescription, paths: Paths): Metric[] {
  return goalsOf(state, target, paths).map(({ goal }) => goal.metric);
}
