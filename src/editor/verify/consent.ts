import * as vscode from 'vscode';
import { targetName } from '../../core/session';
import { formatMicros, type Micros } from '../../core/units';
import type { Target } from '../../run/target';

/** What the user agreed to, remembered for the workspace. */
export interface Consent {
  /** To running this program many times; `wall`: how long a run took, with the profiler. */
  readonly toRun: (target: Target, wall: Micros | undefined) => Promise<boolean>;
  /** Which of the ignored files that a program looks for both copies get; relative. Asks for those that it was never asked for. */
  readonly toCopy: (files: readonly string[]) => Promise<readonly string[]>;
}

const runsKey = 'verifyRuns';
const filesKey = 'verifyFiles';

export function createConsent(memory: vscode.Memento): Consent {
  return {
    async toRun(target, wall) {
      const program = JSON.stringify([target.file, target.name, target.args, target.cwd]);
      const known = memory.get<readonly string[]>(runsKey, []);
      if (known.includes(program)) return true;
      const { runsAtMost } = await import('../../run/verify/verify');
      const run = vscode.l10n.t('Run It');
      const answer = await vscode.window.showInformationMessage(
        vscode.l10n.t('Run {0} with and without the change?', targetName(target)),
        {
          modal: true,
          detail: `${vscode.l10n.t(
            'To measure, the program is run alternately before and after the change, up to {0} times in all; it ends as soon as the answer is clear. It runs in two copies of the workspace, which are deleted afterwards. What it does elsewhere, such as in a database or on the network, it does each time.',
            runsAtMost({}),
          )}${wall === undefined ? '' : ` ${vscode.l10n.t('A run took {0}.', formatMicros(wall))}`}`,
        },
        run,
      );
      if (answer !== run) return false;
      await memory.update(runsKey, [...known, program].slice(-50));
      return true;
    },
    async toCopy(files) {
      const known = memory.get<Readonly<Record<string, boolean>>>(filesKey, {});
      const unknown = files.filter(file => known[file] === undefined);
      const chosen = unknown.length === 0 ? [] : await pickFiles(unknown);
      if (chosen === undefined) return files.filter(file => known[file] === true); // asked again next time
      const answers = { ...known };
      for (const file of unknown) answers[file] = chosen.includes(file);
      await memory.update(filesKey, answers);
      return files.filter(file => answers[file]);
    },
  };
}

/** Undefined when the user went away. */
async function pickFiles(files: readonly string[]): Promise<readonly string[] | undefined> {
  const chosen = await vscode.window.showQuickPick(
    files.map(label => ({ label, picked: true })),
    {
      title: vscode.l10n.t('Files That Git Ignores'),
      placeHolder: vscode.l10n.t(
        'The program looks for these files. Which should both copies get?',
      ),
      canPickMany: true,
      ignoreFocusOut: true,
    },
  );
  return chosen?.map(({ label }) => label);
}
