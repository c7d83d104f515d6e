import { chainFusion } from '../../src/core/hints/rules/chain-fusion';
import { chainFusionPairs } from './chain-fusion.pair';
import { number, sparseListOf, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(chainFusion, {
  bench: chainFusionPairs,
  silent: [
    {
      why: 'where it is only asked whether there is any, which is another advice',
      code: `
        export const f = (a: string[]) => a.filter(x => x > 'a').length > 0; //^
        export const g = (a: string[]) => (!a.filter(x => x > 'a').length ? 1 : 2); //^
        export const h = (a: string[]) => a.filter(x => x > 'a').length === 0; //^
      `,
    },
    {
      why: 'where what was gathered is used',
      code: `
        export const f = (a: string[]) => a.filter(x => x > 'a').join().length; //^
        export const g = (a: string[]) => a.map(x => x + 'a').length; //^
        export function h(a: string[]) {
          const some = a.filter(x => x > 'a'); //^
          return some.length;
        }
        export function i(a: string[]) {
          a.filter(x => x > 'a').length = 0; //^
          return a.filter(x => x > 'a')?.length + 1; //^
        }
      `,
    },
    {
      why: 'about a test that is no plain arrow function',
      code: `
        declare function test(x: string, i?: number): boolean;
        export const f = (a: string[]) => a.filter(test).length + 1; //^
        export const g = (a: string[]) => a.filter(Boolean).length + 1; //^
        export const h = (a: string[]) => a.filter(function (x) { return x; }).length + 1; //^
        export const i = (a: string[]) => a.filter(x => { if (x) return true; return x; }).length + 1; //^
        export const j = (a: string[][]) => a.filter(([x]) => x).length + 1; //^
        export const k = (a: string[]) => a.filter(() => true).length + 1; //^
        export const l = (a: string[] | undefined) => a?.filter(x => x).length; //^
        export const m = (a: string[]) => a.filter(x => x, a).length + 1; //^
        export const n = (a: string[]) => a.filter<'a'>(x => x === 'a').length + 1; //^
      `,
    },
    {
      why: 'about what is no array, or may be none, in typed code',
      code: `
        declare class Query { filter(test: (x: string) => boolean): { length: number } }
        export const f = (a: Query) => a.filter(x => x > 'a').length + 1; //^
        export const g = (a: any) => a.filter((x: any) => x > 'a').length + 1; //^
      `,
    },
    {
      why: 'about what is seen to be no array in plain JavaScript',
      file: 'case.js',
      code: `
        const own = { filter: test => [test] };
        exports.f = () => own.filter(x => x > 1).length + 1; //^
      `,
    },
  ],
  hints: [
    {
      why: 'a count in an expression, with the index',
      code: `
        export function f(list: (string | number)[]) {
          const count = 2;
          return list.filter((x, i) => x !== 'a' && i > 0).length * count; //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(list: (string | number)[]) {
          const count = 2;
          return list.reduce<number>((count2, x, i) => (x !== 'a' && i > 0 ? count2 + 1 : count2), 0) * count;
        }
      `,
      run: { call: 'f', inputs: [sparseListOf(value)] },
    },
    {
      why: 'a test that changes the list meanwhile',
      code: `
        export function f(list: unknown[]) {
          const n = list
            .filter(x => { return x ? list.pop() : (list[5] = 'a', list.push(x) < 12); }) //^
            .length;
          return [n, list];
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(list: unknown[]) {
          const n = list
            .reduce<number>((count, x) => ((x ? list.pop() : (list[5] = 'a', list.push(x) < 12)) ? count + 1 : count), 0);
          return [n, list];
        }
      `,
      run: { call: 'f', inputs: [sparseListOf(number)] },
    },
    {
      why: 'a list that may be none, in plain JavaScript',
      file: 'case.js',
      code: `
        exports.f = (list, most) => most - list.filter(x => (x.a, x.b)).length; //^
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        exports.f = (list, most) => most - list.reduce((count, x) => ((x.a, x.b) ? count + 1 : count), 0);
      `,
    },
    {
      why: 'values of a map, spread',
      code: `
        export const f = (words: string[]) => {
          const map = new Map(words.map(word => [word, word.length]));
          return 1 + [...map.values()].filter(n => n > 1).length; //^
        };
      `,
      safety: 'safe',
      fixed: `
        export const f = (words: string[]) => {
          const map = new Map(words.map(word => [word, word.length]));
          return 1 + [...map.values()].reduce<number>((count, n) => (n > 1 ? count + 1 : count), 0);
        };
      `,
      run: { call: 'f', inputs: [sparseListOf(text)] },
    },
    ...Object.entries({
      'is set': ['x => (last = x)', '(last = x)'],
      'is set and stands alone': ['x => last = x', '(last = x)'],
      'is the last of two': ['x => { return last, x; }', '(last, x)'],
      'is a function': ['x => () => x', '(() => x)'],
      'is asked of a property': ['x => 0 in x', '0 in x'],
      'is one of two': ['x => x ? x : last', '(x ? x : last)'],
    }).map(([why, [test, asked]]) => ({
      why: `a test of what ${why}`,
      file: 'case.mjs',
      code: `
        let last;
        export function f(...list) {
          return list.filter(${test}).length + 1; //^
        }
      `,
      safety: 'safe' as const,
      fixed: `
        let last;
        export function f(...list) {
          return list.reduce((count, x) => (${asked} ? count + 1 : count), 0) + 1;
        }
      `,
      run: { call: 'f', inputs: [value, value, value] },
    })),
    ...Object.entries({
      'before the test': "/* all */ x => x > 'a'",
      'in the test': "x => /* not the first */ x > 'a'",
      'behind the test': "x => x > 'a' /* not all */",
    }).map(([why, test]) => ({
      why: `a comment ${why}, which would be lost, as advice`,
      code: `
        export const f = (list: string[]) => list.filter(${test}).length + 1; //^
      `,
      safety: 'advice' as const,
    })),
  ],
});
