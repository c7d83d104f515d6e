import * as vscode from 'vscode';
import type { HotLine } from '../core/hot-lines';
import { type LanePart, lineByLane } from '../core/lanes';
import type { Profile } from '../core/profile';
import { formatMicros } from '../core/units';

/** Lanes that are named one by one. */
const most = 4;

/** How a line's time divides among threads and processes; undefined where there is nothing to divide. */
export function laneText(profile: Profile, { file, line, self }: HotLine): string | undefined {
  const parts = lineByLane(profile, file, line);
  const timeOf = (part: LanePart) => (self > 0 ? part.self : part.total);
  const shown = parts.filter(part => timeOf(part) > 0).sort((a, b) => timeOf(b) - timeOf(a));
  const isOnlyMain = shown.length === 1 && shown[0].lane.name === profile.lanes?.[0].name;
  if (shown.length === 0 || isOnlyMain) return undefined;
  const named = shown
    .slice(0, most)
    .map(part => vscode.l10n.t('{0} in {1}', formatMicros(timeOf(part)), part.lane.name));
  if (shown.length > most) {
    const rest = shown.slice(most).reduce((sum, part) => sum + timeOf(part), 0);
    named.push(vscode.l10n.t('{0} in {1} more', formatMicros(rest), shown.length - most));
  }
  return self > 0
    ? vscode.l10n.t('By thread: {0}', named.join(', '))
    : vscode.l10n.t('With calls, by thread: {0}', named.join(', '));
}
