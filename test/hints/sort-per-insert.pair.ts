import type { BenchPair } from './rule-tester';

export const sortPerInsertPairs: readonly BenchPair[] = [
  {
    rule: 'sort-per-insert',
    file: 'in-order.js',
    code: `
      function inOrder(items) {
        const list = [];
        for (const item of items) {
          list.push(item);
          list.sort((a, b) => a - b); //^
        }
        return list;
      }
    `,
    advised: `
      function inOrder(items) {
        const list = [];
        for (const item of items) {
          let low = 0;
          let high = list.length;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (list[middle] <= item) low = middle + 1;
            else high = middle;
          }
          list.splice(low, 0, item);
        }
        return list;
      }
    `,
    call: 'inOrder',
    inputs: `[Array.from({ length: size }, (_, i) => (i * 7919) % 1009)]`,
    sizes: [3, 10, 100, 500],
    firesAt: 10,
  },
];
