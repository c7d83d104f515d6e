import * as vscode from 'vscode';
import { takingBack, type Undo } from '../../core/undo';
import type { Paths } from '../paths';

/** What was changed in one file, by its path as profiles name it. */
export interface ChangedFile {
  readonly file: string;
  readonly undo: Undo;
}

/** `changed`: a piece was edited since, and nothing was taken back; `refused`: the editor did not make the edit. */
export type TakenBack =
  | { readonly kind: 'done' | 'refused' }
  | { readonly kind: 'changed'; readonly file: string; readonly document: vscode.TextDocument };

/** Takes back what was changed in these files: all of it or nothing. What was saved before is saved again, as it was. */
export async function takeBack(paths: Paths, files: readonly ChangedFile[]): Promise<TakenBack> {
  const edit = new vscode.WorkspaceEdit();
  const documents: vscode.TextDocument[] = [];
  for (const { file, undo } of files) {
    const document = await vscode.workspace.openTextDocument(paths.inEditor(file));
    const back = takingBack(document.getText(), undo);
    if (back === undefined) return { kind: 'changed', file, document };
    edit.replace(document.uri, rangeOf(document, back), back.text);
    documents.push(document);
  }
  const saved = documents.filter(document => !document.isDirty);
  if (!(await vscode.workspace.applyEdit(edit))) return { kind: 'refused' };
  for (const document of saved) await document.save();
  return { kind: 'done' };
}

/** `start` and `end`: offsets in the text of the document. */
export function rangeOf(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
