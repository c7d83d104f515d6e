import type { BenchPair } from './rule-tester';

export const queueShiftPairs: readonly BenchPair[] = [
  {
    rule: 'queue-shift',
    file: 'drain.js',
    code: `
      function drain(items) {
        const queue = [...items];
        let sum = 0;
        while (queue.length > 0) sum += queue.shift(); //^
        return sum;
      }
    `,
    call: 'drain',
    inputs: `[Array.from({ length: size }, (_, i) => i)]`,
    sizes: [10, 100, 1000, 40_000],
    firesAt: 100,
  },
];
