import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { fewSamples } from '../core/merge';
import { didNothing, exportsSomething } from '../core/only-exports';
import { times } from '../core/profile';
import {
  type Recording,
  type Run,
  type RunNote,
  type TargetDescription,
  targetName,
} from '../core/session';
import { formatMicros } from '../core/units';
import { samplesText } from './amounts';
import { noteText } from './run-notes';
import { sampleFiner } from './trouble/recording';
import type { Action, Report } from './trouble/report';

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
  target: TargetDescription,
  isTest: boolean,
  { run, profile }: Recording,
): Promise<void> {
  const name = targetName(target);
  if (target.kind === 'attached') return sayWhatLacks(report, name, run, again());
  if (run.part !== undefined) return sayOfPart(report, name, run);
  if (sayHowItFailed(report, name, run, isTest)) return;
  if (run.notes.some(note => note.code === 'never-listened')) {
    report({
      severity: 'information',
      message: vscode.l10n.t('{0} never listened at a port, so all of its life is shown.', name),
      actions: [],
    });
    return;
  }
  const lost = run.notes.find(({ code }) =>
    ['disk-full', 'own-profiler', 'only-launcher'].includes(code),
  );
  if (lost !== undefined) {
    report({ severity: 'warning', message: noteText(lost), actions: [] });
    return;
  }
  const { onLines, samplesOnLines } = times(profile);
  const isFile = target.kind === 'file' && !isTest;
  const text = isFile ? await readFile(target.file, 'utf8').catch(() => '') : '';
  if (
    isFile &&
    run.ended === 'by-itself' &&
    exportsSomething(text) &&
    didNothing(profile, target.file)
  ) {
    const uses = await findUses(target.file).catch(() => undefined);
    if (uses !== undefined && uses.length > 0) {
      report({
        severity: 'information',
        message: vscode.l10n.t(
          'Nothing of {0} ran for long enough to be seen. If it only exports, profile what uses it:',
          name,
        ),
        actions: useActions(uses),
      });
      return;
    }
    if (uses !== undefined && samplesOnLines < fewSamples) {
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

function again(): Action {
  return {
    title: vscode.l10n.t('Profile Again'),
    run: () => vscode.commands.executeCommand('tuneline.profileAgain'),
  };
}

/** Of a part of a server's life: whether it was what was asked for. */
function sayOfPart(report: Report, name: string, run: Run): void {
  const detailOf = (code: RunNote['code']) => run.notes.find(note => note.code === code)?.detail;
  const warn = (message: string) => report({ severity: 'warning', message, actions: [] });
  const [failed, notAnswered] = [detailOf('load-failed'), detailOf('load-not-answered')];
  if (failed !== undefined)
    warn(
      vscode.l10n.t(
        'The load command failed with exit code {0}. What was recorded of {1} is shown.',
        failed,
        name,
      ),
    );
  else if (notAnswered !== undefined)
    warn(
      vscode.l10n.t(
        'Not every request was answered with success: {0}. What was recorded of {1} is shown.',
        notAnswered,
        name,
      ),
    );
  else sayWhatLacks(report, name, run);
}

/** A program that goes on is not ours to judge: only what the recording lacks is told. */
function sayWhatLacks(report: Report, name: string, run: Run, action?: Action): void {
  const actions = action === undefined ? [] : [action];
  if (run.notes.some(note => note.code === 'idle')) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        'Nothing came in: {0} waited all the time. Send it requests while it is recorded.',
        name,
      ),
      actions,
    });
  } else if (run.notes.some(note => note.code === 'few-samples')) {
    report({
      severity: 'information',
      message: vscode.l10n.t(
        '{0} did too little in {1} to believe a share. Sample it for longer.',
        name,
        formatMicros(run.wall),
      ),
      actions,
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
