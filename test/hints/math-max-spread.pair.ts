import type { BenchPair } from './rule-tester';

export const mathMaxSpreadPairs: readonly BenchPair[] = [
  {
    rule: 'math-max-spread',
    file: 'largest-of.ts',
    code: `
      function largestOf(values: number[]) {
        return Math.max(...values); //^
      }
    `,
    call: 'largestOf',
    inputs: `[Array.from({ length: size }, (_, i) => (i * 7919) % 1009 + (i % 3) / 2)]`,
    sizes: [1, 3, 10, 100, 1000, 100_000],
    firesAt: 1,
  },
  {
    rule: 'math-max-spread',
    file: 'applied.ts',
    code: `
      function applied(values: number[]) {
        return Math.min.apply(null, values); //^
      }
    `,
    call: 'applied',
    inputs: `[Array.from({ length: size }, (_, i) => (i * 7919) % 1009)]`,
    sizes: [1, 3, 10, 100, 1000, 100_000],
    firesAt: 1,
  },
];
