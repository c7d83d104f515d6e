import { readFileSync } from 'node:fs';
import type { Node } from 'jsonc-parser';
import type { Budget, BudgetMetric, Limit } from '../core/budget';
import { type Entry, withEntry } from './tuneline-json/edits';
import { nameOf, programKeys, programOf, sharePlace } from './tuneline-json/program';
import { exampleOf, percent, time } from './tuneline-json/quantities';
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
  ...['build', 'metric', 'of', 'most', 'mostOfBase', 'profile'],
] as const;
type Fields = Partial<Record<string, Node>>;

function budgetOf(reading: Reading, entry: Node): Budget {
  const fields: Fields = reading.fields(entry, 'a budget', keys);
  const { name, build, metric, of, profile } = fields;
  const kind = reading.oneOf(entry, metric, 'metric', ['cpu', 'wall', 'start-up', 'share']);
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
    of: place,
    limit: limitOf(reading, entry, fields, kind),
    profile: profile && reading.at(profile),
  };
}

function limitOf(reading: Reading, entry: Node, fields: Fields, metric: BudgetMetric): Limit {
  const { most, mostOfBase } = fields;
  if ((most === undefined) === (mostOfBase === undefined))
    throw reading.wrong(
      (mostOfBase ?? entry).offset,
      'a budget needs one of "most", such as "500 ms", and "mostOfBase", such as 1.05',
    );
  if (mostOfBase !== undefined) {
    if (metric !== 'cpu' && metric !== 'wall')
      throw reading.wrong(mostOfBase.offset, '"mostOfBase" goes with the metrics cpu and wall');
    const value: unknown = mostOfBase.value;
    if (mostOfBase.type === 'number' && Number(value) > 0)
      return { kind: 'base', most: Number(value) };
    throw reading.wrong(mostOfBase.offset, '"mostOfBase" has to be a number above 0, such as 1.05');
  }
  const text = reading.text(most!); // one of both is there
  const value = metric === 'share' ? percent(text) : time(text);
  if (value !== undefined) return { kind: 'absolute', most: value };
  throw reading.wrong(most!.offset, `"${text}" is no limit: ${exampleOf(metric)} is meant`);
}
