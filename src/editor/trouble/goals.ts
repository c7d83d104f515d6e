import * as vscode from 'vscode';
import type { BudgetsError } from '../../run/budgets';
import type { Action, Trouble } from './report';
import { unexpected } from './report';

/** tuneline.json can't be read, so nothing was written into it. */
export function tunelineJsonBroken(
  error: unknown,
  open: (error: BudgetsError) => unknown,
): Trouble {
  if (!isBudgetsError(error)) return unexpected(error);
  return {
    severity: 'warning',
    message: vscode.l10n.t('Nothing was changed: {0}', error.message),
    actions: [{ title: vscode.l10n.t('Open tuneline.json'), run: () => open(error) }],
    detail: error.action,
  };
}

function isBudgetsError(error: unknown): error is BudgetsError {
  return error instanceof Error && error.name === 'BudgetsError';
}

export function noFolder(): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'Goals and budgets are kept in a tuneline.json at the root of the workspace, and no folder is open.',
    ),
    actions: [
      {
        title: vscode.l10n.t('Open Folder…'),
        run: () => vscode.commands.executeCommand('workbench.action.files.openFolder'),
      },
    ],
  };
}

/** There is nothing of it that another run could measure again. */
export function nothingToReach(program: string): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'No goal can be set for {0}: nothing of it can be measured again. Profile the program from its file, a script or a test, and let it end by itself.',
      program,
    ),
    actions: [],
  };
}

export function nothingToLockIn(): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'There is nothing to lock in: apply and verify a tuning first, or reach a goal of CPU time, wall time, start-up or a share.',
    ),
    actions: [],
  };
}

export function goalMet(
  text: string,
  atStart: boolean,
  lockIn: Action,
  setAnother: Action,
): Trouble {
  return {
    severity: 'information',
    message: atStart
      ? vscode.l10n.t(
          'The goal is met, as it was at the start already: {0}. Set another one.',
          text,
        )
      : vscode.l10n.t('The goal is met: {0}. Lock it in, and tuneline check keeps it so.', text),
    actions: atStart ? [setAnother, lockIn] : [lockIn, setAnother],
  };
}

export function lockedIn(isSaved: boolean): Trouble {
  return {
    severity: 'information',
    message: isSaved
      ? vscode.l10n.t(
          'Locked in. “npx tuneline check” measures it, here and in CI; commit tuneline.json with your change.',
        )
      : vscode.l10n.t(
          'Locked in, in a tuneline.json that has changes of yours: save it, and “npx tuneline check” measures it.',
        ),
    actions: [],
  };
}
