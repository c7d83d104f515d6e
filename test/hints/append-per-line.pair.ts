import type { BenchPair } from './rule-tester';

export const appendPerLinePairs: readonly BenchPair[] = [
  {
    rule: 'append-per-line',
    file: 'append.cjs',
    code: `
      const fs = require('fs');
      function append(n) {
        for (let i = 0; i < n; i++) {
          fs.appendFileSync('/dev/null', 'line ' + i + '\\n'); //^
        }
      }
    `,
    call: 'append',
    inputs: '[size]',
    sizes: [1, 4, 10, 100],
    firesAt: 10,
  },
];
