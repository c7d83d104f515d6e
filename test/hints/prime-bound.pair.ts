import type { BenchPair } from './rule-tester';

export const primeBoundPairs: readonly BenchPair[] = [
  {
    rule: 'prime-bound',
    file: 'is-prime.ts',
    code: `
      function isPrime(n: number) {
        if (n < 2) return false;
        for (let i = 2; i < n; i++) if (n % i === 0) return false; //^
        return true;
      }
    `,
    call: 'isPrime',
    inputs: `[{ 10: 11, 20: 23, 100: 101, 10000: 10007 }[size]]`,
    sizes: [10, 20, 100, 10_000],
    firesAt: 20,
  },
];
