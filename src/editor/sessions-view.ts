import * as vscode from 'vscode';
import { hasParts, type Run, type Session } from '../core/session';
import { canBeLockedIn, canRevert, type Trial } from '../core/trial';
import { formatMicros } from '../core/units';
import { goalChildren, goalItem, type GoalRow, goalRows, isGoalRow } from './goal/goal-rows';
import type { Paths } from './paths';
import { noteTexts } from './run-notes';
import { type DamagedSession, type EditorStore, lastRun } from './state';
import { shortVerdict, trialTitle, verificationText } from './verify/verdict-texts';

type Item = GoalRow | Session | DamagedSession | RunOfSession | TrialOfSession;

/** A change that was measured, below its session. */
export interface TrialOfSession {
  readonly session: Session;
  readonly trial: Trial;
}

/** A recording of its own, below its session. */
export interface RunOfSession {
  readonly session: Session;
  readonly run: Run;
  readonly index: number;
}

/** *Sessions*: what was profiled so far, kept on disk, newest first. */
export function showSessions(store: EditorStore, paths: Paths): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Item>('tuneline.sessions', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: parent =>
        parent === undefined
          ? [...goalRows(store.get(), paths), ...store.get().sessions, ...store.get().damaged]
          : isGoalRow(parent)
            ? [...goalChildren(parent)]
            : 'runs' in parent
              ? [
                  ...(hasParts(parent)
                    ? parent.runs.map((run, index) => ({ session: parent, run, index }))
                    : []),
                  ...(parent.trials ?? []).map(trial => ({ session: parent, trial })),
                ]
              : [],
      getTreeItem(item) {
        if (isGoalRow(item)) return goalItem(item, paths);
        if ('why' in item) return damagedItem(item);
        const { shown } = store.get();
        if ('trial' in item) return trialItem(item);
        if ('run' in item) return runItem(item, lastRun(shown?.session)?.id === item.run.id);
        return treeItem(item, shown?.id === item.id, paths);
      },
    },
  });
  return vscode.Disposable.from(
    changed,
    view,
    store.watch(
      state => state.sessions,
      () => changed.fire(),
    ),
    store.watch(
      state => state.damaged,
      () => changed.fire(),
    ),
    store.watch(
      state => state.goals,
      () => changed.fire(),
    ),
    store.watch(
      state => lastRun(state.shown?.session)?.id ?? state.shown?.id,
      () => changed.fire(),
    ),
  );
}

export function sessionTitle(session: Session, paths: Paths): string {
  const name = session.name ?? session.target.name;
  if (name !== undefined) return name;
  const parts = paths.label(session.target.file).split(/[\\/]/);
  // In a window with several folders a label starts with its folder, without which two programs would have one name.
  const root = paths.hasSeveralFolders() && parts.length > 2 ? [parts[0]] : [];
  const between = root.length > 0 && parts.length > 3 ? ['…'] : [];
  return [...root, ...between, ...parts.slice(-2)].join('/');
}

function treeItem(session: Session, isShown: boolean, paths: Paths): vscode.TreeItem {
  const item = new vscode.TreeItem(sessionTitle(session, paths));
  item.id = session.id;
  const hasRecordings = hasParts(session);
  if (hasRecordings || session.trials !== undefined)
    item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  const started = new Date(session.startedAt);
  const run = lastRun(session);
  item.description = [
    session.target.args.join(' '),
    started.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
    run === undefined || hasRecordings ? '' : formatMicros(run.wall),
    hasRecordings
      ? vscode.l10n.t('{0} recordings', session.runs.length)
      : session.runs.length > 1
        ? vscode.l10n.t('{0} runs', session.runs.length)
        : '',
    run === undefined ? '' : partText(run) || endText(run),
  ]
    .filter(part => part !== '')
    .join(' · ');
  item.tooltip = [
    session.target.file,
    session.target.args.length > 0
      ? vscode.l10n.t('Arguments: {0}', session.target.args.join(' '))
      : '',
    session.target.kind === 'file'
      ? vscode.l10n.t('Working directory: {0}', session.target.cwd)
      : '',
    run === undefined || run.nodeVersion === ''
      ? ''
      : vscode.l10n.t('Node.js {0}, run by {1}', run.nodeVersion, run.runner),
    run?.cpu === undefined ? '' : vscode.l10n.t('CPU time: {0}', formatMicros(run.cpu)),
    ...noteTexts(session),
  ]
    .filter(part => part !== '')
    .join('\n');
  item.iconPath = new vscode.ThemeIcon(
    isShown ? 'eye' : session.target.kind === 'imported' ? 'file' : 'history',
  );
  item.contextValue = session.target.kind;
  item.command = {
    command: 'tuneline.showSession',
    title: vscode.l10n.t('Show'),
    arguments: [session],
  };
  return item;
}

