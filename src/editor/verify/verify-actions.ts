import * as vscode from 'vscode';
import type { Session } from '../../core/session';
import type { TrialOfSession } from '../sessions-view';
import type { EditorStore } from '../state';
import type { Report } from '../trouble/report';
import { noCommits } from '../trouble/verifying';
import type { TunedChanges } from './applying-tuned';
import type { AutoTuning } from './auto-tuning';
import type { HintPointer } from './hint-pointer';
import { pickCommit } from './pick-commit';
import type { VerdictPages } from './verdict-pages';
import type { Verifying } from './verifying';

/** What the commands about measuring changes do. */
export interface VerifyActions {
  readonly applyAndVerify: (what: HintPointer) => unknown;
  readonly measureOnly: (what: HintPointer) => unknown;
  readonly verifyEdits: () => unknown;
  readonly revertTuning: (what: TrialOfSession) => unknown;
  readonly showVerdict: (what: TrialOfSession) => unknown;
  readonly cancelVerifying: () => unknown;
  readonly autoTune: (session?: Session) => unknown;
  readonly applyTunings: (what: TrialOfSession) => unknown;
}

export function createVerifyActions(
  store: EditorStore,
  verifying: Verifying,
  pages: VerdictPages,
  autoTuning: Pick<AutoTuning, 'autoTune'>,
  tunedChanges: TunedChanges,
  report: Report,
): VerifyActions {
  return {
    applyAndVerify: what => verifying.applyAndVerify(what),
    measureOnly: what => verifying.measureOnly(what),
    async verifyEdits() {
      const folder = store.get().shown?.session?.target.cwd;
      const place = folder ?? vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
      if (place === undefined) return report(noCommits());
      const revision = await pickCommit(place, {
        title: vscode.l10n.t('Verify My Edits'),
        placeHolder: vscode.l10n.t('Which commit is the program as it was before?'),
      });
      if (revision === 'none') return report(noCommits());
      if (revision !== undefined) await verifying.verifyEdits(revision);
    },
    revertTuning: ({ trial, session }) =>
      trial.change.kind === 'auto-tune'
        ? tunedChanges.revert(trial, session)
        : verifying.revert(trial, session.id),
    showVerdict: ({ trial, session }) => pages.show(trial, session),
    cancelVerifying: () => store.get().verifying?.cancel(),
    autoTune: session => autoTuning.autoTune(session),
    applyTunings: ({ trial, session }) => tunedChanges.apply(trial, session),
  };
}
