import type { BenchPair } from './rule-tester';

export const arrayBuildPairs: readonly BenchPair[] = [
  {
    rule: 'array-build',
    file: 'squares.ts',
    code: `
      function squares(n: number) {
        return Array.from({ length: n }, (_, i) => i * i).length; //^
      }
    `,
    call: 'squares',
    inputs: '[size]',
    sizes: [1, 10, 1000, 100_000],
    firesAt: 1,
  },
  {
    rule: 'array-build',
    file: 'cells.ts',
    code: `
      function cells(n: number) {
        return Array.from({ length: n }, () => ({ on: false })).length; //^
      }
    `,
    call: 'cells',
    inputs: '[size]',
    sizes: [1, 10, 1000],
    firesAt: 1,
  },
];
