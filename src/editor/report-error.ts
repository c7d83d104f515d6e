import * as vscode from 'vscode';
import type { ProfileProblem } from '../core/profile';
import { unreachable } from '../core/units';
import type { RecordError } from '../run/record';
import type { Offer } from '../run/targets/offer';
import type { TargetError } from '../run/targets/target-error';
import { FileNotHere } from './paths';
import type { TaskOutcome } from './pre-launch-task';
import { attachingFailedText } from './attaching-failed';
import { openSettings } from './settings';

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
  const showTerminal: Action = {
    title: vscode.l10n.t('Show Terminal'),
    run: () => vscode.commands.executeCommand('workbench.action.terminal.focus'),
  };
  return {
    severity: 'error',
    message: vscode.l10n.t('{0} ended before anything could be measured. {1}', program, why),
    actions: place === null ? [showTerminal] : [openPlace, showTerminal],
    detail: [error.message, error.action].join('\n'),
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

function attachToAnother(): Action {
  return {
    title: vscode.l10n.t('Attach to Process…'),
    run: () => vscode.commands.executeCommand('tuneline.attach'),
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

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
