import { memoisePureRecursion } from '../../src/core/hints/rules/memoise-pure-recursion';
import { integer } from './inputs';
import { memoisePureRecursionPairs } from './memoise-pure-recursion.pair';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

testRule(memoisePureRecursion, {
  bench: memoisePureRecursionPairs,
  silent: [
    {
      why: 'about a function that calls itself once, or once on each side of a choice',
      code: `
        export function f(n: number): number {
          return n < 2 ? 1 : n * f(n - 1); //^
        }
        export function g(n: number): number {
          return n < 2 ? 1 : n % 2 ? g(n - 1) : g(n - 2); //^
        }
        export function h(n: number): number {
          if (n < 2) return 1;
          if (n % 2) return h(n - 1); //^
          return h(n - 2);
        }
      `,
    },
    {
      why: 'about arguments that need not come up again',
      code: `
        export function f(n: number): number {
          return n < 2 ? 1 : f(n / 2) + f(n * 3 - 1); //^
        }
        export function g(from: number, to: number): number {
          return to - from < 2 ? 1 : g(from, to - 1) + g(from + 1, to); //^
        }
        interface Tree { left?: Tree; right?: Tree }
        export function h(tree: Tree | undefined): number {
          return tree ? h(tree.left) + h(tree.right) + 1 : 0; //^
        }
      `,
    },
    {
      why: 'about a function that does more than compute, or depends on what changes',
      code: `
        let calls = 0;
        const seen: number[] = [];
        export function f(n: number): number {
          calls++;
          return n < 2 ? 1 : f(n - 1) + f(n - 2); //^
        }
        export function g(n: number): number {
          return n < 2 ? calls : g(n - 1) + g(n - 2); //^
        }
        export function h(n: number): number {
          seen.push(n);
          return n < 2 ? 1 : h(n - 1) + h(n - 2); //^
        }
        export function i(n: number): number {
          return n < 2 ? Math.random() : i(n - 1) + i(n - 2); //^
        }
        export function j(n: number): number {
          if (n < 0) throw new RangeError('too little');
          return n < 2 ? 1 : j(n - 1) + j(n - 2); //^
        }
        export function k(n: number): number {
          return n < 2 ? Date.now() : k(n - 1) + k(n - 2); //^
        }
        export function l(this: any, n: number): number {
          return n < 2 ? this.n : l.call(this, n - 1) + l.call(this, n - 2); //^
        }
        export const said = () => [calls, seen];
      `,
    },
    {
      why: 'about values that could be changed',
      code: `
        export function f(n: number): number[] {
          return n < 2 ? [n] : [...f(n - 1), ...f(n - 2)]; //^
        }
        declare const table: Map<number, object>;
        export function g(n: number): any {
          return n < 2 ? {} : g(n - 1) && g(n - 2); //^
        }
      `,
    },
    {
      why: 'about a function that waits, or one that is set anew',
      file: 'case.js',
      code: `
        async function f(n) {
          return n < 2 ? 1 : (await f(n - 1)) + (await f(n - 2)); //^
        }
        function g(n) {
          return n < 2 ? 1 : g(n - 1) + g(n - 2); //^
        }
        g = f;
        exports.g = g;
      `,
    },
  ],
  hints: [
    {
      why: 'the usual one',
      code: `
        import { log } from 'node:console';

        /** How many ways there are. */
        export function ways(n: number): number {
          if (n <= 1) return 1;
          const one = ways(n - 1); //^
          return one + ways(n - 2);
        }
        log(ways(20));
      `,
      safety: 'review',
      differs: /kept in memory/,
      fixed: `
        import { log } from 'node:console';

        const waysValues = new Map<number, number>();
        /** How many ways there are. */
        export function ways(n: number): number {
          const known = waysValues.get(n);
          if (known !== undefined) return known;
          const value = waysAnew(n);
          waysValues.set(n, value);
          return value;
        }

        function waysAnew(n: number): number {
          if (n <= 1) return 1;
          const one = ways(n - 1);
          return one + ways(n - 2);
        }
        log(ways(20));
      `,
    },
    {
      why: 'one that is called before it is written, with a table of constants',
      file: 'case.js',
      code: `
        const costs = [3, 1, 4];
        console.log(least(30));
        function least(value) {
          if (value <= 0) return value === 0 ? 0 : Infinity;
          let best = Infinity; //^
          best = Math.min(best, least(value - 1) + costs[0], least(value - 5) + costs[1]);
          return best;
        }
      `,
      safety: 'review',
      differs: /objects/,
      fixed: `
        const costs = [3, 1, 4];
        const leastValues = new Map();
        console.log(least(30));
        function least(value) {
          const known = leastValues.get(value);
          if (known !== undefined) return known;
          const value2 = leastAnew(value);
          leastValues.set(value, value2);
          return value2;
        }

        function leastAnew(value) {
          if (value <= 0) return value === 0 ? 0 : Infinity;
          let best = Infinity;
          best = Math.min(best, least(value - 1) + costs[0], least(value - 5) + costs[1]);
          return best;
        }
      `,
    },
    {
      why: 'one without written types, as advice',
      code: `
        export function ways(n: number) {
          return n < 2 ? 1 : (ways(n - 1) as number) + (ways(n - 2) as number); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'one that a file that imports this one back may call too early, as advice',
      code: `
        import { most } from './most';
        export function ways(n: number): number {
          return n < most ? 1 : ways(n - 1) + ways(n - 2); //^
        }
      `.replace('n < most', 'n < 2'),
      safety: 'advice',
    },
  ],
});

describe('the rule memoise-pure-recursion', () => {
  it('gives the same for every argument', () => {
    const code = `
      function steps(n: number): number {
        if (!(n > 0)) return n === 0 ? 1 : 0.5;
        return steps(n - 1) + steps(n - 2) * 2 + (n > 5 ? steps(n - 3) : 0); //^
      }
    `;
    assertSameResults(memoisePureRecursion, 'case.ts', code, 'steps', [integer]);
    assertSameResults(memoisePureRecursion, 'case.ts', code, 'steps', [() => Number.NaN]);
  });
});
