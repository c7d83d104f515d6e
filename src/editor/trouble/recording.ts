import * as vscode from 'vscode';
import { unreachable } from '../../core/units';
import type { RecordError } from '../../run/record';
import { attachingFailedText, attachToAnother } from './attaching';
import { openSettings } from '../settings';
import type { Trouble, Action } from './report';

/** `again` tries what failed once more. */
export function recordingFailed(
  error: RecordError,
  program: string,
  again: () => unknown,
): Trouble {
  const retry: Action = { title: vscode.l10n.t('Try Again'), run: again };
  const setNode: Action = {
    title: vscode.l10n.t('Set Path of Node.js'),
    run: () => openSettings('node'),
  };
  const failed = (message: string, ...actions: Action[]): Trouble => ({
    severity: 'error',
    message,
    actions,
    detail: [error.message, error.action, error.stack].join('\n'),
  });
  switch (error.code) {
    case 'no-node':
      return failed(
        vscode.l10n.t(
          'No Node.js was found to run {0} with: there is no “node” on PATH, or the setting “tuneline.node” names a file that does not run.',
          program,
        ),
        setNode,
        retry,
      );
    case 'not-node':
      return failed(
        vscode.l10n.t('What “tuneline.node” names is not Node.js: {0}', error.message),
        setNode,
      );
    case 'node-too-old':
      return failed(vscode.l10n.t('This Node.js is too old: {0}', error.message), setNode);
    case 'no-file':
      return failed(vscode.l10n.t('{0} is not there any more.', program));
    case 'no-folder':
      return failed(
        vscode.l10n.t('The folder to run {0} in is not there any more.', program),
        otherArguments(),
      );
    case 'unsupported-file':
    case 'not-a-profile':
    case 'text-changed':
      return failed(vscode.l10n.t('{0} can’t be run: {1}', program, error.message));
    case 'not-started':
      return failed(
        vscode.l10n.t('{0} could not be started: {1}', program, error.message),
        retry,
        setNode,
      );
    case 'no-samples':
      return endedAtOnce(error, program);
    case 'no-inspector':
    case 'not-inspector':
    case 'no-process':
    case 'other-user':
    case 'not-attachable':
    case 'port-taken':
    case 'no-answer':
    case 'profiled-already':
    case 'not-this-machine':
      return failed(attachingFailedText(error.code, program), attachToAnother(), retry);
    case 'never-listened':
    case 'load-failed':
      return failed(`${error.message} ${error.action}`, changeLoad(), showTerminal());
    case 'cancelled':
    case 'failed':
      return failed(
        vscode.l10n.t('{0} could not be profiled: {1} {2}', program, error.message, error.action),
        retry,
      );
    default:
      return unreachable(error.code);
  }
}

/** The first line of the error that the program died of, its place if it is named, and the terminal that has the rest. */
function endedAtOnce(error: RecordError, program: string): Trouble {
  const [how, ...printed] = error.message.split('\n').map(line => line.trim());
  const why = printed.find(line => line !== '') ?? how;
  const place = /(?:file:\/\/)?((?:\/|[A-Za-z]:\\)[^\n]*?):(\d+)(?::\d+)?/.exec(printed.join('\n'));
  const openPlace: Action = {
    title: vscode.l10n.t('Open Line'),
    run: () => vscode.commands.executeCommand('tuneline.openPlace', place?.[1], Number(place?.[2])),
  };
  return {
    severity: 'error',
    message: vscode.l10n.t('{0} ended before anything could be measured. {1}', program, why),
    actions: place === null ? [showTerminal()] : [openPlace, showTerminal()],
    detail: [error.message, error.action].join('\n'),
  };
}

function showTerminal(): Action {
  return {
    title: vscode.l10n.t('Show Terminal'),
    run: () => vscode.commands.executeCommand('workbench.action.terminal.focus'),
  };
}

function changeLoad(): Action {
  return {
    title: vscode.l10n.t('Change Load…'),
    run: () => vscode.commands.executeCommand('tuneline.profileUnderLoad'),
  };
}

function otherArguments(): Action {
  return {
    title: vscode.l10n.t('Change Arguments…'),
    run: () => vscode.commands.executeCommand('tuneline.profileFileWithArguments'),
  };
}

export function sampleFiner(): Action {
  return {
    title: vscode.l10n.t('Sample Finer'),
    run: () => vscode.commands.executeCommand('tuneline.sampleFiner'),
  };
}
