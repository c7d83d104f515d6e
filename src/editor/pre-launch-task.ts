import * as vscode from 'vscode';

/** How the task ended that a launch entry runs first. */
export type TaskOutcome =
  | { readonly how: 'done' }
  | { readonly how: 'not-found'; readonly task: string }
  | { readonly how: 'failed'; readonly task: string; readonly exitCode: number | undefined };

/**
 * Runs a task of the workspace, by name or definition, and waits for its end. One that goes on in the background is started, and
 * the user says when it is ready. @throws CancellationError when the user went away.
 */
export async function runPreLaunchTask(
  written: unknown,
  folder: string | undefined,
): Promise<TaskOutcome> {
  if (written === undefined || written === null || written === '') return { how: 'done' };
  const tasks = await vscode.tasks.fetchTasks();
  const fitting = tasks.filter(task => fits(task, written));
  const task = fitting.find(one => folderOf(one) === folder) ?? fitting[0];
  if (task === undefined) return { how: 'not-found', task: textOf(written) };
  const isRunning = vscode.tasks.taskExecutions.some(one => isSame(one.task, task));
  if (task.isBackground && isRunning) return { how: 'done' };
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Running the task {0} first', task.name),
      cancellable: true,
    },
    (_, token) => runToEnd(task, token),
  );
}

function fits(task: vscode.Task, written: unknown): boolean {
  if (written === '${defaultBuildTask}')
    return task.group?.id === vscode.TaskGroup.Build.id && task.group.isDefault === true;
  if (typeof written === 'string') {
    const { label } = task.definition;
    return [task.name, `${task.source}: ${task.name}`, label].includes(written);
  }
  return (
    typeof written === 'object' &&
    Object.entries(written ?? {}).every(
      ([name, value]) => JSON.stringify(task.definition[name]) === JSON.stringify(value),
    )
  );
}

function folderOf({ scope }: vscode.Task): string | undefined {
  return typeof scope === 'object' ? scope.uri.fsPath : undefined;
}

/** VS Code hands tasks out as new objects each time. */
function isSame(a: vscode.Task, b: vscode.Task): boolean {
  return a.name === b.name && a.source === b.source && folderOf(a) === folderOf(b);
}

async function runToEnd(task: vscode.Task, token: vscode.CancellationToken): Promise<TaskOutcome> {
  const listening: vscode.Disposable[] = [];
  let execution: vscode.TaskExecution | undefined;
  let own: TaskOutcome | undefined;
  /** Of what it depends on: VS Code then goes no further, and the task itself has no process and no code. */
  let before: TaskOutcome | undefined;
  const ended = new Promise<TaskOutcome>((done, failed) => {
    listening.push(
      vscode.tasks.onDidEndTaskProcess(event => {
        const outcome = outcomeOf(event);
        if (isSame(event.execution.task, task)) own = outcome;
        else if (outcome.how === 'failed') before ??= outcome;
      }),
      vscode.tasks.onDidEndTask(event => {
        if (!isSame(event.execution.task, task)) return;
        // The process's end may be told a moment later.
        setTimeout(() => done(own ?? before ?? { how: 'done' }), 200);
      }),
      token.onCancellationRequested(() => {
        execution?.terminate();
        failed(new vscode.CancellationError());
      }),
    );
  });
  ended.catch(() => undefined); // heard below, unless a background task is ready before
  try {
    execution = await vscode.tasks.executeTask(task);
    return await (task.isBackground ? Promise.race([ended, askWhenReady(task)]) : ended);
  } finally {
    for (const one of listening) one.dispose();
  }
}

function outcomeOf({ execution, exitCode }: vscode.TaskProcessEndEvent): TaskOutcome {
  return exitCode === 0 ? { how: 'done' } : { how: 'failed', task: execution.task.name, exitCode };
}

/** An extension is not told when a watcher has built once. */
async function askWhenReady(task: vscode.Task): Promise<TaskOutcome> {
  const now = vscode.l10n.t('Profile Now');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The task {0} goes on in the background. Profile when it is ready.', task.name),
    now,
  );
  if (answer !== now) throw new vscode.CancellationError();
  return { how: 'done' };
}

function textOf(written: unknown): string {
  return typeof written === 'string' ? written : JSON.stringify(written);
}
