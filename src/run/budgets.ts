import { readFileSync } from 'node:fs';
import type { Node } from 'jsonc-parser';
import type { Budget, BudgetLoad, Limit } from '../core/budget';
import { isLoadMetric, type Metric, metrics } from '../core/metric';
import type { Micros } from '../core/units';
import { isBrokenUrl, mostConnections, mostTime, urlOf } from './load/load-wish';
import { type Entry, withEntry } from './tuneline-json/edits';
import { nameOf, programKeys, programOf, sharePlace } from './tuneline-json/program';
import { duration as durationIn, exampleOf, quantity } from './tuneline-json/quantities';
import { BudgetsError, listsIn, type Reading } from './tuneline-json/reading';

export { budgetsFile, BudgetsError } from './tuneline-json/reading';

/** The budgets of a tuneline.json. @throws BudgetsError */
export function readBudgets(file: string): Budget[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new BudgetsError(
      'no-budgets',
      `${file} can't be read: ${(error as Error).message}.`,
      'Write your budgets into a tuneline.json at the root of the workspace.',
      file,
    );
  }
  return budgetsIn(text, file);
}

/** What goals stand beside them is not looked at. @throws BudgetsError */
export function budgetsIn(text: string, file: string): Budget[] {
  const { reading, budgets } = listsIn(text, file);
  return (budgets?.children ?? []).map(entry => budgetOf(reading, entry));
}

/** The text of a tuneline.json with one more budget, its comments and its layout kept; `undefined`: there is none yet. */
export function withBudget(text: string | undefined, budget: Entry): string {
  return withEntry(text, 'budgets', budget);
}

const keys = [
  'name',
  ...programKeys,
  ...['build', 'metric', 'of', 'most', 'mostOfBase', 'least', 'leastOfBase', 'profile'],
  ...['load', 'connections', 'warmUp', 'duration'],
] as const;
type Fields = Partial<Record<string, Node>>;

function budgetOf(reading: Reading, entry: Node): Budget {
  const fields: Fields = reading.fields(entry, 'a budget', keys);
  const { name, build, metric, of, profile } = fields;
  const kind = reading.oneOf(entry, metric, 'metric', [...Object.keys(metrics)] as Metric[]);
  const program = programOf(reading, entry, fields, 'a budget');
  const place = of && sharePlace(reading, of);
  if ((kind === 'share') !== (place !== undefined))
    throw reading.wrong(
      (of ?? entry).offset,
      kind === 'share'
        ? '"share" needs "of", such as "src/parse.ts:12" or "src/parse.ts#parseLine"'
        : '"of" goes with the metric "share" only',
    );
  return {
    ...program,
    name: (name && reading.text(name)) ?? `${kind} of ${nameOf(program.run)}`,
    line: reading.lineAt(entry.offset),
    build: build && reading.text(build),
    metric: kind,
    load: loadOf(reading, fields, kind, entry),
    of: place,
    limit: limitOf(reading, entry, fields, kind),
    profile: profile && reading.at(profile),
  };
}

/** Less than this of a load tells nothing. */
const leastDuration: Micros = 1e5;
/** What goes with a load only. */
const ofLoad = ['connections', 'warmUp', 'duration'] as const;

function loadOf(
  reading: Reading,
  fields: Fields,
  metric: Metric,
  entry: Node,
): BudgetLoad | undefined {
  const { load, connections, warmUp, duration } = fields;
  if (load === undefined) {
    if (isLoadMetric(metric))
      throw reading.wrong(
        entry.offset,
        `"${metric}" needs "load", a URL such as ":3000/" or a command line`,
      );
    const name = ofLoad.find(one => fields[one] !== undefined);
    if (name === undefined) return undefined;
    throw reading.wrong(fields[name]!.offset, `"${name}" needs "load"`); // it was found there
  }
  if (metric !== 'cpu' && !isLoadMetric(metric))
    throw reading.wrong(load.offset, `"load" does not go with the metric "${metric}"`);
  const what = reading.text(load);
  if (isBrokenUrl(what)) throw reading.wrong(load.offset, `"${what}" is no URL that can be asked`);
  const ofUrl = (['connections', 'duration'] as const).find(one => fields[one] !== undefined);
  if (ofUrl !== undefined && urlOf(what) === undefined)
    throw reading.wrong(
      fields[ofUrl]!.offset, // it was found there
      `"${ofUrl}" goes with a URL; a load command has its own`,
    );
  const count: unknown = connections?.value;
  const isCount = Number.isInteger(count) && Number(count) > 0 && Number(count) <= mostConnections;
  if (connections !== undefined && !isCount)
    throw reading.wrong(
      connections.offset,
      `"connections" has to be a whole number from 1 to ${mostConnections}`,
    );
  const timeAt = (node: Node | undefined, least: Micros) => {
    if (node === undefined) return undefined;
    const value = durationIn(reading.text(node)) ?? -1;
    if (value >= least && value <= mostTime) return value;
    const from = least > 0 ? ` of at least ${least / 1e3} ms` : '';
    throw reading.wrong(node.offset, `${exampleOf('wall')}${from} is meant here`);
  };
  return {
    what,
    connections: connections === undefined ? undefined : Number(count),
    warmUp: timeAt(warmUp, 0),
    duration: timeAt(duration, leastDuration),
  };
}

function limitOf(reading: Reading, entry: Node, fields: Fields, metric: Metric): Limit {
  const { better } = metrics[metric];
  const bound = better === 'less' ? 'most' : 'least';
  const [limit, ofBase] = [fields[bound], fields[`${bound}OfBase`]];
  const other =
    better === 'less' ? (fields.least ?? fields.leastOfBase) : (fields.most ?? fields.mostOfBase);
  if (other !== undefined || (limit === undefined) === (ofBase === undefined))
    throw reading.wrong(
      (other ?? ofBase ?? entry).offset,
      better === 'less'
        ? 'a budget needs one of "most", such as "500 ms", and "mostOfBase", such as 1.05'
        : `"${metric}" has "least" or "leastOfBase", such as "1200/s" or 0.95`,
    );
  if (ofBase !== undefined) {
    if (metric === 'share')
      throw reading.wrong(ofBase.offset, 'a share has "most", no "mostOfBase"');
    const value: unknown = ofBase.value;
    if (typeof value === 'number' && value > 0 && Number.isFinite(value))
      return boundAt('base', bound, value);
    throw reading.wrong(ofBase.offset, `"${bound}OfBase" has to be a number above 0, such as 1.05`);
  }
  const text = reading.text(limit!); // one of both is there
  const value = quantity(metric, text);
  if (value !== undefined) return boundAt('absolute', bound, value);
  throw reading.wrong(limit!.offset, `"${text}" is no limit: ${exampleOf(metric)} is meant`);
}

function boundAt(kind: Limit['kind'], bound: 'most' | 'least', value: number): Limit {
  return bound === 'most' ? { kind, most: value } : { kind, least: value };
}
