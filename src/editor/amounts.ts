import * as vscode from 'vscode';
import { type HotLine } from '../core/hot-lines';
import { fewSamples } from '../core/merge';
import { type Profile, times } from '../core/profile';
import { formatShare, formatShareRange, type Micros } from '../core/units';

/** `1 sample`, `2,912 samples` */
export function samplesText(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 sample')
    : vscode.l10n.t('{0} samples', count.toLocaleString());
}

/** Nothing of the program was sampled yet: what is there is Node.js, and what compiles the program. */
export function isLoading(profile: Profile): boolean {
  return times(profile).samplesOnLines === 0;
}

/** `38%`: what part of the active time a time is. */
export function shareText(time: Micros, active: Micros): string {
  return formatShare(active > 0 ? time / active : 0);
}

/** `38%`; in a profile with too few samples to believe a share, how wide it may be: `3–12%`. */
export function selfShareText(profile: Profile, line: HotLine): string {
  return times(profile).samplesOnLines < fewSamples
    ? formatShareRange(line.selfShare, line.selfInterval)
    : formatShare(line.selfShare);
}
