import type { BenchPair } from './rule-tester';

export const flatToLoopPairs: readonly BenchPair[] = [
  {
    rule: 'flat-to-loop',
    file: 'together.ts',
    code: `
      function together(rows: number[][]) {
        return rows.flat(); //^
      }
    `,
    call: 'together',
    inputs: `[Array.from({ length: size }, (_, i) => [i, i + 1, i + 2, i + 3, i + 4])]`,
    sizes: [2, 10, 100, 1000],
    firesAt: 2,
  },
  {
    rule: 'flat-to-loop',
    file: 'goods.ts',
    code: `
      function goods(orders: { id: number; lines: string[] }[]): string[] {
        return orders.flatMap(order => order.lines); //^
      }
    `,
    call: 'goods',
    inputs: `[Array.from({ length: size }, (_, i) => ({ id: i, lines: ['a', 'b', 'c' + i] }))]`,
    sizes: [2, 10, 100, 1000],
    firesAt: 2,
  },
];
