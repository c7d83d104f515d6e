import * as vscode from 'vscode';
import type { HeatMark } from '../core/heat-marks';
import { mainPart } from '../core/parts';
import type { Line } from '../core/units';
import { formatMicros, formatShare, formatShareRange } from '../core/units';
import { samplesText } from './amounts';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { changeText, directionColors, directionOf } from './change-texts';
import { comparedLines } from './compared-lines';
import { createDecorations, type Decorations, hintDot } from './decorations';
import type { ShownHints } from './hints';
import type { Icons } from './icons';
import { lineInEditor, lineInProfile } from './paths';
import { settingsFor } from './settings';
import { rangeOf, type ShownParts } from './shown-parts';
import { type EditorStore, isHeatVisible } from './state';

/** Paints the shown profile into every visible editor, again when it, the text, the cursor or the theme of things changes. */
export function showHeat(
  icons: Icons,
  store: EditorStore,
  documents: AnchoredDocuments,
  hints: ShownHints,
  parts: ShownParts,
): vscode.Disposable {
  let color = settingsFor(undefined).heatColor;
  let decorations = createDecorations(icons, color);
  const painted = new WeakSet<vscode.TextEditor>();

  const paint = (editor: vscode.TextEditor): void => {
    const visible = isHeatVisible(store.get()) && settingsFor(editor.document.uri).heatEnabled;
    const heat = visible ? documents.heatOf(editor.document) : undefined;
    if (heat === undefined) {
      if (painted.delete(editor)) clear(editor, decorations);
      return;
    }
    painted.add(editor);
    const compared = comparedLines(store.get(), heat);
    const withHints = new Set(hints.of(editor.document).map(hint => hint.line));
    paintHeat(editor, heat, decorations, withHints, compared);
    editor.setDecorations(decorations.part, mainParts(editor.document, heat, parts));
  };
  const paintAll = () => vscode.window.visibleTextEditors.forEach(paint);
  const paintDocument = (document: vscode.TextDocument) =>
    vscode.window.visibleTextEditors.filter(editor => editor.document === document).forEach(paint);
  const repaint = soon(paintAll);

  return vscode.Disposable.from(
    { dispose: () => decorations.dispose() },
    repaint,
    store.watch(
      state => state.shown,
      () => repaint.run(),
    ),
    store.watch(
      state => state.comparison,
      () => repaint.run(),
    ),
    store.watch(isHeatVisible, () => repaint.run()),
    hints.onDidChange(() => repaint.run()),
    parts.onDidChange(() => repaint.run()),
    vscode.window.onDidChangeVisibleTextEditors(paintAll),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => paint(textEditor)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => paintDocument(document)),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration('tuneline.heat')) return;
      const wanted = settingsFor(undefined).heatColor;
      if (wanted !== color) {
        color = wanted;
        decorations.dispose();
        decorations = createDecorations(icons, color);
      }
      paintAll();
    }),
  );
}

function paintHeat(
  editor: vscode.TextEditor,
  heat: DocumentHeat,
  decorations: Decorations,
  withHints: ReadonlySet<Line>,
  compared: ReturnType<typeof comparedLines>,
): void {
  const { document } = editor;
  const cursor = lineInProfile(editor.selection.active.line);
  const buckets: vscode.Range[][] = decorations.buckets.map(() => []);
  const edited: vscode.Range[] = [];
  const changed: vscode.Range[] = [];
  const texts: vscode.DecorationOptions[] = [];
  const dots: vscode.Range[] = [];
  const differences = compared === undefined ? [] : clearChanges(compared);
  const differs = new Set(differences.map(({ line }) => line));
  for (const mark of heat.marks) {
    const index = lineInEditor(mark.line);
    if (index >= document.lineCount) continue;
    const { range } = document.lineAt(index);
    if (mark.bucket > 0) {
      if (mark.state === 'edited') edited.push(range);
      else if (mark.state === 'function-changed') changed.push(range);
      else buckets[mark.bucket - 1].push(range);
    }
    const hasHint = mark.state === 'same' && withHints.has(mark.line);
    if (differs.has(mark.line)) continue;
    if (mark.text || (mark.line === cursor && (mark.self > 0 || mark.withCalls !== undefined))) {
      // One text: which of two at one place comes first is the editor's choice.
      const text = hasHint ? `${markText(mark)}  ${hintDot}` : markText(mark);
      texts.push(trailingText(range.end, text, mark));
    } else if (hasHint) dots.push(new vscode.Range(range.end, range.end));
  }
  const [more, less]: vscode.Range[][] = [[], []];
  for (const { line, text, direction } of differences) {
    const index = lineInEditor(line);
    if (index >= document.lineCount) continue;
    const { range } = document.lineAt(index);
    (direction === 'more' ? more : less).push(range);
    const said = withHints.has(line) ? `${text}  ${hintDot}` : text;
    texts.push(textBehind(range.end, said, directionColors[direction]));
  }
  if (heat.unverified) {
    const message = vscode.l10n.t('heat is hidden: this file is not the one that ran');
    texts.push(trailingText(document.lineAt(0).range.end, message, undefined));
  }
  decorations.buckets.forEach((type, i) => {
    editor.setDecorations(type, buckets[i]);
  });
  editor.setDecorations(decorations.edited, edited);
  editor.setDecorations(decorations.changed, changed);
  editor.setDecorations(decorations.text, texts);
  editor.setDecorations(decorations.more, more);
  editor.setDecorations(decorations.less, less);
  editor.setDecorations(decorations.hint, dots);
}

