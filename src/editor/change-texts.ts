import * as vscode from 'vscode';
import {
  type Change,
  type ChangeKind,
  type ProfileChanges,
  shareOf,
} from '../core/profile-changes';
import {
  formatMicros,
  formatMicrosRange,
  formatShare,
  formatShareRange,
  type Interval,
  type Micros,
  unreachable,
} from '../core/units';
import { shareText } from './amounts';

/** Which way a change goes: what appeared costs more, what vanished costs less. */
export function directionOf(kind: ChangeKind): 'more' | 'less' | undefined {
  switch (kind) {
    case 'more':
    case 'appeared':
      return 'more';
    case 'less':
    case 'vanished':
      return 'less';
    case 'same':
      return undefined;
    default:
      return unreachable(kind);
  }
}

export const directionMarks = { more: '▲', less: '▼' } as const;
export const directionColors = {
  more: new vscode.ThemeColor('tuneline.costsMore'),
  less: new vscode.ThemeColor('tuneline.costsLess'),
};

/** Behind a line: `▲ 31% · 1.2 s, was 12% · 410 ms`. Undefined where nothing is clear. */
export function changeText(change: Change, changes: ProfileChanges): string | undefined {
  const direction = directionOf(change.kind);
  if (direction === undefined) return undefined;
  const mark = directionMarks[direction];
  const was = short(change.before, changes.before);
  const is = short(change.after, changes.after);
  switch (change.kind) {
    case 'appeared':
      return vscode.l10n.t('{0} {1}, was not seen before', mark, is);
    case 'vanished':
      return vscode.l10n.t('{0} not seen, was {1}', mark, was);
    default:
      return vscode.l10n.t('{0} {1}, was {2}', mark, is, was);
  }
}

function short(time: Micros, active: Micros): string {
  return `${shareText(time, active)} · ${formatMicros(time)}`;
}

/** All that is known, in words: for a hover. `other`: what it is compared with. */
export function changeWords(change: Change, changes: ProfileChanges, other: string): string {
  const is = withRanges(change.after, change.afterRange, changes.after, changes.afterSamples);
  const was = withRanges(change.before, change.beforeRange, changes.before, changes.beforeSamples);
  switch (change.kind) {
    case 'more':
      return vscode.l10n.t('▲ **Takes longer**: now {0}, was {1}, in {2}', is, was, other);
    case 'less':
      return vscode.l10n.t('▼ **Takes less**: now {0}, was {1}, in {2}', is, was, other);
    case 'appeared':
      return vscode.l10n.t('▲ **New**: {0}; no sample of it in {1}', is, other);
    case 'vanished':
      return vscode.l10n.t('▼ **Gone**: no sample of it, was {0}, in {1}', was, other);
    case 'same':
      return change.before === 0
        ? vscode.l10n.t('Not seen in {0}, which may be chance', other)
        : vscode.l10n.t('No clear change: now {0}, was {1}, in {2}', is, was, other);
    default:
      return unreachable(change.kind);
  }
}

/** `12% (11–13%), 410 ms (380–440 ms)` */
function withRanges(time: Micros, range: Interval, active: Micros, samples: number): string {
  const [share, shares] = shareOf(time, active, samples);
  const ends = formatMicrosRange(range);
  return `${formatShare(share)} (${formatShareRange(share, shares)}), ${formatMicros(time)} (${ends})`;
}

/** `+790 ms`, `−1.2 s` */
export function differenceText({ before, after }: Pick<Change, 'before' | 'after'>): string {
  return `${after < before ? '−' : '+'}${formatMicros(Math.abs(after - before))}`;
}

/** `3.4 s active → 3.9 s active (+15%)` */
export function activeText({ before, after }: ProfileChanges): string {
  const by = before > 0 ? formatShare(Math.abs(after - before) / before) : '';
  const signed = by === '' ? '' : ` (${after < before ? '−' : '+'}${by})`;
  return vscode.l10n.t('{0} → {1} active{2}', formatMicros(before), formatMicros(after), signed);
}
