import * as vscode from 'vscode';
import { alwaysSaveBeforeProfiling, settingsFor } from './settings';

/** Node runs what is on disk: unsaved changes are saved first, if the user agrees. False when they are not. */
export async function savedWithConsent(
  documents: readonly vscode.TextDocument[],
): Promise<boolean> {
  const dirty = documents.filter(document => document.isDirty);
  const [first] = dirty;
  if (first === undefined) return true;
  if (settingsFor(first.uri).saveBeforeProfiling === 'always') return saveAll(dirty);
  const save = vscode.l10n.t('Save and Profile');
  const always = vscode.l10n.t('Always Save');
  const answer = await vscode.window.showInformationMessage(
    dirty.length === 1
      ? vscode.l10n.t('{0} has unsaved changes, and Node.js runs what is on disk.', nameOf(first))
      : vscode.l10n.t(
          '{0} files have unsaved changes, and Node.js runs what is on disk.',
          dirty.length,
        ),
    save,
    always,
  );
  if (answer === always) await alwaysSaveBeforeProfiling();
  return answer !== undefined && saveAll(dirty);
}

async function saveAll(documents: readonly vscode.TextDocument[]): Promise<boolean> {
  for (const document of documents) if (!(await document.save())) return false;
  return true;
}

function nameOf(document: vscode.TextDocument): string {
  return document.uri.path.split('/').at(-1) ?? '';
}
