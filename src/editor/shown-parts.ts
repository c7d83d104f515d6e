import * as vscode from 'vscode';
import {
  type Expression,
  isMapped,
  type NamedPlaces,
  type Part,
  partsIn,
  type Place,
  placesIn,
} from '../core/parts';
import type { Profile } from '../core/profile';
import type { Line } from '../core/units';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { isProgramFile, lineInEditor } from './paths';
import type { EditorStore } from './state';
import type { Syntax } from './syntax';

/** The parts of the hot lines of the documents as they read now. */
export interface ShownParts extends vscode.Disposable {
  /** Of a line that is still the one that ran (`ranLine` is its line then); those whose expression was edited are left out. */
  readonly of: (document: vscode.TextDocument, ranLine: Line) => readonly Part[];
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Found {
  readonly profile: Profile;
  readonly version: number;
  readonly byLine: ReadonlyMap<Line, { readonly stood: Line; readonly parts: readonly Part[] }>;
}

/**
 * Looks for the parts of hot lines in visible documents, again when the profile or the text has changed, on lines that are still
 * what ran. Not while the program runs: shares of parts of a line would jump.
 */
export function findShownParts(
  store: EditorStore,
  documents: AnchoredDocuments,
  syntax: Syntax,
  log: vscode.LogOutputChannel,
): ShownParts {
  const changed = new vscode.EventEmitter<vscode.TextDocument>();
  const found = new Map<string, Found>();
  const searches = new Map<string, AbortController>();

  const search = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    searches.get(key)?.abort();
    const heat = documents.heatOf(document);
    if (heat === undefined || heat.shown.live || heat.unverified) {
      if (found.delete(key)) changed.fire(document);
      return;
    }
    const { profile } = heat.shown;
    const { version } = document;
    const before = found.get(key);
    if (before?.profile === profile && before.version === version) return;
    const cancel = new AbortController();
    searches.set(key, cancel);
    await new Promise(done => setTimeout(done, before?.profile === profile ? 400 : 0));
    if (cancel.signal.aborted) return;
    const ran = placesIn(profile, heat.file);
    const stands = standingPlaces(document, heat, ran);
    const request = {
      file: heat.file,
      text: document.getText(),
      places: [...stands.keys()],
      mapped: isMapped(profile, heat.file),
    };
    const named = stands.size === 0 ? [] : await syntax.places(request, cancel.signal);
    if (cancel.signal.aborted || document.version !== version) return;
    found.set(key, { profile, version, byLine: partsByLine(heat, named, stands) });
    changed.fire(document);
  };
  const searchSafely = (document: vscode.TextDocument) => {
    if (!isProgramFile(document)) return;
    search(document).catch(error => {
      if (error?.name !== 'AbortError') log.error('looking for parts of lines failed', error);
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
      if (found.has(document.uri.toString())) searchSafely(document);
    }),
    vscode.workspace.onDidCloseTextDocument(document => {
      searches.get(document.uri.toString())?.abort();
      searches.delete(document.uri.toString());
      found.delete(document.uri.toString());
    }),
  );
  return {
    onDidChange: changed.event,
    of(document, ranLine) {
      const one = found.get(document.uri.toString());
      const heat = documents.heatOf(document);
      const now = heat?.now(ranLine);
      const known = one?.profile === heat?.shown.profile ? one?.byLine.get(ranLine) : undefined;
      if (known === undefined || now?.state !== 'same') return [];
      return known.parts.flatMap(part => standingPart(document, part, now.line - known.stood));
    },
    dispose() {
      for (const search of searches.values()) search.abort();
      subscriptions.dispose();
    },
  };
}

/** Where the places of unchanged lines stand now, and where they stood when they ran. */
function standingPlaces(
  document: vscode.TextDocument,
  heat: DocumentHeat,
  places: readonly Place[],
): Map<Place, Place> {
  const result = new Map<Place, Place>();
  for (const place of places) {
    const now = heat.now(place.line);
    if (now?.state !== 'same' || lineInEditor(now.line) >= document.lineCount) continue;
    const indent = document.lineAt(lineInEditor(now.line)).firstNonWhitespaceCharacterIndex;
    const shift = indent - (heat.indentOf(place.line) ?? indent);
    const column = place.column < 0 ? -1 : place.column + shift;
    result.set({ ...place, line: now.line, column }, place);
  }
  return result;
}

function partsByLine(
  heat: DocumentHeat,
  named: readonly NamedPlaces[],
  stands: ReadonlyMap<Place, Place>,
): Found['byLine'] {
  // The worker answers with copies: a place is known by where it stands.
  const keyOf = (place: Place) => `${place.line},${place.column},${place.callee}`;
  const ran = new Map([...stands].map(([now, then]) => [keyOf(now), then]));
  const stood = new Map([...stands].map(([now, then]) => [then.line, now.line]));
  const asRan = named.flatMap(one => {
    const places = one.places.flatMap(place => ran.get(keyOf(place)) ?? []);
    return places.length === 0 ? [] : [{ ...one, line: places[0].line, places }];
  });
  const parts = partsIn(heat.shown.profile, heat.file, asRan);
  return new Map(
    [...parts].map(([line, of]) => [line, { stood: stood.get(line) ?? line, parts: of }]),
  );
}

/** A part where its line has moved to; none if its expression does not read there as it did. */
function standingPart(document: vscode.TextDocument, part: Part, moved: number): Part[] {
  if (part.expression === undefined) return [part];
  const { line, endLine } = part.expression;
  const expression = { ...part.expression, line: line + moved, endLine: endLine + moved };
  if (document.getText(rangeOf(expression)) !== expression.text) return [];
  return [moved === 0 ? part : { ...part, expression }];
}

/** An expression's range, in the editor's counting. */
export function rangeOf({ line, column, endLine, endColumn }: Expression): vscode.Range {
  return new vscode.Range(lineInEditor(line), column, lineInEditor(endLine), endColumn);
}
