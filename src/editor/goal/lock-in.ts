import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Budget, Limit, SharePlace } from '../../core/budget';
import type { Found } from '../../core/goal';
import { absoluteLimit, limitOfBase } from '../../core/lock-in';
import { type Metric, metrics } from '../../core/metric';
import { targetName } from '../../core/session';
import type { VerifiedLoad } from '../../core/verification';
import { briefLoad } from '../../run/load/load-wish';
import type { Target } from '../../run/target';
import type { Entry } from '../../run/tuneline-json/edits';
import { metricText } from '../metric-texts';
import type { Paths } from '../paths';
import type { Shown } from '../state';
import { rangeText, valueText } from '../metric-texts';
import { isGoalOf } from './goals-in-sight';
import { changeTunelineJson, pathOfTunelineJson } from './tuneline-document';

/** What is to be kept as it is now. */
export interface ToLockIn {
  readonly target: Target;
  readonly metric: Metric;
  readonly of: SharePlace | undefined;
  /** What a server was put under. */
  readonly load: VerifiedLoad | undefined;
  readonly found: Found;
}

/** Asks what should hold from now on; undefined when the user went away. */
export async function pickLimit({
  target,
  metric,
  load,
  found,
}: ToLockIn): Promise<Limit | undefined> {
  const limit = absoluteLimit(metric, found);
  const bound = valueText(metric, limit.least ?? limit.most);
  const range =
    found.interval === undefined
      ? valueText(metric, found.value)
      : rangeText(metric, found.interval);
  const isMore = metrics[metric].better === 'more';
  const absolute = {
    label: isMore
      ? vscode.l10n.t('$(watch) At Least {0} on This Machine', bound)
      : vscode.l10n.t('$(watch) At Most {0} on This Machine', bound),
    detail:
      metric === 'share'
        ? vscode.l10n.t('A tenth above what was measured, {0}.', range)
        : isMore
          ? vscode.l10n.t(
              'A tenth below what was measured, {0}. Another machine needs its own.',
              range,
            )
          : vscode.l10n.t(
              'A tenth above what was measured, {0}. Another machine needs its own.',
              range,
            ),
    limit,
  };
  const base = {
    label: vscode.l10n.t('$(git-compare) Not Slower Than the Base Commit'),
    description: isMore
      ? vscode.l10n.t('at least 95% of its {0}', metricText(metric, load))
      : vscode.l10n.t('at most 5% more {0}', metricText(metric, load)),
    detail: vscode.l10n.t('tuneline check runs both versions side by side, so it holds in CI too.'),
    limit: limitOfBase(metric),
  };
  const hasBase = metric !== 'share';
  const picked = await vscode.window.showQuickPick(hasBase ? [base, absolute] : [absolute], {
    title: vscode.l10n.t('Lock In {0}', targetName(target)),
    placeHolder: vscode.l10n.t(
      'What should hold from now on? It becomes a budget in tuneline.json.',
    ),
  });
  return picked?.limit;
}

/** Asks whether the profile is kept beside it; the name of its file from there, '' for no, undefined when the user went away. */
export async function pickProfile(
  { target, metric }: ToLockIn,
  isOfNow: boolean,
): Promise<string | undefined> {
  const name = basename(targetName(target))
    .replace(/\.[^.]*$/, '')
    .replace(/[^\w-]+/g, '-');
  const file = `.tuneline/${name}-${metric}.cpuprofile`;
  const no = { label: vscode.l10n.t('$(circle-slash) Keep No Profile'), file: '' };
  const yes = {
    label: vscode.l10n.t('$(flame) Keep the Profile in {0}', file),
    detail: vscode.l10n.t(
      'When the budget is broken, the lines that grew since are named. Made to be committed: paths from this folder, no source text.',
    ),
    file,
  };
  // What grew since a profile of slower code would say nothing.
  if (!isOfNow) return '';
  const picked = await vscode.window.showQuickPick([yes, no], {
    title: vscode.l10n.t('Lock In {0}', targetName(target)),
    placeHolder: vscode.l10n.t('Keep the profile that is shown beside the budget?'),
  });
  return picked?.file;
}

/** The text of the profile's file, for the repository that `folder` is in. */
export async function profileToKeep({ profile, ran }: Shown, folder: string): Promise<string> {
  const { keptProfile } = await import('../../run/kept-profile');
  return keptProfile({ profile, ran }, folder);
}

/**
 * Writes the budget, in place of the limit of one that is there for the same, and says where it stands.
 * @throws BudgetsError when the file can't be read; nothing is written then
 */
export async function writeBudget(
  uri: vscode.Uri,
  { target, metric, of, load }: ToLockIn,
  limit: Limit,
  entry: {
    readonly program: Entry;
    readonly place: string | undefined;
    readonly profile?: string;
  },
  paths: Paths,
): Promise<{ readonly document: vscode.TextDocument; readonly at: vscode.Position }> {
  const { budgetsIn } = await import('../../run/budgets');
  const { quantityText } = await import('../../run/tuneline-json/quantities');
  const { offsetOf, withEntry, withFields } = await import('../../run/tuneline-json/edits');
  const { profile, place } = entry;
  const bound = limit.least ?? limit.most;
  const name = `${limit.least === undefined ? 'most' : 'least'}${limit.kind === 'base' ? 'OfBase' : ''}`;
  const fields = {
    [name]: limit.kind === 'base' ? bound : quantityText(metric, bound),
    ...(profile !== undefined && { profile }),
  };
  let index = -1;
  const document = await changeTunelineJson(uri, text => {
    const budgets = text === undefined ? [] : budgetsIn(text, pathOfTunelineJson(uri, paths));
    index = budgets.findIndex(
      budget =>
        budget.metric === metric &&
        budget.limit.kind === limit.kind &&
        budget.load?.what === load?.what &&
        isDeepStrictEqual(budget.of, of) &&
        isGoalOf(budget, target, paths),
    );
    if (text !== undefined && index >= 0) return withFields(text, 'budgets', index, fields);
    index = budgets.length;
    return withEntry(text, 'budgets', {
      name: freeName(nameOf(target, metric, limit), budgets),
      ...entry.program,
      metric,
      ...(load !== undefined && spelledLoad(load)),
      ...(place !== undefined && { of: place }),
      ...fields,
    });
  });
  const offset = offsetOf(document.getText(), 'budgets', index) ?? 0;
  return { document, at: document.positionAt(offset) };
}

/** What is as usual is not said. */
function spelledLoad({ what, connections = briefLoad.connections }: VerifiedLoad): Entry {
  return { load: what, ...(connections !== briefLoad.connections && { connections }) };
}

const namesInEnglish: Readonly<Record<Metric, string>> = {
  cpu: 'CPU time',
  wall: 'wall time',
  'start-up': 'start-up',
  'requests-per-second': 'requests per second',
  'latency-p50': 'median latency',
  'latency-p99': 'p99 latency',
  share: 'share',
};

/** In English, as what CI says. */
function nameOf(target: Target, metric: Metric, { kind }: Limit): string {
  const name = namesInEnglish[metric];
  return `${name} of ${targetName(target)}${kind === 'base' ? '' : ', on one machine'}`;
}

/** Names tell budgets apart: `tuneline check --only`. */
function freeName(name: string, budgets: readonly Budget[]): string {
  const isTaken = (wanted: string) => budgets.some(one => one.name === wanted);
  if (!isTaken(name)) return name;
  let count = 2;
  while (isTaken(`${name} ${count}`)) count++;
  return `${name} ${count}`;
}
