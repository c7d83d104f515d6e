import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Hint } from '../core/hints/hint';
import type { Line } from '../core/units';
import type { AnchoredDocuments, DocumentHeat } from './anchored-documents';
import { editOf } from './applying';
import { couldBeCounted } from './counting/could-be-counted';
import { searchDocuments } from './document-search';
import { commandLink, explanation, inMenu, translated } from './hint-texts';
import { isProgramFile, lineInProfile, programFiles } from './paths';
import { settingsFor } from './settings';
import { shownRequest } from './shown-session';
import { silenceKind, silencingAction } from './silencing';
import { type EditorStore, isHeatVisible } from './state';
import type { Syntax } from './syntax';
import type { TypedHints } from './typed-hints';
import type { HintPointer } from './verify/hint-pointer';

/** The hints on the documents as they read now. */
export interface ShownHints extends vscode.Disposable {
  readonly of: (document: vscode.TextDocument) => readonly Hint[];
  /** Hints of lines whose function was changed since the run, by the line where they stand now: they can't be applied. */
  readonly outdated: (
    document: vscode.TextDocument,
  ) => readonly { readonly hint: Hint; readonly line: Line }[];
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Hints {
  readonly hints: readonly Hint[];
  /** Every hint of this profile so far, by the line that ran and the rule: what is offered as outdated once its line changed. */
  readonly everFound: ReadonlyMap<string, { readonly ranLine: Line; readonly hint: Hint }>;
  /** They know the types of other files. */
  readonly isTyped?: boolean;
}

/** How long hints wait for types that are nearly there, in ms. */
const patience = 1000;

function withFound(
  before: Hints | undefined,
  hints: readonly Hint[],
  ranLines: ReadonlyMap<Line, Line>,
): Hints {
  const everFound = new Map(before?.everFound);
  for (const hint of hints) {
    const ranLine = ranLines.get(hint.line) ?? hint.line;
    everFound.set(`${ranLine} ${hint.rule}`, { ranLine, hint });
  }
  return { hints, everFound };
}

/** What comes in time; undefined: it did not. */
async function within<T>(time: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => (timer = setTimeout(resolve, time, undefined)));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Looks for hints in visible documents, on lines that are still what ran. */
export function findShownHints(
  store: EditorStore,
  documents: AnchoredDocuments,
  syntax: Syntax,
  typed: TypedHints,
  log: vscode.LogOutputChannel,
): ShownHints {
  const asked = (document: vscode.TextDocument, { shown, file, now, indentOf }: DocumentHeat) => {
    const { disabledRules } = settingsFor(document.uri);
    const standing = { file, text: document.getText(), now, disabledRules, indentOf };
    return shownRequest(shown, standing);
  };
  const search = searchDocuments<Hints>(
    'hints',
    store,
    documents,
    log,
    async (document, heat, before, signal) => {
      const { request, ranLines } = asked(document, heat);
      if (request.hot.length === 0) return withFound(before, [], ranLines);
      // Those that types add would go and come with each edit: an answer that is soon there is waited for.
      const soon = typed.isWarm(request.file)
        ? await within(patience, typed.hints(request, signal))
        : undefined;
      const hints = soon ?? (await syntax.hints(request, signal));
      return { ...withFound(before, hints, ranLines), isTyped: soon !== undefined };
    },
    async (document, heat, found, signal) => {
      if (found.isTyped) return undefined;
      const { request, ranLines } = asked(document, heat);
      const hints = await typed.hints(request, signal);
      if (hints === undefined || isDeepStrictEqual(hints, found.hints)) return undefined;
      return { ...withFound(found, hints, ranLines), isTyped: true };
    },
  );
  const settings = vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('tuneline.hints')) search.again();
  });
  const counts = store.watch(
    state => state.shown?.counts,
    () => search.again(),
  );
  return {
    onDidChange: search.onDidChange,
    of(document) {
      const found = search.of(document);
      return found?.version === document.version ? found.value.hints : [];
    },
    outdated(document) {
      const heat = documents.heatOf(document);
      return [...(search.of(document)?.value.everFound.values() ?? [])].flatMap(
        ({ ranLine, hint }) => {
          const now = heat?.now(ranLine);
          return now === undefined || now.state === 'same' ? [] : [{ hint, line: now.line }];
        },
      );
    },
    dispose: () => vscode.Disposable.from(search, settings, counts).dispose(),
  };
}

