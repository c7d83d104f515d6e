import type { BenchPair } from './rule-tester';

/** The argument is a little larger each time, so that no call finds what the one before has kept; fewer steps would be called so often that the Map gets full. */
export const memoisePureRecursionPairs: readonly BenchPair[] = [
  {
    rule: 'memoise-pure-recursion',
    file: 'steps.js',
    code: `
      let seen = 0;
      function ways(n) {
        return n < 2 ? 1 : ways(n - 1) + ways(n - 2); //^
      }
      function waysFrom(size) {
        seen += 1e-6;
        return Math.round(ways(size + seen));
      }
    `,
    call: 'waysFrom',
    inputs: `[size]`,
    sizes: [10, 15, 20],
    firesAt: 20,
  },
];
