import type { BenchPair } from './rule-tester';

export const settimeoutZeroYieldPairs: readonly BenchPair[] = [
  {
    rule: 'settimeout-zero-yield',
    file: 'yield.js',
    code: `
      async function yielding(n) {
        for (let i = 0; i < n; i++) {
          await new Promise(resolve => setTimeout(resolve, 0)); //^
        }
      }
    `,
    call: 'yielding',
    inputs: '[size]',
    sizes: [10],
    firesAt: 10,
    waits: true,
  },
];
