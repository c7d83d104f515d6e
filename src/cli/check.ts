import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Budget } from '../core/budget';
import { budgetsFile, BudgetsError, readBudgets } from '../run/budgets';
import { checkBudget, type Checked, usualBase } from '../run/check-budget';
import { fromKeptProfile } from '../run/kept-profile';
import { RecordError } from '../run/record-error';
import { TargetError } from '../run/targets/target-error';
import { VerifyError } from '../run/verify/verify';
import type { CheckWish } from './check-arguments';
import { readCompared } from './compare';
import { targetOf } from './targets';
import { untilCancelled } from './verify';

/** A budget that could not be measured, and why. */
export interface NotChecked {
  readonly budget: Budget;
  readonly error: { readonly code: string; readonly message: string; readonly action: string };
}

export interface CheckReport {
  /** The tuneline.json. */
  readonly file: string;
  readonly base: string;
  readonly results: readonly (Checked | NotChecked)[];
}

/** Measures all budgets that are asked for, one after the other. @throws BudgetsError */
export async function checked(wish: CheckWish, dist: string): Promise<CheckReport> {
  const cwd = process.cwd();
  const file = wish.config === undefined ? fileFrom(cwd) : resolve(cwd, wish.config);
  const budgets = readBudgets(file).filter(({ name }) => wish.only?.includes(name) ?? true);
  if (budgets.length === 0)
    throw new BudgetsError(
      'no-budgets',
      wish.only === undefined
        ? `${file} has no budgets.`
        : `${file} has no budget of the name ${wish.only.join(', ')}.`,
      'A budget is, for instance: { "run": "src/main.ts", "metric": "cpu", "mostOfBase": 1.05 }',
      file,
    );
  const base = wish.base ?? (await usualBase(dirname(file)));
  const results: (Checked | NotChecked)[] = [];
  for (const budget of budgets) {
    if (!wish.json) process.stderr.write(`tuneline: measuring ${budget.name}\n`);
    results.push(await checkOne(budget, dirname(file), { dist, base }));
  }
  return { file, base, results };
}

/** `folder`: the one that tuneline.json stands in. */
async function checkOne(
  budget: Budget,
  folder: string,
  options: { readonly dist: string; readonly base: string },
): Promise<Checked | NotChecked> {
  const { run: what, cwd, env, node } = budget;
  const readProfile = async (file: string) =>
    fromKeptProfile(file, await readCompared(file, file), folder);
  try {
    const { target } = await targetOf({ what, cwd, env, node }, folder);
    const how = { ...options, folder: realpathSync(folder), readProfile };
    return await untilCancelled(signal => checkBudget(budget, target, how, signal));
  } catch (error) {
    const isTold =
      error instanceof RecordError || error instanceof TargetError || error instanceof VerifyError;
    if (!isTold || error.code === 'cancelled') throw error;
    const { code, message, action } = error;
    return { budget, error: { code, message, action } };
  }
}

/** @throws BudgetsError */
function fileFrom(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, budgetsFile);
    if (existsSync(file)) return file;
    if (folder !== dirname(folder)) continue;
    throw new BudgetsError(
      'no-budgets',
      `There is no ${budgetsFile} in ${cwd} or a folder above it.`,
      `Write one: { "budgets": [{ "run": "src/main.ts", "metric": "cpu", "mostOfBase": 1.05 }] }`,
      join(cwd, budgetsFile),
    );
  }
}
