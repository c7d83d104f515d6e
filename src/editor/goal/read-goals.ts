import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Paths } from '../paths';
import type { EditorStore, GoalsFile } from '../state';
import {
  pathOfTunelineJson,
  textOfTunelineJson,
  tunelineJsonOfEachFolder,
} from './tuneline-document';

/** Milliseconds without a key before a text that is being written is read. */
const pause = 300;

/** Keeps the store told of the goals in the tuneline.json of each folder of the window, as they read now, saved or not. */
export function readGoals(
  store: EditorStore,
  paths: Paths,
  onError: (error: unknown) => void,
): vscode.Disposable {
  let reading = 0;
  let timer: NodeJS.Timeout | undefined;
  const read = async (): Promise<void> => {
    const mine = ++reading;
    const files = await Promise.all(tunelineJsonOfEachFolder().map(uri => readFile(uri, paths)));
    if (mine !== reading) return; // it was changed again meanwhile
    const goals = files.filter(one => one !== undefined);
    store.update(state => (goals.length + state.goals.length === 0 ? state : { ...state, goals }));
  };
  const readSoon = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void read().catch(onError), wait);
  };
  const isOurs = (uri: vscode.Uri) => basename(uri.path) === 'tuneline.json';
  const watchers = vscode.workspace.createFileSystemWatcher('**/tuneline.json');
  readSoon(0);
  return vscode.Disposable.from(
    watchers,
    watchers.onDidChange(() => readSoon(pause)),
    watchers.onDidCreate(() => readSoon(0)),
    watchers.onDidDelete(() => readSoon(0)),
    vscode.workspace.onDidChangeWorkspaceFolders(() => readSoon(0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isOurs(document.uri)) readSoon(document.isDirty ? pause : 0);
    }),
    // What was not saved may have been thrown away.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isOurs(uri)) readSoon(0);
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

async function readFile(uri: vscode.Uri, paths: Paths): Promise<GoalsFile | undefined> {
  const text = await textOfTunelineJson(uri);
  if (text === undefined) return undefined;
  const file = pathOfTunelineJson(uri, paths);
  // Loaded when first used: activation stays short.
  const [{ goalsIn }, { BudgetsError }] = await Promise.all([
    import('../../run/goals'),
    import('../../run/budgets'),
  ]);
  try {
    return { file, goals: goalsIn(text, file), problem: undefined };
  } catch (error) {
    if (!(error instanceof BudgetsError)) throw error;
    return { file, goals: [], problem: { message: error.message, line: error.line } };
  }
}
