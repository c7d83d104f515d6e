import { arrayBuild } from '../../src/core/hints/rules/array-build';
import { arrayBuildPairs } from './array-build.pair';
import { integer, listOf, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(arrayBuild, {
  bench: arrayBuildPairs,
  silent: [
    {
      why: 'about a call that may not be made, that says its types or gives a this',
      code: `
        export const a = () => Array.from?.({ length: 3 }, (_, i) => i); //^
        export const b = () => Array.from<unknown, number>({ length: 3 }, (_, i) => i); //^
        export const c = (self: object) => Array.from({ length: 3 }, (_, i) => i, self); //^
      `,
    },
    {
      why: 'about an object with something else than a length',
      code: `
        export const all = () => Array.from({ size: 3 } as any, (_, i) => i); //^
      `,
    },
    {
      why: 'about a callback that takes all it is given, or puts something in its place',
      code: `
        export const a = () => Array.from({ length: 3 }, (...all) => all.length); //^
        export const b = () => Array.from({ length: 3 }, (_, ...more) => more.length); //^
        export const c = () => Array.from({ length: 3 }, (_ = 1, i) => i); //^
        export const d = () => Array.from({ length: 3 }, ({}, i) => i); //^
        export const e = () => Array.from({ length: 3 }, (_, i) => eval('_')); //^
      `,
    },
    {
      why: 'about an array made from something that has elements',
      code: `
        export const twice = (xs: Set<number>) => Array.from(xs, x => x * 2); //^
      `,
    },
    {
      why: 'about a callback that is not seen',
      code: `
        declare const make: (x: unknown, i: number) => number;
        export const all = () => Array.from({ length: 3 }, make); //^
      `,
    },
    {
      why: 'about a callback that looks at what it is given',
      code: `
        export const all = () => Array.from({ length: 3 }, x => String(x)); //^
      `,
    },
    {
      why: 'about a callback that counts its arguments',
      code: `
        export const all = () =>
          Array.from({ length: 3 }, function () { return arguments.length; }); //^
      `,
    },
    {
      why: 'about a callback with a default, which map would not need',
      code: `
        export const all = () => Array.from({ length: 3 }, (_, i, more = 1) => i + more); //^
      `,
    },
    {
      why: 'about what has elements beside its length',
      code: `
        export const all = () => Array.from({ length: 3, 0: 'a' }, (_, i) => i); //^
      `,
    },
    {
      why: 'about a length that is a text',
      code: `
        export const all = (n: string) => Array.from({ length: n as any as string }, (_, i) => i); //^
      `,
      file: 'case.tsx',
    },
    {
      why: 'about an Array of the program',
      code: `
        const Array = { from: (o: object, f: (x: undefined, i: number) => number) => [f(undefined, 1)] };
        export const all = () => Array.from({ length: 3 }, (_, i) => i); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a constant length',
      code: `
        const SIZE = 8;
        export const rows = () => Array.from({ length: SIZE }, (_, i) => i * 2); //^
      `,
      safety: 'safe',
      fixed: `
        const SIZE = 8;
        export const rows = () => new Array(SIZE).fill(0).map((_, i) => i * 2);
      `,
      run: { call: 'rows', inputs: [] },
    },
    {
      why: 'the length of another, with a callback on several lines',
      code: `
        export function table(words: string[]) {
          return Array.from({ length: words.length + 1 }, (_, i) => { //^
            // each row
            return words.map(word => word.length + i);
          });
        }
      `,
      safety: 'safe',
      fixed: `
        export function table(words: string[]) {
          return new Array(words.length + 1).fill(0).map((_, i) => {
            // each row
            return words.map(word => word.length + i);
          });
        }
      `,
      run: { call: 'table', inputs: [listOf(text)] },
    },
    {
      why: 'lists of the length of the arguments',
      file: 'case.mjs',
      code: `
        export function lists(...xs) {
          return Array.from({ length: xs.length }, () => []); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function lists(...xs) {
          return new Array(xs.length).fill(0).map(() => []);
        }
      `,
      run: { call: 'lists', inputs: [value, integer, value] },
    },
    {
      why: 'a length that is only known to be a number, to be reviewed',
      code: `
        export const all = (length: number) => Array.from({ length }, (_, i) => i); //^
      `,
      safety: 'review',
      differs: /negative, not a whole number/,
      fixed: `
        export const all = (length: number) => new Array(length).fill(0).map((_, i) => i);
      `,
    },
    {
      why: 'a comment in the way, as advice',
      code: `
        export const all = (n: number) => Array.from({ length: n /* rows */ }, (_, i) => i); //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});
