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
import type { Line } from '../core/units';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { searchDocuments } from './document-search';
import { lineInEditor } from './paths';
import type { EditorStore } from './state';
import type { Syntax } from './syntax';

/** The parts of the hot lines of the documents as they read now. */
export interface ShownParts extends vscode.Disposable {
  /** Of a line that is still the one that ran (`ranLine` is its line then); those whose expression was edited are left out. */
  readonly of: (document: vscode.TextDocument, ranLine: Line) => readonly Part[];
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

/** By the line that ran. */
type PartsByLine = ReadonlyMap<Line, { readonly stood: Line; readonly parts: readonly Part[] }>;

/** Looks for the parts of hot lines in visible documents, on lines that are still what ran. */
export function findShownParts(
  store: EditorStore,
  documents: AnchoredDocuments,
  syntax: Syntax,
  log: vscode.LogOutputChannel,
): ShownParts {
  const search = searchDocuments<PartsByLine>(
    'parts of lines',
    store,
    documents,
    log,
    async (document, heat, _, signal) => {
      const { profile } = heat.shown;
      const stands = standingPlaces(document, heat, placesIn(profile, heat.file));
      const request = {
        file: heat.file,
        text: document.getText(),
        places: [...stands.keys()],
        mapped: isMapped(profile, heat.file),
      };
      const named = stands.size === 0 ? [] : await syntax.places(request, signal);
      return partsByLine(heat, named, stands);
    },
  );
  return {
    onDidChange: search.onDidChange,
    of(document, ranLine) {
      const known = search.of(document)?.value.get(ranLine);
      const now = documents.heatOf(document)?.now(ranLine);
      if (known === undefined || now?.state !== 'same') return [];
      return known.parts.flatMap(part => standingPart(document, part, now.line - known.stood));
    },
    dispose: () => search.dispose(),
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
): PartsByLine {
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
