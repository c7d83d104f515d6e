import * as vscode from 'vscode';
import type { TuningOutcome, WhySkipped } from '../../core/auto-tuning';
import { formatRatio, unreachable } from '../../core/units';
import type { VerifyProgress } from '../../run/verify/request';
import type { AutoTuneProgress } from '../../run/verify/auto-tune';
import { inMenu, translated } from '../hint-texts';
import { differenceText, phaseText, shortVerdict, verdictText } from './verdict-texts';

/** What came out for one tuning, in a few words. */
export function outcomeText(outcome: TuningOutcome): string {
  switch (outcome.kind) {
    case 'kept':
    case 'no-gain':
      return verdictText(outcome.verdict);
    case 'output-differs':
      return vscode.l10n.t('the output differs');
    case 'skipped':
      return skippedText(outcome.why);
    default:
      return unreachable(outcome);
  }
}

function skippedText(why: WhySkipped): string {
  switch (why) {
    case 'breaks':
      return vscode.l10n.t('the program fails with it');
    case 'no-longer-offered':
      return vscode.l10n.t('not tried: no longer there after those that were kept before it');
    case 'not-run':
      return vscode.l10n.t('not tried: the program does not use this file as it is');
    case 'outside':
      return vscode.l10n.t('not tried: its file is outside of what is copied');
    case 'no-time':
      return vscode.l10n.t('not tried to the end: the time was up');
    default:
      return unreachable(why);
  }
}

/** What is known of why it was not kept, beyond the few words. */
export function outcomeDetails(outcome: TuningOutcome): string[] {
  if (outcome.kind === 'output-differs') return outcome.differences.map(differenceText);
  return outcome.kind === 'skipped' && outcome.detail !== '' ? [outcome.detail] : [];
}

/** `3 of 7: Make “known” a Set … 1.31× so far, 4 of at most 30 pairs`. */
export function tuningProgressText(progress: AutoTuneProgress): string {
  switch (progress.phase) {
    case 'trying': {
      const { index, of, tuning, step } = progress;
      const title = inMenu(translated(tuning.title));
      const what = vscode.l10n.t('{0} of {1}: {2}', index + 1, of, title);
      if (step === undefined) return what;
      return `${what} … ${stepText(step)}`;
    }
    case 'tried': {
      const { index, of, tuning } = progress;
      const title = inMenu(translated(tuning.title));
      const what = vscode.l10n.t('{0} of {1}: {2}', index + 1, of, title);
      return `${what} … ${shortOutcome(tuning.outcome)}`;
    }
    case 'confirming':
      return vscode.l10n.t('{0} together, afresh … {1}', progress.kept, stepText(progress.step));
    default:
      return unreachable(progress);
  }
}

function stepText(step: VerifyProgress): string {
  if (step.phase !== 'measuring' || step.ratio === undefined) return phaseText(step);
  const { ratio, pairs, most } = step;
  return vscode.l10n.t('{0}× so far, {1} of at most {2} pairs', formatRatio(ratio), pairs, most);
}

function shortOutcome(outcome: TuningOutcome): string {
  return outcome.kind === 'kept' || outcome.kind === 'no-gain'
    ? shortVerdict({ verdict: outcome.verdict, outputEqual: true })
    : outcomeText(outcome);
}
