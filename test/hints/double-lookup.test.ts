import { doubleLookup } from '../../src/core/hints/rules/double-lookup';
import { doubleLookupPairs } from './double-lookup.pair';
import { listOf, number, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(doubleLookup, {
  bench: doubleLookupPairs,
  silent: [
    {
      why: 'about what is no map',
      code: `
        export const a = (list: string[], k: string) => (list.has(k) ? list.get(k) : 'none'); //^
      `,
    },
    {
      why: 'about adding what is new to a set, where asking first is faster if most is there',
      code: `
        export function distinct(words: string[]) {
          const seen = new Set<string>();
          for (const word of words) if (!seen.has(word)) seen.add(word); //^
          return seen.size;
        }
      `,
    },
    {
      why: 'about a count, where setting looks up as well',
      code: `
        export function count(words: string[]) {
          const counts = new Map<string, number>();
          for (const word of words) {
            if (counts.has(word)) counts.set(word, counts.get(word)! + 1); //^
            else counts.set(word, 1);
          }
          return counts;
        }
      `,
    },
    {
      why: 'about another key',
      code: `
        export const get = (map: Map<string, number>, a: string, b: string) =>
          map.has(a) ? map.get(b) : 0; //^
      `,
    },
    {
      why: 'about a key that is made anew each time',
      code: `
        export const get = (map: Map<string, number>, next: () => string) =>
          map.has(next()) ? map.get(next()) : 0; //^
      `,
    },
    {
      why: 'about a key that changes in between',
      code: `
        export function sum(map: Map<string, number>, key: string) {
          let total = 0;
          if (map.has(key)) { //^
            key += 'a';
            total += map.get(key) ?? 0;
          }
          return total;
        }
      `,
    },
    {
      why: 'about a map that changes before it is asked',
      code: `
        export function sum(map: Map<string, number>, key: string) {
          let total = 0;
          if (map.has(key)) { //^
            map.set(key, 3);
            total += map.get(key) ?? 0;
          }
          return total;
        }
      `,
    },
    {
      why: 'about a look-up that runs later',
      code: `
        export const later = (map: Map<string, number>, key: string) => {
          if (map.has(key)) return () => map.get(key); //^
          return () => 1;
        };
      `,
    },
  ],
  hints: [
    {
      why: 'a value with something in its place',
      code: `
        export const get = (map: Map<string, number>, key: string, a: number) =>
          map.has(key) ? map.get(key)! : a || 1; //^
        export const run = (xs: number[], key: string, a: number) =>
          get(new Map(xs.map((x, i) => [String(i), x])), key, a);
      `,
      safety: 'safe',
      fixed: `
        export const get = (map: Map<string, number>, key: string, a: number) =>
          map.get(key) ?? (a || 1);
        export const run = (xs: number[], key: string, a: number) =>
          get(new Map(xs.map((x, i) => [String(i), x])), key, a);
      `,
      run: { call: 'run', inputs: [listOf(number), text, number] },
    },
    {
      why: 'a value or undefined, whatever the values are',
      file: 'case.mjs',
      code: `
        export const get = (xs, key) => {
          const map = new Map(xs.map(x => [x, x]));
          return map.has(key) ? map.get(key) : undefined; //^
        };
      `,
      safety: 'safe',
      fixed: `
        export const get = (xs, key) => {
          const map = new Map(xs.map(x => [x, x]));
          return map.get(key);
        };
      `,
      run: { call: 'get', inputs: [listOf(value), value] },
    },
    {
      why: 'values that may be undefined, to be reviewed',
      file: 'case.mjs',
      code: `
        export const get = (xs, key) => {
          const map = new Map(xs.map(x => [x, x]));
          return map.has(key) ? map.get(key) : 0; //^
        };
      `,
      safety: 'review',
      differs: /holds undefined or null/,
      fixed: `
        export const get = (xs, key) => {
          const map = new Map(xs.map(x => [x, x]));
          return map.get(key) ?? 0;
        };
      `,
    },
    {
      why: 'a guarded value that is used twice',
      code: `
        export function sum(words: string[]) {
          const sizes = new Map<string, number>([['a', 1], ['b', 2]]);
          let total = 0;
          for (const word of words) {
            // known
            if (sizes.has(word)) total += sizes.get(word)! + sizes.get(word)!; //^
          }
          return total;
        }
      `,
      safety: 'safe',
      fixed: `
        export function sum(words: string[]) {
          const sizes = new Map<string, number>([['a', 1], ['b', 2]]);
          let total = 0;
          for (const word of words) {
            const found = sizes.get(word);
            // known
            if (found !== undefined) total += found + found;
          }
          return total;
        }
      `,
      run: { call: 'sum', inputs: [listOf(text)] },
    },
    {
      why: 'a list that is added to, in the second of two questions',
      code: `
        export function group(words: string[]) {
          const groups = new Map<number, string[]>();
          for (const word of words) {
            const key = word.length;
            if (word === '') continue;
            else if (groups.has(key)) { //^
              groups.get(key)?.push(word);
            } else groups.set(key, [word]);
          }
          return [...groups];
        }
      `,
      safety: 'safe',
      fixed: `
        export function group(words: string[]) {
          const groups = new Map<number, string[]>();
          for (const word of words) {
            const key = word.length;
            if (word === '') continue;
            else {
              const found = groups.get(key);
              if (found !== undefined) {
              found?.push(word);
            } else groups.set(key, [word]);
            }
          }
          return [...groups];
        }
      `,
      run: { call: 'group', inputs: [listOf(text)] },
    },
    {
      why: 'a map that functions called from there could change, to be reviewed',
      code: `
        export function each(map: Map<string, number>, key: string, say: (n: number) => void) {
          if (map.has(key)) { //^
            say(1);
            say(map.get(key) ?? 0);
          }
        }
      `,
      safety: 'review',
      differs: /changes \`map\`/,
      fixed: `
        export function each(map: Map<string, number>, key: string, say: (n: number) => void) {
          const found = map.get(key);
          if (found !== undefined) {
            say(1);
            say(found ?? 0);
          }
        }
      `,
    },
    {
      why: 'what may be no map and holds anything, as advice',
      file: 'case.mjs',
      code: `
        export const get = (map, key) => (map.has(key) ? map.get(key) : 0); //^
      `,
      safety: 'advice',
    },
  ],
});