/** `Recording 2`, as users count. */
export function runTitle(run: Run, index: number): string {
  return partText(run) || vscode.l10n.t('Recording {0}', index + 1);
}

/** What part of the program's life was recorded, where that is not what the user began and ended. */
function partText({ part }: Run): string {
  if (part?.kind === 'start-up') return vscode.l10n.t('start-up');
  return part?.kind === 'under-load' ? vscode.l10n.t('under load') : '';
}

function runItem({ session, run, index }: RunOfSession, isShown: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(runTitle(run, index));
  item.id = `${session.id}/${run.id}`;
  const cpu = run.cpu === undefined ? '' : vscode.l10n.t('{0} CPU', formatMicros(run.cpu));
  item.description = [formatMicros(run.wall), cpu].filter(part => part !== '').join(' · ');
  const from = formatMicros(run.part?.from ?? 0);
  item.tooltip = [
    vscode.l10n.t('Begun {0} after the program was started', from),
    ...noteTexts({ ...session, runs: [run] }),
  ].join('\n');
  item.iconPath = new vscode.ThemeIcon(isShown ? 'eye' : 'record');
  item.contextValue = 'recording';
  item.command = {
    command: 'tuneline.showSession',
    title: vscode.l10n.t('Show'),
    arguments: [session, run.id],
  };
  return item;
}

function trialItem({ session, trial }: TrialOfSession): vscode.TreeItem {
  const { verification, state } = trial;
  const item = new vscode.TreeItem(shortVerdict(verification));
  item.id = `${session.id}/${trial.id}`;
  const reverted = vscode.l10n.t('reverted');
  const measured = vscode.l10n.t('not applied');
  item.description = [
    trialTitle(trial),
    state === 'reverted' ? reverted : state === 'measured' ? measured : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
  item.tooltip = `${trialTitle(trial)}\n${verificationText(verification)}`;
  item.iconPath = trialIcon(trial);
  item.contextValue = `${canRevert(trial) ? 'applied' : ''}${canBeLockedIn(trial) ? 'Proven' : ''}Trial`;
  item.command = {
    command: 'tuneline.showVerdict',
    title: vscode.l10n.t('Show'),
    arguments: [{ session, trial } satisfies TrialOfSession],
  };
  return item;
}

function trialIcon({ verification: { verdict, outputEqual } }: Trial): vscode.ThemeIcon {
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

function damagedItem({ id, why }: DamagedSession): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('A session that can’t be read'));
  item.id = id;
  item.tooltip = why;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'damaged';
  return item;
}

/** How a run ended, where that is worth a word. */
export function endText(run: NonNullable<ReturnType<typeof lastRun>>): string {
  if (run.ended === 'stopped') return vscode.l10n.t('stopped');
  if (run.signal !== undefined) return vscode.l10n.t('ended by {0}', run.signal);
  if (run.exitCode !== undefined && run.exitCode !== 0) {
    return vscode.l10n.t('exit code {0}', run.exitCode);
  }
  return '';
}
