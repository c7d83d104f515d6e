import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { Budget, SharePlace } from '../../core/budget';
import type { Found } from '../../core/goal';
import { absoluteLimit, type LockInMetric, mostOfBase } from '../../core/lock-in';
import { targetName } from '../../core/session';
import type { Target } from '../../run/target';
import type { Entry } from '../../run/tuneline-json/edits';
import { metricText } from '../metric-texts';
import type { Paths } from '../paths';
import type { Shown } from '../state';
import { rangeText, valueText } from './goal-texts';
import { isGoalOf } from './goals-in-sight';
import { changeTunelineJson, pathOfTunelineJson } from './tuneline-document';

/** What is to be kept as it is now. */
export interface ToLockIn {
  readonly target: Target;
  readonly metric: LockInMetric;
  readonly of: SharePlace | undefined;
  readonly found: Found;
}

/** What a budget is to say, as the user chose it. */
export interface Limit {
  readonly kind: Budget['limit']['kind'];
  readonly most: number;
}

/** Asks what should hold from now on; undefined when the user went away. */
export async function pickLimit({ target, metric, found }: ToLockIn): Promise<Limit | undefined> {
  const most = absoluteLimit(metric, found);
  const range =
    found.interval === undefined
      ? valueText(metric, found.value)
      : rangeText(metric, found.interval);
  const absolute = {
    label: vscode.l10n.t('$(watch) At Most {0} on This Machine', valueText(metric, most)),
    detail:
      metric === 'share'
        ? vscode.l10n.t('A tenth above what was measured, {0}.', range)
        : vscode.l10n.t(
            'A tenth above what was measured, {0}. Absolute times do not carry over to another machine.',
            range,
          ),
    limit: { kind: 'absolute', most } as const,
  };
  const base = {
    label: vscode.l10n.t('$(git-compare) Not Slower Than the Base Commit'),
    description: vscode.l10n.t('at most 5% more {0}', metricText(metric)),
    detail: vscode.l10n.t(
      'tuneline check runs both versions side by side on the machine that checks, so it holds in CI too.',
    ),
    limit: { kind: 'base', most: mostOfBase } as const,
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
  { target, metric, of }: ToLockIn,
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
  const fields = {
    ...(limit.kind === 'base'
      ? { mostOfBase: limit.most }
      : { most: quantityText(metric, limit.most) }),
    ...(profile !== undefined && { profile }),
  };
  let index = -1;
  const document = await changeTunelineJson(uri, text => {
    const budgets = text === undefined ? [] : budgetsIn(text, pathOfTunelineJson(uri, paths));
    index = budgets.findIndex(
      budget =>
        budget.metric === metric &&
        budget.limit.kind === limit.kind &&
        isDeepStrictEqual(budget.of, of) &&
        isGoalOf(budget, target, paths),
    );
    if (text !== undefined && index >= 0) return withFields(text, 'budgets', index, fields);
    index = budgets.length;
    return withEntry(text, 'budgets', {
      name: freeName(nameOf(target, metric, limit), budgets),
      ...entry.program,
      metric,
      ...(place !== undefined && { of: place }),
      ...fields,
    });
  });
  const offset = offsetOf(document.getText(), 'budgets', index) ?? 0;
  return { document, at: document.positionAt(offset) };
}

/** In English, as what CI says. */
function nameOf(target: Target, metric: LockInMetric, { kind }: Limit): string {
  const of = { cpu: 'CPU time', wall: 'wall time', 'start-up': 'start-up', share: 'share' }[metric];
  return `${of} of ${targetName(target)}${kind === 'base' ? '' : ', on one machine'}`;
}

/** Names tell budgets apart: `tuneline check --only`. */
function freeName(name: string, budgets: readonly Budget[]): string {
  const isTaken = (wanted: string) => budgets.some(one => one.name === wanted);
  if (!isTaken(name)) return name;
  let count = 2;
  while (isTaken(`${name} ${count}`)) count++;
  return `${name} ${count}`;
}
