import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { TerminalCommand } from '../run/start-through-launcher';

/** Runs a command in a terminal of its own: what is typed there is the program's input, what it prints stays there to be read. */
export async function openProgramTerminal(command: TerminalCommand): Promise<void> {
  // A task can't unset a variable; an empty one means the same to Node.js.
  const env = Object.fromEntries(
    Object.entries(command.env).map(([name, value]) => [name, value ?? '']),
  );
  const task = new vscode.Task(
    { type: 'tuneline' },
    vscode.workspace.workspaceFolders === undefined
      ? vscode.TaskScope.Global
      : vscode.TaskScope.Workspace,
    vscode.l10n.t('profile in {0}', basename(command.cwd)),
    'Tuneline',
    new vscode.ProcessExecution(command.executable, [...command.args], { cwd: command.cwd, env }),
    [],
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
