import type { BenchPair } from './rule-tester';

export const awaitNonPromisePairs: readonly BenchPair[] = [
  {
    rule: 'await-non-promise',
    file: 'sum.ts',
    code: `
      function double(x: number): number {
        return x * 2;
      }
      async function sums(n: number) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          sum += await double(i); //^
        }
        return sum;
      }
    `,
    call: 'sums',
    inputs: '[size]',
    sizes: [1, 10, 1000],
    firesAt: 10,
  },
  {
    rule: 'await-non-promise',
    file: 'weights.ts',
    code: `
      async function weight(x: number): Promise<number> {
        return x * 2 + 1;
      }
      async function weights(n: number) {
        let sum = 0;
        for (let i = 0; i < n; i++) {
          sum += await weight(i); //^
        }
        return sum;
      }
    `,
    call: 'weights',
    inputs: '[size]',
    sizes: [1, 10, 1000],
    firesAt: 10,
  },
];
