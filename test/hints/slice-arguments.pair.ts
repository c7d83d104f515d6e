import type { BenchPair } from './rule-tester';

export const sliceArgumentsPairs: readonly BenchPair[] = [
  {
    rule: 'slice-arguments',
    file: 'total.js',
    code: `
      function count() {
        var args = Array.prototype.slice.call(arguments); //^
        return args.length + args[0];
      }
      function total(n) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += count(i, 2, 3);
        return sum;
      }
    `,
    call: 'total',
    inputs: '[size]',
    sizes: [100, 10_000],
    firesAt: 100,
  },
];
