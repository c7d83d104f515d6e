import type { Node } from 'jsonc-parser';
import type { Goal } from '../core/goal';
import { type Metric, metrics } from '../core/metric';
import { programKeys, programOf, sharePlace } from './tuneline-json/program';
import { exampleOf, quantity } from './tuneline-json/quantities';
import { listsIn, type Reading } from './tuneline-json/reading';

/** The goals of a tuneline.json; what budgets stand beside them is not looked at. @throws BudgetsError */
export function goalsIn(text: string, file: string): Goal[] {
  const { reading, goals } = listsIn(text, file);
  return (goals?.children ?? []).map(entry => goalOf(reading, entry));
}

const keys = [...programKeys, ...['metric', 'of', 'want', 'from', 'since']] as const;

function goalOf(reading: Reading, entry: Node): Goal {
  const fields: Partial<Record<string, Node>> = reading.fields(entry, 'a goal', keys);
  const { metric: named, of, want, from, since } = fields;
  const metric = reading.oneOf(entry, named, 'metric', Object.keys(metrics) as Metric[]);
  const { run, cwd, env } = programOf(reading, entry, fields, 'a goal');
  if ((metric === 'share') !== (of !== undefined))
    throw reading.wrong(
      (of ?? entry).offset,
      metric === 'share'
        ? '"share" needs "of", such as "src/parse.ts:12" or "src/parse.ts#parseLine"'
        : '"of" goes with the metric "share" only',
    );
  if (want === undefined)
    throw reading.wrong(entry.offset, `a goal needs "want", ${exampleOf(metric)}`);
  return {
    line: reading.lineAt(entry.offset),
    run,
    cwd,
    env,
    metric,
    of: of && sharePlace(reading, of),
    want: valueOf(reading, metric, want),
    from: from && valueOf(reading, metric, from),
    since: since && timeOf(reading, since),
  };
}

function valueOf(reading: Reading, metric: Metric, node: Node): number {
  const text = reading.text(node);
  const value = quantity(metric, text);
  if (value !== undefined) return value;
  throw reading.wrong(node.offset, `"${text}" is no value: ${exampleOf(metric)} is meant`);
}

function timeOf(reading: Reading, node: Node): number {
  const text = reading.text(node);
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return at;
  throw reading.wrong(node.offset, `"${text}" is no time such as "2026-11-26T08:30:00Z"`);
}
