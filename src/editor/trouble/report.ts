import * as vscode from 'vscode';
import { FileNotHere } from '../paths';

/** Something the user must know and can do something about. The only way that trouble reaches the user. */
export interface Trouble {
  readonly severity: 'error' | 'warning' | 'information';
  /** What happened, then why. */
  readonly message: string;
  readonly actions: readonly Action[];
  /** For the log: stack traces, paths, what another program said. */
  readonly detail?: string;
}

export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

/** Tells the user, without waiting for an answer. */
export type Report = (trouble: Trouble) => void;

export function createReport(log: vscode.LogOutputChannel): Report {
  const showLog: Action = { title: vscode.l10n.t('Show Log'), run: () => log.show(true) };
  return trouble => {
    const { severity, message, detail } = trouble;
    if (severity === 'error') log.error(message, detail ?? '');
    else log.info(message, detail ?? '');
    const actions = severity === 'error' ? [...trouble.actions, showLog] : trouble.actions;
    const show =
      severity === 'error'
        ? vscode.window.showErrorMessage
        : severity === 'warning'
          ? vscode.window.showWarningMessage
          : vscode.window.showInformationMessage;
    void show(message, ...actions.map(action => action.title)).then(async picked => {
      try {
        await actions.find(action => action.title === picked)?.run();
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
      }
    });
  };
}

/** Any error that got out of a command: a bug, or a machine that does not do what it was asked. */
export function unexpected(error: unknown): Trouble {
  if (error instanceof FileNotHere) {
    return {
      severity: 'warning',
      message: vscode.l10n.t('{0} is not on this machine, so it can’t be opened.', error.file),
      actions: [],
    };
  }
  return {
    severity: 'error',
    message: vscode.l10n.t('Tuneline could not do that: {0}', messageOf(error)),
    actions: [],
    detail: error instanceof Error ? error.stack : undefined,
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
