import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TargetDescription } from '../../core/session';
import type { Paths } from '../paths';

const name = 'tuneline.json';

/** The tuneline.json of the folder of the window that a program belongs to, whether it is there or not; undefined: no folder is open. */
export function tunelineJsonFor(target: TargetDescription, paths: Paths): vscode.Uri | undefined {
  const folderOf = (path: string) => vscode.workspace.getWorkspaceFolder(paths.inEditor(path));
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const folder = folderOf(target.file) ?? folderOf(target.cwd) ?? first;
  return folder && vscode.Uri.joinPath(folder.uri, name);
}

/** Its path as profiles name files, also while it is not there. */
export function pathOfTunelineJson(uri: vscode.Uri, paths: Paths): string {
  return join(paths.inProfile(vscode.Uri.joinPath(uri, '..')), name);
}

export function tunelineJsonOfEachFolder(): readonly vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, name));
}

/** As it reads in the editor, saved or not; undefined where there is none. An empty one is as good as none. */
export async function textOfTunelineJson(uri: vscode.Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) return unlessEmpty(open.getText());
  if (!(await isThere(uri))) return undefined;
  // Not by a document, which the editor would close again, and tell.
  return unlessEmpty(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

/**
 * Changes it through its document: what somebody has written and not saved stays, and is left unsaved; else it is saved.
 * @throws what `change` throws, and then nothing was written
 */
export async function changeTunelineJson(
  uri: vscode.Uri,
  change: (text: string | undefined) => string,
): Promise<vscode.TextDocument> {
  const open = openDocument(uri);
  if (open === undefined && !(await isThere(uri))) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(change(undefined)));
    return vscode.workspace.openTextDocument(uri);
  }
  const document = open ?? (await vscode.workspace.openTextDocument(uri));
  const before = document.getText();
  const after = change(unlessEmpty(before));
  if (before === after) return document;
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  const { start, end, text } = difference(before, after);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  edit.replace(uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${name} could not be changed`);
  if (wasSaved) await document.save();
  return document;
}

function unlessEmpty(text: string): string | undefined {
  return text.trim() === '' ? undefined : text;
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    document => !document.isClosed && document.uri.toString() === uri.toString(),
  );
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** The one part in which two texts differ: the cursor elsewhere stays where it is. */
function difference(before: string, after: string): { start: number; end: number; text: string } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
