import * as vscode from 'vscode';
import type { Session } from '../core/session';
import { formatMicros } from '../core/units';
import type { Paths } from './paths';
import { noteTexts } from './run-notes';
import { type DamagedSession, type EditorStore, lastRun } from './state';

type Item = Session | DamagedSession;

/** *Sessions*: what was profiled so far, kept on disk, newest first. */
export function showSessions(store: EditorStore, paths: Paths): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Item>('tuneline.sessions', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: parent =>
        parent === undefined ? [...store.get().sessions, ...store.get().damaged] : [],
      getTreeItem: item =>
        'why' in item
          ? damagedItem(item)
          : treeItem(item, store.get().shown?.id === item.id, paths),
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
      state => state.shown?.id,
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
  const started = new Date(session.startedAt);
  const run = lastRun(session);
  item.description = [
    session.target.args.join(' '),
    started.toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'short' }),
    run === undefined ? '' : formatMicros(run.wall),
    session.runs.length > 1 ? vscode.l10n.t('{0} runs', session.runs.length) : '',
    run === undefined ? '' : endText(run),
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
