import type { BenchPair } from './rule-tester';

const keys = `[Array.from({ length: size }, (_, i) => 'k' + (i % 100))]`;

export const doubleLookupPairs: readonly BenchPair[] = [
  {
    rule: 'double-lookup',
    file: 'or-else.ts',
    code: `
      const sizes = new Map<string, number>(Array.from({ length: 80 }, (_, i) => ['k' + i, i]));
      function orElse(keys: string[]) {
        let sum = 0;
        for (const key of keys) sum += sizes.has(key) ? sizes.get(key)! : 1; //^
        return sum;
      }
    `,
    call: 'orElse',
    inputs: keys,
    sizes: [1000],
    firesAt: 1000,
  },
  {
    rule: 'double-lookup',
    file: 'guarded.ts',
    code: `
      const lists = new Map<string, number[]>(Array.from({ length: 80 }, (_, i) => ['k' + i, [i]]));
      function guarded(keys: string[]) {
        let sum = 0;
        for (const key of keys) {
          if (lists.has(key)) sum += lists.get(key)![0]; //^
          else sum++;
        }
        return sum;
      }
    `,
    call: 'guarded',
    inputs: keys,
    sizes: [1000],
    firesAt: 1000,
  },
];
