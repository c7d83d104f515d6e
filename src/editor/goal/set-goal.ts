import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { type Found, type Goal, reaches, suggestedGoal } from '../../core/goal';
import type { Metric } from '../../core/metric';
import { type Run, targetName, usualWall } from '../../core/session';
import { formatRoughly } from '../../core/units';
import type { Target } from '../../run/target';
import type { Entry } from '../../run/tuneline-json/edits';
import { metricText } from '../metric-texts';
import type { Paths } from '../paths';
import { pairsAsIs } from '../verify/verifying';
import type { GoalSubject } from './goal-subjects';
import { foundText, subjectText } from './goal-texts';
import { isGoalOf } from './goals-in-sight';
import { changeTunelineJson, pathOfTunelineJson } from './tuneline-document';

/** Asks what the goal is of; undefined when the user went away. */
export async function pickSubject(
  subjects: readonly GoalSubject[],
  target: Target,
  paths: Paths,
): Promise<GoalSubject | undefined> {
  const items = subjects.map(subject => ({
    label: subjectLabel(subject, paths),
    description: vscode.l10n.t('{0} now', foundText(subject.metric, subject.now)),
    detail: subjectDetail(subject),
    subject,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Goal for {0}', targetName(target)),
    placeHolder: vscode.l10n.t('What should become better?'),
    matchOnDescription: true,
  });
  return picked?.subject;
}

function subjectLabel({ metric, of }: GoalSubject, paths: Paths): string {
  const icon = of === undefined ? 'dashboard' : of.kind === 'line' ? 'flame' : 'symbol-function';
  const text = subjectText({ metric, of }, paths);
  return `$(${icon}) ${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function subjectDetail({ metric, where }: GoalSubject): string | undefined {
  if (where === 'cursor') return vscode.l10n.t('where the cursor is');
  if (where === 'hottest') return vscode.l10n.t('the hottest');
  if (metric === 'cpu')
    return vscode.l10n.t(
      'of the program with all that it starts: the steadiest, but blind to waiting',
    );
  return metric === 'wall' ? vscode.l10n.t('by the clock, from its start to its end') : undefined;
}

/** Whether the program is to be measured without the profiler before a goal is set; undefined when the user went away. */
export async function askToMeasure(
  metric: Metric,
  now: Found,
  target: Target,
  last: Run | undefined,
): Promise<'measure' | 'as-profiled' | undefined> {
  const { runsAtMost } = await import('../../run/verify/verify');
  const runs = runsAtMost({ pairs: pairsAsIs });
  const isServer = last?.load !== undefined || metric === 'start-up';
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('$(dashboard) Measure Without the Profiler'),
        description:
          isServer || last === undefined
            ? undefined
            : vscode.l10n.t('about {0}', formatRoughly(runs * usualWall(last))),
        detail: vscode.l10n.t(
          '{0} runs in scratch copies; what it does elsewhere, it does each time',
          runs,
        ),
        answer: 'measure' as const,
      },
      {
        label: vscode.l10n.t('$(flame) Begin with the Profiled Run'),
        description: foundText(metric, now),
        detail: vscode.l10n.t('profiling is a part of it: it may be far better without'),
        answer: 'as-profiled' as const,
      },
    ],
    {
      title: vscode.l10n.t('Goal for {0}: {1}', targetName(target), metricText(metric)),
      placeHolder: vscode.l10n.t('What does the goal begin with?'),
      ignoreFocusOut: true,
    },
  );
  return picked?.answer;
}

/** Asks for the value that is wanted; undefined when the user went away. */
export async function askForValue(
  { metric, of, now }: GoalSubject,
  target: Target,
  known: Goal | undefined,
  paths: Paths,
): Promise<number | undefined> {
  const { exampleOf, quantity, quantityText } = await import('../../run/tuneline-json/quantities');
  const present = foundText(metric, now);
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t(
      'Goal for {0}: {1}',
      targetName(target),
      subjectText({ metric, of }, paths),
    ),
    prompt:
      now.how === 'plain' || metric === 'share'
        ? vscode.l10n.t('It is {0} now. What should it become?', present)
        : // A goal between the two would be met before anything was changed.
          vscode.l10n.t(
            'It is {0} now while it is profiled; without the profiler it may be far better. What should it become?',
            present,
          ),
    value: quantityText(metric, known?.want ?? suggestedGoal(metric, now.value)),
    ignoreFocusOut: true,
    validateInput: typed => {
      const value = quantity(metric, typed.trim());
      if (value === undefined)
        return vscode.l10n.t('Write {0}', exampleOf(metric).replaceAll('"', ''));
      return reaches(metric, now.value, value)
        ? vscode.l10n.t('It is {0} already: a goal asks for more than there is.', present)
        : undefined;
    },
  });
  return text === undefined ? undefined : quantity(metric, text.trim());
}

export interface NewGoal {
  readonly subject: GoalSubject;
  readonly want: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How tuneline.json names the program, and what the share is of. */
  readonly program: Entry;
  readonly place: string | undefined;
}

/**
 * Writes the goal into tuneline.json, in place of what is there of the same. One that was not reached yet goes on from where it
 * began. @throws BudgetsError when the file can't be read; nothing is written then
 */
export async function writeGoal(
  uri: vscode.Uri,
  target: Target,
  { subject, want, at, program, place }: NewGoal,
  isReached: boolean,
  paths: Paths,
): Promise<void> {
  const { goalsIn } = await import('../../run/goals');
  const { quantityText } = await import('../../run/tuneline-json/quantities');
  const { withEntry, withFields } = await import('../../run/tuneline-json/edits');
  const { metric, of, now } = subject;
  const wanted = { want: quantityText(metric, want) };
  const began = {
    from: quantityText(metric, now.value),
    since: new Date(at).toISOString().replace(/\.\d+/, ''),
  };
  await changeTunelineJson(uri, text => {
    const goals = text === undefined ? [] : goalsIn(text, pathOfTunelineJson(uri, paths));
    const isSame = (goal: Goal) =>
      goal.metric === metric && isDeepStrictEqual(goal.of, of) && isGoalOf(goal, target, paths);
    const index = goals.findIndex(isSame);
    if (text !== undefined && index >= 0)
      return withFields(text, 'goals', index, {
        ...wanted,
        ...(isReached ? began : {}),
      });
    const entry = { ...program, metric, ...(place !== undefined && { of: place }) };
    return withEntry(text, 'goals', { ...entry, ...wanted, ...began });
  });
}
