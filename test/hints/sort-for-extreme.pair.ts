import type { BenchPair } from './rule-tester';

const prices = `Array.from({ length: size }, (_, i) => (i * 7919) % 1009)`;

export const sortForExtremePairs: readonly BenchPair[] = [
  {
    rule: 'sort-for-extreme',
    file: 'least.ts',
    code: `
      function least(prices: number[]) {
        return [...prices].sort((a, b) => a - b)[0]; //^
      }
    `,
    call: 'least',
    inputs: `[${prices}]`,
    sizes: [2, 3, 10, 100],
    firesAt: 3,
  },
  {
    rule: 'sort-for-extreme',
    file: 'dearest.ts',
    code: `
      function dearest(items: { price: number }[]) {
        return items.slice().sort((a, b) => b.price - a.price).at(0); //^
      }
    `,
    call: 'dearest',
    inputs: `[${prices}.map(price => ({ price }))]`,
    sizes: [2, 3, 10, 100],
    firesAt: 3,
  },
];
