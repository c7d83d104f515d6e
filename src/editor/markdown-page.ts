import * as vscode from 'vscode';

/** Shows a document of ours rendered, beside the code. */
export async function showRendered(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    // The editor's own Markdown extension is switched off: the page is readable as it is written.
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}

/** A text of which nothing is Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|"]/g, '\\$&');
}
