import type { BenchPair } from './rule-tester';

export const objectShapesPairs: readonly BenchPair[] = [
  {
    rule: 'object-shapes',
    file: 'orders.js',
    code: `
      function totalOf(rows) {
        const orders = [];
        for (const row of rows) {
          const order = { id: row.id };
          if (row.price > 3) order.price = row.price;
          if (row.count > 1) order.count = row.count;
          if (row.discount > 0) order.discount = row.discount;
          orders.push(order);
        }
        let total = 0;
        for (const order of orders) {
          total += (order.price ?? 0) * (order.count ?? 1) - (order.discount ?? 0); //^
        }
        return total;
      }
    `,
    call: 'totalOf',
    inputs: `[Array.from({ length: size }, (_, id) => ({ id, price: id % 11, count: id % 3, discount: id % 2 }))]`,
    sizes: [10, 1000, 10000],
    firesAt: 10,
  },
];
