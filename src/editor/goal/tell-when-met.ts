import * as vscode from 'vscode';
import { wasMetAtStart } from '../../core/goal';
import type { Paths } from '../paths';
import type { EditorStore } from '../state';
import { goalMet } from '../trouble/goals';
import type { Report } from '../trouble/report';
import { progressText, subjectText } from './goal-texts';
import { type GoalInSight, goalsInSight } from './goals-in-sight';

const toldKey = 'toldGoals';

/** Says once of a goal that it is met, and what comes next. */
export function tellWhenMet(
  store: EditorStore,
  memory: vscode.Memento,
  paths: Paths,
  report: Report,
  does: {
    readonly lockIn: (goal: GoalInSight) => unknown;
    readonly setGoal: (goal: GoalInSight) => unknown;
  },
): vscode.Disposable {
  const told = new Set(memory.get<readonly string[]>(toldKey, []));
  const look = () => {
    const state = store.get();
    if (state.shown?.live !== false || state.verifying !== undefined) return;
    for (const goal of goalsInSight(state, paths)) {
      if (goal.progress.state !== 'met' || told.has(keyOf(goal))) continue;
      told.add(keyOf(goal));
      void memory.update(toldKey, [...told].slice(-50));
      tell(goal);
    }
  };
  const tell = (goal: GoalInSight) => {
    const { progress } = goal;
    const text = `${subjectText(progress.goal, paths)} ${progressText(progress)}`;
    const lockIn = { title: vscode.l10n.t('Lock In…'), run: () => does.lockIn(goal) };
    const setAnother = { title: vscode.l10n.t('Set Another Goal…'), run: () => does.setGoal(goal) };
    report(goalMet(text, wasMetAtStart(progress), lockIn, setAnother));
  };
  return vscode.Disposable.from(
    store.watch(state => state.goals, look),
    store.watch(state => state.sessions, look),
    store.watch(state => state.shown, look),
    store.watch(state => state.verifying, look),
  );
}

/** The same goal is not told of twice; one that was set anew is another. */
function keyOf({ file, progress: { goal } }: GoalInSight): string {
  return JSON.stringify({ ...goal, file, line: undefined });
}
