import { median } from 'simple-statistics';
import type { Pair } from '../../core/compare';
import { loadMetrics, metrics, type RunMetric } from '../../core/metric';
import type { Micros } from '../../core/units';
import {
  costBy,
  type Costs,
  type LoadFigures,
  type Side,
  type Verification,
} from '../../core/verification';
import type { Ran } from './guard-messages';

/** Both versions run once, one after the other. */
export interface CostPair {
  readonly before: Costs;
  readonly after: Costs;
}

/** The clock on the wall goes on while a machine sleeps, the monotonic one does not: more than this apart is a sleep. */
const sleep: Micros = 1e6;

export function hasSlept({ clock, wall }: Pick<Ran, 'clock' | 'wall'>): boolean {
  return Math.abs(clock - wall) > sleep;
}

/** How many times as fast, the geometric mean; undefined where a run does not tell of the metric. */
export function ratioOf(pairs: readonly CostPair[], metric: RunMetric): number | undefined {
  const has = ({ before, after }: CostPair) =>
    [before, after].every(costs => costBy(costs, metric) !== undefined);
  if (!pairs.every(has)) return undefined;
  const logs = pairs
    .map(pair => pairOf(pair, metric))
    .map(({ before, after }) => Math.log(before / after));
  return logs.length === 0 ? 1 : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** Turned round where more is better, so that before / after is above 1 for what got faster. */
export function pairOf({ before, after }: CostPair, metric: RunMetric): Pair {
  const [one, other] = [valueOf(before, metric), valueOf(after, metric)];
  return metrics[metric].better === 'less'
    ? { before: one, after: other }
    : { before: other, after: one };
}

/** Above zero, as a ratio needs it: what is too short to be counted took something all the same. */
export function valueOf(costs: Costs, metric: RunMetric): number {
  return Math.max(costBy(costs, metric) ?? 0, costs.load === undefined ? 500 : 1e-3);
}

/** The medians of one side, of each cost that all of its runs tell. */
export function costsOf(side: Side, pairs: readonly CostPair[]): Costs {
  const runs = pairs.map(pair => pair[side]);
  const loads = runs.flatMap(({ load }) => (load === undefined ? [] : [load]));
  const hasLoad = loads.length > 0 && loads.length === runs.length;
  return {
    cpu: medianOf(runs.map(({ cpu }) => cpu)),
    wall: medianOf(runs.map(({ wall }) => wall)) ?? 0,
    ...(hasLoad ? { load: figuresOf(loads) } : {}),
  };
}

function figuresOf(loads: readonly LoadFigures[]): LoadFigures {
  const of = (name: keyof LoadFigures) => medianOf(loads.map(load => load[name]));
  const optional = (['p50', 'p99', 'client'] as const).map(name => [name, of(name)] as const);
  return {
    requests: of('requests') ?? 0,
    perSecond: of('perSecond') ?? 0,
    ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)),
  };
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 && known.length === values.length ? median(known) : undefined;
}

/** How many times as fast by each metric that all runs tell. */
export function ratiosOf(pairs: readonly CostPair[]): Verification['ratios'] {
  const ofLoad = pairs.length === 0 ? [] : loadMetrics;
  const ratios = ofLoad.map(metric => [metric, ratioOf(pairs, metric)] as const);
  return {
    cpu: ratioOf(pairs, 'cpu'),
    wall: ratioOf(pairs, 'wall') ?? 1,
    ...Object.fromEntries(ratios.filter(([, ratio]) => ratio !== undefined)),
  };
}
