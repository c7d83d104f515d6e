import * as vscode from 'vscode';
import { unreachable } from '../../core/units';
import type { RecordErrorCode } from '../../run/record';
import type { Action } from './report';

/** What can go wrong with a program that runs already, before it is sampled. */
export type AttachErrorCode = Extract<
  RecordErrorCode,
  | 'no-inspector'
  | 'not-inspector'
  | 'no-process'
  | 'other-user'
  | 'not-attachable'
  | 'port-taken'
  | 'no-answer'
  | 'profiled-already'
  | 'not-this-machine'
>;

/** What happened, why, and what to do, for one who wanted to attach to `program`. */
export function attachingFailedText(code: AttachErrorCode, program: string): string {
  switch (code) {
    case 'no-inspector':
      return vscode.l10n.t(
        'No inspector answers for {0}. Start the program with “node --inspect”, or check host and port.',
        program,
      );
    case 'not-inspector':
      return vscode.l10n.t(
        'What answers at {0} is not an inspector. Give the port that “node --inspect” prints, not the one that the program serves at.',
        program,
      );
    case 'no-process':
      return vscode.l10n.t('{0} has ended. Pick another process.', program);
    case 'other-user':
      return vscode.l10n.t(
        '{0} belongs to another user. Have it started with “--inspect”, and attach to its port.',
        program,
      );
    case 'not-attachable':
      return vscode.l10n.t(
        '{0} does not let its inspector be opened: it runs with “--disable-sigusr1” or “--permission”, or in a container with a network of its own. Start it with “--inspect”, and attach to its port.',
        program,
      );
    case 'port-taken':
      return vscode.l10n.t(
        '{0} could not open its inspector: the port belongs to another program. End what listens there, or start the program with “--inspect-port=0”.',
        program,
      );
    case 'no-answer':
      return vscode.l10n.t(
        '{0} does not answer: it may stand in a long synchronous call, or have been stopped.',
        program,
      );
    case 'profiled-already':
      return vscode.l10n.t(
        '{0} is being recorded by V8’s log already, which attaching would interrupt.',
        program,
      );
    case 'not-this-machine':
      return vscode.l10n.t('{0} is on another machine.', program);
    default:
      return unreachable(code);
  }
}

export function attachToAnother(): Action {
  return {
    title: vscode.l10n.t('Attach to Process…'),
    run: () => vscode.commands.executeCommand('tuneline.attach'),
  };
}
