import type { BenchPair } from './rule-tester';

export const readlineForAwaitPairs: readonly BenchPair[] = [
  {
    rule: 'readline-for-await',
    file: 'lines.cjs',
    code: `
      const { Readable } = require('stream');
      const readline = require('readline');
      async function lines(text) {
        let size = 0;
        const reader = readline.createInterface({ input: Readable.from([text]) });
        for await (const line of reader) { //^
          size += line.length;
        }
        return size;
      }
    `,
    call: 'lines',
    inputs: `[Array.from({ length: size }, (_, i) => 'line ' + i).join('\\n')]`,
    sizes: [100, 10_000],
    firesAt: 10_000,
  },
];
