import * as vscode from 'vscode';
import type { Uncountable } from '../../core/countable';
import type { ToldByCounts } from '../../core/hints/told-by-counts';
import { unreachable } from '../../core/units';
import type { RecordError } from '../../run/record-error';
import { recordingFailed } from './recording';
import { type Action, type Trouble, unexpected } from './report';

/** No session is shown, and none was named. */
export function nothingToCount(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t(
      'Profile the program first, or show one of its sessions: what was profiled is what is run again and counted.',
    ),
    actions: [
      {
        title: vscode.l10n.t('Profile This File'),
        run: () => vscode.commands.executeCommand('tuneline.profileFile'),
      },
    ],
  };
}

/** One more run would not count what a session recorded: why, and what to do instead. */
export function notCountable(why: Uncountable, program: string): Trouble {
  return { severity: 'warning', message: notCountableText(why, program), actions: [] };
}

function notCountableText(why: Uncountable, program: string): string {
  switch (why) {
    case 'not-started':
      return vscode.l10n.t(
        'Not counted: {0} was not started by Tuneline, which can’t run it again. Profile the program from its file, a script or a test, and count then.',
        program,
      );
    case 'part':
      return vscode.l10n.t(
        'Not counted: of {0} only a part of its life was recorded, and a run counts all of it. Profile something that uses the code and ends by itself, such as a test, and count then.',
        program,
      );
    case 'stopped':
      return vscode.l10n.t(
        'Not counted: {0} was stopped, and counts are there only when a program ends by itself. Profile a run that ends, such as a test or one with less to do, and count then.',
        program,
      );
    default:
      return unreachable(why);
  }
}

/** Of none of the files that took the time it is the text that ran. */
export function changedBeforeCounting(files: readonly string[]): Trouble {
  return {
    severity: 'warning',
    message:
      files.length === 1
        ? vscode.l10n.t(
            'Not counted: {0} was changed since it was profiled, and what would be counted is another text.',
            files[0],
          )
        : vscode.l10n.t(
            'Not counted: {0} were changed since they were profiled, and what would be counted are other texts.',
            files.join(', '),
          ),
    actions: [profileAgain()],
  };
}

/** The run did not count. `printed`: the last of its output. */
export function countingFailed(
  error: unknown,
  program: string,
  printed: string,
  again: () => unknown,
): Trouble {
  if (!isRecordError(error)) return unexpected(error);
  if (error.code === 'cancelled')
    return {
      severity: 'information',
      message: vscode.l10n.t('Counting was cancelled. Everything is as it was.'),
      actions: [],
    };
  const retry: Action = { title: vscode.l10n.t('Try Again'), run: again };
  const detail = [error.stack, printed].filter(one => one !== '').join('\n');
  if (error.code !== 'failed') return { ...recordingFailed(error, program, again), detail };
  return {
    severity: 'error',
    message: vscode.l10n.t('{0} was not counted. {1} {2}', program, error.message, error.action),
    actions: [retry],
    detail,
  };
}

/** What hints say otherwise since the code was counted. `changed`: files whose text is another than the one that ran. */
export function counted(program: string, told: ToldByCounts, changed: readonly string[]): Trouble {
  const outcome = outcomes(told);
  return {
    severity: 'information',
    message: [
      outcome.length === 0
        ? vscode.l10n.t(
            'Counted how often the code of {0} runs: no tuning that is known depends on it.',
            program,
          )
        : vscode.l10n.t(
            'Counted how often the code of {0} runs: {1}.',
            program,
            outcome.join(', '),
          ),
      changed.length === 0
        ? ''
        : vscode.l10n.t('Left out, since it was changed after it ran: {0}.', changed.join(', ')),
    ]
      .filter(text => text !== '')
      .join(' '),
    actions: [
      {
        title: vscode.l10n.t('Show Tunings'),
        run: () => vscode.commands.executeCommand('tuneline.tunings.focus'),
      },
    ],
  };
}

function outcomes({ safe, silent, sized, unknown }: ToldByCounts): string[] {
  const parts: readonly (readonly [number, one: string, several: string])[] = [
    [safe, vscode.l10n.t('1 tuning is safe now'), vscode.l10n.t('{0} tunings are safe now', safe)],
    [
      silent,
      vscode.l10n.t('1 tuning does not pay and is not offered any more'),
      vscode.l10n.t('{0} tunings do not pay and are not offered any more', silent),
    ],
    [
      sized,
      vscode.l10n.t('1 tuning names its size'),
      vscode.l10n.t('{0} tunings name their sizes', sized),
    ],
    [
      unknown,
      vscode.l10n.t('of 1 tuning the size is still not known'),
      vscode.l10n.t('of {0} tunings the sizes are still not known', unknown),
    ],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, several]) => (number === 1 ? one : several));
}

/** Another session is shown by now, whose hints it does not change. */
export function countedOfAnother(program: string, show: () => unknown): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t(
      'Counted how often the code of {0} runs. Its hints know it when its session is shown.',
      program,
    ),
    actions: [{ title: vscode.l10n.t('Show Session'), run: show }],
  };
}

function profileAgain(): Action {
  return {
    title: vscode.l10n.t('Profile Again'),
    run: () => vscode.commands.executeCommand('tuneline.profileAgain'),
  };
}

function isRecordError(error: unknown): error is RecordError {
  return error instanceof Error && error.name === 'RecordError';
}
