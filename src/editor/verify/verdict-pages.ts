import * as vscode from 'vscode';
import { type Session, targetName } from '../../core/session';
import type { Trial } from '../../core/trial';
import { showRendered } from '../markdown-page';
import type { Paths } from '../paths';
import type { EditorStore } from '../state';
import { asIsPage } from './as-is-page';
import { verdictPage } from './verdict-page';

/** What is known of changes that were measured, one page each, as documents of their own kind. */
export interface VerdictPages extends vscode.Disposable {
  readonly show: (trial: Trial, session: Pick<Session, 'id'>) => Promise<void>;
}

const scheme = 'tuneline-verdict';

/** `explanation`: the page that tells how verdicts are decided. */
export function createVerdictPages(
  store: EditorStore,
  paths: Paths,
  explanation: vscode.Uri,
): VerdictPages {
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent(uri) {
      const [, sessionId, trialId] = uri.path.split('/');
      const session = store.get().sessions.find(({ id }) => id === sessionId);
      const trial = session?.trials?.find(({ id }) => id === trialId);
      if (session === undefined || trial === undefined)
        return vscode.l10n.t('The session of this verdict was deleted.');
      const target = targetName(session.target);
      return trial.change.kind === 'none'
        ? asIsPage(trial, target)
        : verdictPage(trial, target, paths.label, explanation);
    },
  });
  // What its tab is called.
  const title = vscode.l10n.t('Verdict');
  return {
    show: (trial, { id }) =>
      showRendered(vscode.Uri.from({ scheme, path: `/${id}/${trial.id}/${title}.md` })),
    dispose: () => provider.dispose(),
  };
}
