import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { TerminalCommand } from '../run/start-through-launcher';

/** Runs a command in a terminal of its own: what is typed there is the program's input, what it prints stays there to be read. */
export async function openProgramTerminal(command: TerminalCommand): Promise<void> {
  // A task can't unset a variable; an empty one means the same to Node.js.
  const env = Object.fromEntries(
    Object.entries(command.env).map(([name, value]) => [name, value ?? '']),
  );
  const hasFolder = vscode.workspace.workspaceFolders !== undefined;
  const task = new vscode.Task(
    { type: 'tuneline' },
    vscode.workspace.getWorkspaceFolder(vscode.Uri.file(command.cwd)) ??
      (hasFolder ? vscode.TaskScope.Workspace : vscode.TaskScope.Global),
    vscode.l10n.t('profile in {0}', basename(command.cwd)),
    'Tuneline',
    new vscode.ProcessExecution(command.executable, [...command.args], {
      // In a window without a folder terminals start at home or not at all; the launcher knows where the program is to run.
      cwd: hasFolder ? command.cwd : homedir(),
      env,
    }),
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
