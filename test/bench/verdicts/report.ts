import { mean } from 'simple-statistics';
import type { Pair } from '../../../src/core/compare';
import { random } from '../../core/noise';
import {
  atMost,
  type Change,
  type Comparison,
  type Condition,
  hyperfine,
  inOrder,
  type Metric,
  pairsIn,
  resampled,
  verdictOf,
} from './tally';

/** What was said of so many comparisons of one kind. */
export interface Row {
  readonly what: string;
  readonly metric: Metric;
  readonly change: Change;
  readonly count: number;
  readonly faster: number;
  readonly slower: number;
  readonly same: number;
  /** Of those found faster, within 15 pairs. */
  readonly soon: number;
  readonly pairs: number;
  /** hyperfine: more than one σ from 1, by ten runs. */
  readonly fine: { readonly faster: number; readonly slower: number };
  /** Whether its bound is asked for; a part of a row that has it is printed only. */
  readonly isBound: boolean;
}

const metrics = ['cpu', 'wall'] as const;
const conditions: readonly Condition[] = ['as it is', 'busy'];
const resamples = 2000;

/** Prints what was said of all comparisons, and returns it. */
export function report(made: readonly Comparison[]): Row[] {
  console.log(`\n${heading}`);
  const rows = [...realRows(made), ...resampledRows(made)];
  for (const row of rows) console.log(text(row));
  for (const change of ['by 20 %', 'by 5 %'] as const) {
    const all = made.filter(one => one.change === change).flatMap(({ pairs }) => pairs);
    const logs = all.map(({ before, after }) => Math.log(before.cpu / after.cpu));
    if (logs.length > 0)
      console.log(
        `Slower ${change}: all runs together say ${Math.exp(mean(logs)).toFixed(3)} in CPU time.`,
      );
  }
  return rows;
}

function realRows(made: readonly Comparison[]): Row[] {
  const rows: Row[] = [];
  for (const change of ['itself', 'by 20 %', 'by 5 %'] as const) {
    for (const metric of change === 'by 5 %' ? (['cpu'] as const) : metrics) {
      const of = (among: readonly Comparison[]) => among.map(({ pairs }) => pairsIn(metric, pairs));
      const all = made.filter(one => one.change === change);
      rows.push(row('real', change, metric, of(all), true));
      for (const condition of conditions) {
        const some = all.filter(one => one.condition === condition);
        rows.push(row(`  ${condition}`, change, metric, of(some), false));
      }
    }
  }
  return rows.filter(({ count }) => count > 0);
}

/** From the runs of the comparisons of a program with itself; a change is made by making the runs of one side longer. */
function resampledRows(made: readonly Comparison[]): Row[] {
  const next = random(5);
  const rows: Row[] = [];
  for (const condition of conditions) {
    const runs = made
      .filter(one => one.change === 'itself' && one.condition === condition)
      .flatMap(({ pairs }) => inOrder(pairs));
    if (runs.length < 300) continue; // too few to be drawn from
    for (const [change, ratio] of [
      ['itself', 1],
      ['by 20 %', 1.2],
      ['by 5 %', 1.05],
    ] as const) {
      const drawn = Array.from({ length: resamples }, () => resampled(runs, next));
      for (const metric of metrics) {
        const longer = drawn.map(pairs =>
          pairsIn(metric, pairs).map(({ before, after }) => ({ before: before * ratio, after })),
        );
        const isBound = change === 'itself' || (change === 'by 5 %' && metric === 'cpu');
        rows.push(row(`resampled, ${condition}`, change, metric, longer, isBound));
      }
    }
  }
  return rows;
}

function row(
  what: string,
  change: Change,
  metric: Metric,
  comparisons: readonly (readonly Pair[])[],
  isBound: boolean,
): Row {
  const verdicts = comparisons.map(verdictOf);
  const count = (is: (verdict: { kind: string; pairs: number }) => boolean) =>
    verdicts.filter(is).length;
  const fine = comparisons.map(hyperfine);
  return {
    what,
    metric,
    change,
    count: comparisons.length,
    faster: count(({ kind }) => kind === 'faster'),
    slower: count(({ kind }) => kind === 'slower'),
    same: count(({ kind }) => kind === 'same'),
    soon: count(({ kind, pairs }) => kind === 'faster' && pairs <= 15),
    pairs: verdicts.length === 0 ? 0 : mean(verdicts.map(({ pairs }) => pairs)),
    fine: {
      faster: fine.filter(sigmas => sigmas > 1).length,
      slower: fine.filter(sigmas => sigmas < -1).length,
    },
    isBound,
  };
}

const heading = [
  'change   time  comparisons'.padEnd(46),
  'faster  in 15  slower   same  unclear  pairs  wrong at most   hyperfine faster, slower',
].join('');

function text(row: Row): string {
  const { what, metric, change, count, faster, slower, same, soon, pairs, fine } = row;
  const share = (part: number) => `${((100 * part) / count).toFixed(1)}%`.padStart(6);
  const wrong = change === 'itself' ? faster + slower : slower;
  return [
    `${change.padEnd(8)} ${metric.padEnd(5)} ${String(count).padStart(4)} ${what}`.padEnd(46),
    [share(faster), share(soon), share(slower), share(same)].join('  '),
    `  ${share(count - faster - slower - same)} ${pairs.toFixed(1).padStart(6)}`,
    `         ${(100 * atMost(wrong, count)).toFixed(2)}%`.padEnd(20),
    `${share(fine.faster)} ${share(fine.slower)}`,
  ].join(' ');
}

/** Which bounds do not hold. Of fewer than 90 comparisons none could be shown to be wrong so rarely. */
export function broken(rows: readonly Row[]): string[] {
  return rows
    .filter(({ isBound }) => isBound)
    .flatMap(row => {
      const { change, metric, count } = row;
      const failures: string[] = [];
      const name = `${change}, ${metric}, ${row.what}`;
      const wrong = atMost(row.faster + row.slower, count);
      if (change === 'itself' && count >= 90 && wrong > 0.05)
        failures.push(
          `${name}: faster or slower than itself in up to ${(100 * wrong).toFixed(1)}%`,
        );
      if (change === 'by 20 %' && metric === 'cpu' && row.soon < 0.9 * count)
        failures.push(`${name}: found within 15 pairs in ${row.soon} of ${count} only`);
      if (change === 'by 5 %' && row.same > 0.02 * count)
        failures.push(`${name}: called the same in ${row.same} of ${count}`);
      return failures;
    });
}
