import * as vscode from 'vscode';
import { canBeKept, type Trial } from '../../core/trial';
import { isLoadMetric, type LoadMetric, loadMetrics, type RunMetric } from '../../core/metric';
import { formatMicros, formatRate, formatRatio, formatShare, unreachable } from '../../core/units';
import type { Costs, Difference, Verification } from '../../core/verification';
import { escaped } from '../markdown-page';
import { metricText } from '../metric-texts';
import { tuningsSection } from './auto-tune-page';
import { differenceText, trialOutcome, trialTitle, verifyNoteText } from './verdict-texts';

/** All that is known of a change that was measured, as Markdown. */
export function verdictPage(
  trial: Trial,
  target: string,
  label: (file: string) => string,
  explanation: vscode.Uri,
): string {
  const { verification, change } = trial;
  const { verdict, differences, notes, leftOut, pairs } = verification;
  const sections = [
    `# ${escaped(trialTitle(trial))}`,
    `**${escaped(trialOutcome(trial))}**`,
    change.kind === 'tuning'
      ? vscode.l10n.t(
          'In `{0}`, line {1}; it was about {2} of the active time.',
          label(change.file),
          change.line,
          formatShare(change.share),
        )
      : '',
    ranText(trial, target),
    underText(verification),
    change.kind === 'auto-tune' ? tuningsSection(trial, change, label) : '',
    pairs.length === 0 ? '' : costs(verification),
    verdict === undefined ? '' : meaning(verdict.kind),
    differences.length === 0 ? '' : section(vscode.l10n.t('What differs'), differences.map(shown)),
    section(vscode.l10n.t('Good to know'), [
      ...notes.map(note => escaped(verifyNoteText(note))),
      ...leftOut.map(({ what, lines, of, example, order }) =>
        [
          lines > 0
            ? vscode.l10n.t(
                'Not compared of {0}, since it varies from run to run: something in {1} of {2} lines, such as `{3}`.',
                what,
                lines,
                of,
                example ?? '',
              )
            : '',
          order
            ? vscode.l10n.t('Not compared of {0}, since it varies: the order of its lines.', what)
            : '',
        ]
          .filter(text => text !== '')
          .join(' '),
      ),
    ]),
    pairs.length === 0
      ? ''
      : section(vscode.l10n.t('Each pair of runs'), [pairTable(verification)], ''),
    canBeKept(trial)
      ? vscode.l10n.t(
          'So that it stays so: *Lock In This Tuning…*, on its row in Sessions or in the command palette.',
        )
      : '',
    vscode.l10n.t(
      '[How verdicts are decided]({0}): how the interval is worked out, how often it is wrong, and what it can’t tell.',
      explanation.toString(),
    ),
  ];
  return `${sections.filter(text => text !== '').join('\n\n')}\n`;
}

