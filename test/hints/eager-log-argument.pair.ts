import type { BenchPair } from './rule-tester';

export const eagerLogArgumentPairs: readonly BenchPair[] = [
  {
    rule: 'eager-log-argument',
    file: 'log.cjs',
    code: `
      const util = require('util');
      const debug = util.debuglog('nobody-asks');
      function handle(list) {
        let sum = 0;
        for (const one of list) {
          debug('got ' + JSON.stringify(one)); //^
          sum += one.id;
        }
        return sum;
      }
    `,
    call: 'handle',
    inputs: `[Array.from({ length: size }, (_, id) => ({ id, name: 'n' + id }))]`,
    sizes: [1, 100],
    firesAt: 1,
  },
];
