import * as vscode from 'vscode';
import { hotSpots } from '../core/hot-lines';
import { fewSamples } from '../core/merge';
import { type Profile, times } from '../core/profile';
import { type Recording, type Run, targetName } from '../core/session';
import { formatMicros } from '../core/units';
import type { Target } from '../run/target';
import { type Action, type Report, sampleFiner } from './report-error';

/** With less active time a file may as well not have run. */
const doneAtOnce = 20_000;

/** Something that can be profiled and that uses a file. */
export interface OfferedUse {
  readonly name: string;
  readonly description: string;
  readonly profile: () => unknown;
}

/** Finds what uses a file: tests, scripts, other files, the nearest first. */
export type FindUses = (file: string) => Promise<readonly OfferedUse[]>;

/** Says what the user must know of a finished run: that it failed, was too short, or that the file only exports. */
export async function sayWhatCameOut(
  report: Report,
  findUses: FindUses,
  target: Target,
  isTest: boolean,
  { run, profile }: Recording,
): Promise<void> {
  const name = targetName(target);
  if (sayHowItFailed(report, name, run, isTest)) return;
  const own = ownTime(profile, target.file);
  const { active, activeSamples } = times(profile);
  const onlyExports = target.kind === 'file' && !isTest && (own === 0 || active < doneAtOnce);
  if (onlyExports) {
    const uses = await findUses(target.file).catch(() => []);
    if (uses.length > 0) {
      report({
        severity: 'information',
        message:
          own === 0
            ? vscode.l10n.t(
                'Nothing of {0} ran for long enough to be seen. If it only exports, profile what uses it:',
                name,
              )
            : vscode.l10n.t(
                '{0} was done in {1}. If it only exports, profile what uses it:',
                name,
                formatMicros(active),
              ),
        actions: useActions(uses),
      });
      return;
    }
  }
  if (activeSamples < fewSamples) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        '{0} took only {1} samples ({2} active): too few to believe a share. Sample finer, or run it several times and add up.',
        name,
        activeSamples,
        formatMicros(active),
      ),
      actions: [sampleFiner(), runSeveralTimes()],
    });
  }
}

function sayHowItFailed(report: Report, name: string, run: Run, isTest: boolean): boolean {
  const { exitCode, signal, ended } = run;
  if (ended === 'stopped' || (signal === undefined && (exitCode ?? 0) === 0)) return false;
  report({
    severity: 'warning',
    message:
      signal === undefined
        ? isTest
          ? vscode.l10n.t(
              'Tests failed in {0} (exit code {1}). The profile is kept and shown.',
              name,
              exitCode ?? 0,
            )
          : vscode.l10n.t(
              '{0} ended with exit code {1}. What was sampled until then is shown.',
              name,
              exitCode ?? 0,
            )
        : vscode.l10n.t(
            '{0} was ended by {1}. What was sampled until then is shown.',
            name,
            signal,
          ),
    actions: [
      {
        title: vscode.l10n.t('Show Terminal'),
        run: () => vscode.commands.executeCommand('workbench.action.terminal.focus'),
      },
    ],
  });
  return true;
}

/** Time with anything of the file on the stack would miss a file that was only loaded: its functions' time counts. */
function ownTime(profile: Profile, file: string): number {
  return hotSpots(profile)
    .functions.filter(one => one.file === file)
    .reduce((sum, one) => Math.max(sum, one.total), 0);
}

function useActions(uses: readonly OfferedUse[]): Action[] {
  const direct = uses.slice(0, 2).map(({ name, profile }) => ({
    title: vscode.l10n.t('Profile {0}', name),
    run: profile,
  }));
  if (uses.length <= 2) return direct;
  const choose: Action = {
    title: vscode.l10n.t('Choose…'),
    run: async () => {
      const picked = await vscode.window.showQuickPick(
        uses.map(({ name, description, profile }) => ({ label: name, description, profile })),
        { placeHolder: vscode.l10n.t('What uses it, the nearest first') },
      );
      await picked?.profile();
    },
  };
  return [direct[0], choose];
}

function runSeveralTimes(): Action {
  return {
    title: vscode.l10n.t('Run Several Times…'),
    run: () => vscode.commands.executeCommand('tuneline.runSeveralTimes'),
  };
}
