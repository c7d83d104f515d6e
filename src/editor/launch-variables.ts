import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Entry, LaunchOffer } from '../run/targets/launch-entries';
import { type LookUp, plainVariable, type VariableContext } from '../run/targets/variables';

/** What variables stand for in this window now. `folder` is that of the launch.json. */
export function variableContext(folder: string | undefined): VariableContext {
  const editor = vscode.window.activeTextEditor;
  const isFile = editor?.document.uri.scheme === 'file';
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    name,
    path: uri.fsPath,
  }));
  return {
    folder: folder ?? (folders.length === 1 ? folders[0].path : undefined),
    folders,
    env: process.env,
    home: homedir(),
    cwd: folders[0]?.path ?? homedir(),
    ...(isFile
      ? {
          file: editor.document.uri.fsPath,
          line: editor.selection.active.line + 1,
          column: editor.selection.active.character + 1,
          selectedText: editor.document.getText(editor.selection),
        }
      : {}),
  };
}

/** Looks variables of an entry up as VS Code does, as far as an extension can. Asks the user for inputs. */
export function launchVariables({ folder, inputs }: LaunchOffer): LookUp {
  const context = variableContext(folder);
  const scope = folder === undefined ? undefined : vscode.Uri.file(folder);
  return variable => {
    const [, kind, argument] = /^(config|command|input):(.*)$/s.exec(variable) ?? [];
    switch (kind) {
      case 'config':
        return textOf(vscode.workspace.getConfiguration(undefined, scope).get(argument));
      case 'command':
        return valueOfCommand(argument);
      case 'input':
        return valueOfInput(inputs.find(input => input.id === argument));
      default:
        return plainVariable(variable, context);
    }
  };
}

/** Objects and lists have no text that the user would have meant. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Not looked for among the commands that are registered: one of an extension that has not started yet is there when it is called. */
async function valueOfCommand(command: string, args?: unknown): Promise<string | undefined> {
  let value: unknown;
  try {
    value = await vscode.commands.executeCommand(command, args);
  } catch {
    return undefined; // there is no such command, or it has no answer now
  }
  if (value === undefined || value === null) throw new vscode.CancellationError();
  return textOf(value);
}

async function valueOfInput(input: Entry | undefined): Promise<string | undefined> {
  const text = (name: string) => (typeof input?.[name] === 'string' ? input[name] : undefined);
  const title = text('description') ?? text('id');
  switch (input?.type) {
    case 'promptString':
      return answered(
        await vscode.window.showInputBox({
          title,
          value: text('default'),
          password: input.password === true,
          ignoreFocusOut: true,
        }),
      );
    case 'pickString':
      return answered(
        (
          await vscode.window.showQuickPick(choicesOf(input), {
            title,
            ignoreFocusOut: true,
          })
        )?.value,
      );
    case 'command':
      return valueOfCommand(text('command') ?? '', input.args);
    default:
      return undefined;
  }
}

/** Going away from a question means not to profile. */
function answered(answer: string | undefined): string {
  if (answer === undefined) throw new vscode.CancellationError();
  return answer;
}

/** What is usual comes first, so that it is chosen at once. */
function choicesOf({ options, default: usual }: Entry) {
  if (!Array.isArray(options)) return [];
  const choices = options.map((option: unknown) => {
    const { label, value } = (typeof option === 'object' ? option : {}) as Entry;
    const written = textOf(value) ?? textOf(option) ?? '';
    const description = written === usual ? vscode.l10n.t('default') : '';
    return { label: textOf(label) ?? written, value: written, description };
  });
  return [
    ...choices.filter(one => one.value === usual),
    ...choices.filter(one => one.value !== usual),
  ];
}
