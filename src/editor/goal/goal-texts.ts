import * as vscode from 'vscode';
import type { SharePlace } from '../../core/budget';
import { type Contribution, type Found, type GoalProgress, wasMetAtStart } from '../../core/goal';
import type { Metric } from '../../core/metric';
import { formatMicros, formatRatio } from '../../core/units';
import { metricText, rangeText, valueText, withoutUnit } from '../metric-texts';
import type { Paths } from '../paths';
import { trialTitle } from '../verify/verdict-texts';

/** `src/parse.ts:12`, `parseLine (src/parse.ts)`. */
export function placeText(of: SharePlace, paths: Paths): string {
  const file = paths.label(of.file);
  return of.kind === 'line' ? `${file}:${of.line}` : `${of.name} (${file})`;
}

/** What a goal is of: `CPU time`, `share of src/parse.ts:12`. */
export function subjectText(
  { metric, of }: Pick<GoalProgress['goal'], 'metric' | 'of'>,
  paths: Paths,
): string {
  return of === undefined
    ? metricText(metric)
    : vscode.l10n.t('share of {0}', placeText(of, paths));
}

/** `820 → 612 ms (goal 500)`: short enough for the status bar. */
export function progressText({ goal, start, now }: GoalProgress): string {
  const { metric, want } = goal;
  const wanted = valueText(metric, want);
  if (now === undefined) return vscode.l10n.t('goal {0}', wanted);
  const is = foundText(metric, now);
  const was = start === undefined ? undefined : valueText(metric, start);
  const shared = withoutUnit(wanted, is);
  return was === undefined || was === valueText(metric, now.value)
    ? vscode.l10n.t('{0} (goal {1})', is, shared)
    : vscode.l10n.t('{0} → {1} (goal {2})', withoutUnit(was, is), is, shared);
}

/** What was found; `about` where profiling is a part of it. */
export function foundText(metric: Metric, { value, how }: Found): string {
  const text = valueText(metric, value);
  return how === 'plain' || metric === 'share' ? text : vscode.l10n.t('about {0}', text);
}

/** All that is known of how far a goal is, a sentence a line. */
export function progressDetails(progress: GoalProgress, paths: Paths): string[] {
  const { goal, start, now, state } = progress;
  const { metric, want } = goal;
  return [
    vscode.l10n.t('Goal: {0}, {1}', valueText(metric, want), subjectText(goal, paths)),
    start === undefined ? '' : vscode.l10n.t('At the start: {0}', valueText(metric, start)),
    now === undefined
      ? vscode.l10n.t('Now: not measured by any session that is kept')
      : nowText(metric, now),
    state !== 'met'
      ? ''
      : wasMetAtStart(progress)
        ? vscode.l10n.t('Met, as it was at the start already.')
        : vscode.l10n.t('Met.'),
    state === 'about' ? vscode.l10n.t('Met as far as this tells, but not surely.') : '',
  ].filter(text => text !== '');
}

function nowText(metric: Metric, now: Found): string {
  const value = foundText(metric, now);
  const range = now.interval === undefined ? '' : ` (${rangeText(metric, now.interval)})`;
  if (now.how === 'plain')
    return vscode.l10n.t('Now: {0}{1}, by runs without the profiler', value, range);
  if (metric === 'share') return vscode.l10n.t('Now: {0}{1}, by the shown profile', value, range);
  return metric === 'cpu' || metric === 'wall'
    ? vscode.l10n.t(
        'Now: {0}, by a profiled run, which costs a part of it. Apply and Verify, or Verify My Edits, measures without.',
        value,
      )
    : vscode.l10n.t('Now: {0}, by the last recording, which costs a part of it', value);
}

/** `1.31× faster (−190 ms)`. */
export function contributionText({ ratio, gain }: Contribution): string {
  const faster = vscode.l10n.t('{0}× faster', formatRatio(ratio));
  if (gain === undefined) return faster;
  return `${faster} (${gain < 0 ? '+' : '−'}${formatMicros(Math.abs(gain))})`;
}

/** Below the state of a goal, each tuning and what it brought. */
export function contributionLine(contribution: Contribution): string {
  return `${contributionText(contribution)} · ${trialTitle(contribution.trial)}`;
}
