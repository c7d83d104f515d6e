import { unshiftInLoop } from '../../src/core/hints/rules/unshift-in-loop';
import { integer, listOf, value } from './inputs';
import { testRule } from './rule-tester';
import { unshiftInLoopPairs } from './unshift-in-loop.pair';

testRule(unshiftInLoop, {
  bench: unshiftInLoopPairs,
  silent: [
    {
      why: 'about a list that is looked at in the loop, or whose new length is',
      code: `
        export function f(items: number[]) {
          const list: number[] = [];
          for (const item of items) if (list[0] !== item) list.unshift(item); //^
          return list;
        }
        export function g(items: number[]) {
          const list: number[] = [];
          let n = 0;
          for (const item of items) n += list.unshift(item); //^
          return n;
        }
        export function h(items: number[]) {
          const list: number[] = [];
          for (const item of items) { list.unshift(item); if (item < 0) return list; } //^
          return list;
        }
        export function i(items: number[]) {
          const list: number[] = [];
          for (const item of items) list.unshift(list.length); //^
          return list;
        }
      `,
    },
    {
      why: 'about a list that is added to elsewhere, or starts with something',
      code: `
        export function f(items: number[]) {
          const list: number[] = [];
          list.unshift(0);
          for (const item of items) list.unshift(item); //^
          return list;
        }
        export function g(items: number[]) {
          const list = [0];
          for (const item of items) list.unshift(item); //^
          return list;
        }
        export function h(items: number[], list: number[]) {
          for (const item of items) list.unshift(item); //^
        }
        export function j(items: number[]) {
          let list: number[] = [];
          for (const item of items) list.unshift(item); //^
          list = list.concat(list);
          return list;
        }
      `,
    },
    {
      why: 'about several at once, and about a single one',
      code: `
        export function f(items: number[]) {
          const list: number[] = [];
          for (const item of items) list.unshift(item, 1); //^
          for (const item of items) list.unshift(...items); //^
          return list;
        }
        export function g(item: number) {
          const list: number[] = [];
          if (item > 0) list.unshift(item); //^
          return list;
        }
      `,
    },
    {
      why: 'about a list that functions see earlier',
      code: `
        export function f(items: number[]) {
          const list: number[] = [];
          for (const item of items) { list.unshift(item); tell(); } //^
          function tell() { console.log(list[0]); }
        }
        export function g(items: number[], later: (f: () => void) => void) {
          const list: number[] = [];
          for (const item of items) later(() => list.unshift(item)); //^
          for (const item of items) later(() => { list.unshift(item); }); //^
          return list;
        }
        export const all: number[] = [];
        for (const n of [1, 2]) all.unshift(n); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a list that is filled from the front',
      code: `
        export function turned(items: readonly unknown[]) {
          const list: unknown[] = [];
          for (const item of items) {
            // the last first
            list.unshift(item); //^
          } // all of them
          return list;
        }
      `,
      safety: 'safe',
      fixed: `
        export function turned(items: readonly unknown[]) {
          const list: unknown[] = [];
          for (const item of items) {
            // the last first
            list.push(item);
          } // all of them
          list.reverse();
          return list;
        }
      `,
      run: { call: 'turned', inputs: [listOf(value)] },
    },
    {
      why: 'loops in loops that may be left, in two places',
      file: 'case.js',
      code: `
        const digits = (n, items) => {
          const list = []
          outer: while (n > 0) {
            for (const item of items) {
              if (item === 3) break outer
              list.unshift(item) //^
            }
            list.unshift(n % 2) //^
            n = Math.floor(n / 2)
          }
          const first = () => list[0]
          return [first(), ...list]
        }
        exports.digits = digits
      `,
      safety: 'safe',
      fixed: `
        const digits = (n, items) => {
          const list = []
          outer: while (n > 0) {
            for (const item of items) {
              if (item === 3) break outer
              list.push(item)
            }
            list.push(n % 2)
            n = Math.floor(n / 2)
          }
          list.reverse()
          const first = () => list[0]
          return [first(), ...list]
        }
        exports.digits = digits
      `,
      run: { call: 'digits', inputs: [integer, listOf(integer)] },
    },
    {
      why: 'a loop that is tried',
      code: `
        export function turned(items: any[]) {
          const list: string[] = [];
          try {
            items.forEach(item => {
              list.unshift(item.name.trim()); //^
            });
          } catch {
            items = [];
          }
          return list;
        }
      `,
      safety: 'safe',
      fixed: `
        export function turned(items: any[]) {
          const list: string[] = [];
          try {
            items.forEach(item => {
              list.push(item.name.trim());
            });
          } catch {
            items = [];
          }
          list.reverse();
          return list;
        }
      `,
      run: { call: 'turned', inputs: [listOf(value)] },
    },
    {
      why: 'a callback of what may not be an array, to be reviewed',
      file: 'case.js',
      code: `
        exports.turned = items => {
          const list = [];
          items.forEach(item => { list.unshift(item); }); //^
          return list;
        };
      `,
      safety: 'review',
      differs: /gone through is not an array/,
      fixed: `
        exports.turned = items => {
          const list = [];
          items.forEach(item => { list.push(item); });
          list.reverse();
          return list;
        };
      `,
    },
  ],
});
