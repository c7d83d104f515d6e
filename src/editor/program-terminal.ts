import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Command } from '../run/record';

/** Starts a command in a terminal of its own: what is typed there is the program's input, what it prints stays there to be read. */
export async function startInTerminal(command: Command): Promise<void> {
  const program = basename(command.cwd);
  const task = new vscode.Task(
    { type: 'tuneline' },
    vscode.TaskScope.Global,
    vscode.l10n.t('profile {0}', program),
    'Tuneline',
    new vscode.ProcessExecution(command.executable, [...command.args], {
      cwd: command.cwd,
      env: { ...command.env },
    }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    focus: false,
    clear: true,
    echo: false,
    showReuseMessage: false,
  };
  await vscode.tasks.executeTask(task);
}
