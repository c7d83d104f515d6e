import * as vscode from 'vscode';
import type { Change, FunctionChange } from '../core/profile-changes';
import { formatMicros } from '../core/units';
import { shareText } from './amounts';
import {
  activeText,
  changeWords,
  differenceText,
  directionColors,
  directionOf,
} from './change-texts';
import type { Paths } from './paths';
import type { Comparison } from './state';

/** Rows of each kind: what is further down is a change of next to nothing. */
const mostRows = 100;

/** Rows of the hot spots while two sessions are compared. */
export type ComparedRow =
  | { readonly kind: 'changed'; readonly of: 'lines' | 'functions' }
  | { readonly kind: 'change'; readonly change: Change | FunctionChange };

/** Lines and functions that changed, in groups, the largest change first; none where nothing did. */
export function comparedRows(comparison: Comparison, parent?: ComparedRow): ComparedRow[] {
  if (parent?.kind === 'change') return [];
  if (parent === undefined) {
    const groups: ComparedRow[] = [
      { kind: 'changed', of: 'lines' },
      { kind: 'changed', of: 'functions' },
    ];
    return groups.filter(group => comparedRows(comparison, group).length > 0);
  }
  return comparison.changes[parent.of]
    .filter(one => one.kind !== 'same')
    .slice(0, mostRows)
    .map(change => ({ kind: 'change', change }));
}

/** What stands above the list. */
export function comparedSummary({ before, after, changes }: Comparison): string {
  const isClear = [...changes.lines, ...changes.functions].some(one => one.kind !== 'same');
  const parts = [
    vscode.l10n.t('Comparing {0} with {1}', before.title, after.title),
    activeText(changes),
    isClear ? '' : vscode.l10n.t('nothing changed by more than chance'),
    vscode.l10n.t('other work on the machine is in the times of both'),
    changes.withoutText.length === 0
      ? ''
      : vscode.l10n.t(
          '{0} files matched by where functions stand, since their texts were not kept',
          changes.withoutText.length,
        ),
  ];
  return parts.filter(part => part !== '').join(' · ');
}

export function comparedItem(
  row: ComparedRow,
  comparison: Comparison | undefined,
  paths: Paths,
): vscode.TreeItem {
  if (row.kind === 'changed') {
    const label =
      row.of === 'lines'
        ? vscode.l10n.t('Lines That Changed')
        : vscode.l10n.t('Functions That Changed, With Calls');
    const group = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    group.id = `changed ${row.of}`;
    return group;
  }
  // It ends between two questions of the view: the row is about to go.
  return comparison === undefined
    ? new vscode.TreeItem('')
    : changeItem(row.change, comparison, paths);
}

function changeItem(
  change: Change | FunctionChange,
  { before, changes }: Comparison,
  paths: Paths,
): vscode.TreeItem {
  const direction = directionOf(change.kind) ?? 'more'; // only what changed has a row
  const path = paths.label(change.file);
  const place = change.line > 0 ? `${path}:${change.line}` : path;
  const [, folder = '', fileName] = /^(?:(.*)[\\/])?([^\\/]*)$/.exec(place) ?? ['', '', place];
  const isFunction = 'name' in change;
  const anonymous = change.line <= 1 ? vscode.l10n.t('(module)') : vscode.l10n.t('(anonymous)');
  const name = isFunction ? change.name || anonymous : fileName;
  const difference = differenceText(change);
  const row = new vscode.TreeItem(`${difference} ${name}`); // its icon is the arrow
  row.description = [
    described(change, changes),
    isFunction ? fileName : folder,
    change.place === undefined ? vscode.l10n.t('not in the text any more') : '',
  ]
    .filter(part => part !== '')
    .join(' · ');
  const words = changeWords(change, changes, before.title).replaceAll('**', '');
  row.tooltip = `${isFunction ? `${name} ${place}` : place}\n${words}`;
  row.accessibilityInformation = { label: `${name}, ${words}` };
  row.iconPath = new vscode.ThemeIcon(
    direction === 'more' ? 'arrow-up' : 'arrow-down',
    directionColors[direction],
  );
  row.contextValue = 'change';
  if (change.place !== undefined && change.place.line > 0) {
    row.command = {
      command: 'tuneline.openPlace',
      title: vscode.l10n.t('Open'),
      arguments: [change.place.file, change.place.line],
    };
  }
  return row;
}

/** `410 ms → 1.2 s · 12% → 31%`; what is on one side only says so. */
function described(change: Change, changes: Comparison['changes']): string {
  const was = [formatMicros(change.before), shareText(change.before, changes.before)];
  const is = [formatMicros(change.after), shareText(change.after, changes.after)];
  if (change.kind === 'appeared') return vscode.l10n.t('new: {0} · {1}', is[0], is[1]);
  if (change.kind === 'vanished') return vscode.l10n.t('gone: {0} · {1}', was[0], was[1]);
  return `${was[0]} → ${is[0]} · ${was[1]} → ${is[1]}`;
}
