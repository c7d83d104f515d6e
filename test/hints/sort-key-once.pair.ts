import type { BenchPair } from './rule-tester';

const days = `Array.from({ length: size }, (_, i) => ({ day: new Date(1e12 + ((i * 7919) % 1009) * 1e8).toISOString() }))`;

export const sortKeyOncePairs: readonly BenchPair[] = [
  {
    rule: 'sort-key-once',
    file: 'by-day.js',
    code: `
      function byDay(rows) {
        return [...rows].sort((a, b) => new Date(a.day) - new Date(b.day)); //^
      }
    `,
    call: 'byDay',
    inputs: `[${days}]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'sort-key-once',
    file: 'by-number.ts',
    code: `
      function byNumber(names: string[]) {
        const sorted = [...names];
        sorted.sort((a, b) => Number(a.split('-')[1]) - Number(b.split('-')[1])); //^
        return sorted;
      }
    `,
    call: 'byNumber',
    inputs: `[Array.from({ length: size }, (_, i) => 'row-' + ((i * 7919) % 1009) + '-' + i)]`,
    sizes: [3, 10, 100, 1000],
    firesAt: 10,
  },
];
