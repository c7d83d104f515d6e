import type { BenchPair } from './rule-tester';

export const typedArrayPairs: readonly BenchPair[] = [
  {
    rule: 'typed-array',
    file: 'sieve.ts',
    code: `
      function sieve(most: number) {
        const prime = new Array(most + 1).fill(true);
        let count = 0;
        for (let i = 2; i <= most; i++) {
          if (!prime[i]) continue;
          count++;
          for (let k = i * i; k <= most; k += i) prime[k] = false; //^
        }
        return count;
      }
    `,
    call: 'sieve',
    inputs: `[size]`,
    sizes: [100, 1000, 100_000, 1_000_000],
    firesAt: 1000,
  },
];
