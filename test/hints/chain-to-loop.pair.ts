import type { BenchPair } from './rule-tester';

export const chainToLoopPairs: readonly BenchPair[] = [
  {
    rule: 'chain-to-loop',
    file: 'names.ts',
    code: `
      function names(rows: { id: number; price: number }[]): string[] {
        const named: string[] = rows.map(row => row.price * 3).filter(price => price > 900).map(price => 'p' + price); //^
        return named;
      }
    `,
    call: 'names',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, price: (i * 7919) % 1009 }))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'chain-to-loop',
    file: 'dear.ts',
    code: `
      function dear(rows: { id: number; price: number }[]): number[] {
        return rows.flatMap(row => (row.price > 500 ? [row.price * 2] : [])); //^
      }
    `,
    call: 'dear',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, price: (i * 7919) % 1009 }))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'chain-to-loop',
    file: 'revenue.ts',
    code: `
      function revenue(rows: { id: number; price: number }[]) {
        const sum = rows.map(row => row.price * 3).filter(price => price > 900).reduce((all, price) => all + price, 0); //^
        return sum;
      }
    `,
    call: 'revenue',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, price: (i * 7919) % 1009 }))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
  {
    rule: 'chain-to-loop',
    file: 'peak.ts',
    code: `
      function peak(rows: { id: number; price: number }[]) {
        return rows.map(row => row.price * 3).reduce((most, price) => Math.max(most, price), 0); //^
      }
    `,
    call: 'peak',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, price: (i * 7919) % 1009 }))]`,
    sizes: [10, 100, 1000],
    firesAt: 10,
  },
];
