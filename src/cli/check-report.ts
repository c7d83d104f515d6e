import { relative } from 'node:path';
import type { Budget, Measurement } from '../core/budget';
import type { Fault } from '../core/faults';
import { metrics } from '../core/metric';
import { formatMicros, formatRate, formatShare, formatShareRange } from '../core/units';
import type { Checked } from '../run/check-budget';
import type { CheckReport, NotChecked } from './check';
import { shown } from './report';
import { differenceRows, metricText } from './verify-report';

/** The exit code for what was found. */
export function checkExit({ results }: CheckReport): 0 | 1 | 2 {
  if (results.some(isNotChecked)) return 2;
  return results.some(one => !isNotChecked(one) && one.measurement.outcome === 'broken') ? 1 : 0;
}

export function isNotChecked(result: Checked | NotChecked): result is NotChecked {
  return 'error' in result;
}

/** The object that `--json` prints: stable, versioned by `schema`. Times in milliseconds, shares and ratios (of the base) as numbers. */
export function jsonCheck({ file, base, results }: CheckReport): object {
  const cwd = process.cwd();
  return {
    schema: 1,
    file: shown(file, cwd),
    base,
    budgets: results.map(result => {
      const { budget } = result;
      const { name, line, metric, limit } = budget;
      const number = (value: number) => (isTime(budget) ? Math.round(value) / 1000 : value);
      const bound =
        limit.least === undefined ? { most: number(limit.most) } : { least: number(limit.least) };
      const said = { name, line, metric, limit: { kind: limit.kind, ...bound } };
      if (isNotChecked(result)) return { ...said, outcome: 'error', error: result.error };
      const { outcome, value, low, high, runs } = result.measurement;
      return {
        ...said,
        outcome,
        value: number(value),
        low: number(low),
        high: number(high),
        runs,
        outputEqual: result.outputEqual ?? null,
        differences: result.differences,
        warnings: warningsOf(result),
        faults: result.faults.map(fault => ({
          file: shown(fault.file, cwd),
          line: fault.line,
          why: fault.why,
          beforeMs: fault.before === undefined ? null : Math.round(fault.before) / 1000,
          afterMs: Math.round(fault.after) / 1000,
        })),
      };
    }),
  };
}

/** One budget a row, and below a broken one the lines at fault. */
export function textCheck({ base, results }: CheckReport): string {
  const hasAbsolute = results.some(({ budget }) => isOfMachine(budget));
  return [
    ...results.flatMap(result => [
      `${headOf(result)}  ${result.budget.name}: ${factsOf(result, base)}`,
      ...warningsOf(result).map(text => `    ! ${text.replaceAll('\n', '\n      ')}`),
      ...faultsIn(result).map(fault => `    ${faultText(fault)}`),
    ]),
    ...(hasAbsolute ? ['', absoluteNote] : []),
  ].join('\n');
}

/** Said wherever a limit is a time or a rate. */
export const absoluteNote =
  'Limits in milliseconds, and rates, hold for the machine that they were measured on: absolute times do not carry over to another. "mostOfBase" and "leastOfBase" compare with a commit on the same machine.';

/** Whether its limit is of one machine. */
export function isOfMachine({ limit, metric }: Budget): boolean {
  return limit.kind === 'absolute' && metric !== 'share';
}

function isTime({ limit, metric }: Budget): boolean {
  return limit.kind === 'absolute' && metrics[metric].unit === 'µs';
}

const heads = { kept: '✓ kept', broken: '✗ BROKEN', unclear: '? unclear' } as const;

export function headOf(result: Checked | NotChecked): string {
  return isNotChecked(result) ? '! not measured' : heads[result.measurement.outcome];
}

/** `612 ms (590–634 ms, 5 runs), at most 500 ms`. */
export function factsOf(result: Checked | NotChecked, base: string): string {
  if (isNotChecked(result)) return `${result.error.message} ${result.error.action}`;
  const { budget, measurement } = result;
  const { limit, metric, of, load } = budget;
  const { value, low, high, runs } = measurement;
  const name = metric === 'share' ? 'share' : metricText({ load }, metric);
  const bound = limit.least === undefined ? 'at most' : 'at least';
  const at = limit.least ?? limit.most;
  if (limit.kind === 'base')
    return `${name} ${value.toFixed(2)}× that of ${base} (${low.toFixed(2)}–${high.toFixed(2)}, ${runs} pairs), ${bound} ${at}×`;
  if (of !== undefined) {
    const place = `${shown(of.file, process.cwd())}${of.kind === 'line' ? `:${of.line}` : `#${of.name} with calls`}`;
    return `${place} takes ${formatShare(value)} of the active time (${formatShareRange(value, { low, high })}), at most ${formatShare(at)}`;
  }
  const text = metrics[metric].unit === 'per second' ? formatRate : formatMicros;
  return `${name} ${text(value)} (${text(low)}–${text(high)}, ${runs} runs), ${bound} ${text(at)}`;
}

/** What does not break a budget, but has to be seen: two versions that write different things may not do the same work. */
export function warningsOf(result: Checked | NotChecked): readonly string[] {
  if (isNotChecked(result) || result.outputEqual !== false) return [];
  const what = result.differences.flatMap(differenceRows);
  return [
    ['warning: the output differs from the base’s. See that this is meant.', ...what].join('\n'),
  ];
}

export function faultsIn(result: Checked | NotChecked): readonly Fault[] {
  return isNotChecked(result) ? [] : result.faults;
}

/** `src/parse.ts:12 grew from 80 ms to 310 ms`. */
export function faultText({ file, line, why, before, after }: Fault): string {
  const place = `${shown(file, process.cwd())}:${line}`;
  switch (why) {
    case 'grew':
      return `${place} grew from ${formatMicros(before ?? 0)} to ${formatMicros(after)}`;
    case 'changed':
      return before === undefined
        ? `${place} was changed, and takes ${formatMicros(after)}`
        : `${place} was changed, and grew with what it calls from ${formatMicros(before)} to ${formatMicros(after)}`;
    case 'hot':
      return `${place} takes most of its time, ${formatMicros(after)}`;
  }
}

export function outcomeOf(result: Checked | NotChecked): Measurement['outcome'] | 'error' {
  return isNotChecked(result) ? 'error' : result.measurement.outcome;
}

/** Paths as a repository has them. */
export function inRepository(file: string): string {
  return relative(process.env.GITHUB_WORKSPACE ?? process.cwd(), file).replaceAll('\\', '/');
}
