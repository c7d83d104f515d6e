import * as vscode from 'vscode';
import { measuredBy } from '../../core/measured-by';
import { loadMetrics, type Metric, type RunMetric } from '../../core/metric';
import { type Load, type Session, targetName } from '../../core/session';
import { formatShare } from '../../core/units';
import type { VerifyNote } from '../../core/verification';
import { briefLoad, type LoadWish } from '../../run/load/load-wish';
import { askForLoad } from '../ask-for-load';

/** What a verdict is of, and how it comes about. */
export interface HowToMeasure {
  readonly metric: RunMetric;
  /** Undefined: the program is run to its end, or until it listens. */
  readonly load?: LoadWish;
  /** Why it is this metric, where that is no matter of course. */
  readonly why?: VerifyNote;
}

/**
 * As the session was recorded, by what a goal is of where that can be measured so; a server whose load is not known is asked for it.
 * Undefined when the user went away.
 */
export async function howToMeasure(
  session: Session,
  memory: vscode.Memento,
  goals: readonly Metric[],
): Promise<HowToMeasure | undefined> {
  const by = measuredBy(session);
  const aim = (...can: readonly RunMetric[]) => can.find(metric => goals.includes(metric));
  const underLoad = aim('cpu', ...loadMetrics) ?? 'cpu';
  switch (by.kind) {
    case 'start-up':
      return { metric: 'start-up' };
    case 'load':
      return { metric: underLoad, load: again(by.load) };
    case 'load-not-known': {
      const { target } = session;
      const load = await askForLoad(memory, target.name ?? target.file, targetName(target), {
        title: vscode.l10n.t('Verify {0} Under Load', targetName(target)),
        go: vscode.l10n.t('$(play) Verify Under Load'),
        placeHolder: vscode.l10n.t(
          'It did not end by itself: as a server, each version is started, put under load and ended',
        ),
        usual: briefLoad,
        forTime: vscode.l10n.t('$(watch) Measured for'),
        memory: 'verify',
      });
      // Each version gets the same requests only where a command ends by itself.
      return load && { metric: underLoad, load: withoutEnd(load) };
    }
    case 'whole-run': {
      const { metric, computes } = by;
      const aimed = aim('cpu', 'wall');
      if (aimed !== undefined) return { metric: aimed };
      if (computes === undefined) return { metric };
      return { metric, why: { code: 'waits-mostly', detail: formatShare(computes) } };
    }
  }
}

function withoutEnd(load: LoadWish): LoadWish {
  return load.kind === 'command' ? { ...load, duration: undefined } : load;
}

/** The load that a session was recorded under, for as long as each of many runs takes. */
function again({ kind, what, requests }: Load): LoadWish {
  const { warmUp, duration } = briefLoad;
  return kind === 'command'
    ? { kind, line: what, warmUp, duration: undefined }
    : {
        kind,
        url: what,
        connections: requests?.connections ?? briefLoad.connections,
        warmUp,
        duration,
      };
}
