import type { BenchPair } from './rule-tester';

const rule = 'hoist-require';

export const hoistRequirePairs: readonly BenchPair[] = [
  {
    rule,
    file: 'require.cjs',
    code: `
      function inFunction(n) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          sum += require('node:path').sep.length; //^
        }
        return sum;
      }
    `,
    call: 'inFunction',
    inputs: '[size]',
    sizes: [100],
    firesAt: 100,
  },
];
