import { keysIncludes } from '../../src/core/hints/rules/keys-includes';
import { listOf, number, text, value } from './inputs';
import { keysIncludesPairs } from './keys-includes.pair';
import { testRule } from './rule-tester';

const ten = `a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, '1': 10`;

testRule(keysIncludes, {
  bench: keysIncludesPairs,
  silent: [
    {
      why: 'about values, other names and other searches',
      code: `
        export const f = (o: object, k: string) => Object.values(o).includes(k); //^
        export const g = (o: object, k: string) => Object.keys(o).includes(k, 1); //^
        export const h = (o: object, k: string) => Object.keys(o).indexOf(k); //^
        export const i = (m: Map<string, string>, k: string) => [...m.values()].includes(k); //^
        export const j = (m: Map<string, any>, k: any) => [...m].includes(k); //^
      `,
    },
    {
      why: 'about what is not known to be a set or map',
      file: 'case.js',
      code: `
        exports.f = (things, x) => [...things].includes(x) && Array.from(things).indexOf(x) > -1; //^
        exports.g = things => [...things].length + Array.from(things.keys()).length; //^
        exports.h = (list, x) => [...list.map(y => y)].includes(x); //^
      `,
    },
    {
      why: 'about more than one copy, or one that is worked on',
      code: `
        export const f = (s: Set<string>, x: string) => [...s, 'a'].includes(x); //^
        export const g = (s: Set<string>, x: string) => Array.from(s, y => y.trim()).includes(x); //^
        export const h = (s: Set<string>) => { const a = [...s]; a.length = 0; return a; }; //^
        export const i = (s: Set<string>) => [...s].map(x => x).length; //^
      `,
    },
    {
      why: 'about a Set that is not the language’s',
      code: `
        import { Set } from './set';
        export const f = (s: Set<string>, x: string) => [...s].includes(x); //^
      `,
    },
    {
      why: 'where Object is another',
      code: `
        export const f = (Object: any, o: object, k: string) => Object.keys(o).includes(k); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a copy of a set',
      code: `
        export function count(set: ReadonlySet<string>, words: string[]) {
          let n = 0;
          for (const word of words) if ([...set].includes(word)) n++; //^
          return n;
        }
        export const counted = (a: string[], b: string[]) => count(new Set(a), b);
      `,
      safety: 'safe',
      fixed: `
        export function count(set: ReadonlySet<string>, words: string[]) {
          let n = 0;
          for (const word of words) if (set.has(word)) n++;
          return n;
        }
        export const counted = (a: string[], b: string[]) => count(new Set(a), b);
      `,
      run: { call: 'counted', inputs: [listOf(text), listOf(text)] },
    },
    ...[
      {
        why: 'a copy of numbers with NaN and -0',
        before: 'Array.from(set).includes(x)',
        after: 'set.has(x)',
      },
      { why: 'a copy of a map’s keys', before: '[...map.keys()].includes(x)', after: 'map.has(x)' },
      {
        why: 'a copy of a set’s values',
        before: '!Array.from(set.values()).includes(x)',
        after: '!set.has(x)',
      },
      {
        why: 'indexOf in a copy that has no NaN',
        before: "[...new Set('abc')].indexOf(x) === -1",
        after: "!new Set('abc').has(x)",
      },
      { why: 'the length of a set’s copy', before: '[...set.keys()].length', after: 'set.size' },
      {
        why: 'the length of a map’s copy',
        before: '1 + Array.from(map).length',
        after: '1 + map.size',
      },
      {
        why: 'the length of a map’s entries',
        before: '[...map.entries()].length - 1',
        after: 'map.size - 1',
      },
      {
        why: 'the length of a copy in parentheses',
        before: '(Array.from(new Set(list))).length',
        after: 'new Set(list).size',
      },
    ].map(({ why, before, after }) => ({
      why,
      file: 'case.mjs',
      code: `
        export const ask = (list, x) => {
          const set = new Set(list);
          const map = new Map(list.map(y => [y, x]));
          return [set, map, ${before}]; //^
        };
      `,
      safety: 'safe' as const,
      fixed: `
        export const ask = (list, x) => {
          const set = new Set(list);
          const map = new Map(list.map(y => [y, x]));
          return [set, map, ${after}];
        };
      `,
      run: { call: 'ask', inputs: [listOf(number), value] },
    })),
    {
      why: 'indexOf in a set of numbers, to be reviewed for NaN',
      code: `
        export const has = (set: Set<number>, n: number) => [...set].indexOf(n) >= 0; //^
      `,
      safety: 'review',
      differs: /NaN/,
      fixed: `
        export const has = (set: Set<number>, n: number) => set.has(n);
      `,
    },
    {
      why: 'a copy that is made before the set may change, to be reviewed',
      code: `
        export const f = (set: Set<string>, next: () => string) => [...set].includes(next()); //^
      `,
      safety: 'review',
      differs: /looking for it changes/,
      fixed: `
        export const f = (set: Set<string>, next: () => string) => set.has(next());
      `,
    },
    {
      why: 'keys that are listed before the object changes, to be reviewed',
      code: `
        const table: Record<string, number> = { ${ten} };
        export const f = (k: string) => Object.keys(table).includes(\`\${(table[k] = 1)}\`); //^
      `,
      safety: 'review',
      differs: /looking for it changes/,
      fixed: `
        const table: Record<string, number> = { ${ten} };
        export const f = (k: string) => Object.hasOwn(table, \`\${(table[k] = 1)}\`);
      `,
    },
    {
      why: 'a comment in the copy, as advice',
      code: `
        export const size = (set: Set<number>) => [...set /* all */].length; //^
      `,
      safety: 'advice',
    },
    {
      why: 'the keys of a table that stands in the code',
      code: `
        const table: Record<string, number> = { ${ten}, '__proto__x': 1, toString: 2 };
        export const has = (word: string) => Object.keys(table).indexOf(word) > -1; //^
        table.more = 3;
      `,
      safety: 'safe',
      fixed: `
        const table: Record<string, number> = { ${ten}, '__proto__x': 1, toString: 2 };
        export const has = (word: string) => Object.hasOwn(table, word);
        table.more = 3;
      `,
      run: { call: 'has', inputs: [text] },
    },
    {
      why: 'a table that is filled, to be reviewed since it may stay small',
      code: `
        export function once(words: string[]) {
          const seen: Record<string, boolean> = {};
          return words.filter(word => {
            const isNew = Object.keys(seen).indexOf(word) === -1; //^
            seen[word] = true;
            return isNew;
          });
        }
      `,
      safety: 'review',
      differs: /fewer than about 10 keys/,
      fixed: `
        export function once(words: string[]) {
          const seen: Record<string, boolean> = {};
          return words.filter(word => {
            const isNew = !Object.hasOwn(seen, word);
            seen[word] = true;
            return isNew;
          });
        }
      `,
    },
    {
      why: 'an object that others made, to be reviewed',
      code: `
        export const has = (o: Record<string, number>, k: string) => Object.keys(o).includes(k); //^
      `,
      safety: 'review',
      differs: /\`o\` is no plain object/,
      fixed: `
        export const has = (o: Record<string, number>, k: string) => Object.hasOwn(o, k);
      `,
    },
    {
      why: 'a table that went elsewhere, or has properties defined, to be reviewed',
      code: `
        const table = { ${ten} };
        Object.defineProperty(table, 'hidden', { value: 1 });
        export const has = (k: string) => Object.keys(table).includes(k); //^
      `,
      safety: 'review',
      differs: /no plain object/,
      fixed: `
        const table = { ${ten} };
        Object.defineProperty(table, 'hidden', { value: 1 });
        export const has = (k: string) => Object.hasOwn(table, k);
      `,
    },
    {
      why: 'a key that may be a number, to be reviewed',
      code: `
        const table = { ${ten} };
        export const has = (k: any) => Object.keys(table).includes(k); //^
      `,
      safety: 'review',
      differs: /\`k\` is no string/,
      fixed: `
        const table = { ${ten} };
        export const has = (k: any) => Object.hasOwn(table, k);
      `,
    },
    {
      why: 'an object and a key of unknown type',
      file: 'case.js',
      code: `
        exports.has = (o, k) => Object.keys(o.all).includes(k.name); //^
      `,
      safety: 'review',
      differs: /\`o.all\` is no plain object or \`k.name\` no string|or \`k.name\` is no string/,
      fixed: `
        exports.has = (o, k) => Object.hasOwn(o.all, k.name);
      `,
    },
    {
      why: 'keys with a comment between, as advice',
      code: `
        export const has = (o: object, k: string) => Object.keys(o /* all */).includes(k); //^
      `,
      safety: 'advice',
    },
  ],
});
