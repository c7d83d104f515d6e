import { ownIndex } from '../../src/core/hints/rules/own-index';
import { dictionaryOf, listOf, text } from './inputs';
import { ownIndexPairs } from './own-index.pair';
import { testRule } from './rule-tester';

testRule(ownIndex, {
  bench: ownIndexPairs,
  silent: [
    {
      why: 'where repeats are what is asked for',
      code: `
        export const first = (a: string[]) => a.filter((x, i) => a.indexOf(x) === i); //^
        export const twice = (a: string[]) => a.filter(x => a.indexOf(x) !== a.lastIndexOf(x)); //^
      `,
    },
    {
      why: 'about another list, another value or a search that starts somewhere',
      code: `
        export const f = (a: string[], b: string[]) => a.map(x => b.indexOf(x)); //^
        export const g = (a: string[], y: string) => a.map(x => a.indexOf(y)); //^
        export const h = (a: string[]) => a.map(x => a.indexOf(x, 1)); //^
        export const i = (a: any) => a.map((a: any) => a.indexOf(a)); //^
        export const j = (a: string[]) => a.map((y, x) => a.indexOf(String(x))); //^
        export const k = (a: string[]) => a.reduce((x, y) => x + a.indexOf(x), ''); //^
        export const l = (a: string[]) => a.sort(x => a.indexOf(x)); //^
      `,
    },
    {
      why: 'about a list or an element that the callback changes',
      code: `
        export const f = (a: string[]) => a.map(x => { a.push('b'); return a.indexOf(x); }); //^
        export const g = (a: string[]) => a.map(x => { x = 'b'; return a.indexOf(x); }); //^
        export function h(a: string[]) {
          a.forEach(x => { a = a.concat(a.indexOf(x) + x); }); //^
          return a;
        }
      `,
    },
    {
      why: 'about a callback that may call itself with something else',
      code: `
        export function f(o: object) {
          const keys = Object.keys(o);
          return keys.map(function at(key): number { return key === '' ? at('a') : keys.indexOf(key); }); //^
        }
      `,
    },
    {
      why: 'about a field of another this',
      code: `
        export class List {
          items: string[] = [];
          places() {
            return this.items.map(function (this: List, x) {
              return this.items.indexOf(x); //^
            });
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'the keys of an object, of which none is there twice',
      code: `
        export function places(table: Record<string, string>) {
          const keys = Object.keys(table);
          return keys.map(key => [key, keys.indexOf(key)]); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function places(table: Record<string, string>) {
          const keys = Object.keys(table);
          return keys.map((key, index) => [key, index]);
        }
      `,
      run: { call: 'places', inputs: [dictionaryOf(text)] },
    },
    {
      why: 'a copy of a set of texts, in an inner function',
      code: `
        export function places(list: string[]) {
          const index = new Set<string>(list);
          const words = [...index];
          return words.flatMap((word, at) => [1, 2].map(n => words.indexOf(word) + at + n)); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function places(list: string[]) {
          const index = new Set<string>(list);
          const words = [...index];
          return words.flatMap((word, at) => [1, 2].map(n => at + at + n));
        }
      `,
      run: { call: 'places', inputs: [listOf(text)] },
    },
    {
      why: 'a list that may have a value twice, to be reviewed',
      code: `
        export function label(words: readonly string[]) {
          const index = 1;
          words.forEach(function (word) {
            console.log(words.indexOf(word) + index); //^
          });
        }
      `,
      safety: 'review',
      differs: /has a value twice or NaN/,
      fixed: `
        export function label(words: readonly string[]) {
          const index = 1;
          words.forEach(function (word, index2) {
            console.log(index2 + index);
          });
        }
      `,
    },
    {
      why: 'a copy of a set that may hold NaN, to be reviewed',
      code: `
        export function places(list: number[]) {
          const numbers = [...new Set<number>(list)];
          return numbers.map((n: number) => numbers.indexOf(n)); //^
        }
      `,
      safety: 'review',
      differs: /NaN/,
      fixed: `
        export function places(list: number[]) {
          const numbers = [...new Set<number>(list)];
          return numbers.map((n: number, index) => index);
        }
      `,
    },
    {
      why: 'a list of unknown type in a field',
      file: 'case.js',
      code: `
        exports.List = class {
          places() {
            return this.items.map(item => this.items.indexOf(item)); //^
          }
        };
      `,
      safety: 'review',
      differs: /is not an array/,
      fixed: `
        exports.List = class {
          places() {
            return this.items.map((item, index) => index);
          }
        };
      `,
    },
    {
      why: 'a list that something called may change, to be reviewed',
      code: `
        export const f = (list: string[], tell: (n: number) => void) =>
          list.forEach(x => tell(list.indexOf(x))); //^
      `,
      safety: 'review',
      differs: /changes meanwhile/,
      fixed: `
        export const f = (list: string[], tell: (n: number) => void) =>
          list.forEach((x, index) => tell(index));
      `,
    },
    {
      why: 'an index that is counted on, as advice',
      code: `
        export const f = (list: string[]) => list.map((x, i) => { i++; return list.indexOf(x) + i + 1; }); //^
      `,
      safety: 'advice',
    },
    {
      why: 'an index whose name means another variable there, as advice',
      code: `
        export const f = (list: string[]) =>
          list.map((x, i) => [1].map(i => list.indexOf(x) * i)); //^
      `,
      safety: 'advice',
    },
  ],
});
