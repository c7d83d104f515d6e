import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import * as vscode from 'vscode';

/**
 * The names of one file: Node runs a file under its real path, the editor may have it open through a link. Everything that meets
 * a profile's path or an editor's asks here, so that the same file is the same.
 */
export interface Paths {
  /** A document's path as a profile has it. */
  readonly inProfile: (uri: vscode.Uri) => string;
  /** Where to open a profile's path: inside the workspace as the user knows it, where it is part of it. */
  readonly inEditor: (path: string) => vscode.Uri;
  /** Short: relative to the workspace folder, whose name comes first where there are several. */
  readonly label: (path: string) => string;
  readonly hasSeveralFolders: () => boolean;
}

export function createPaths(): Paths {
  const real = new Map<string, string>();
  const realPath = (path: string): string => {
    let known = real.get(path);
    if (known === undefined) {
      try {
        known = realpathSync.native(path);
      } catch {
        return path; // not on disk (yet): its name is all there is, and is asked again
      }
      real.set(path, known);
    }
    return known;
  };
  const inEditor = (path: string): vscode.Uri => {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const root = realPath(uri.fsPath);
      if (path.startsWith(root + sep)) {
        return vscode.Uri.joinPath(uri, ...path.slice(root.length + 1).split(sep));
      }
    }
    return vscode.Uri.file(path);
  };
  return {
    inProfile: uri => realPath(uri.fsPath),
    inEditor,
    label: path => vscode.workspace.asRelativePath(inEditor(path)),
    hasSeveralFolders: () => (vscode.workspace.workspaceFolders?.length ?? 0) > 1,
  };
}

/** The languages that Tuneline profiles, on disk only: what is not saved has no path to run. */
export const programFiles: readonly vscode.DocumentFilter[] = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
].map(language => ({ language, scheme: 'file' }));

export function isProgramFile(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...programFiles], document) > 0;
}

/** A place in an editor: lines of profiles are 1-based, the editor's are 0-based. This is the only place that converts. */
export function lineInEditor(line: number): number {
  return Math.max(0, line - 1);
}

export function lineInProfile(line: number): number {
  return line + 1;
}

export interface OpenOptions {
  readonly column?: number;
  /** The group of editors to leave alone, such as the chart's. */
  readonly notIn?: vscode.ViewColumn;
  readonly keepFocus?: boolean;
  /** Where the line that ran stands in the document now; without it the line is taken as it ran. */
  readonly whereNow?: (document: vscode.TextDocument, ranLine: number) => number;
}

/** A file of a profile that is not on this machine: never shipped, deleted, or not a file at all. */
export class FileNotHere extends Error {
  override readonly name = 'FileNotHere';
  constructor(readonly file: string) {
    super(`${file} is not on this machine`);
  }
}

/** Opens a profile's place, centred. @throws FileNotHere */
export async function openPlace(
  paths: Paths,
  file: string,
  line: number,
  { column = 0, notIn, keepFocus = false, whereNow = (_, ranLine) => ranLine }: OpenOptions = {},
): Promise<void> {
  if (!existsSync(file)) throw new FileNotHere(file);
  const document = await vscode.workspace.openTextDocument(paths.inEditor(file));
  const at = new vscode.Position(lineInEditor(whereNow(document, line)), Math.max(0, column));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: notIn === undefined ? undefined : columnBut(notIn),
    preserveFocus: keepFocus,
    selection: new vscode.Range(at, at),
  });
  editor.revealRange(
    new vscode.Range(at, at),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** A group that shows a text already, else the one beside. */
function columnBut(notIn: vscode.ViewColumn): vscode.ViewColumn {
  const other = vscode.window.visibleTextEditors.find(
    editor => editor.viewColumn !== undefined && editor.viewColumn !== notIn,
  );
  if (other?.viewColumn !== undefined) return other.viewColumn;
  return notIn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}

/** Whether a script of a profile is a file that the user may change: none of Node.js itself, and no dependency. */
export function isOwnFile(file: string): boolean {
  return /^(\/|[A-Za-z]:[\\/])/.test(file) && !/[\\/]node_modules[\\/]/.test(file);
}
