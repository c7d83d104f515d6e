import * as vscode from 'vscode';
import { canApply, type Trial } from '../../core/trial';
import { trialOutcome, trialTitle } from '../verify/verdict-texts';
import type { Action, Trouble } from './report';
import { verifyFailed } from './verifying';

/** What running through the tunings found, and what can be done with it. */
export function tuned(
  trial: Trial,
  does: { readonly showPage: () => unknown; readonly apply: () => unknown },
): Trouble {
  const apply: Action = { title: vscode.l10n.t('Review and Apply…'), run: does.apply };
  const details: Action = { title: vscode.l10n.t('Details'), run: does.showPage };
  return {
    severity: 'information',
    message: vscode.l10n.t('{0}: {1}.', trialTitle(trial), trialOutcome(trial)),
    actions: canApply(trial) ? [apply, details] : [details],
  };
}

export function tuningFailed(error: unknown, program: string): Trouble {
  const isCancelled =
    error instanceof Error &&
    'code' in error &&
    error.name === 'VerifyError' &&
    error.code === 'cancelled';
  return isCancelled
    ? {
        severity: 'information',
        message: vscode.l10n.t('Auto-tuning was cancelled. Your files are as they were.'),
        actions: [],
      }
    : verifyFailed(error, program);
}

export function nothingToTry(program: string): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t(
      'No tuning that could be tried is known for what was measured of {0}. Advice, which has no edit, stands in Tunings.',
      program,
    ),
    actions: [],
  };
}

/** The preview was left, or applied with nothing ticked in it. */
export function nothingTicked(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t(
      'Nothing was changed. In the preview, tick what you want, then press Apply; “Review and Apply…” at its row in Sessions shows it again.',
    ),
    actions: [],
  };
}

/** The edits are on another text. */
export function changedMeanwhile(trial: Trial, document: vscode.TextDocument): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'Not applied: {0} was changed since “{1}” was measured. Profile again and run Auto-Tune once more.',
      vscode.workspace.asRelativePath(document.uri),
      trialTitle(trial),
    ),
    actions: [],
  };
}

export function appliedPartly(does: {
  readonly showPage: () => unknown;
  readonly revert: () => unknown;
}): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'Only a part of it was applied. That was not measured: whether it is faster, and whether the output is equal, is not known.',
    ),
    actions: [
      { title: vscode.l10n.t('Revert'), run: does.revert },
      { title: vscode.l10n.t('Keep'), run: () => undefined },
      { title: vscode.l10n.t('Details'), run: does.showPage },
    ],
  };
}
