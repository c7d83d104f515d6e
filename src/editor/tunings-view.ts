import * as vscode from 'vscode';
import { formatShare } from '../core/units';
import { couldBeCounted } from './counting/could-be-counted';
import { explanation, inMenu, safetyName, translated } from './hint-texts';
import type { Paths } from './paths';
import type { SessionTunings, Tuning } from './session-tunings';
import type { EditorStore } from './state';

/** A row that is no tuning: of how many of them the size is not known, which one more run may tell. */
interface Unsized {
  readonly unsized: number;
}

/** *Tunings*: what is known to help with what was measured, over all files of the shown session, by the time it is about. */
export function showTunings(
  store: EditorStore,
  { tunings }: SessionTunings,
  paths: Paths,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const rows = (): (Unsized | Tuning)[] => {
    const found = tunings.get() ?? [];
    const unsized = found.filter(({ hint }) => couldBeCounted(store.get(), hint)).length;
    return unsized === 0 ? [...found] : [{ unsized }, ...found];
  };
  const view = vscode.window.createTreeView<Unsized | Tuning>('tuneline.tunings', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: parent => (parent === undefined ? rows() : []),
      getTreeItem: row => ('unsized' in row ? unsizedItem(row) : treeItem(row, paths)),
    },
  });
  const say = () => {
    const found = tunings.get();
    const { shown } = store.get();
    view.description = found === undefined || found.length === 0 ? '' : `${found.length}`;
    view.message =
      found === undefined
        ? vscode.l10n.t('looking…')
        : shown === undefined || found.length > 0
          ? undefined
          : shown.live
            ? vscode.l10n.t('When the program has ended, they are looked for.')
            : vscode.l10n.t('None is known for what was measured.');
    changed.fire();
  };
  return vscode.Disposable.from(
    changed,
    view,
    tunings.watch(now => now, say),
    store.watch(state => state.shown?.live, say),
    store.watch(state => state.shown?.counts, say),
  );
}

function unsizedItem({ unsized }: Unsized): vscode.TreeItem {
  const title = vscode.l10n.t('Count how often it runs…');
  const item = new vscode.TreeItem(
    unsized === 1 ? vscode.l10n.t('1 size unknown') : vscode.l10n.t('{0} sizes unknown', unsized),
  );
  item.description = title;
  item.tooltip = vscode.l10n.t(
    'Some tunings pay only from a size on. One more run of the program counts how often its loops and callbacks run, and tells which.',
  );
  item.iconPath = new vscode.ThemeIcon('symbol-numeric');
  item.contextValue = 'unsized';
  item.command = { command: 'tuneline.countRuns', title };
  return item;
}

const icons = { safe: 'lightbulb', review: 'diff', advice: 'comment' } as const;

function treeItem({ file, hint, ranLine, configuration }: Tuning, paths: Paths): vscode.TreeItem {
  const title = inMenu(translated(hint.title));
  const label = paths.label(file);
  const name = label.split(/[\\/]/).at(-1) ?? label;
  const item = new vscode.TreeItem(`${formatShare(hint.share)} ${name}:${hint.line}`);
  item.description = title;
  item.tooltip = `${label}:${hint.line}\n${title} (${safetyName(hint)})\n${inMenu(explanation(hint))}`;
  item.iconPath = new vscode.ThemeIcon(icons[hint.safety]);
  // A change of the configuration is applied alone: what it does to a build or a start, a run in a copy need not see.
  item.contextValue =
    configuration === true && hint.edits.length > 0 ? 'configuration' : hint.safety;
  item.command = {
    command: 'tuneline.openPlace',
    title: vscode.l10n.t('Open'),
    arguments: [file, ranLine],
  };
  return item;
}
