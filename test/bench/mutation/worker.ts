// Runs the tests of the hints, with one condition after another dropped: started by `mutation.ts`.
import { createRequire } from 'node:module';
import { Switch } from './switch';

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

/** What the worker is asked: how all tests go and what matters to each, or whether one of some tests fails. */
export type Asked =
  | { readonly kind: 'all' }
  | { readonly kind: 'drop'; readonly condition: number; readonly tests: readonly number[] };

export type Answer =
  | { readonly kind: 'alive' }
  | { readonly kind: 'tests'; readonly tests: readonly Ran[] }
  | { readonly kind: 'dropped'; readonly failed: string | undefined };

/** A test that was run with nothing dropped. */
export interface Ran {
  readonly name: string;
  readonly milliseconds: number;
  readonly failed: boolean;
  readonly mattered: readonly number[];
}

const state = new Switch();
const tests: Test[] = [];
const path: string[] = [];

const scope = globalThis as Record<string, unknown>;
scope.$ = state;
scope.describe = (name: string, body: () => void) => {
  path.push(name);
  body();
  path.pop();
};
scope.it = (name: string, run: () => unknown) => {
  tests.push({ name: [...path, name].join(' › '), run });
  const chained = { timeout: () => chained };
  return chained;
};

const [, , script] = process.argv;
createRequire(script)(script);

const say = (answer: Answer) => process.send?.(answer);

process.on('message', (asked: Asked) => {
  if (asked.kind === 'all') say({ kind: 'tests', tests: tests.map(ran) });
  else say({ kind: 'dropped', failed: firstFailure(asked.condition, asked.tests) });
});

function ran({ name, run }: Test): Ran {
  state.mattered.clear();
  const start = performance.now();
  const failed = fails(run);
  say({ kind: 'alive' });
  return { name, milliseconds: performance.now() - start, failed, mattered: [...state.mattered] };
}

function firstFailure(condition: number, which: readonly number[]): string | undefined {
  state.dropped = condition;
  try {
    for (const [done, at] of which.entries()) {
      if (fails(tests[at].run)) return tests[at].name;
      if (done % 50 === 49) say({ kind: 'alive' });
    }
    return undefined;
  } finally {
    state.dropped = -1;
  }
}

function fails(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
