import type { BenchPair } from './rule-tester';

const numbers = `Array.from({ length: size }, (_, i) => i)`;

export const arrayRecursionCopyPairs: readonly BenchPair[] = [
  {
    rule: 'array-recursion-copy',
    file: 'sum-of-rest.ts',
    code: `
      function sumOfRest(list: number[]): number {
        if (list.length === 0) return 0;
        const [first, ...rest] = list; //^
        return first + sumOfRest(rest);
      }
    `,
    call: 'sumOfRest',
    inputs: `[${numbers}]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'array-recursion-copy',
    file: 'sum-of-slice.js',
    code: `
      function sumOfSlice(list) {
        return list.length ? list[0] + sumOfSlice(list.slice(1)) : 0; //^
      }
    `,
    call: 'sumOfSlice',
    inputs: `[${numbers}]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
];
