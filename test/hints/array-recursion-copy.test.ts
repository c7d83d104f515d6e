import { arrayRecursionCopy } from '../../src/core/hints/rules/array-recursion-copy';
import { arrayRecursionCopyPairs } from './array-recursion-copy.pair';
import { integer, listOf } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

testRule(arrayRecursionCopy, {
  bench: arrayRecursionCopyPairs,
  silent: [
    {
      why: 'about a copy that is handed to another function, or is another part',
      code: `
        declare function other(list: number[]): number;
        export function f(list: number[]): number {
          if (list.length === 0) return 0;
          return other(list.slice(1)) + f(list.slice(2)) + f(list.slice(0, 1)) + f(list.slice()); //^
        }
      `,
    },
    {
      why: 'about a copy of what is not the parameter that it becomes',
      code: `
        export function f(list: number[], more: number[]): number {
          if (more.length === 0) return 0;
          const own = [...list];
          return f(own.slice(1), []) + f([], list.slice(1)); //^
        }
      `,
    },
    {
      why: 'about a parameter that is set, a rest or a default',
      code: `
        export function f(list: number[]): number {
          if (list.length === 0) list = [1];
          return f(list.slice(1)); //^
        }
        export function g(...list: number[]): number {
          return list.length ? g(...list.slice(1)) : 0; //^
        }
        export function h(list = [1]): number {
          return list.length ? h(list.slice(1)) : 0; //^
        }
      `,
    },
    {
      why: 'about a text, which is not copied',
      code: `
        export function f(text: string): number {
          return text.length ? f(text.slice(1)) + text.charCodeAt(0) : 0; //^
        }
      `,
    },
    {
      why: 'about a function whose arguments are asked for, or that is set anew',
      file: 'case.js',
      code: `
        exports.f = function () {
          function f(list) {
            return arguments.length && list.length ? f(list.slice(1)) : 0; //^
          }
          let g = list => (list.length ? g(list.slice(1)) : 0); //^
          g = f;
          return g([]);
        };
      `,
    },
    {
      why: 'about a copy taken apart that goes nowhere',
      code: `
        export function f(list: number[]): number {
          const [first, ...rest] = list; //^
          return first;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a list taken apart',
      code: `
        export function sum(list: number[]): number {
          if (list.length === 0) return 0; // nothing left
          const [first, ...rest] = list; //^
          return first + sum(rest);
        }
      `,
      safety: 'review',
      differs: /calls it with more/,
      fixed: `
        export function sum(list: number[], start = 0): number {
          if (start >= list.length) return 0; // nothing left
          const first = list[start];
          return first + sum(list, start + 1);
        }
      `,
    },
    {
      why: 'a function that only this file calls, with more parameters',
      code: `
        const start = 2;
        const count = (wanted: number, list: readonly number[], seen: number): number => {
          if (!list.length) return seen;
          if (list.length > 1 && list[1] === wanted) return seen;
          return count(wanted, list.slice(1), list[0] === wanted ? seen + 1 : seen); //^
        };
        export const all = (list: number[]) => count(start, list, 0);
      `,
      safety: 'review',
      differs: /changes the array/,
      fixed: `
        const start = 2;
        const count = (wanted: number, list: readonly number[], seen: number, start2 = 0): number => {
          if (start2 >= list.length) return seen;
          if ((list.length - start2) > 1 && list[start2 + 1] === wanted) return seen;
          return count(wanted, list, list[start2] === wanted ? seen + 1 : seen, start2 + 1);
        };
        export const all = (list: number[]) => count(start, list, 0);
      `,
    },
    {
      why: 'an arrow function without types',
      file: 'case.js',
      code: `
        export const last = list => (list.length === 1 ? list[0] : last(list.slice(1))); //^
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        export const last = (list, start = 0) => ((list.length - start) === 1 ? list[start] : last(list, start + 1));
      `,
    },
    {
      why: 'a list that is looked at in another way, as advice',
      code: `
        export function f(list: number[]): number {
          if (list.length === 0) return 0;
          return Math.max(...list) + f(list.slice(1)); //^
        }
        export function g(list: number[]): number {
          if (list.length === 0) return 0;
          return list.length / 2 + g(list.slice(1));
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a rest that is used in another way, as advice',
      code: `
        export function f(list: number[]): number {
          if (list.length === 0) return 0;
          const [first, ...rest] = list; //^
          return rest.length * first + f(rest);
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a call inside a function of its own, as advice',
      code: `
        export function f(list: number[]): number {
          if (list.length === 0) return 0;
          const more = () => list[0];
          return more() + f(list.slice(1)); //^
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule array-recursion-copy', () => {
  it('gives the same for lists of any length, also for one that ends before it is asked to', () => {
    const code = `
      function walk(list: number[], more: number): number {
        if (!list.length || more > 12) return list.length === 0 ? 0.5 : more;
        if (list.length >= 2 && list[1] > 4) return walk(list.slice(1), more + 1) * 2; //^
        return (list[0] ?? 7) + walk(list.slice(1), more + 2);
      }
    `;
    assertSameResults(arrayRecursionCopy, 'case.ts', code, 'walk', [listOf(integer), integer]);
  });
});
