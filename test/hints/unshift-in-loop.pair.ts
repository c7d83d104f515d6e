import type { BenchPair } from './rule-tester';

export const unshiftInLoopPairs: readonly BenchPair[] = [
  {
    rule: 'unshift-in-loop',
    file: 'turned.js',
    code: `
      function turned(items) {
        const list = [];
        for (const item of items) list.unshift(item); //^
        return list.length;
      }
    `,
    call: 'turned',
    inputs: `[Array.from({ length: size }, (_, i) => i)]`,
    sizes: [1, 3, 10, 100, 1000],
    firesAt: 10,
  },
];
