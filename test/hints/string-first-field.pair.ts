import type { BenchPair } from './rule-tester';

const lines = `[Array.from({ length: 200 }, (_, i) => Array.from({ length: size }, (_, j) => 'f' + (i * j)).join(','))]`;

export const stringFirstFieldPairs: readonly BenchPair[] = [
  {
    rule: 'string-first-field',
    file: 'cut.ts',
    code: `
      function cut(lines: string[]) {
        let sum = 0;
        for (const line of lines) {
          const key = line.split(',')[0]; //^
          sum += key.length;
        }
        return sum;
      }
    `,
    call: 'cut',
    inputs: lines,
    sizes: [1, 2, 20],
    firesAt: 1,
  },
  {
    rule: 'string-first-field',
    file: 'limit.ts',
    code: `
      function limit(lines: string[]) {
        let sum = 0;
        for (const line of lines) {
          if (sum < 1e9 && line.split(',')[0] !== 'f1') sum++; //^
        }
        return sum;
      }
    `,
    call: 'limit',
    inputs: lines,
    sizes: [1, 2, 20],
    firesAt: 1,
  },
];
