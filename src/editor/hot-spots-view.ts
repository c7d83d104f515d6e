import * as vscode from 'vscode';
import { bucketOf, heatBuckets, type HotFunction, type HotLine } from '../core/hot-lines';
import { otherCosts } from '../core/hints/other-costs';
import { listedSpots } from '../core/listed-spots';
import { type Profile, times } from '../core/profile';
import type { Store } from '../core/store';
import { createStore } from '../core/store';
import { formatMicros, formatShare } from '../core/units';
import { isLoading, samplesText, selfShareText } from './amounts';
import { comparedItem, type ComparedRow, comparedRows, comparedSummary } from './compared-rows';
import { translated } from './hint-texts';
import type { Icons } from './icons';
import type { Paths } from './paths';
import { noteTexts } from './run-notes';
import { type Comparison, type EditorStore, lastRun, type Shown } from './state';

export type HotSpotsOrder = 'self' | 'total' | 'file';

/** Rows shown of each kind: what is further down is under a thousandth, and the chart has it. */
const mostRows = 100;

type Item =
  | ComparedRow
  | { readonly kind: 'group'; readonly of: 'lines' | 'functions' | 'framework' }
  | { readonly kind: 'line'; readonly line: HotLine }
  | { readonly kind: 'function'; readonly function: HotFunction };

/** *Hot spots*: lines and functions over all files. */
export function showHotSpots(store: EditorStore, paths: Paths, icons: Icons): HotSpotsView {
  const changed = new vscode.EventEmitter<void>();
  const order: Store<HotSpotsOrder> = createStore('self');
  const view = vscode.window.createTreeView<Item>('tuneline.hotSpots', {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren(parent) {
        const { shown, comparison } = store.get();
        const changes = comparison === undefined ? [] : changeRows(comparison, parent);
        return [...changes, ...children(shown?.profile, order.get(), parent)];
      },
      getTreeItem(item) {
        const { shown, comparison } = store.get();
        return isComparedRow(item)
          ? comparedItem(item, comparison, paths)
          : treeItem(item, shown?.profile, paths, icons);
      },
    },
  });
  const say = () => {
    const { shown, comparison } = store.get();
    view.description = shown === undefined ? '' : shown.title;
    const compared = comparison && comparedSummary(comparison);
    view.message = compared ?? (shown === undefined ? undefined : summary(shown));
    changed.fire();
  };
  const subscriptions = vscode.Disposable.from(
    changed,
    view,
    order.watch(
      now => now,
      () => changed.fire(),
    ),
    store.watch(state => state.shown, say),
    store.watch(state => state.comparison, say),
  );
  return {
    order: by => order.update(() => by),
    dispose: () => subscriptions.dispose(),
  };
}

function isComparedRow(item: Item): item is ComparedRow {
  return item.kind === 'changed' || item.kind === 'change';
}

function changeRows(comparison: Comparison, parent: Item | undefined): ComparedRow[] {
  if (parent !== undefined && !isComparedRow(parent)) return [];
  return comparedRows(comparison, parent);
}

export interface HotSpotsView extends vscode.Disposable {
  readonly order: (by: HotSpotsOrder) => void;
}

function summary({ profile, session, live }: Shown): string {
  if (live && isLoading(profile)) return vscode.l10n.t('loading…');
  const { active, activeSamples, idle, uncertain, unmapped } = times(profile);
  const parts = [
    vscode.l10n.t('{0} active', formatMicros(active)),
    samplesText(activeSamples),
    idle > active / 100 ? vscode.l10n.t('{0} idle', formatMicros(idle)) : '',
    uncertain > active / 100
      ? vscode.l10n.t('{0} on an uncertain line', formatShare(uncertain / active))
      : '',
    unmapped > active / 100
      ? vscode.l10n.t('{0} at generated lines', formatShare(unmapped / active))
      : '',
  ];
  const total = parts.filter(part => part !== '').join(' · ');
  if (live) return vscode.l10n.t('{0} · still running', total);
  const others = otherCosts(profile, lastRun(session)).map(({ text }) => translated(text));
  return [total, ...noteTexts(session).map(text => text.replace(/\.$/, '')), ...others].join(' · ');
}

