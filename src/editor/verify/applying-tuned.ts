import * as vscode from 'vscode';
import type { Session } from '../../core/session';
import { applyEdits } from '../../core/text-edit';
import { type AutoTuned, canApply, type Trial, type TunedFile } from '../../core/trial';
import { undoOf } from '../../core/undo';
import { joined } from '../applying';
import { inMenu, translated } from '../hint-texts';
import type { Paths } from '../paths';
import type { Sessions } from '../sessions';
import { appliedPartly, changedMeanwhile, nothingTicked } from '../trouble/auto-tuning';
import type { Report } from '../trouble/report';
import { changedSince, outcome } from '../trouble/verifying';
import { rangeOf, takeBack } from './taking-back';

/** Writes what was found by running through the tunings, once it was looked at, and takes it back. */
export interface TunedChanges {
  /** Shows the whole change first; refused where a text is not the one that was measured. */
  readonly apply: (trial: Trial, session: Pick<Session, 'id'>) => Promise<void>;
  /** All of it, or nothing where a changed piece was edited since. */
  readonly revert: (trial: Trial, session: Pick<Session, 'id'>) => Promise<void>;
}

export function createTunedChanges(parts: {
  readonly paths: Paths;
  readonly sessions: Pick<Sessions, 'keepTrial'>;
  readonly report: Report;
  readonly showPage: (trial: Trial, session: Pick<Session, 'id'>) => unknown;
}): TunedChanges {
  const { paths, sessions, report } = parts;

  const revert: TunedChanges['revert'] = async (trial, session) => {
    const { change } = trial;
    if (change.kind !== 'auto-tune' || change.undo === undefined) return;
    const back = await takeBack(paths, change.undo);
    if (back.kind === 'changed') {
      const line = change.tried.find(({ file }) => file === back.file)?.line ?? 1;
      return report(changedSince(trial, back.document, line));
    }
    if (back.kind === 'refused') return;
    const { undo: _, partly: _partly, ...found } = change;
    await sessions.keepTrial(session.id, { ...trial, state: 'reverted', change: found });
  };

  const apply: TunedChanges['apply'] = async (trial, session) => {
    if (!canApply(trial)) return;
    const { change } = trial;
    const { textHash } = await import('../../run/maps');
    const all = await Promise.all(
      change.files.map(async of => {
        const document = await vscode.workspace.openTextDocument(paths.inEditor(of.file));
        return { of, document, before: document.getText() };
      }),
    );
    const changed = all.find(({ of, before }) => textHash(before) !== of.hash);
    if (changed !== undefined) return report(changedMeanwhile(trial, changed.document));
    const edit = new vscode.WorkspaceEdit();
    for (const { of, document } of all) addEdits(edit, document, of, change);
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    const made = all.filter(({ document, before }) => document.getText() !== before);
    if (made.length === 0) return report(nothingTicked());
    const isWhole = all.every(
      ({ of, document, before }) => document.getText() === applyEdits(before, of.edits),
    );
    const undo = made.map(({ of, document, before }) => ({
      file: of.file,
      undo: undoOf(before, document.getText()),
    }));
    const applied: Trial = {
      ...trial,
      state: 'applied',
      change: { ...change, undo, ...(isWhole ? {} : { partly: true }) },
    };
    await sessions.keepTrial(session.id, applied);
    const does = {
      showPage: () => parts.showPage(applied, session),
      revert: () => revert(applied, session),
      lockIn: undefined, // its row in Sessions offers it
    };
    report(isWhole ? outcome(applied, does) : appliedPartly(does));
  };

  return { apply, revert };
}

/** Edits near each other are one, so that no half of a tuning is chosen in the preview; each has the names of its tunings. */
function addEdits(
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument,
  { edits }: TunedFile,
  { tried }: AutoTuned,
): void {
  for (const one of joined(edits, document)) {
    const parts = edits.filter(({ start, end }) => start >= one.start && end <= one.end);
    const by = [...new Set(parts.flatMap(part => part.by))];
    const label = by.map(index => inMenu(translated(tried[index].title))).join(', ');
    edit.replace(document.uri, rangeOf(document, one), one.text, {
      label: label === '' ? vscode.l10n.t('Auto-tune') : label,
      needsConfirmation: true,
    });
  }
}
