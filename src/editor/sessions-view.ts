import * as vscode from 'vscode';
import { hasParts, type Session } from '../core/session';
import { canApply, canBeKept, canRevert, type Trial } from '../core/trial';
import { goalChildren, goalItem, type GoalRow, goalRows, isGoalRow } from './goal/goal-rows';
import type { Paths } from './paths';
import {
  byTarget,
  damagedItem,
  runItem,
  type RunOfSession,
  sessionItem,
  type SessionsOfTarget,
  targetItem,
  targetKey,
} from './session-rows';
import { type DamagedSession, type EditorStore, lastRun, type State } from './state';
import { shortOutcome, trialOutcome, trialTitle } from './verify/verdict-texts';

type Item = GoalRow | SessionsOfTarget | Session | DamagedSession | RunOfSession | TrialOfSession;

/** A change that was measured, below its session. */
export interface TrialOfSession {
  readonly session: Session;
  readonly trial: Trial;
}

/** Rows below a row, or at the top. Each part of the view adds its own, in this order. */
const below: readonly ((
  parent: Item | undefined,
  state: State,
  paths: Paths,
) => readonly Item[])[] = [
  (parent, state, paths) => (parent === undefined ? goalRows(state, paths) : []),
  parent => (parent !== undefined && isGoalRow(parent) ? goalChildren(parent) : []),
  (parent, { sessions, damaged }) =>
    parent === undefined ? [...byTarget(sessions), ...damaged] : [],
  parent => (parent !== undefined && 'sessions' in parent ? parent.sessions : []),
  parent =>
    parent !== undefined && 'runs' in parent && hasParts(parent)
      ? parent.runs.map((run, index) => ({ session: parent, run, index }))
      : [],
  parent =>
    parent !== undefined && 'runs' in parent
      ? (parent.trials ?? []).map(trial => ({ session: parent, trial }))
      : [],
];

/** *Sessions*: what was profiled so far, kept on disk: targets, their sessions newest first, what was recorded and measured in them. */
export function showSessions(store: EditorStore, paths: Paths): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Item>('tuneline.sessions', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: parent => below.flatMap(rows => rows(parent, store.get(), paths)),
      getParent: item => parentOf(item, store.get()),
      getTreeItem: item => treeItem(item, store.get(), paths),
    },
  });
  /** The target of what is shown is open, also where the user has closed it before. */
  const openShown = () => {
    const { sessions, shown } = store.get();
    const group = byTarget(sessions).find(one => one.sessions.some(({ id }) => id === shown?.id));
    if (group === undefined || !view.visible) return;
    const how = { select: false, focus: false, expand: true };
    view.reveal(group, how).then(undefined, () => undefined); // the row has gone meanwhile
  };
  const fire = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    view,
    store.watch(state => state.sessions, fire),
    store.watch(state => state.damaged, fire),
    store.watch(state => state.unkept, fire),
    store.watch(state => state.goals, fire),
    store.watch(state => state.comparison, fire),
    store.watch(
      state => lastRun(state.shown?.session)?.id ?? state.shown?.id,
      () => {
        fire();
        openShown();
      },
    ),
  );
}

function parentOf(item: Item, { sessions }: State): Item | undefined {
  if (isGoalRow(item)) return undefined;
  if ('sessions' in item || 'why' in item) return undefined;
  if ('session' in item) return item.session;
  const key = targetKey(item.target);
  return byTarget(sessions).find(one => one.key === key);
}

function treeItem(item: Item, state: State, paths: Paths): vscode.TreeItem {
  const { shown, sessions, unkept } = state;
  if (isGoalRow(item)) return goalItem(item, paths);
  if ('why' in item) return damagedItem(item);
  if ('sessions' in item) {
    const isShown = item.sessions.some(({ id }) => id === shown?.id);
    const isOnly = sessions.length === item.sessions.length;
    return targetItem(item, isShown || isOnly, paths);
  }
  if ('trial' in item) return trialItem(item);
  if ('run' in item) return runItem(item, lastRun(shown?.session)?.id === item.run.id);
  const how = {
    isShown: shown?.id === item.id,
    isCompared: state.comparison?.before.id === item.id,
    isKept: !unkept.includes(item.id),
  };
  return sessionItem(item, how, paths);
}

function trialItem({ session, trial }: TrialOfSession): vscode.TreeItem {
  const { state } = trial;
  const item = new vscode.TreeItem(shortOutcome(trial));
  item.id = `${session.id}/${trial.id}`;
  const reverted = vscode.l10n.t('reverted');
  const measured = vscode.l10n.t('not applied');
  const isChange = trial.change.kind !== 'none';
  item.description = [
    trialTitle(trial),
    state === 'reverted' ? reverted : state === 'measured' && isChange ? measured : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
  item.tooltip = `${trialTitle(trial)}\n${trialOutcome(trial)}`;
  item.iconPath = trialIcon(trial);
  const can = canRevert(trial) ? 'applied' : canApply(trial) ? 'offered' : '';
  item.contextValue = `${can}${canBeKept(trial) ? 'Proven' : ''}Trial`;
  item.command = {
    command: 'tuneline.showVerdict',
    title: vscode.l10n.t('Show'),
    arguments: [{ session, trial } satisfies TrialOfSession],
  };
  return item;
}

function trialIcon({ change, verification }: Trial): vscode.ThemeIcon {
  const { verdict, outputEqual } = verification;
  if (change.kind === 'none') return icon('dashboard');
  if (!outputEqual) return icon('error', 'testing.iconFailed');
  switch (verdict?.kind) {
    case 'faster':
      return icon('arrow-up', 'testing.iconPassed');
    case 'slower':
      return icon('arrow-down', 'testing.iconFailed');
    case 'same':
      return icon('dash');
    default:
      return icon('question');
  }
}

function icon(name: string, color?: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
}
