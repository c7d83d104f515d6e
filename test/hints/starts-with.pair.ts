import type { BenchPair } from './rule-tester';

export const startsWithPairs: readonly BenchPair[] = [
  {
    rule: 'starts-with',
    file: 'count-start.ts',
    code: `
      function countStart(lines: string[], part: string) {
        let n = 0;
        for (const line of lines) if (line.indexOf(part) === 0) n++; //^
        return n;
      }
    `,
    call: 'countStart',
    inputs: `[Array.from({ length: 200 }, (_, i) => (i % 2 ? 'begin' : 'start') + 'x'.repeat(size)), 'begin']`,
    sizes: [1, 20, 2000],
    firesAt: 1,
  },
];
