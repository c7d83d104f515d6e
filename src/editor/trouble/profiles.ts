import * as vscode from 'vscode';
import type { ProfileProblem } from '../../core/profile';
import { unreachable } from '../../core/units';
import { type Trouble, type Action, messageOf } from './report';

export function sessionDamaged(
  error: unknown,
  session: { readonly title: string },
  remove: () => unknown,
): Trouble {
  return {
    severity: 'error',
    message: vscode.l10n.t(
      'The session “{0}” can’t be read from disk; the others are not touched. {1}',
      session.title,
      messageOf(error),
    ),
    actions: [{ title: vscode.l10n.t('Delete It'), run: remove }],
    detail: error instanceof Error ? error.stack : undefined,
  };
}

export function notKept(error: unknown): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'The profile is shown, but could not be kept on disk: {0}',
      messageOf(error),
    ),
    actions: [
      {
        title: vscode.l10n.t('Export Profile…'),
        run: () => vscode.commands.executeCommand('tuneline.exportProfile'),
      },
    ],
  };
}

/** Of something that was measured or said of a session. */
export function changeNotKept(error: unknown): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'The change of the session could not be kept on disk: {0}',
      messageOf(error),
    ),
    actions: [],
  };
}

export function sessionGone(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t('Another window has deleted this session.'),
    actions: [],
  };
}

/** Nothing was kept of what ran at a commit. `profile` runs it as it was then, where that can be done; `measure` runs both versions. */
export function notProfiledAt(
  commit: string,
  profile: (() => unknown) | undefined,
  measure: () => unknown,
): Trouble {
  const verify = { title: vscode.l10n.t('Verify Against It'), run: measure };
  return {
    severity: 'information',
    message:
      profile === undefined
        ? vscode.l10n.t(
            'No session of commit {0} was kept, so there are no times of it to compare with. Tuneline can run it beside what is there now, without the profiler, and say which is faster.',
            commit,
          )
        : vscode.l10n.t(
            'No session of commit {0} was kept, so there are no times of it to compare with. Tuneline can profile it in a scratch copy, or run it beside what is there now, without the profiler, and say which is faster.',
            commit,
          ),
    actions:
      profile === undefined
        ? [verify]
        : [{ title: vscode.l10n.t('Profile It'), run: profile }, verify],
  };
}

export function notExported(error: unknown, file: string): Trouble {
  return {
    severity: 'error',
    message: vscode.l10n.t('{0} could not be written: {1}', file, messageOf(error)),
    actions: [
      {
        title: vscode.l10n.t('Export Elsewhere…'),
        run: () => vscode.commands.executeCommand('tuneline.exportSession'),
      },
    ],
    detail: error instanceof Error ? error.stack : undefined,
  };
}

/** A file that the system does not let us read. */
export function profileUnreadable(error: unknown, file: string): Trouble {
  return {
    severity: 'error',
    message: vscode.l10n.t('{0} can’t be read: {1}', file, messageOf(error)),
    actions: [],
  };
}

export function profileProblem(problem: ProfileProblem, file: string): Trouble {
  const openAnother: Action = {
    title: vscode.l10n.t('Open Another…'),
    run: () => vscode.commands.executeCommand('tuneline.openProfile'),
  };
  return {
    severity: 'error',
    message: problemText(problem, file),
    actions: [openAnother],
    detail: problem.detail,
  };
}

/** What is wrong with a profile, as one sentence; also shown where the profile would stand. */
export function problemText(problem: ProfileProblem, file: string): string {
  switch (problem.problem) {
    case 'empty':
      return vscode.l10n.t(
        '{0} is empty: the program may have been ended before it was written.',
        file,
      );
    case 'truncated':
      return vscode.l10n.t('{0} breaks off in the middle: it was not written to its end.', file);
    case 'unsupported':
      return vscode.l10n.t('{0} is of a kind that Tuneline can’t read. {1}', file, problem.detail);
    case 'not-a-profile':
      return vscode.l10n.t('{0} is not a CPU profile. {1}', file, problem.detail);
    default:
      return unreachable(problem.problem);
  }
}
