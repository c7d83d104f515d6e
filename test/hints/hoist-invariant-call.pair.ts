import type { BenchPair } from './rule-tester';

export const hoistInvariantCallPairs: readonly BenchPair[] = [
  {
    rule: 'hoist-invariant-call',
    file: 'keys.ts',
    code: `
      function keys(table: Record<string, number>, rows: number[]) {
        let sum = 0;
        for (let i = 0; i < rows.length; i++) {
          if (Object.keys(table).length > rows[i]) sum++; //^
        }
        return sum;
      }
    `,
    call: 'keys',
    inputs: `[Object.fromEntries(Array.from({ length: size }, (_, i) => ['k' + i, i])), Array.from({ length: 200 }, (_, i) => i % 20)]`,
    sizes: [10, 100],
    firesAt: 10,
  },
  {
    rule: 'hoist-invariant-call',
    file: 'largest.ts',
    code: `
      function largest(values: number[]) {
        return values.map(value => value / Math.max(...values)).length; //^
      }
    `,
    call: 'largest',
    inputs: `[Array.from({ length: size }, (_, i) => (i * 31) % 101)]`,
    sizes: [10, 100],
    firesAt: 10,
  },
  {
    rule: 'hoist-invariant-call',
    file: 'pattern.ts',
    code: `
      function pattern(words: string[], start: string) {
        return words.filter(word => new RegExp('^' + start).test(word)).length; //^
      }
    `,
    call: 'pattern',
    inputs: `[Array.from({ length: size }, (_, i) => 'w' + i), 'w1']`,
    sizes: [10, 1000],
    firesAt: 10,
  },
  {
    rule: 'hoist-invariant-call',
    file: 'parts.ts',
    code: `
      function parts(list: string, words: string[]) {
        let sum = 0;
        for (const word of words) if (list.split(',')[0] === word) sum++; //^
        return sum;
      }
    `,
    call: 'parts',
    inputs: `['a,b,c,d,e', Array.from({ length: size }, (_, i) => 'abc'[i % 3])]`,
    sizes: [10, 1000],
    firesAt: 10,
  },
];
