import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { fewSamples } from '../core/merge';
import { didNothing, exportsSomething } from '../core/only-exports';
import { times } from '../core/profile';
import { type Recording, type Run, targetName } from '../core/session';
import { formatMicros } from '../core/units';
import type { Target } from '../run/target';
import { samplesText } from './amounts';
import type { Paths } from './paths';
import { type Action, type Report, sampleFiner } from './report-error';

/** Finds programs that use a file: tests, scripts, other files, best first. */
export type FindImporters = (file: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Says what the user must know of a finished run: that it failed, was too short, or that the file only exports. */
export async function sayWhatCameOut(
  report: Report,
  findImporters: FindImporters,
  paths: Paths,
  profileOther: (file: string) => unknown,
  target: Target,
  { run, profile }: Recording,
): Promise<void> {
  const name = targetName(target);
  if (sayHowItFailed(report, name, run)) return;
  const { onLines, samplesOnLines } = times(profile);
  if (run.ended === 'by-itself' && didNothing(profile, target.file)) {
    const importers = await findImporters(target.file, AbortSignal.timeout(5000)).catch(
      () => undefined,
    );
    if (importers !== undefined && importers.length > 0) {
      report({
        severity: 'information',
        message: vscode.l10n.t(
          'Nothing of {0} ran for long enough to be seen. If it only exports, profile what uses it:',
          name,
        ),
        actions: importerActions(importers, paths, profileOther),
      });
      return;
    }
    const text = await readFile(target.file, 'utf8').catch(() => '');
    if (importers !== undefined && samplesOnLines < fewSamples && exportsSomething(text)) {
      report({
        severity: 'information',
        message: vscode.l10n.t(
          '{0} only exports, and nothing in this package uses it: there is nothing to profile.',
          name,
        ),
        actions: [],
      });
      return;
    }
  }
  if (samplesOnLines < fewSamples) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        'Only {1} ({2}) on lines of files while {0} ran: too few to believe a share. Sample finer, or run it several times and add up.',
        name,
        samplesText(samplesOnLines),
        formatMicros(onLines),
      ),
      actions: [sampleFiner(), runSeveralTimes()],
    });
  }
}

function sayHowItFailed(report: Report, name: string, run: Run): boolean {
  const { exitCode, signal, ended } = run;
  if (ended === 'stopped' || (signal === undefined && (exitCode ?? 0) === 0)) return false;
  report({
    severity: 'warning',
    message:
      signal === undefined
        ? vscode.l10n.t(
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

function importerActions(
  importers: readonly string[],
  paths: Paths,
  profileOther: (file: string) => unknown,
): Action[] {
  const direct = importers.slice(0, 2).map(file => ({
    title: vscode.l10n.t('Profile {0}', basename(file)),
    run: () => profileOther(file),
  }));
  if (importers.length <= 2) return direct;
  const choose: Action = {
    title: vscode.l10n.t('Choose…'),
    run: async () => {
      const picked = await vscode.window.showQuickPick(
        importers.map(file => ({ label: basename(file), description: paths.label(file), file })),
        { placeHolder: vscode.l10n.t('Files that use it, best first') },
      );
      if (picked !== undefined) await profileOther(picked.file);
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
