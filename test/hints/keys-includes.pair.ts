import type { BenchPair } from './rule-tester';

const object = `Object.fromEntries(Array.from({ length: size }, (_, i) => ['k' + i, i]))`;
const texts = `Array.from({ length: size }, (_, i) => 'k' + i)`;
const words = `Array.from({ length: 200 }, (_, i) => 'k' + (i * 7 % (2 * size)))`;

export const keysIncludesPairs: readonly BenchPair[] = [
  {
    rule: 'keys-includes',
    file: 'keys.js',
    code: `
      function inKeys(object, words) {
        let found = 0;
        for (const word of words) if (Object.keys(object).includes(word)) found++; //^
        return found;
      }
    `,
    call: 'inKeys',
    inputs: `[${object}, ${words}]`,
    sizes: [5, 8, 10, 16, 100],
    firesAt: 10,
  },
  {
    rule: 'keys-includes',
    file: 'set.ts',
    code: `
      function inSet(set: Set<string>, words: string[]) {
        let found = 0;
        for (const word of words) if ([...set].includes(word)) found++; //^
        return found;
      }
    `,
    call: 'inSet',
    inputs: `[new Set(${texts}), ${words}]`,
    sizes: [1, 10, 100],
    firesAt: 1,
  },
  {
    rule: 'keys-includes',
    file: 'size.ts',
    code: `
      function sized(map: Map<string, number>, times: number) {
        let sum = 0;
        for (let i = 0; i < times; i++) sum += Array.from(map.keys()).length; //^
        return sum;
      }
    `,
    call: 'sized',
    inputs: `[new Map(${texts}.map((k, i) => [k, i])), 200]`,
    sizes: [1, 10, 100],
    firesAt: 1,
  },
];
