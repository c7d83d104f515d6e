import * as vscode from 'vscode';
import type { VerifyProgress } from '../../run/verify/request';
import type { EditorStore, UnderVerification } from '../state';

/** How many runs of both versions were compared, and how many may be. */
interface Pairs {
  readonly done: number;
  readonly most: number;
}

/** What a measurement is given to say how far it is, and to hear that it is cancelled. */
export interface MeasuringProgress {
  readonly signal: AbortSignal;
  /** `pairs`: how many of the comparison that runs now are done; `increment`: what this adds to the bar, in percent. */
  readonly say: (now: {
    readonly message: string;
    readonly pairs?: Pairs | undefined;
    readonly increment?: number | undefined;
  }) => void;
}

/** Lets a measurement run with its progress in a notification and in the status bar; either can cancel it. */
export async function withMeasuringProgress<Made>(
  store: EditorStore,
  { heading, doing }: Pick<UnderVerification, 'heading' | 'doing'>,
  measure: (progress: MeasuringProgress) => Promise<Made>,
): Promise<Made> {
  const cancel = new AbortController();
  store.update(state => ({
    ...state,
    verifying: { heading, doing, pairs: undefined, cancel: () => cancel.abort() },
  }));
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: heading,
    cancellable: true,
  };
  try {
    return await vscode.window.withProgress(options, async (progress, token) => {
      const cancelling = token.onCancellationRequested(() => cancel.abort());
      try {
        return await measure({
          signal: cancel.signal,
          say({ message, pairs, increment }) {
            progress.report(increment === undefined ? { message } : { message, increment });
            store.update(state =>
              state.verifying === undefined
                ? state
                : { ...state, verifying: { ...state.verifying, pairs } },
            );
          },
        });
      } finally {
        cancelling.dispose();
      }
    });
  } finally {
    store.update(state => ({ ...state, verifying: undefined }));
  }
}

/** Undefined while nothing is compared yet. */
export function pairsOf(now: VerifyProgress): Pairs | undefined {
  return now.phase === 'measuring' ? { done: now.pairs, most: now.most } : undefined;
}
