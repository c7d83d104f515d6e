import * as vscode from 'vscode';
import {
  hasParts,
  type Run,
  type Session,
  shortCommit,
  type TargetDescription,
} from '../core/session';
import { formatMicros } from '../core/units';
import type { Paths } from './paths';
import { noteTexts } from './run-notes';
import { type DamagedSession, lastRun } from './state';

/** Sessions of one target, newest first. */
export interface SessionsOfTarget {
  readonly key: string;
  readonly sessions: readonly [Session, ...Session[]];
}

/** A recording of its own, below its session. */
export interface RunOfSession {
  readonly session: Session;
  readonly run: Run;
  readonly index: number;
}

/** What was run, as long as its times can be set beside each other; profiles from elsewhere stand together. */
export function targetKey(target: TargetDescription): string {
  if (target.kind === 'imported') return target.kind;
  const { env: _, ...rest } = target;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function byTarget(sessions: readonly Session[]): SessionsOfTarget[] {
  const groups = new Map<string, [Session, ...Session[]]>();
  for (const session of sessions) {
    const key = targetKey(session.target);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [session]);
    else group.push(session);
  }
  return [...groups].map(([key, group]) => ({ key, sessions: group }));
}

export function sessionTitle(session: Session, paths: Paths): string {
  return session.name ?? targetTitle(session.target, paths);
}

function targetTitle({ name, file }: TargetDescription, paths: Paths): string {
  if (name !== undefined) return name;
  const parts = paths.label(file).split(/[\\/]/);
  // In a window with several folders a label starts with its folder, without which two programs would have one name.
  const root = paths.hasSeveralFolders() && parts.length > 2 ? [parts[0]] : [];
  const between = root.length > 0 && parts.length > 3 ? ['…'] : [];
  return [...root, ...between, ...parts.slice(-2)].join('/');
}

/** With seconds: a short program is profiled several times a minute. */
export function sessionTime({ startedAt }: Pick<Session, 'startedAt'>): string {
  const format = { dateStyle: 'short', timeStyle: 'medium' } as const;
  return new Date(startedAt).toLocaleString(undefined, format);
}

/** `a1b2c3d`, `a1b2c3d + changes`; '' where none is known. */
export function commitText({ commit }: Session): string {
  if (commit === undefined) return '';
  const short = shortCommit(commit.id);
  return commit.dirty === true ? vscode.l10n.t('{0} + changes', short) : short;
}

export function targetItem(
  { key, sessions }: SessionsOfTarget,
  isOpen: boolean,
  paths: Paths,
): vscode.TreeItem {
  const [{ target }] = sessions;
  const isImported = target.kind === 'imported';
  const item = new vscode.TreeItem(
    isImported ? vscode.l10n.t('Opened Profiles') : targetTitle(target, paths),
    isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = `target ${key}`;
  const count =
    sessions.length === 1
      ? vscode.l10n.t('1 session')
      : vscode.l10n.t('{0} sessions', sessions.length);
  item.description = [target.args.join(' '), count].filter(part => part !== '').join(' · ');
  item.tooltip = isImported
    ? vscode.l10n.t('Profiles that were made elsewhere')
    : targetLines(target).join('\n');
  const icons = { file: 'file-code', command: 'terminal', attached: 'plug', imported: 'files' };
  item.iconPath = new vscode.ThemeIcon(icons[target.kind]);
  item.contextValue = 'target';
  return item;
}

function targetLines(target: TargetDescription): string[] {
  return [
    target.file,
    target.args.length > 0 ? vscode.l10n.t('Arguments: {0}', target.args.join(' ')) : '',
    target.kind === 'file' ? vscode.l10n.t('Working directory: {0}', target.cwd) : '',
  ].filter(line => line !== '');
}

/** `how`: what of it the editor knows beside the session itself. */
export function sessionItem(
  session: Session,
  how: { readonly isShown: boolean; readonly isCompared: boolean; readonly isKept: boolean },
  paths: Paths,
): vscode.TreeItem {
  const isImported = session.target.kind === 'imported';
  const time = sessionTime(session);
  const name = session.name ?? (isImported ? targetTitle(session.target, paths) : undefined);
  const item = new vscode.TreeItem(name ?? time);
  const hasRecordings = hasParts(session);
  const hasRows = hasRecordings || session.trials !== undefined;
  // The editor keeps a row closed that had nothing below it before: with its first one it is another row.
  item.id = hasRows ? `${session.id}/` : session.id;
  if (hasRows) item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  const run = lastRun(session);
  const isPinned = session.pinned === true;
  item.description = [
    how.isCompared && !how.isShown ? vscode.l10n.t('compared with what is shown') : '',
    isPinned ? vscode.l10n.t('pinned') : '',
    name === undefined ? '' : time,
    run === undefined || hasRecordings ? '' : formatMicros(run.wall),
    hasRecordings
      ? vscode.l10n.t('{0} recordings', session.runs.length)
      : session.runs.length > 1
        ? vscode.l10n.t('{0} runs', session.runs.length)
        : '',
    run === undefined ? '' : partText(run) || endText(run),
    commitText(session),
    how.isKept ? '' : vscode.l10n.t('not kept on disk'),
  ]
    .filter(part => part !== '')
    .join(' · ');
  item.tooltip = sessionTooltip(session, run);
  const icon = how.isShown ? 'eye' : how.isCompared ? 'git-compare' : undefined;
  item.iconPath = new vscode.ThemeIcon(icon ?? (isPinned ? 'pinned' : 'history'));
  const { kind } = session.target;
  const isProgram = kind === 'file' || kind === 'command';
  item.contextValue = `session${isPinned ? '.pinned' : ''}${isProgram ? '.program' : ''}`;
  item.command = {
    command: 'tuneline.showSession',
    title: vscode.l10n.t('Show'),
    arguments: [session],
  };
  return item;
}

function sessionTooltip(session: Session, run: Run | undefined): string {
  const { target, commit } = session;
  const lines = [
    ...targetLines(target),
    run === undefined || run.nodeVersion === ''
      ? ''
      : vscode.l10n.t('Node.js {0}, run by {1}', run.nodeVersion, run.runner),
    run?.cpu === undefined ? '' : vscode.l10n.t('CPU time: {0}', formatMicros(run.cpu)),
    commit === undefined
      ? ''
      : commit.dirty === undefined
        ? vscode.l10n.t('Commit {0}; whether files differed from it is not known', commit.id)
        : commit.dirty
          ? vscode.l10n.t('Commit {0}, and changes that were not in it', commit.id)
          : vscode.l10n.t('Commit {0}, without changes', commit.id),
    session.pinned === true ? vscode.l10n.t('Pinned: kept however many newer ones there are') : '',
    ...noteTexts(session),
  ];
  return lines.filter(part => part !== '').join('\n');
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

export function runItem({ session, run, index }: RunOfSession, isShown: boolean): vscode.TreeItem {
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

export function damagedItem({ id, why }: DamagedSession): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('A session that can’t be read'));
  item.id = id;
  item.tooltip = why;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'damaged';
  return item;
}

/** How a run ended, where that is worth a word. */
function endText(run: Run): string {
  if (run.ended === 'stopped') return vscode.l10n.t('stopped');
  if (run.signal !== undefined) return vscode.l10n.t('ended by {0}', run.signal);
  if (run.exitCode !== undefined && run.exitCode !== 0) {
    return vscode.l10n.t('exit code {0}', run.exitCode);
  }
  return '';
}
