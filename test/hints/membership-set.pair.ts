import type { BenchPair } from './rule-tester';

export const membershipSetPairs: readonly BenchPair[] = [
  {
    rule: 'membership-set',
    file: 'in-place.js',
    code: `
      const allowed = ['red', 'green', 'blue', 'cyan', 'magenta', 'yellow', 'black', 'white'];
      function inPlace(words) {
        let found = 0;
        for (const word of words) if (allowed.includes(word)) found++; //^
        return found;
      }
    `,
    call: 'inPlace',
    inputs: `[Array.from({ length: size }, (_, i) => ['red', 'white', 'grey', 'pink', 'blue'][i % 5])]`,
    sizes: [100, 10_000],
    firesAt: 100,
  },
  {
    rule: 'membership-set',
    file: 'beside.js',
    code: `
      function beside(known, words) {
        let found = 0;
        for (const word of words) if (known.includes(word)) found++; //^
        return found;
      }
    `,
    call: 'beside',
    inputs: `[Array.from({ length: size }, (_, i) => 'k' + i), Array.from({ length: size }, (_, i) => 'k' + i * 2)]`,
    sizes: [8, 16, 28, 40, 64, 1000],
    firesAt: 64,
  },
];
