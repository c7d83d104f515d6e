import { dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  joinArguments,
  joinEnvironment,
  splitArguments,
  splitEnvironment,
} from '../core/command-line';
import type { Target } from '../run/target';
import type { Paths } from './paths';

type Remembered = Pick<Target, 'args' | 'cwd' | 'env'>;

/** What to run for a file: arguments, folder and environment as the user last gave them, kept per file in the workspace. */
export interface Targets {
  readonly of: (uri: vscode.Uri) => Target;
  /** Asks for arguments, folder and environment; undefined when the user went away. */
  readonly ask: (uri: vscode.Uri) => Promise<Target | undefined>;
}

export function createTargets(memory: vscode.Memento, paths: Paths): Targets {
  const key = (uri: vscode.Uri) => `target:${paths.inProfile(uri)}`;
  const of = (uri: vscode.Uri): Target => {
    const known = memory.get<Remembered>(key(uri));
    return { ...(known ?? plain(uri)), kind: 'file', file: paths.inProfile(uri) };
  };
  return {
    of,
    async ask(uri) {
      const asked = await askFor(of(uri), paths);
      if (asked !== undefined) {
        const { args, cwd, env } = asked;
        await memory.update(key(uri), { args, cwd, env } satisfies Remembered);
      }
      return asked;
    },
  };
}

function plain(uri: vscode.Uri): Remembered {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return { args: [], cwd: folder ?? dirname(uri.fsPath), env: {} };
}

interface Choice extends vscode.QuickPickItem {
  readonly change: (target: Target) => Promise<Target | undefined> | 'go';
}

/** One list that shows what would be run; each row changes one part, the first runs it. */
async function askFor(start: Target, paths: Paths): Promise<Target | undefined> {
  for (let target = start; ;) {
    const picked = await vscode.window.showQuickPick(choices(target), {
      title: vscode.l10n.t('Profile {0}', paths.label(target.file)),
      placeHolder: vscode.l10n.t('What the program is started with; remembered for this file'),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    const changed = picked.change(target);
    if (changed === 'go') return target;
    target = (await changed) ?? target;
  }
}

function choices(target: Target): Choice[] {
  return [
    { label: vscode.l10n.t('$(play) Profile'), change: () => 'go' },
    {
      label: vscode.l10n.t('$(list-unordered) Arguments'),
      description: shownOr(joinArguments(target.args)),
      change: async from => {
        const text = await vscode.window.showInputBox({
          title: vscode.l10n.t('Arguments'),
          prompt: vscode.l10n.t('As you would type them; quotes hold words together.'),
          value: joinArguments(from.args),
          ignoreFocusOut: true,
        });
        return text === undefined ? undefined : { ...from, args: splitArguments(text) };
      },
    },
    {
      label: vscode.l10n.t('$(folder) Working directory'),
      description: target.cwd,
      change: askForFolder,
    },
    {
      label: vscode.l10n.t('$(symbol-variable) Environment'),
      description: shownOr(joinEnvironment(target.env)),
      change: async from => {
        const text = await vscode.window.showInputBox({
          title: vscode.l10n.t('Environment'),
          prompt: vscode.l10n.t(
            'NAME=value, divided by blanks; a name alone unsets it. Kept in this workspace’s storage: no secrets.',
          ),
          value: joinEnvironment(from.env),
          ignoreFocusOut: true,
          validateInput: value =>
            splitEnvironment(value) === undefined
              ? vscode.l10n.t('Each variable needs a name: NAME=value')
              : undefined,
        });
        const env = text === undefined ? undefined : splitEnvironment(text);
        return env && { ...from, env };
      },
    },
  ];
}

async function askForFolder(from: Target): Promise<Target | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Working directory'),
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(from.cwd),
    })) ?? [];
  return folder && { ...from, cwd: folder.fsPath };
}

function shownOr(text: string): string {
  return text === '' ? vscode.l10n.t('none') : text;
}
