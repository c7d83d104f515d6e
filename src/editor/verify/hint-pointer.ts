import * as vscode from 'vscode';
import type { Hint } from '../../core/hints/hint';
import type { Line } from '../../core/units';
import type { ShownHints } from '../hints';
import type { Paths } from '../paths';
import { isConfiguration, type SessionTunings, type Tuning } from '../session-tunings';
import type { Report } from '../trouble/report';
import { noLongerOffered } from '../trouble/verifying';

/** A hint, as a link in a hover, an action or a list points at it. */
export type HintPointer = HintInDocument | Tuning;

export interface HintInDocument {
  readonly uri: string;
  readonly rule: string;
  /** In the document as it reads now. */
  readonly line: Line;
}

export interface FoundHint {
  readonly document: vscode.TextDocument;
  readonly hint: Hint;
}

/** What knows the hints. */
export interface Finding {
  readonly hints: ShownHints;
  readonly tunings: Pick<SessionTunings, 'configurationIn'>;
  readonly paths: Paths;
  readonly report: Report;
}

/** Milliseconds that a file which was just opened is waited for. */
const patience = 10_000;

/** The hint in its document, which is opened; undefined when it is not offered there any more, and the user was told so. */
export async function findHint(
  { hints, tunings, paths, report }: Finding,
  what: HintPointer,
): Promise<FoundHint | undefined> {
  const uri = 'uri' in what ? vscode.Uri.parse(what.uri, true) : paths.inEditor(what.file);
  const [rule, line] = 'uri' in what ? [what.rule, what.line] : [what.hint.rule, what.hint.line];
  const document = await vscode.workspace.openTextDocument(uri);
  // Hints are looked for in what is visible.
  const shown = vscode.window.visibleTextEditors.find(editor => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn,
    preserveFocus: true,
  });
  const offered = () =>
    hints.of(document).find(one => one.rule === rule && one.line === line && one.edits.length > 0);
  const hint = isConfiguration(document)
    ? (await tunings.configurationIn(document)).find(
        one => one.rule === rule && one.edits.length > 0,
      )
    : (offered() ?? (await changeOf(hints, document, offered)));
  if (hint !== undefined) return { document, hint };
  report(noLongerOffered(document));
  return undefined;
}

function changeOf(
  hints: ShownHints,
  document: vscode.TextDocument,
  offered: () => Hint | undefined,
): Promise<Hint | undefined> {
  return new Promise(done => {
    const finish = (hint: Hint | undefined) => {
      clearTimeout(timer);
      listening.dispose();
      done(hint);
    };
    const timer = setTimeout(() => finish(undefined), patience);
    const listening = hints.onDidChange(changed => {
      const hint = changed === document ? offered() : undefined;
      if (hint !== undefined) finish(hint);
    });
  });
}
