import * as vscode from 'vscode';
import type { TriedTuning } from '../../core/auto-tuning';
import type { Verdict } from '../../core/compare';
import { type AutoTuned, canApply, type Trial } from '../../core/trial';
import { formatRatio, formatShare } from '../../core/units';
import { escaped } from '../markdown-page';
import { translated } from '../hint-texts';
import { outcomeDetails, outcomeText } from './auto-tune-texts';

/** What each tuning did, and all that were kept together, as Markdown. */
export function tuningsSection(
  trial: Trial,
  { tried, partly }: AutoTuned,
  label: (file: string) => string,
): string {
  const failed = tried.flatMap(tuning =>
    outcomeDetails(tuning.outcome).map(
      text => `- \`${place(tuning, label)}\`: ${escaped(text).replaceAll('\n', '  \n  ')}`,
    ),
  );
  return [
    vscode.l10n.t(
      'Each was tried in scratch copies, the hottest first, against the best that was known by then. Kept is what made the program faster, with the error divided among all {0}, and left its output equal. The last row is measured afresh: the program as it was against all that were kept.',
      tried.length,
    ),
    table(trial, tried, label),
    ...(failed.length === 0 ? [] : [failed.join('\n')]),
    whatNow(trial, partly === true),
  ]
    .filter(text => text !== '')
    .join('\n\n');
}

function table(
  { verification: { verdict, outputEqual } }: Trial,
  tried: readonly TriedTuning[],
  label: (file: string) => string,
): string {
  const head = [
    vscode.l10n.t('tuning'),
    vscode.l10n.t('time it is about'),
    vscode.l10n.t('gain (interval)'),
    vscode.l10n.t('output equal'),
    vscode.l10n.t('kept'),
  ];
  const [yes, no] = [vscode.l10n.t('yes'), vscode.l10n.t('no')];
  const rows = tried.map(tuning => {
    const { outcome, title, share } = tuning;
    const measured = 'verdict' in outcome ? outcome.verdict : undefined;
    return [
      `${inTable(translated(title))}, \`${place(tuning, label)}\``,
      formatShare(share),
      measured === undefined ? escaped(outcomeText(outcome)) : gain(measured),
      outcome.kind === 'skipped' ? '' : outcome.kind === 'output-differs' ? `**${no}**` : yes,
      outcome.kind === 'kept' ? `**${yes}**` : no,
    ];
  });
  const all =
    verdict === undefined
      ? []
      : [
          [
            `**${vscode.l10n.t('all that were kept')}**`,
            '',
            `**${gain(verdict)}**`,
            outputEqual ? yes : `**${no}**`,
            '',
          ],
        ];
  return [head, ['---', '---:', '---:', '---', '---'], ...rows, ...all]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function gain({ ratio, low, high }: Verdict): string {
  return `${formatRatio(ratio)}× (${formatRatio(low)}–${formatRatio(high)})`;
}

function place({ file, line }: TriedTuning, label: (file: string) => string): string {
  return `${label(file)}:${line}`;
}

/** Code of a title stays code; what would end the cell does not. */
function inTable(title: string): string {
  return title
    .split('`')
    .map((text, at) => (at % 2 === 0 ? escaped(text) : `\`${text.replaceAll('|', '\\|')}\``))
    .join('');
}

function whatNow(trial: Trial, partly: boolean): string {
  if (canApply(trial))
    return vscode.l10n.t(
      '**Nothing in your files was changed.** _Review and Apply_, in the notification or at its row in _Sessions_, shows the change first.',
    );
  if (partly)
    return vscode.l10n.t(
      'Only a part of it was applied: what stands in your files now was not measured.',
    );
  return trial.state === 'measured'
    ? vscode.l10n.t('**Nothing in your files was changed**, and there is nothing to be applied.')
    : '';
}
