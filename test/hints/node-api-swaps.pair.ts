import type { BenchPair } from './rule-tester';

export const nodeApiSwapsPairs: readonly BenchPair[] = [
  {
    rule: 'node-api-swaps',
    file: 'stamps.ts',
    code: `
      function stamps(n: number) {
        let least = Infinity;
        for (let i = 0; i < n; i++) {
          const at = new Date().getTime(); //^
          if (at < least) least = at;
        }
        return least > 0;
      }
    `,
    call: 'stamps',
    inputs: '[size]',
    sizes: [1000],
    firesAt: 1000,
  },
  {
    rule: 'node-api-swaps',
    file: 'sizes.ts',
    code: `
      function sizes(text: string) {
        let sum = 0;
        for (let i = 0; i < 100; i++) sum += Buffer.from(text).length; //^
        return sum;
      }
    `,
    call: 'sizes',
    inputs: `['é'.repeat(size)]`,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'node-api-swaps',
    file: 'same.ts',
    code: `
      function same(a: Buffer, b: Buffer) {
        return a.toString('hex') === b.toString('hex'); //^
      }
    `,
    call: 'same',
    inputs: `[Buffer.alloc(size, 1), Buffer.alloc(size, 1)]`,
    sizes: [32, 1024],
    firesAt: 32,
  },
  {
    rule: 'node-api-swaps',
    file: 'hashed.ts',
    code: `
      const crypto = require('crypto');
      function hashed(text: string) {
        return crypto.createHash('sha256').update(text).digest('hex'); //^
      }
    `,
    call: 'hashed',
    inputs: `['a'.repeat(size)]`,
    sizes: [16, 1024],
    firesAt: 16,
  },
];
