import type { BenchPair } from './rule-tester';

const words = `[Array.from({ length: size }, (_, i) => ({ id: i * 7 % 1000, name: 'n' + i }))]`;

export const spreadAccumulatorPairs: readonly BenchPair[] = [
  {
    rule: 'spread-accumulator',
    file: 'array-in-reduce.js',
    code: `
      function arrayInReduce(items) {
        return Array.from(items).reduce((all, item) => [...all, item.name], []).length; //^
      }
    `,
    call: 'arrayInReduce',
    inputs: words,
    sizes: [5, 100],
    firesAt: 5,
  },
  {
    rule: 'spread-accumulator',
    file: 'object-in-reduce.ts',
    code: `
      function objectInReduce(items: { id: number; name: string }[]) {
        return items.reduce((all, item) => ({ ...all, [item.name]: item }), {} as Record<string, unknown>); //^
      }
    `,
    call: 'objectInReduce',
    inputs: words,
    sizes: [5, 100],
    firesAt: 5,
  },
  {
    rule: 'spread-accumulator',
    file: 'array-in-loop.js',
    code: `
      function arrayInLoop(items) {
        let names = [];
        for (const item of items) names = names.concat([item.name]); //^
        return names.length;
      }
    `,
    call: 'arrayInLoop',
    inputs: words,
    sizes: [5, 100],
    firesAt: 5,
  },
];
