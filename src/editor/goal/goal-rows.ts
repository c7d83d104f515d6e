import * as vscode from 'vscode';
import type { Contribution } from '../../core/goal';
import { targetName } from '../../core/session';
import { valueText } from '../metric-texts';
import type { Paths } from '../paths';
import type { GoalsFile, State } from '../state';
import { trialTitle, verificationText } from '../verify/verdict-texts';
import { type GoalInSight, goalsInSight } from './goals-in-sight';
import { contributionText, progressDetails, progressText, subjectText } from './goal-texts';

/** What the list of sessions begins with: the goals of the program that is shown, each with the tunings that count towards it. */
export type GoalRow = GoalInSight | ContributionRow | BrokenGoals;

export interface ContributionRow {
  readonly contribution: Contribution;
}

/** A tuneline.json that can't be read. */
export type BrokenGoals = GoalsFile & { readonly problem: NonNullable<GoalsFile['problem']> };

export function isGoalRow(row: object): row is GoalRow {
  return 'progress' in row || 'contribution' in row || 'problem' in row;
}

export function goalRows(state: State, paths: Paths): readonly GoalRow[] {
  const isBroken = (file: GoalsFile): file is BrokenGoals => file.problem !== undefined;
  return [...state.goals.filter(isBroken), ...goalsInSight(state, paths)];
}

export function goalChildren(row: GoalRow): readonly GoalRow[] {
  return 'progress' in row
    ? row.progress.contributions.map(contribution => ({ contribution }))
    : [];
}

export function goalItem(row: GoalRow, paths: Paths): vscode.TreeItem {
  if ('problem' in row) return brokenItem(row);
  return 'progress' in row ? progressItem(row, paths) : contributionItem(row);
}

function progressItem({ file, session, progress }: GoalInSight, paths: Paths): vscode.TreeItem {
  const { goal, state, contributions } = progress;
  const wanted = valueText(goal.metric, goal.want);
  const item = new vscode.TreeItem(
    vscode.l10n.t('Goal: {0}, {1}', wanted, subjectText(goal, paths)),
    contributions.length > 0
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None,
  );
  // The editor keeps a row closed that had nothing below it before: with its first one it is another row.
  item.id = `goal/${file}/${goal.line}/${contributions.length > 0 ? 'reached by' : ''}`;
  item.description = [
    progressText(progress),
    state === 'met' ? vscode.l10n.t('met') : '',
    targetName(session.target),
  ]
    .filter(text => text !== '')
    .join(' · ');
  item.tooltip = progressDetails(progress, paths).join('\n');
  item.iconPath =
    state === 'met'
      ? new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
      : new vscode.ThemeIcon('target');
  item.contextValue = state === 'open' ? 'goal' : 'reachedGoal';
  item.command = open(file, goal.line);
  return item;
}

function contributionItem({ contribution }: ContributionRow): vscode.TreeItem {
  const { session, trial } = contribution;
  const item = new vscode.TreeItem(contributionText(contribution));
  item.id = `contribution/${session.id}/${trial.id}`;
  item.description = trialTitle(trial);
  item.tooltip = `${trialTitle(trial)}\n${verificationText(trial.verification)}`;
  item.iconPath = new vscode.ThemeIcon('arrow-up', new vscode.ThemeColor('testing.iconPassed'));
  item.contextValue = 'contribution';
  item.command = {
    command: 'tuneline.showVerdict',
    title: vscode.l10n.t('Show'),
    arguments: [{ session, trial }],
  };
  return item;
}

function brokenItem({ file, problem }: BrokenGoals): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('tuneline.json can’t be read'));
  item.id = `broken/${file}`;
  item.description = problem.message;
  item.tooltip = problem.message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'brokenGoals';
  item.command = open(file, problem.line);
  return item;
}

function open(file: string, line: number): vscode.Command {
  return {
    command: 'tuneline.openPlace',
    title: vscode.l10n.t('Open'),
    arguments: [file, line],
  };
}
