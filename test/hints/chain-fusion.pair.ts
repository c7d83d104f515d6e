import type { BenchPair } from './rule-tester';

export const chainFusionPairs: readonly BenchPair[] = [
  {
    rule: 'chain-fusion',
    file: 'thirds.ts',
    code: `
      function thirds(numbers: number[]) {
        return numbers.filter(n => n % 3 === 0).length; //^
      }
    `,
    call: 'thirds',
    inputs: `[Array.from({ length: size }, (_, i) => i)]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
];
