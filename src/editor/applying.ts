import * as vscode from 'vscode';
import type { Hint, TextEdit } from '../core/hints/hint';
import { explanation, translated } from './hint-texts';
import type { Report } from './trouble/report';
import { nothingTicked } from './trouble/verifying';
import { findHint, type Finding, type FoundHint, type HintPointer } from './verify/hint-pointer';

/** Applies a tuning, which the user looks at first where it needs that; false: nothing was changed, and the user was told why. */
export async function applyTuning({ document, hint }: FoundHint, report: Report): Promise<boolean> {
  const before = document.getText();
  await vscode.workspace.applyEdit(editOf(document, hint), { isRefactoring: true });
  const isApplied = document.getText() !== before;
  if (!isApplied && hint.safety === 'review') report(nothingTicked());
  return isApplied;
}

/** The same for one that is pointed at, if it is still offered. */
export async function applyPointedAt(parts: Finding, what: HintPointer): Promise<void> {
  const found = await findHint(parts, what);
  if (found !== undefined) await applyTuning(found, parts.report);
}

/** A tuning as an edit of the document that it was found in; one that needs a look is shown before it is applied. */
export function editOf(document: vscode.TextDocument, hint: Hint): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const review = hint.safety === 'review';
  const metadata: vscode.WorkspaceEditEntryMetadata = {
    label: translated(hint.title),
    description: explanation(hint),
    needsConfirmation: review,
  };
  for (const { start, end, text } of review ? joined(hint.edits, document) : hint.edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    if (review) edit.replace(document.uri, range, text, metadata);
    else edit.replace(document.uri, range, text);
  }
  return edit;
}

/** Lines between two edits that belong together. */
const nearLines = 3;

/** The preview lets each edit be chosen by itself: those near each other are one, so that no half of a tuning is applied. */
export function joined(edits: readonly TextEdit[], document: vscode.TextDocument): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    const lineOf = (offset: number) => document.positionAt(offset).line;
    if (last === undefined || lineOf(edit.start) - lineOf(last.end) > nearLines) {
      result.push(edit);
      continue;
    }
    const between = document.getText().slice(last.end, edit.start);
    result[result.length - 1] = { ...last, end: edit.end, text: last.text + between + edit.text };
  }
  return result;
}