/** How often it ran, and when. */
export function ranText(trial: Trial, target: string): string {
  const when = new Date(trial.at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return vscode.l10n.t(
    '`{0}`, run {1} times in scratch copies, {2}.',
    target,
    allRuns(trial),
    when,
  );
}

/** How often the program ran for all that is said. */
function allRuns({ change, verification }: Trial): number {
  return change.kind === 'auto-tune' ? change.runs : verification.runs;
}

function meaning(kind: NonNullable<Trial['verification']['verdict']>['kind']): string {
  switch (kind) {
    case 'faster':
    case 'slower':
      return '';
    case 'same':
      return vscode.l10n.t(
        'The whole interval lies within 3% of no change: whatever the change does, this program hardly feels it.',
      );
    case 'unclear':
      return vscode.l10n.t(
        'The runs vary more than the change matters: it may be a little faster or slower. A quieter machine, or a program that does more, would tell.',
      );
    default:
      return unreachable(kind);
  }
}

/** What a server was under. */
export function underText({ load, metric }: Verification): string {
  if (load === undefined)
    return metric === 'start-up'
      ? vscode.l10n.t('Each run is from the start of the server until it listened.')
      : '';
  return load.kind === 'url'
    ? vscode.l10n.t(
        'In each run the server was under load at {0}, over {1} connections; times are of each request.',
        load.what,
        load.connections ?? '',
      )
    : vscode.l10n.t('In each run the server was under the load of `{0}`.', load.what);
}

function costs({ metric, load, before, after, ratios }: Verification): string {
  const row = (name: string, one: string, two: string, ratio?: number) =>
    `| ${name} | ${one} | ${two} | ${ratio === undefined ? '–' : `${formatRatio(ratio)}×`} |`;
  const judged = (name: RunMetric) =>
    name === metric ? `**${metricText(name, load)}**` : metricText(name, load);
  const ofLoad = loadMetrics.flatMap(name => {
    const [one, two] = [figure(before, name), figure(after, name)];
    return one === undefined || two === undefined
      ? []
      : [row(judged(name), one, two, ratios[name])];
  });
  const wall = metric === 'start-up' ? 'start-up' : 'wall';
  return [
    `| ${vscode.l10n.t('median')} | ${vscode.l10n.t('before')} | ${vscode.l10n.t('after')} | ${vscode.l10n.t('times as fast')} |`,
    '|---|---:|---:|---:|',
    row(judged('cpu'), time(before.cpu), time(after.cpu), ratios.cpu),
    ...(ofLoad.length > 0
      ? ofLoad
      : [row(judged(wall), time(before.wall), time(after.wall), ratios.wall)]),
  ].join('\n');
}

export function figure({ load }: Costs, metric: LoadMetric): string | undefined {
  if (load === undefined) return undefined;
  if (metric === 'requests-per-second') return formatRate(load.perSecond);
  const latency = metric === 'latency-p50' ? load.p50 : load.p99;
  return latency === undefined ? undefined : time(latency);
}

function pairTable({ pairs, metric }: Verification): string {
  const isLoad = pairs.every(({ before, after }) => [before, after].every(({ load }) => load));
  const shown: LoadMetric = isLoadMetric(metric) ? metric : 'requests-per-second';
  const cells = (costs: Costs) => [
    time(costs.cpu),
    isLoad ? (figure(costs, shown) ?? '–') : time(costs.wall),
  ];
  const head = [
    vscode.l10n.t('pair'),
    vscode.l10n.t('CPU before'),
    vscode.l10n.t('CPU after'),
    ...(isLoad
      ? [
          vscode.l10n.t('{0}, before', metricText(shown)),
          vscode.l10n.t('{0}, after', metricText(shown)),
        ]
      : [vscode.l10n.t('wall before'), vscode.l10n.t('wall after')]),
  ];
  return [
    `| ${head.join(' | ')} |`,
    '|---:|---:|---:|---:|---:|',
    ...pairs.map(({ before, after }, i) => {
      const [[cpuBefore, otherBefore], [cpuAfter, otherAfter]] = [cells(before), cells(after)];
      return `| ${i + 1} | ${cpuBefore} | ${cpuAfter} | ${otherBefore} | ${otherAfter} |`;
    }),
  ].join('\n');
}

/** What differs, and below it what the program itself said. */
function shown(difference: Difference): string {
  return [escaped(differenceText(difference)), ...wordsOf(difference)].join('\n\n');
}

function wordsOf(difference: Difference): string[] {
  switch (difference.kind) {
    case 'text':
      return [fenced(`- ${difference.before ?? ''}\n+ ${difference.after ?? ''}`, 'diff')];
    case 'check':
      return [fenced(difference.words)];
    case 'exit': {
      const { before, after } = difference.stderr;
      return [
        ...(before === '' ? [] : [vscode.l10n.t('stderr, before:'), fenced(before)]),
        ...(after === '' ? [] : [vscode.l10n.t('stderr, after:'), fenced(after)]),
      ];
    }
    case 'missing-file':
      return [];
    default:
      return unreachable(difference);
  }
}

export function section(title: string, items: readonly string[], bullet = '- '): string {
  if (items.length === 0) return '';
  const indented = items.map(
    item => `${bullet}${bullet === '' ? item : item.replaceAll('\n', '\n  ')}`,
  );
  return `## ${title}\n\n${indented.join('\n')}`;
}

/** Whatever the program printed: nothing in it is Markdown. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function time(micros: number | undefined): string {
  return micros === undefined ? '–' : formatMicros(micros);
}