/** What takes longer or less than in the other session, as far as it is no chance; its text is instead of the heat's. */
function clearChanges({ comparison, at }: NonNullable<ReturnType<typeof comparedLines>>) {
  return [...at].flatMap(([line, change]) => {
    const direction = directionOf(change.kind);
    const text = changeText(change, comparison.changes);
    return direction === undefined || text === undefined ? [] : [{ line, text, direction }];
  });
}

/** Where one expression carries most of a line with a bar, and is not all there is on it, that expression; only what is on the line. */
function mainParts(
  document: vscode.TextDocument,
  heat: DocumentHeat,
  parts: ShownParts,
): vscode.Range[] {
  return heat.marks.flatMap(mark => {
    const hot = heat.at(mark.line)?.hot;
    if (hot === undefined || mark.state !== 'same' || mark.bucket === 0 || mark.range) return [];
    const main = mainPart(parts.of(document, hot.line), hot.total ?? hot.self);
    if (main?.expression === undefined) return [];
    const line = document.lineAt(lineInEditor(mark.line)).range;
    const onLine = rangeOf(main.expression).intersection(line);
    if (onLine === undefined) return [];
    const isAll =
      document.getText(onLine) ===
      document
        .getText(line)
        .trim()
        .replace(/[;,]+$/, '');
    return isAll ? [] : [onLine];
  });
}

/** `38% · 412 ms → 61% with calls`; `~38% (edited)` where the line is not the one that ran. */
function markText(mark: HeatMark): string {
  const share = formatShare(mark.selfShare);
  switch (mark.state) {
    case 'edited':
      return vscode.l10n.t('~{0} (edited)', share);
    case 'function-changed':
      return vscode.l10n.t(
        '{0} · {1} before this function was changed',
        share,
        formatMicros(mark.self),
      );
    case 'same': {
      if (mark.range !== undefined) {
        const range = formatShareRange(mark.selfShare, mark.range);
        return vscode.l10n.t('{0}, by only {1}', range, samplesText(mark.samples));
      }
      const self = mark.uncertain
        ? vscode.l10n.t('{0} · {1}, or of a line nearby', share, formatMicros(mark.self))
        : `${share} · ${formatMicros(mark.self)}`;
      if (mark.withCalls === undefined) return self;
      const calls = vscode.l10n.t('→ {0} with calls', formatShare(mark.withCalls));
      return mark.bucket === 0 ? calls : `${self} ${calls}`;
    }
  }
}

function trailingText(
  at: vscode.Position,
  text: string,
  mark: HeatMark | undefined,
): vscode.DecorationOptions {
  const isHot = mark?.state === 'same' && mark.bucket >= 4;
  return textBehind(at, text, new vscode.ThemeColor(isHot ? 'tuneline.hotText' : 'tuneline.text'));
}

function textBehind(
  at: vscode.Position,
  text: string,
  color: vscode.ThemeColor,
): vscode.DecorationOptions {
  return {
    range: new vscode.Range(at, at),
    renderOptions: { after: { contentText: text, color } },
  };
}

function clear(editor: vscode.TextEditor, decorations: Decorations): void {
  const { buckets, edited, changed, text, part, more, less, hint } = decorations;
  for (const type of [...buckets, edited, changed, text, part, more, less, hint])
    editor.setDecorations(type, []);
}

/** Runs soon, once for many calls: at most about four times a second, so that live heat costs little. */
function soon(action: () => void): vscode.Disposable & { readonly run: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let last = 0;
  return {
    run() {
      if (timer !== undefined) return;
      const wait = Math.max(0, last + 250 - Date.now());
      timer = setTimeout(() => {
        timer = undefined;
        last = Date.now();
        action();
      }, wait);
    },
    dispose: () => clearTimeout(timer),
  };
}
