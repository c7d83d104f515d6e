import { constantCollectionPerCall } from '../../src/core/hints/rules/constant-collection-per-call';
import { constantCollectionPerCallPairs } from './constant-collection-per-call.pair';
import { listOf, text, value } from './inputs';
import { testRule } from './rule-tester';

const ten = `a: 1, b: 2, c: 3, d: 4, e: 5, 'f-g': 6, 7: 7, h: -8, i: null, j: 'x'`;

testRule(constantCollectionPerCall, {
  bench: constantCollectionPerCallPairs,
  silent: [
    {
      why: 'about a set that is made once',
      code: `
        const vowels = new Set(['a', 'e']);
        export const isVowel = (letter: string) => vowels.has(letter); //^
      `,
    },
    {
      why: 'about a set made in a function that is called once',
      code: `
        function main() {
          return new Set(['a', 'e']).has('a'); //^
        }
        main();
      `,
    },
    {
      why: 'about a set that is added to',
      code: `
        export function once(words: string[]) {
          const seen = new Set(['']); //^
          return words.filter(word => !seen.has(word) && seen.add(word));
        }
      `,
    },
    {
      why: 'about a set that is handed out',
      code: `
        export function vowels() {
          const set = new Set(['a', 'e']); //^
          return set;
        }
        export const direct = () => new Set(['a']); //^
        export const passed = (f: (set: Set<string>) => void) => f(new Set(['a'])); //^
        export const itself = () => new Set(['a']).valueOf(); //^
      `,
    },
    {
      why: 'about a variable that is given another value',
      code: `
        export function f(word: string, more: Set<string>) {
          let set = new Set(['a', 'e']); //^
          if (word === '') set = more;
          return set.has(word);
        }
      `,
    },
    {
      why: 'about a variable that is there before it is set',
      file: 'case.cjs',
      code: `
        exports.f = word => {
          if (set === undefined) return word;
          var set = new Set(['a', 'e']); //^
          return set.has(word);
        };
      `,
    },
    {
      why: 'about what is not made of constants',
      code: `
        export const f = (a: string, word: string) => new Set([a, 'e']).has(word); //^
        export const g = (a: string[], word: string) => new Set(['a', ...a]).has(word); //^
        export const h = (a: string, word: string) => [a, 'b', 'c', 'd', 'e'].includes(word); //^
        export const i = (word: string) => new Map([['a', {}]]).get(word); //^
        export const j = (word: string) => new Set([\`\${word}\`]).has('a'); //^
      `,
    },
    {
      why: 'about a class of that name that is not the language’s',
      code: `
        import { Set } from './set';
        export const f = (word: string) => new Set(['a', 'e']).has(word); //^
      `,
    },
    {
      why: 'about a list of four, or one that is read otherwise',
      code: `
        export const few = (word: string) => ['a', 'b', 'c', 'd'].includes(word); //^
        export const at = (word: string) => ['a', 'b', 'c', 'd', 'e'].indexOf(word); //^
        export const from = (word: string) => ['a', 'b', 'c', 'd', 'e'].includes(word, 1); //^
        export function grown(word: string) {
          const list = ['a', 'b', 'c', 'd', 'e']; //^
          list.push(word);
          return list.includes('x');
        }
      `,
    },
    {
      why: 'about a list with a hole',
      file: 'case.mjs',
      code: `
        export const odd = word => [1, , 2, 3, 4, 5].includes(word); //^
      `,
    },
    {
      why: 'about a table of nine, or one whose values can be changed',
      code: `
        export const few = (key: number) => [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9 }['a'], key]; //^
        export const lists = (k: 'a') => ({ ${ten}, k: [] as number[] })[k]; //^
      `,
    },
    {
      why: 'about a table that is written to, or whose prototype is set',
      file: 'case.cjs',
      code: `
        exports.count = words => {
          const counts = { ${ten} }; //^
          for (const word of words) counts[word]++;
          return Object.keys(counts).length;
        };
        exports.proto = key => ({ ${ten}, __proto__: null })[key]; //^
      `,
    },
    {
      why: 'about a pattern that remembers where it stopped, may be wrong, or is new in some Node',
      code: `
        export const g = (word: string) => new RegExp('a', 'g').test(word); //^
        export const y = (word: string) => new RegExp('a', 'y').test(word); //^
        export const bad = (word: string) => new RegExp('(').test(word); //^
        export const late = (word: string) => new RegExp('(?i:a)').test(word); //^
        export const flags = (word: string, f: string) => new RegExp('a', f).test(word); //^
        export function state(word: string) {
          const pattern = new RegExp('a'); //^
          pattern.lastIndex = 1;
          return pattern.test(word);
        }
      `,
    },
    {
      why: 'about a pattern in a loop, which is taken out of the loop',
      code: `
        export const count = (words: string[]) => words.filter(w => new RegExp('^a').test(w)); //^
      `,
    },
    {
      why: 'about a decoder that is fed piece by piece, or may throw',
      code: `
        export const part = (b: Uint8Array) => new TextDecoder().decode(b, { stream: true }); //^
        export const odd = (b: Uint8Array, label: string) => new TextDecoder(label).decode(b); //^
        export const strict = (b: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(b); //^
      `,
    },
    {
      why: 'where eval may mean another variable',
      file: 'case.cjs',
      code: `
        exports.f = (word, code) => {
          eval(code);
          return new Set(['a', 'e']).has(word); //^
        };
      `,
    },
  ],
  hints: [
    {
      why: 'a set that each call makes',
      code: `
        const other = 1;

        /** Whether it is one. */
        export function isVowel(letter: string) {
          return new Set(['a', 'e', '__proto__', '']).has(letter); //^
        }
      `,
      safety: 'safe',
      fixed: `
        const other = 1;

        const set = new Set(['a', 'e', '__proto__', '']);
        /** Whether it is one. */
        export function isVowel(letter: string) {
          return set.has(letter);
        }
      `,
      run: { call: 'isVowel', inputs: [value] },
    },
    {
      why: 'a set in a variable, and takes its comment and type along',
      code: `
        import { readFileSync } from 'node:fs';
        export const read = readFileSync;
        export const count = (words: readonly string[]) => {
          let n = 0;
          // both cases
          const vowels: ReadonlySet<string> = new Set([
            'a',
            'A',
          ]); //^
          for (const word of words) if (vowels.has(word)) n += vowels.size;
          return n;
        };
      `.replace("'a',\n", "'a', //^\n"),
      safety: 'safe',
      fixed: `
        import { readFileSync } from 'node:fs';
        export const read = readFileSync;
        // both cases
        const vowels: ReadonlySet<string> = new Set([
          'a',
          'A',
        ]);
        export const count = (words: readonly string[]) => {
          let n = 0;
          for (const word of words) if (vowels.has(word)) n += vowels.size;
          return n;
        };
      `,
      run: { call: 'count', inputs: [listOf(text)] },
    },
    {
      why: 'a name that the file has elsewhere, and finds another',
      file: 'case.cjs',
      code: `
        const set = 0
        class Words {
          has(word) {
            const module = new Set([1, null, true, -1n, \`a\`]) //^
            return module.has(word) && [...module].length
          }
        }
        const has = word => [new Words().has(word), set]
        exports.has = has
      `,
      safety: 'safe',
      fixed: `
        const set = 0
        const module2 = new Set([1, null, true, -1n, \`a\`])
        class Words {
          has(word) {
            return module2.has(word) && [...module2].length
          }
        }
        const has = word => [new Words().has(word), set]
        exports.has = has
      `,
      run: { call: 'has', inputs: [value] },
    },
    {
      why: 'a map of constants',
      code: `
        export const level = (word: string) => new Map<string, number>([['a', 1], ['b', -2]]).get(word) ?? 0; //^
      `,
      safety: 'safe',
      fixed: `
        const map = new Map<string, number>([['a', 1], ['b', -2]]);
        export const level = (word: string) => map.get(word) ?? 0;
      `,
      run: { call: 'level', inputs: [value] },
    },
    {
      why: 'a list of five in the code',
      file: 'case.js',
      code: `
        function isKnown(word) {
          return (['a', 'b', 1, null, NaN_ = 'c'].includes(word), ['a', '1', 1, null, true].includes(word)); //^
        }
        var NaN_;
        exports.isKnown = isKnown;
      `,
      safety: 'safe',
      fixed: `
        const known = new Set(['a', '1', 1, null, true]);
        function isKnown(word) {
          return (['a', 'b', 1, null, NaN_ = 'c'].includes(word), known.has(word));
        }
        var NaN_;
        exports.isKnown = isKnown;
      `,
      run: { call: 'isKnown', inputs: [value] },
    },
    {
      why: 'a list asked by indexOf',
      code: `
        export const isOut = (n: number) => [1, 2, -0, 4, 5].indexOf(n) === -1; //^
      `,
      safety: 'safe',
      fixed: `
        const known = new Set([1, 2, -0, 4, 5]);
        export const isOut = (n: number) => !known.has(n);
      `,
      run: { call: 'isOut', inputs: [value] },
    },
    {
      why: 'a list in a variable that is only asked',
      code: `
        export class Filter {
          allows(words: readonly string[]) {
            const allowed: readonly string[] = ['a', 'b', 'c', 'd', '1'];
            return words.every(word => allowed.includes(word)) || allowed.includes(words[0]); //^
          }
        }
        export const allows = (words: readonly string[]) => new Filter().allows(words);
      `.replace("'1'];", "'1']; //^"),
      safety: 'safe',
      fixed: `
        const allowed = new Set<string>(['a', 'b', 'c', 'd', '1']);
        export class Filter {
          allows(words: readonly string[]) {
            return words.every(word => allowed.has(word)) || allowed.has(words[0]);
          }
        }
        export const allows = (words: readonly string[]) => new Filter().allows(words);
      `,
      run: { call: 'allows', inputs: [listOf(text)] },
    },
    {
      why: 'a table of ten',
      file: 'case.mjs',
      code: `
        export const nameOf = key => {
          const names = { ${ten} }; //^
          return [names[key], key in names, Object.keys(names)];
        };
      `,
      safety: 'safe',
      fixed: `
        const names = { ${ten} };
        export const nameOf = key => {
          return [names[key], key in names, Object.keys(names)];
        };
      `,
      run: { call: 'nameOf', inputs: [text] },
    },
    {
      why: 'a table read where it stands',
      file: 'case.cjs',
      code: `
        exports.nameOf = function nameOf(key) { return ({ ${ten} })[key]; }; //^
        const nameOf = exports.nameOf;
      `,
      safety: 'safe',
      fixed: `
        const table = { ${ten} };
        exports.nameOf = function nameOf(key) { return table[key]; };
        const nameOf = exports.nameOf;
      `,
      run: { call: 'nameOf', inputs: [text] },
    },
    {
      why: 'a pattern made of texts',
      code: `
        export const isDate = (word: string) => { const date = new RegExp('^\\\\d+$', 'i'); return date.test(word); }; //^
      `,
      safety: 'safe',
      fixed: `
        const date = new RegExp('^\\\\d+$', 'i');
        export const isDate = (word: string) => { return date.test(word); };
      `,
      run: { call: 'isDate', inputs: [text] },
    },
    {
      why: 'a decoder that keeps nothing',
      code: `
        export const decode = (bytes: Uint8Array) => new TextDecoder('utf-8').decode(bytes); //^
      `,
      safety: 'safe',
      fixed: `
        const decoder = new TextDecoder('utf-8');
        export const decode = (bytes: Uint8Array) => decoder.decode(bytes);
      `,
      run: { call: 'decode', inputs: [random => Buffer.from(String(text(random)))] },
    },
    {
      why: 'a function that is called further up, and goes above the call',
      file: 'case.cjs',
      code: `
        'use strict';
        const { join } = require('./join');
        /** A first try. */
        const first = isVowel('a');
        function isVowel(letter) {
          return new Set(['a', 'e']).has(letter); //^
        }
        module.exports = { first, isVowel, join };
      `,
      safety: 'safe',
      fixed: `
        'use strict';
        const { join } = require('./join');
        const set = new Set(['a', 'e']);
        /** A first try. */
        const first = isVowel('a');
        function isVowel(letter) {
          return set.has(letter);
        }
        module.exports = { first, isVowel, join };
      `,
      run: { not: 'it loads another file' },
    },
    {
      why: 'a function that others can call before this file has run, to be reviewed',
      code: `
        import { words } from './words';
        export const all = words;
        export function isVowel(letter: string) {
          return isOne(letter);
        }
        function isOne(letter: string): boolean;
        function isOne(letter: unknown) {
          return new Set<unknown>(['a', 'e']).has(letter); //^
        }
      `,
      safety: 'review',
      differs: /circular import/,
      fixed: `
        import { words } from './words';
        export const all = words;
        export function isVowel(letter: string) {
          return isOne(letter);
        }
        const set = new Set<unknown>(['a', 'e']);
        function isOne(letter: string): boolean;
        function isOne(letter: unknown) {
          return set.has(letter);
        }
      `,
    },
    {
      why: 'a set whose type only the function knows, as advice',
      code: `
        export function f(letter: string) {
          type Letter = string;
          return new Set<Letter>(['a', 'e']).has(letter); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a declaration with a comment inside, as advice',
      code: `
        export function f(letter: string) {
          const set = /* two */ new Set(['a', 'e']); //^
          return set.has(letter);
        }
      `,
      safety: 'advice',
    },
  ],
});
