import { basename } from 'node:path';
import * as vscode from 'vscode';
import { hotSpots } from '../core/hot-lines';
import { fewSamples } from '../core/merge';
import { type Profile, times } from '../core/profile';
import { type Recording, type Run, type TargetDescription, targetName } from '../core/session';
import { formatMicros } from '../core/units';
import type { Paths } from './paths';
import { type Action, type Report, sampleFiner } from './report-error';

/** With less active time a file may as well not have run. */
const doneAtOnce = 20_000;

/** Finds programs that use a file: tests, scripts, other files, best first. */
export type FindImporters = (file: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Says what the user must know of a finished run: that it failed, was too short, or that the file only exports. */
export async function sayWhatCameOut(
  report: Report,
  findImporters: FindImporters,
  paths: Paths,
  profileOther: (file: string) => unknown,
  target: TargetDescription,
  { run, profile }: Recording,
): Promise<void> {
  const name = targetName(target);
  if (target.kind === 'attached') return sayOfAttached(report, name, run);
  if (sayHowItFailed(report, name, run)) return;
  const own = ownTime(profile, target.file);
  const { active, activeSamples } = times(profile);
  const onlyExports = own === 0 || active < doneAtOnce;
  if (onlyExports) {
    const importers = await findImporters(target.file, AbortSignal.timeout(5000)).catch(() => []);
    if (importers.length > 0) {
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
        actions: importerActions(importers, paths, profileOther),
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

/** A program that ran already is not ours to judge: only what the recording lacks is told. */
function sayOfAttached(report: Report, name: string, run: Run): void {
  const again: Action = {
    title: vscode.l10n.t('Profile Again'),
    run: () => vscode.commands.executeCommand('tuneline.profileAgain'),
  };
  if (run.notes.some(note => note.code === 'idle')) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        'Nothing came in: {0} waited all the time. Send it requests while it is recorded.',
        name,
      ),
      actions: [again],
    });
  } else if (run.notes.some(note => note.code === 'few-samples')) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        '{0} did too little in {1} to believe a share. Sample it for longer.',
        name,
        formatMicros(run.wall),
      ),
      actions: [again],
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

/** Time with anything of the file on the stack would miss a file that was only loaded: its functions' time counts. */
function ownTime(profile: Profile, file: string): number {
  return hotSpots(profile)
    .functions.filter(one => one.file === file)
    .reduce((sum, one) => Math.max(sum, one.total), 0);
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
