import { dirname } from 'node:path';
import * as vscode from 'vscode';
import {
  joinArguments,
  joinEnvironment,
  splitArguments,
  splitEnvironment,
} from '../core/command-line';
import type { FileTarget } from '../core/session';
import { type Offer, offerId } from '../run/targets/offer';
import type { Paths } from './paths';

type Remembered = Pick<FileTarget, 'args' | 'cwd' | 'env'>;

/** What the user gives to a script, tests or a launch entry on top of what they have. */
export type More = Pick<FileTarget, 'args' | 'env'>;

/** What to run for a file: arguments, folder and environment as the user last gave them, kept per file in the workspace. */
export interface Targets {
  readonly of: (uri: vscode.Uri) => FileTarget;
  /** Asks for arguments, folder and environment; undefined when the user went away. */
  readonly ask: (uri: vscode.Uri) => Promise<FileTarget | undefined>;
  /** The same for what is not a file: what goes on top. */
  readonly more: (offer: Offer) => More;
  readonly askMore: (offer: Offer) => Promise<More | undefined>;
}

export function createTargets(memory: vscode.Memento, paths: Paths): Targets {
  const key = (uri: vscode.Uri) => `target:${paths.inProfile(uri)}`;
  const of = (uri: vscode.Uri): FileTarget => {
    const known = memory.get<Remembered>(key(uri));
    return { ...(known ?? plain(uri)), kind: 'file', file: paths.inProfile(uri) };
  };
  const moreKey = (offer: Offer) => `more:${offerId(offer)}`;
  const more = (offer: Offer): More => memory.get<More>(moreKey(offer)) ?? { args: [], env: {} };
  return {
    of,
    async ask(uri) {
      const target = of(uri);
      const asked = await askFor(target, paths.label(target.file), everything);
      if (asked !== undefined) {
        const { args, cwd, env } = asked;
        await memory.update(key(uri), { args, cwd, env } satisfies Remembered);
      }
      return asked;
    },
    more,
    async askMore(offer) {
      const asked = await askFor(more(offer), offer.name, onTop);
      if (asked !== undefined) await memory.update(moreKey(offer), asked);
      return asked;
    },
  };
}

function plain(uri: vscode.Uri): Remembered {
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  return { args: [], cwd: folder ?? dirname(uri.fsPath), env: {} };
}

interface Choice<Asked> extends vscode.QuickPickItem {
  readonly change: (from: Asked) => Promise<Asked | undefined> | 'go';
}

/** One list that shows what would be run; each row changes one part, the first runs it. */
async function askFor<Asked>(
  start: Asked,
  name: string,
  choices: (from: Asked) => Choice<Asked>[],
): Promise<Asked | undefined> {
  for (let asked = start; ;) {
    const picked = await vscode.window.showQuickPick(choices(asked), {
      title: vscode.l10n.t('Profile {0}', name),
      placeHolder: vscode.l10n.t('What it is started with; remembered for the next time'),
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    const changed = picked.change(asked);
    if (changed === 'go') return asked;
    asked = (await changed) ?? asked;
  }
}

function everything(target: FileTarget): Choice<FileTarget>[] {
  return [
    go(),
    argumentsOf(target, vscode.l10n.t('Arguments')),
    {
      label: vscode.l10n.t('$(folder) Working directory'),
      description: target.cwd,
      change: askForFolder,
    },
    environmentOf(target),
  ];
}

function onTop(more: More): Choice<More>[] {
  return [go(), argumentsOf(more, vscode.l10n.t('More arguments')), environmentOf(more)];
}

function go<Asked>(): Choice<Asked> {
  return { label: vscode.l10n.t('$(play) Profile'), change: () => 'go' };
}

function argumentsOf<Asked extends More>({ args }: Asked, title: string): Choice<Asked> {
  return {
    label: `$(list-unordered) ${title}`,
    description: shownOr(joinArguments(args)),
    change: async from => {
      const text = await vscode.window.showInputBox({
        title,
        prompt: vscode.l10n.t('As you would type them; quotes hold words together.'),
        value: joinArguments(from.args),
        ignoreFocusOut: true,
      });
      return text === undefined ? undefined : { ...from, args: splitArguments(text) };
    },
  };
}

function environmentOf<Asked extends More>({ env }: Asked): Choice<Asked> {
  return {
    label: vscode.l10n.t('$(symbol-variable) Environment'),
    description: shownOr(joinEnvironment(env)),
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
      const changed = text === undefined ? undefined : splitEnvironment(text);
      return changed && { ...from, env: changed };
    },
  };
}

async function askForFolder(from: FileTarget): Promise<FileTarget | undefined> {
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
