import * as vscode from 'vscode';
import type { Hint } from '../core/hints/hint';
import type { Line } from '../core/units';
import { inMenu, translated } from './hint-texts';
import { lineInEditor } from './paths';
import { disableRule } from './settings';
import type { Syntax } from './syntax';

/** A tuning that is not wanted, as its action hands it to the command. */
export interface Unwanted {
  readonly uri: string;
  readonly rule: string;
  readonly line: Line;
  /** Of the document that the hint was found in. */
  readonly version: number;
}

export const silenceKind = vscode.CodeActionKind.Empty.append('silence.tuneline');

/** Last in the light bulb, below every tuning: asks where the tuning is not wanted. */
export function silencingAction(document: vscode.TextDocument, hint: Hint): vscode.CodeAction {
  const title = vscode.l10n.t('Silence: {0} (Tuneline)', inMenu(translated(hint.title)));
  const action = new vscode.CodeAction(title, silenceKind);
  const { version } = document;
  const unwanted: Unwanted = {
    uri: document.uri.toString(),
    rule: hint.rule,
    line: hint.line,
    version,
  };
  action.command = { command: 'tuneline.silenceHint', title, arguments: [unwanted] };
  return action;
}

interface Choice extends vscode.QuickPickItem {
  readonly silence: () => Thenable<unknown>;
}

/** Silences a tuning on its line or in its file by a comment, or its rule by a setting, as the user chooses. */
export async function silenceHint(
  { uri, rule, line, version }: Unwanted,
  syntax: Syntax,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  if (document.version !== version) return; // it was edited since the menu was opened: the line may be another
  const text = document.getText();
  const canHold = await syntax.canHoldComment(
    document.fileName,
    text,
    line,
    new AbortController().signal,
  );
  const place = lineInEditor(line);
  const [indent] = /^[ \t]*/.exec(document.lineAt(place).text) ?? [''];
  const choices: Choice[] = [
    ...(canHold
      ? [
          {
            label: vscode.l10n.t('$(comment) On This Line'),
            detail: vscode.l10n.t('A comment above it: {0}', `tuneline-disable-next-line ${rule}`),
            silence: () =>
              insert(document, place, `${indent}// tuneline-disable-next-line ${rule}`),
          },
        ]
      : []),
    {
      label: vscode.l10n.t('$(file-code) In This File'),
      detail: vscode.l10n.t('A comment at its top: {0}', `tuneline-disable ${rule}`),
      silence: () =>
        insert(document, text.startsWith('#!') ? 1 : 0, `/* tuneline-disable ${rule} */`),
    },
    {
      label: vscode.l10n.t('$(settings-gear) In This Workspace'),
      detail: vscode.l10n.t('The setting {0}', 'tuneline.hints.disabledRules'),
      silence: () => disableRule(rule),
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Silence Tuning'),
    placeHolder: vscode.l10n.t('Where is {0} not wanted?', rule),
  });
  if (document.version === version) await chosen?.silence();
}

function insert(document: vscode.TextDocument, line: number, comment: string): Thenable<boolean> {
  const end = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), `${comment}${end}`);
  return vscode.workspace.applyEdit(edit);
}
