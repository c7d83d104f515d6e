import * as vscode from 'vscode';
import { unreachable } from '../../core/units';
import type { Offer } from '../../run/targets/offer';
import type { TargetError } from '../../run/targets/target-error';
import type { TaskOutcome } from '../pre-launch-task';
import { attachToAnother } from './attaching';
import type { Trouble, Action } from './report';

export function untrusted(): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'Profiling runs the program, and programs of this workspace are not trusted. Profiles can be opened without trust.',
    ),
    actions: [
      {
        title: vscode.l10n.t('Manage Workspace Trust'),
        run: () => vscode.commands.executeCommand('workbench.trust.manage'),
      },
      {
        title: vscode.l10n.t('Open Profile…'),
        run: () => vscode.commands.executeCommand('tuneline.openProfile'),
      },
    ],
  };
}

export function notOnDisk(document: vscode.TextDocument): Trouble {
  return {
    severity: 'warning',
    message: vscode.l10n.t('Node.js runs files from disk, and this one has not been saved yet.'),
    actions: [
      {
        title: vscode.l10n.t('Save and Profile'),
        run: async () => {
          if (!(await document.save())) return;
          await vscode.commands.executeCommand('tuneline.profileFile');
        },
      },
    ],
  };
}

export function noProgram(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t('Open the JavaScript or TypeScript file that starts your program.'),
    actions: [
      {
        title: vscode.l10n.t('Go to File…'),
        run: () => vscode.commands.executeCommand('workbench.action.quickOpen'),
      },
    ],
  };
}

export function noProfileYet(): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t('There is no profile to show yet.'),
    actions: [
      {
        title: vscode.l10n.t('Profile This File'),
        run: () => vscode.commands.executeCommand('tuneline.profileFile'),
      },
    ],
  };
}

/** What was chosen can't be run as it is written. */
export function targetFailed(error: TargetError, { name, file }: Offer): Trouble {
  const openFile: Action = {
    title: vscode.l10n.t('Open {0}', nameIn(file)),
    run: () => vscode.window.showTextDocument(vscode.Uri.file(file)),
  };
  const choose: Action = {
    title: vscode.l10n.t('Profile…'),
    run: () => vscode.commands.executeCommand('tuneline.profileTarget'),
  };
  const failed = (message: string, ...actions: Action[]): Trouble => ({
    severity: 'error',
    message,
    actions,
    detail: [error.message, error.action].join('\n'),
  });
  switch (error.code) {
    case 'unknown-variable':
      return failed(
        /^\$\{(relative)?file|^\$\{(line|column)Number|^\$\{selected/.test(error.subject)
          ? vscode.l10n.t(
              '{0} in “{1}” stands for the file that is open in the editor, and none is.',
              error.subject,
              name,
            )
          : vscode.l10n.t(
              '{0} in “{1}” can’t be resolved here: put a value in its place, or profile the program itself.',
              error.subject,
              name,
            ),
        openFile,
        choose,
      );
    case 'no-entry':
    case 'no-script':
    case 'no-launch-file':
      return failed(vscode.l10n.t('“{0}” is not in {1} any more.', name, nameIn(file)), choose);
    case 'not-possible':
      return failed(
        vscode.l10n.t('“{0}” can’t be profiled: {1}', name, error.message),
        openFile,
        choose,
      );
    case 'not-installed':
      return failed(
        vscode.l10n.t('{0} is not installed: install the dependencies first.', error.subject),
        choose,
      );
    case 'no-framework':
    case 'no-test':
      return notATest(name);
    case 'unreadable':
      return failed(vscode.l10n.t('“{0}” can’t be profiled: {1}', name, error.message), openFile);
    default:
      return unreachable(error.code);
  }
}

/** Neither the file nor its package names a framework that is known. */
export function notATest(name: string): Trouble {
  return {
    severity: 'information',
    message: vscode.l10n.t(
      '{0} is no test of mocha, vitest, jest or node:test, as far as it and its package.json say. Profile the script that runs it, or the file itself.',
      name,
    ),
    actions: [
      {
        title: vscode.l10n.t('Profile…'),
        run: () => vscode.commands.executeCommand('tuneline.profileTarget'),
      },
    ],
  };
}

/** The task that a launch entry runs first failed, or is not there. `anyway` goes on without it. */
export function taskFailed(
  outcome: Exclude<TaskOutcome, { how: 'done' }>,
  { name, file }: Offer,
  anyway: () => unknown,
): Trouble {
  const goOn: Action = { title: vscode.l10n.t('Profile Anyway'), run: anyway };
  if (outcome.how === 'not-found') {
    return {
      severity: 'warning',
      message: vscode.l10n.t(
        '“{0}” runs the task “{1}” first, and there is no such task.',
        name,
        outcome.task,
      ),
      actions: [
        goOn,
        {
          title: vscode.l10n.t('Open {0}', nameIn(file)),
          run: () => vscode.window.showTextDocument(vscode.Uri.file(file)),
        },
      ],
    };
  }
  return {
    severity: 'warning',
    message: vscode.l10n.t(
      'The task “{0}”, which “{1}” runs first, failed with exit code {2}. Nothing was profiled.',
      outcome.task,
      name,
      outcome.exitCode ?? '?',
    ),
    actions: [
      {
        title: vscode.l10n.t('Show Terminal'),
        run: () => vscode.commands.executeCommand('workbench.action.terminal.focus'),
      },
      goOn,
    ],
  };
}

function nameIn(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

/** Why the active debug session can't be profiled. */
export function noDebuggedProgram(why: 'no-session' | 'not-node' | 'no-program'): Trouble {
  const texts = {
    'no-session': vscode.l10n.t('No program is being debugged. Start debugging, then profile it.'),
    'not-node': vscode.l10n.t('What is being debugged is not a Node.js program.'),
    'no-program': vscode.l10n.t(
      'The debugger has no program yet, or does not pass on commands to it. Select its thread in the Call Stack, or attach to its process.',
    ),
  };
  return { severity: 'warning', message: texts[why], actions: [attachToAnother()] };
}
