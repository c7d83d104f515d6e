import * as vscode from 'vscode';
import type { Verification } from '../../core/verification';
import type { Target } from '../../run/target';
import type { VerifyRequest } from '../../run/verify/request';
import { settingsFor } from '../settings';
import type { EditorStore } from '../state';
import type { Consent } from './consent';
import type { HowToMeasure } from './how-to-measure';
import { pairsOf, withMeasuringProgress } from './measuring-progress';
import { phaseText } from './verdict-texts';

export interface VerifyParts {
  readonly store: EditorStore;
  readonly consent: Consent;
  /** Folder of the built workers and preloads. */
  readonly dist: string;
  readonly log: vscode.LogOutputChannel;
}

/** Runs both versions in turn, with the progress in a notification and in the status bar. @throws VerifyError, RecordError */
export function verifyWithProgress(
  { store, consent, dist, log }: VerifyParts,
  target: Target,
  { title, heading }: { readonly title: string; readonly heading: string },
  versions: Pick<VerifyRequest, 'before' | 'after' | 'pairs'>,
  { metric, load, why }: HowToMeasure,
): Promise<Verification> {
  return withMeasuringProgress(store, { heading }, async ({ signal, say }) => {
    // Loaded when first used: activation stays short.
    const { verify } = await import('../../run/verify/verify');
    const made = await verify(
      {
        target,
        ...versions,
        metric,
        load,
        askFor: consent.toCopy,
        node: settingsFor(vscode.Uri.file(target.file)).node,
        dist,
        onProgress: now => say({ message: phaseText(now), pairs: pairsOf(now) }),
      },
      signal,
    );
    log.info(`${title}: ${JSON.stringify({ ...made, pairs: undefined })}`);
    return why === undefined ? made : { ...made, notes: [why, ...made.notes] };
  });
}
