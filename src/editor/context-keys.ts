import * as vscode from 'vscode';
import type { EditorStore } from './state';

/** What menus and enablement in package.json ask for. */
export function keepContextKeys(store: EditorStore): vscode.Disposable {
  const set = (key: string) => (value: boolean) =>
    void vscode.commands.executeCommand('setContext', `tuneline.${key}`, value);
  return vscode.Disposable.from(
    store.watch(state => state.running !== undefined, set('running')),
    store.watch(state => state.running?.doing === 'recording', set('recording')),
    store.watch(
      ({ running }) =>
        running?.parts !== undefined &&
        running.phase === 'running' &&
        running.doing !== 'recording',
      set('canRecord'),
    ),
    store.watch(state => state.verifying !== undefined, set('verifying')),
    store.watch(state => state.shown !== undefined, set('hasProfile')),
    store.watch(state => state.comparison !== undefined, set('comparing')),
    store.watch(state => state.sessions.length + state.damaged.length > 0, set('hasSessions')),
    store.watch(
      state => ['file', 'command'].includes(state.shown?.session?.target.kind ?? ''),
      set('canRunAgain'),
    ),
  );
}

/** Keeps the store told of a debugger that stands still. */
export function watchDebugger(store: EditorStore): vscode.Disposable {
  const look = () => {
    const item = vscode.debug.activeStackItem;
    const debuggerStopped = item !== undefined && 'frameId' in item;
    store.update(state =>
      state.debuggerStopped === debuggerStopped ? state : { ...state, debuggerStopped },
    );
  };
  look();
  return vscode.debug.onDidChangeActiveStackItem(look);
}
