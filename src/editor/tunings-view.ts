import * as vscode from 'vscode';
import { formatShare } from '../core/units';
import { explanation, inMenu, safetyName, translated } from './hint-texts';
import type { Paths } from './paths';
import type { SessionTunings, Tuning } from './session-tunings';
import type { EditorStore } from './state';

/** *Tunings*: what is known to help with what was measured, over all files of the shown session, by the time it is about. */
export function showTunings(
  store: EditorStore,
  { tunings }: SessionTunings,
  paths: Paths,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const view = vscode.window.createTreeView<Tuning>('tuneline.tunings', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: parent => (parent === undefined ? [...(tunings.get() ?? [])] : []),
      getTreeItem: tuning => treeItem(tuning, paths),
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
  );
}

const icons = { safe: 'lightbulb', review: 'diff', advice: 'comment' } as const;

function treeItem({ file, hint, ranLine, configuration }: Tuning, paths: Paths): vscode.TreeItem {
  const title = inMenu(translated(hint.title));
  const label = paths.label(file);
  const name = label.split(/[\\/]/).at(-1) ?? label;
  const item = new vscode.TreeItem(`${formatShare(hint.share)} ${name}:${hint.line}`);
  item.description = title;
  item.tooltip = `${label}:${hint.line}\n${title} (${safetyName(hint)})\n${explanation(hint)}`;
  item.iconPath = new vscode.ThemeIcon(icons[hint.safety]);
  item.contextValue = configuration === true ? 'configuration' : hint.safety;
  item.command = {
    command: 'tuneline.openPlace',
    title: vscode.l10n.t('Open'),
    arguments: [file, ranLine],
  };
  return item;
}
