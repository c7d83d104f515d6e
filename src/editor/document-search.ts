import * as vscode from 'vscode';
import type { Profile } from '../core/profile';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { isProgramFile } from './paths';
import type { EditorStore } from './state';

/** What was found in a document for a profile, as the document read in this version. */
export interface Found<T> {
  readonly profile: Profile;
  readonly version: number;
  readonly value: T;
}

export interface DocumentSearch<T> extends vscode.Disposable {
  /** What was found last for the shown profile: in an earlier version of the text, while it is being edited. */
  readonly of: (document: vscode.TextDocument) => Found<T> | undefined;
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
  /** Searches anew: what the search stands on has changed. */
  readonly again: () => void;
}

/** A search that goes on: for a profile and a version of the text. */
interface Going {
  readonly profile: Profile;
  readonly version: number;
  readonly cancel: AbortController;
}

/** How long the text must rest before it is searched again, in ms. */
const rest = 400;

/**
 * Searches visible documents that ran, again when the profile or the text has changed. Not while the program runs: what is found
 * stands on a whole run. `find` gets what was found before for the same profile; `what` names the search in the log. What `refine`
 * finds later takes the place of what was found first; undefined: nothing better.
 */
export function searchDocuments<T>(
  what: string,
  store: EditorStore,
  documents: AnchoredDocuments,
  log: vscode.LogOutputChannel,
  find: (
    document: vscode.TextDocument,
    heat: DocumentHeat,
    before: T | undefined,
    signal: AbortSignal,
  ) => Promise<T>,
  refine?: (
    document: vscode.TextDocument,
    heat: DocumentHeat,
    found: T,
    signal: AbortSignal,
  ) => Promise<T | undefined>,
): DocumentSearch<T> {
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  const found = new Map<string, Found<T>>();
  const going = new Map<string, Going>();

  const stop = (key: string) => {
    going.get(key)?.cancel.abort();
    going.delete(key);
  };
  const search = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    const heat = documents.heatOf(document);
    if (heat === undefined || heat.shown.live || heat.unverified) {
      stop(key);
      if (found.delete(key)) changed.fire(document);
      return;
    }
    const { profile } = heat.shown;
    const { version } = document;
    const isFor = (one: Going | Found<T> | undefined) =>
      one?.profile === profile && one.version === version;
    if (isFor(going.get(key))) return;
    stop(key);
    const before = found.get(key);
    if (isFor(before)) return;
    const own: Going = { profile, version, cancel: new AbortController() };
    const { signal } = own.cancel;
    going.set(key, own);
    try {
      const isSameRun = before?.profile === profile;
      await new Promise(done => setTimeout(done, isSameRun ? rest : 0));
      if (signal.aborted) return;
      const value = await find(document, heat, isSameRun ? before.value : undefined, signal);
      if (signal.aborted) return;
      found.set(key, { profile, version, value });
      changed.fire(document);
      const better = await refine?.(document, heat, value, signal);
      if (signal.aborted || better === undefined) return;
      found.set(key, { profile, version, value: better });
      changed.fire(document);
    } finally {
      if (going.get(key) === own) going.delete(key);
    }
  };
  const searchSafely = (document: vscode.TextDocument) => {
    if (!isProgramFile(document)) return;
    search(document).catch(error => {
      if (error?.name !== 'AbortError') log.error(`looking for ${what} failed`, error);
    });
  };
  const searchVisible = () => {
    for (const { document } of vscode.window.visibleTextEditors) searchSafely(document);
  };

  const subscriptions = vscode.Disposable.from(
    changed,
    store.watch(
      state => state.shown,
      () => searchVisible(),
    ),
    vscode.window.onDidChangeVisibleTextEditors(searchVisible),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const key = document.uri.toString();
      if (found.has(key) || going.has(key)) searchSafely(document);
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      stop(document.uri.toString());
      found.delete(document.uri.toString());
    }),
  );
  return {
    onDidChange: changed.event,
    again() {
      for (const key of [...going.keys()]) stop(key);
      found.clear();
      searchVisible();
    },
    of(document) {
      const one = found.get(document.uri.toString());
      return one?.profile === store.get().shown?.profile ? one : undefined;
    },
    dispose() {
      for (const key of [...going.keys()]) stop(key);
      subscriptions.dispose();
    },
  };
}
