import * as vscode from 'vscode';
import { type HeatMark, heatMarks } from '../core/heat-marks';
import { type HotLine, hotSpots } from '../core/hot-lines';
import {
  anchorsAfter,
  anchorsBetween,
  type LineAnchors,
  type LineChange,
  type RanText,
  ranLineAt,
  type Standing,
  standingOf,
  whereNow,
} from '../core/line-anchors';
import { times } from '../core/profile';
import type { Line } from '../core/units';
import { lineInProfile, type Paths } from './paths';
import type { EditorStore, Shown } from './state';

/** What the shown profile says of an open document, as the document reads now. */
export interface DocumentHeat {
  readonly shown: Shown;
  /** As the profile names it. */
  readonly file: string;
  readonly marks: readonly HeatMark[];
  /** The file can't be told from a changed one: nothing of it may be painted. */
  readonly unverified: boolean;
  /** The hot line that stands on a line of the document now. */
  readonly at: (line: Line) => { readonly hot: HotLine; readonly standing: Standing } | undefined;
  /** Where a line that ran stands now. */
  readonly now: (ranLine: Line) => Standing | undefined;
  /** Where to take somebody who asks for a line that ran; never nowhere. */
  readonly whereNow: (ranLine: Line) => Line;
  /** The line that ran which stands on a line of the document now. */
  readonly ranAt: (line: Line) => Line | undefined;
  /** How many blanks a line began with when it ran, where that is kept. */
  readonly indentOf: (ranLine: Line) => number | undefined;
}

export interface AnchoredDocuments extends vscode.Disposable {
  /** Undefined when nothing of the document ran. */
  readonly heatOf: (document: vscode.TextDocument) => DocumentHeat | undefined;
  /** Where a line that ran in the shown profile stands in a document now; as it ran where nothing is known of the document. */
  readonly whereNow: (document: vscode.TextDocument, ranLine: Line) => Line;
}

interface Tracked {
  readonly ran: RanText;
  anchors: LineAnchors;
}

/** Follows every open document that ran through its edits. */
export function anchoredDocuments(store: EditorStore, paths: Paths): AnchoredDocuments {
  const tracked = new Map<string, Tracked>();
  const cached = new WeakMap<LineAnchors, { shown: Shown; heat: DocumentHeat }>();

  const anchorsOf = (document: vscode.TextDocument, ran: RanText): LineAnchors => {
    const key = document.uri.toString();
    const known = tracked.get(key);
    if (known?.ran === ran) return known.anchors;
    const anchors = anchorsBetween(ran, linesOf(document));
    tracked.set(key, { ran, anchors });
    return anchors;
  };

  const heatOf = (document: vscode.TextDocument): DocumentHeat | undefined => {
    const { shown } = store.get();
    if (shown === undefined || document.uri.scheme !== 'file') return undefined;
    const file = paths.inProfile(document.uri);
    const hot = hotSpots(shown.profile).byFile.get(file);
    if (hot === undefined) return undefined;
    const ran = shown.ran.get(file);
    if (ran === undefined) {
      const nothing = () => undefined;
      const asRan = { whereNow: (line: Line) => line, ranAt: nothing, indentOf: nothing };
      return { shown, file, marks: [], unverified: true, at: nothing, now: nothing, ...asRan };
    }
    const anchors = anchorsOf(document, ran);
    const before = cached.get(anchors);
    if (before?.shown === shown) return before.heat;
    const heat = documentHeat(shown, file, hot, anchors);
    cached.set(anchors, { shown, heat });
    return heat;
  };

  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const known = tracked.get(document.uri.toString());
    if (known === undefined || contentChanges.length === 0) return;
    known.anchors = anchorsAfter(known.anchors, lineChanges(contentChanges), linesOf(document));
  });
  const closes = vscode.workspace.onDidCloseTextDocument(document => {
    tracked.delete(document.uri.toString());
  });
  const whereNow = (document: vscode.TextDocument, ranLine: Line) =>
    heatOf(document)?.whereNow(ranLine) ?? ranLine;
  return { heatOf, whereNow, dispose: () => vscode.Disposable.from(edits, closes).dispose() };
}

function documentHeat(
  shown: Shown,
  file: string,
  hot: readonly HotLine[],
  anchors: LineAnchors,
): DocumentHeat {
  const byLine = new Map(hot.map(line => [line.line, line]));
  const now = (ranLine: Line) => standingOf(anchors, ranLine);
  return {
    shown,
    file,
    marks: heatMarks(hot, times(shown.profile), now),
    unverified: false,
    now,
    whereNow: ranLine => whereNow(anchors, ranLine),
    ranAt: line => ranLineAt(anchors, line),
    indentOf: ranLine => anchors.ran.indents?.[ranLine - 1],
    at(line) {
      const ranLine = ranLineAt(anchors, line);
      const found = ranLine === undefined ? undefined : byLine.get(ranLine);
      const standing = ranLine === undefined ? undefined : now(ranLine);
      return found && standing && { hot: found, standing };
    },
  };
}

export function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r\n|\r|\n/);
}

/** Last in the text first, so that each range holds for the text as the ones before left it. */
function lineChanges(changes: readonly vscode.TextDocumentContentChangeEvent[]): LineChange[] {
  return [...changes]
    .sort((a, b) => b.rangeOffset - a.rangeOffset)
    .map(({ range, text }) => ({
      first: lineInProfile(range.start.line),
      last: lineInProfile(range.end.line),
      inserted: text.split(/\r\n|\r|\n/).length,
    }));
}
