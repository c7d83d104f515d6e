import * as vscode from 'vscode';
import { isLoadMetric, type LoadMetric } from '../../core/metric';
import type { Trial } from '../../core/trial';
import { escaped } from '../markdown-page';
import { metricText } from '../metric-texts';
import { figure, ranText, section, time, underText } from './verdict-page';
import { trialOutcome, trialTitle, verifyNoteText } from './verdict-texts';

/** What a program takes without the profiler that was not changed, as Markdown. */
export function asIsPage(trial: Trial, target: string): string {
  const { verification } = trial;
  const { metric, load, pairs } = verification;
  const runs = pairs.flatMap(({ before, after }) => [before, after]);
  const shown: LoadMetric = isLoadMetric(metric) ? metric : 'requests-per-second';
  const isLoad = runs.every(costs => costs.load !== undefined);
  const head = [
    vscode.l10n.t('run'),
    metricText('cpu', load),
    isLoad ? metricText(shown) : metricText(metric === 'start-up' ? metric : 'wall'),
  ];
  const rows = runs.map((costs, i) => [
    String(i + 1),
    time(costs.cpu),
    isLoad ? (figure(costs, shown) ?? '–') : time(costs.wall),
  ]);
  const table = [head, ['---:', '---:', '---:'], ...rows].map(cells => `| ${cells.join(' | ')} |`);
  const notes = verification.notes.filter(({ code }) => code !== 'nothing-differs');
  const sections = [
    `# ${escaped(trialTitle(trial))}`,
    `**${escaped(trialOutcome(trial))}**`,
    ranText(trial, target),
    underText(verification),
    section(
      vscode.l10n.t('Good to know'),
      notes.map(note => escaped(verifyNoteText(note))),
    ),
    section(vscode.l10n.t('Each run'), [table.join('\n')], ''),
  ];
  return `${sections.filter(text => text !== '').join('\n\n')}\n`;
}
