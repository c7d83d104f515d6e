import type { BenchPair } from './rule-tester';

export const readSameFilePairs: readonly BenchPair[] = [
  {
    rule: 'read-same-file',
    file: 'read.cjs',
    code: `
      const { readFileSync } = require('node:fs');
      function read(times) {
        let sum = 0;
        for (let i = 0; i < times; i++) sum += readFileSync(__filename, 'utf8').length; //^
        return sum;
      }
    `,
    call: 'read',
    inputs: `[size]`,
    sizes: [2, 10, 100],
    firesAt: 2,
  },
];
