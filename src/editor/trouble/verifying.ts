import * as vscode from 'vscode';
import { type TargetDescription, targetName } from '../../core/session';
import { isProven, type Trial } from '../../core/trial';
import type { VerifyError } from '../../run/verify/verify-error';
import { lineInEditor } from '../paths';
import { trialTitle, verificationText } from '../verify/verdict-texts';
import type { Action, Trouble } from './report';
import { messageOf, unexpected } from './report';

/** What came out, and what can be done with it. */
export function outcome(
  trial: Trial,
  does: {
    readonly showPage: () => unknown;
    readonly revert: (() => unknown) | undefined;
    readonly lockIn: (() => unknown) | undefined;
  },
): Trouble {
  const details: Action = { title: vscode.l10n.t('Details'), run: does.showPage };
  const text = vscode.l10n.t('{0}: {1}.', trialTitle(trial), verificationText(trial.verification));
  const lockIn =
    does.lockIn === undefined ? [] : [{ title: vscode.l10n.t('Lock In…'), run: does.lockIn }];
  if (does.revert === undefined)
    return {
      severity: isProven(trial) ? 'information' : 'warning',
      message: text,
      actions: [...lockIn, details],
    };
  const revert: Action = { title: vscode.l10n.t('Revert'), run: does.revert };
  const keep: Action = { title: vscode.l10n.t('Keep'), run: () => undefined };
  return {
    severity: isProven(trial) ? 'information' : 'warning',
    message: text,
    actions: isProven(trial) ? [keep, revert, ...lockIn, details] : [revert, keep, details],
  };
}

export function waitForTheProgram(): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'A program is being run already. Two at once would slow each other down: wait until it has ended, or stop it.',
    ),
    actions: [],
  };
}

/** There is nothing that can be run again. */
export function notVerifiable(target: TargetDescription | undefined): Trouble {
  return {
    severity: 'warning',
    message:
      target === undefined
        ? vscode.l10n.t('Profile the program first: what was profiled is what is run again.')
        : vscode.l10n.t(
            'The session that is shown is of {0}, which Tuneline did not start and can’t run again. Profile the program from its file, a script or a test.',
            targetName(target),
          ),
    actions: [],
  };
}

export function noLongerOffered(document: vscode.TextDocument): Trouble {
  const name = vscode.workspace.asRelativePath(document.uri);
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'This tuning is not offered in {0} any more: the code was changed since the run. Profile again to see whether it still holds.',
      name,
    ),
    actions: [],
  };
}

/** The preview of a tuning was left, or applied as it opens: it ticks nothing by itself. One line is all that is seen of such a message. */
export function nothingTicked(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t('Nothing was applied: tick it in the preview, then press Apply.'),
    actions: [],
  };
}

/** It can't be taken back without touching what was written since. */
export function changedSince(trial: Trial, document: vscode.TextDocument, line: number): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'Not taken back: the lines that “{0}” changed were edited since.',
      trialTitle(trial),
    ),
    actions: [
      {
        title: vscode.l10n.t('Show the Lines'),
        run: async () => {
          const at = new vscode.Position(lineInEditor(line), 0);
          await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
        },
      },
    ],
  };
}

export function verifyFailed(error: unknown, program: string): Trouble {
  return failed(
    error,
    program,
    vscode.l10n.t('Not verified: cancelled. A tuning that was applied stays applied.'),
    words => vscode.l10n.t('Not verified. {0}', words),
  );
}

/** A program could not be measured as it is. */
export function notMeasured(error: unknown, program: string): Trouble {
  return failed(error, program, vscode.l10n.t('Not measured: cancelled.'), words =>
    vscode.l10n.t('Not measured. {0}', words),
  );
}

/** A program could not be profiled as a commit has it. */
export function commitNotProfiled(error: unknown, program: string): Trouble {
  return failed(error, program, vscode.l10n.t('Not profiled: cancelled.'), words =>
    vscode.l10n.t('Not profiled. {0}', words),
  );
}

function failed(
  error: unknown,
  program: string,
  cancelled: string,
  because: (words: string) => string,
): Trouble {
  if (!isVerifyError(error)) {
    if (error instanceof Error && error.name === 'RecordError')
      return {
        severity: 'error',
        message: vscode.l10n.t('{0} could not be run: {1}', program, error.message),
        actions: [],
        detail: error.stack,
      };
    return unexpected(error);
  }
  if (error.code === 'cancelled')
    return {
      severity: 'information',
      message: cancelled,
      actions: [],
    };
  return {
    severity: 'warning',
    message: because([messageOf(error), error.action].join(' ').trim()),
    actions: [],
    detail: error.stack,
  };
}

function isVerifyError(error: unknown): error is VerifyError {
  return error instanceof Error && error.name === 'VerifyError';
}

export function noCommits(): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'There is no commit to compare with: the program is in no git repository, or git is not installed.',
    ),
    actions: [],
  };
}
