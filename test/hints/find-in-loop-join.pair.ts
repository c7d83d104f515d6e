import type { BenchPair } from './rule-tester';

export const findInLoopJoinPairs: readonly BenchPair[] = [
  {
    rule: 'find-in-loop-join',
    file: 'join.ts',
    code: `
      function join(orders: { by: string }[], people: { id: string; age: number }[]) {
        let sum = 0;
        for (const order of orders) sum += people.find(one => one.id === order.by)?.age ?? 0; //^
        return sum;
      }
    `,
    call: 'join',
    inputs: `[Array.from({ length: size }, (_, i) => ({ by: 'p' + (i * 7 % size) })), Array.from({ length: size }, (_, i) => ({ id: 'p' + i, age: i }))]`,
    sizes: [10, 50, 100, 1000],
    firesAt: 100,
  },
];
