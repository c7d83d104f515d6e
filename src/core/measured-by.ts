import type { RunMetric } from './metric';
import type { Load, Run, Session } from './session';
import type { Share } from './units';

/** How a change of a session's program is measured, by what its last run was. */
export type MeasuredBy =
  /** From its start to its end. `computes`: the part of its time that it computes, where that is so little that the clock decides. */
  | { readonly kind: 'whole-run'; readonly metric: RunMetric; readonly computes?: Share }
  | { readonly kind: 'start-up' }
  | { readonly kind: 'load'; readonly load: Load }
  /** It was recorded for a part of its life, or stopped, and does not end by itself: a load has to be given. */
  | { readonly kind: 'load-not-known' };

/** A program that computes for less of its time than this waits for something: a busy machine alone leaves it more. */
const computesLittle: Share = 0.3;

export function measuredBy({ runs }: Pick<Session, 'runs'>): MeasuredBy {
  const run = runs.at(-1);
  if (run === undefined) return { kind: 'whole-run', metric: 'cpu' };
  const { load, part, ended } = run;
  if (load !== undefined) return { kind: 'load', load };
  if (part?.kind === 'start-up') return { kind: 'start-up' };
  if (part !== undefined || ended === 'stopped') return { kind: 'load-not-known' };
  const computes = computingShare(run);
  return computes !== undefined && computes < computesLittle
    ? { kind: 'whole-run', metric: 'wall', computes }
    : { kind: 'whole-run', metric: 'cpu' };
}

function computingShare({ cpu, startCpu = 0, wall }: Run): Share | undefined {
  return cpu === undefined || wall <= 0 ? undefined : (cpu + startCpu) / wall;
}