/** Quick fixes for safe hints, rewrites with a preview for those to review, an explanation for advice. */
export function offerHints(store: EditorStore, hints: ShownHints): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('tuneline');
  const show = (document: vscode.TextDocument): void => {
    const shown = isHeatVisible(store.get()) ? hints.of(document) : [];
    diagnostics.set(
      document.uri,
      shown.map(hint => diagnosticOf(document, hint)),
    );
  };
  const actions = vscode.languages.registerCodeActionsProvider(
    [...programFiles],
    {
      provideCodeActions(document, range) {
        const offered = hints
          .of(document)
          .filter(hint => touches(document, hint, range))
          .map(hint => new HintAction(document, hint, diagnosticOf(document, hint)));
        const lines = [range.start.line, range.end.line].map(lineInProfile);
        const outdated = hints
          .outdated(document)
          .filter(({ line }) => line >= lines[0] && line <= lines[1])
          .map(({ hint }) => outdatedAction(hint));
        const silencing = offered.map(({ hint }) => silencingAction(document, hint));
        const verifying = offered
          .filter(({ hint }) => hint.edits.length > 0)
          .map(({ hint }) => verifyingAction(document, hint));
        const state = store.get();
        const counting = offered.some(({ hint }) => couldBeCounted(state, hint))
          ? [countingAction()]
          : [];
        return [...offered, ...verifying, ...counting, ...outdated, ...silencing];
      },
      resolveCodeAction: resolveHintAction,
    },
    {
      providedCodeActionKinds: [...hintKinds, countKind, silenceKind],
    },
  );
  return vscode.Disposable.from(
    diagnostics,
    actions,
    hints.onDidChange(show),
    store.watch(isHeatVisible, () => {
      for (const document of vscode.workspace.textDocuments) {
        if (isProgramFile(document)) show(document);
      }
    }),
  );
}

const rewriteKind = vscode.CodeActionKind.RefactorRewrite.append('tuneline');
const explainKind = vscode.CodeActionKind.Empty.append('explain.tuneline');
const countKind = vscode.CodeActionKind.Empty.append('count.tuneline');

/** What hints are offered as. */
export const hintKinds = [vscode.CodeActionKind.QuickFix, rewriteKind, explainKind];

/** Gives a hint of the light bulb its edit, when it was chosen. */
export function resolveHintAction(action: vscode.CodeAction): vscode.CodeAction {
  if (action instanceof HintAction) action.resolve();
  return action;
}

/** A hint in the light bulb. */
export class HintAction extends vscode.CodeAction {
  constructor(
    readonly document: vscode.TextDocument,
    readonly hint: Hint,
    diagnostic: vscode.Diagnostic,
  ) {
    super(menuTitle(hint), kindOf(hint));
    if (hint.safety === 'safe') this.diagnostics = [diagnostic];
    if (hint.safety === 'review') {
      this.command = {
        command: 'tuneline.applyTuning',
        title: this.title,
        arguments: [pointerTo(document, hint)],
      };
    }
    if (hint.safety === 'advice') {
      this.command = {
        command: 'tuneline.explainHint',
        title: this.title,
        arguments: [inMenu(translated(hint.title)), inMenu(explanation(hint)), hint.rule],
      };
    }
  }

  resolve(): void {
    const { hint, document } = this;
    if (hint.safety === 'safe') this.edit = editOf(document, hint);
  }
}

function outdatedAction(hint: Hint): vscode.CodeAction {
  const action = new vscode.CodeAction(menuTitle(hint), kindOf(hint));
  action.disabled = {
    reason: vscode.l10n.t(
      'This function was changed since the run. Profile again to see whether it still holds.',
    ),
  };
  return action;
}

/** The same tuning, applied and then measured. */
function verifyingAction(document: vscode.TextDocument, hint: Hint): vscode.CodeAction {
  const title = vscode.l10n.t('Apply and verify: {0} (Tuneline)', inMenu(translated(hint.title)));
  const action = new vscode.CodeAction(title, kindOf(hint));
  action.command = {
    command: 'tuneline.applyAndVerify',
    title,
    arguments: [pointerTo(document, hint)],
  };
  return action;
}

function pointerTo(document: vscode.TextDocument, { rule, line }: Hint): HintPointer {
  return { uri: document.uri.toString(), rule, line };
}

/** One more run of the program, which tells the sizes that tunings of the line depend on. */
function countingAction(): vscode.CodeAction {
  const title = vscode.l10n.t('Count how often it runs (Tuneline)');
  const action = new vscode.CodeAction(title, countKind);
  action.command = { command: 'tuneline.countRuns', title };
  return action;
}

/** What is offered; a rewrite names the case in which it differs before it is chosen. */
function menuTitle(hint: Hint): string {
  const title = inMenu(translated(hint.title));
  return hint.safety === 'review' && hint.differs !== undefined
    ? vscode.l10n.t('{0}; review: {1} (Tuneline)', title, inMenu(translated(hint.differs)))
    : vscode.l10n.t('{0} (Tuneline)', title);
}

function kindOf({ safety }: Hint): vscode.CodeActionKind {
  if (safety === 'safe') return vscode.CodeActionKind.QuickFix;
  return safety === 'review' ? rewriteKind : explainKind;
}

/** A hint as a dot under its code. */
export function diagnosticOf(document: vscode.TextDocument, hint: Hint): vscode.Diagnostic {
  const range = new vscode.Range(document.positionAt(hint.start), document.positionAt(hint.end));
  const message = `${translated(hint.title)}\n${explanation(hint)}`;
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Hint);
  diagnostic.source = 'Tuneline';
  const target = vscode.Uri.parse(commandLink('tuneline.explainTuning', hint.rule), true);
  diagnostic.code = { value: hint.rule, target };
  return diagnostic;
}

/** Whether a hint is about what is selected. */
export function touches(document: vscode.TextDocument, hint: Hint, range: vscode.Range): boolean {
  const code = new vscode.Range(document.positionAt(hint.start), document.positionAt(hint.end));
  const line = document.lineAt(Math.min(document.lineCount, hint.line) - 1).range;
  return code.intersection(range) !== undefined || line.intersection(range) !== undefined;
}
