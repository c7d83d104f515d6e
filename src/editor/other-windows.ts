import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import * as vscode from 'vscode';

/**
 * Calls `look` soon after anything changed in a folder that other windows write into too, and when this window gets the focus, since a
 * network's file system may not tell.
 */
export function watchOtherWindows(folder: string, look: () => unknown): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, 300);
  };
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) soon();
  });
  let watcher: FSWatcher | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    watcher = watch(folder, { persistent: false }, soon);
    watcher.on('error', () => watcher?.close());
  } catch {
    // No room, or too many watchers: the focus has to do.
  }
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    focus.dispose();
    watcher?.close();
  });
}