function children(profile: Profile | undefined, order: HotSpotsOrder, parent?: Item): Item[] {
  if (profile === undefined) return [];
  const { lines, functions, framework } = listedSpots(profile);
  const folded = framework?.lines ?? [];
  if (lines.length + functions.length + folded.length === 0) return [];
  if (parent === undefined) {
    const groups: Item[] = [
      { kind: 'group', of: 'lines' },
      { kind: 'group', of: 'functions' },
      { kind: 'group', of: 'framework' },
    ];
    return groups.filter(group => children(profile, order, group).length > 0);
  }
  if (parent.kind !== 'group') return [];
  return parent.of !== 'functions'
    ? ordered(
        (parent.of === 'lines' ? lines : folded).filter(
          one => one.samples > 0 || order === 'total',
        ),
        order,
      ).map(line => ({ kind: 'line', line }))
    : ordered(functions.filter(isWorthARow), order).map(one => ({
        kind: 'function',
        function: one,
      }));
}

/** Node.js's own functions are many and small, and most start it: they are listed where the program has them cost something. */
function isWorthARow({ file, selfOnLines, selfShare, self }: HotFunction): boolean {
  return !file.startsWith('node:') || (selfShare * selfOnLines) / self >= heatBuckets[1];
}

/** The top level of a file is a function without a name that starts where the file starts. */
function functionName({ name, line }: HotFunction): string {
  if (name !== '') return name;
  return line <= 1 ? vscode.l10n.t('(module)') : vscode.l10n.t('(anonymous)');
}

function ordered<Spot extends HotLine | HotFunction>(spots: readonly Spot[], order: HotSpotsOrder) {
  const sorted = [...spots];
  // They come by self time.
  if (order === 'total') sorted.sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
  const top = sorted.slice(0, mostRows);
  if (order === 'file') top.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return top;
}

/** What runs the tests is nobody's hot spot: folded, with what it comes to. */
function frameworkItem(profile: Profile | undefined): vscode.TreeItem {
  const framework = profile && listedSpots(profile).framework;
  const item = new vscode.TreeItem(
    vscode.l10n.t('Lines of {0}', framework?.name ?? ''),
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = 'framework';
  item.description = framework && formatShare(framework.share);
  item.tooltip = vscode.l10n.t(
    'What runs the tests, and packages that no line of the program called',
  );
  return item;
}

const nothing = { active: 0, samplesOnLines: 0 };

function treeItem(
  item: Exclude<Item, ComparedRow>,
  profile: Profile | undefined,
  paths: Paths,
  icons: Icons,
): vscode.TreeItem {
  if (item.kind === 'group') {
    if (item.of === 'framework') return frameworkItem(profile);
    const label = item.of === 'lines' ? vscode.l10n.t('Lines') : vscode.l10n.t('Functions');
    const group = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    group.id = item.of;
    return group;
  }
  const { active, samplesOnLines } = profile === undefined ? nothing : times(profile);
  const spot = item.kind === 'line' ? item.line : item.function;
  const path = paths.label(spot.file);
  const place = spot.line > 0 ? `${path}:${spot.line}` : path;
  const [, folder = '', fileName] = /^(?:(.*)[\\/])?([^\\/]*)$/.exec(place) ?? ['', '', place];
  const name = item.kind === 'line' ? fileName : functionName(item.function);
  const share =
    item.kind === 'line' && profile !== undefined
      ? selfShareText(profile, item.line)
      : formatShare(spot.selfShare);
  const row = new vscode.TreeItem(`${share} ${name}`);
  row.iconPath = icons.bar(bucketOf(spot, samplesOnLines));
  const totalShare = spot.total === undefined || active === 0 ? undefined : spot.total / active;
  const parts = [formatMicros(spot.self)];
  if (totalShare !== undefined && totalShare >= 2 * spot.selfShare) {
    parts.push(vscode.l10n.t('→ {0} with calls', formatShare(totalShare)));
  }
  parts.push(item.kind === 'line' ? folder : fileName);
  row.description = parts.filter(part => part !== '').join(' · ');
  row.tooltip = vscode.l10n.t(
    '{0}: {1} self, {2}, {3} with calls',
    place,
    formatMicros(spot.self),
    samplesText(spot.samples),
    spot.total === undefined ? vscode.l10n.t('unknown') : formatMicros(spot.total),
  );
  row.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1} of active time, {2}', name, share, place),
  };
  row.contextValue = item.kind;
  if (spot.line > 0) {
    row.command = {
      command: 'tuneline.openPlace',
      title: vscode.l10n.t('Open'),
      arguments: [spot.file, spot.line],
    };
  }
  return row;
}
