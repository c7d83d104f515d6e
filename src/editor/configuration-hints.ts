import * as vscode from 'vscode';
import type { Hint } from '../core/hints/hint';
import { hintCommands, hintLine } from './hint-texts';
import { diagnosticOf, HintAction, hintKinds, resolveHintAction, touches } from './hints';
import type { Paths } from './paths';
import { isConfiguration, type SessionTunings } from './session-tunings';
import { type EditorStore, isHeatVisible } from './state';

const configurationFiles = ['json', 'jsonc'].map(language => ({ language, scheme: 'file' }));

/** Tunings of the configuration in the files that they are about: dots, hovers and the light bulb, as on lines of code. */
export function offerConfigurationHints(
  store: EditorStore,
  tunings: SessionTunings,
  paths: Paths,
): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('tuneline configuration');
  const hintsIn = (document: vscode.TextDocument): Hint[] => {
    if (!isConfiguration(document) || !isHeatVisible(store.get())) return [];
    const file = paths.inProfile(document.uri);
    const found = tunings.tunings.get() ?? [];
    return found.filter(one => one.configuration && one.file === file).map(({ hint }) => hint);
  };
  const show = (document: vscode.TextDocument): void => {
    const shown = hintsIn(document).map(hint => diagnosticOf(document, hint));
    if (isConfiguration(document)) diagnostics.set(document.uri, shown);
  };
  const showAll = () => vscode.workspace.textDocuments.forEach(show);
  const actions = vscode.languages.registerCodeActionsProvider(
    configurationFiles,
    {
      provideCodeActions: (document, range) =>
        hintsIn(document)
          .filter(hint => touches(document, hint, range))
          .map(hint => new HintAction(document, hint, diagnosticOf(document, hint))),
      resolveCodeAction: resolveHintAction,
    },
    { providedCodeActionKinds: hintKinds },
  );
  const hovers = vscode.languages.registerHoverProvider(configurationFiles, {
    provideHover(document, position) {
      const { range } = document.lineAt(position.line);
      const ofLine = hintsIn(document).filter(hint => touches(document, hint, range));
      if (ofLine.length === 0) return undefined;
      const text = new vscode.MarkdownString('', true);
      text.isTrusted = { enabledCommands: hintCommands };
      text.appendMarkdown(
        ofLine
          .map(hint => hintLine(hint, document.uri, { apply: 'only', canCount: false }))
          .join('\n\n'),
      );
      return new vscode.Hover(text, range);
    },
  });
  return vscode.Disposable.from(
    diagnostics,
    actions,
    hovers,
    vscode.workspace.onDidOpenTextDocument(show),
    tunings.tunings.watch(now => now, showAll),
    store.watch(isHeatVisible, showAll),
  );
}
