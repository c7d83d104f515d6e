import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { sortForExtreme } from '../../src/core/hints/rules/sort-for-extreme';
import { integer, listOf, record, seeded, text } from './inputs';
import { type BenchPair, fixedPair, load, testRule } from './rule-tester';
import { drawn } from './heat';
import { sortForExtremePairs } from './sort-for-extreme.pair';

testRule(sortForExtreme, {
  bench: sortForExtremePairs,
  silent: [
    {
      why: 'about an array that stays sorted',
      code: `
        export const f = (a: number[]) => a.sort((x, y) => x - y)[0]; //^
        export const g = (a: number[]) => { const b = [...a].sort((x, y) => x - y); return b[0] + b[1]; }; //^
        export const h = (a: number[]) => [...a].sort((x, y) => x - y)[1]; //^
        export const i = (a: number[]) => [...a].sort((x, y) => x - y).at(1); //^
        export const j = (a: number[]) => a.slice(1).sort((x, y) => x - y)[0]; //^
        export const k = (a: number[]) => [...a, 1].sort((x, y) => x - y)[0]; //^
        export const l = (a: number[]) => Array.from(a, x => -x).sort((x, y) => x - y)[0]; //^
      `,
    },
    {
      why: 'about another order',
      code: `
        export const f = (a: number[]) => [...a].sort()[0]; //^
        export const g = (a: string[]) => [...a].sort((x, y) => x.localeCompare(y))[0]; //^
        export const h = (a: any[]) => [...a].sort((x, y) => x.a - y.b)[0]; //^
        export const i = (a: number[]) => [...a].sort((x, y) => x - x)[0]; //^
        export const j = (a: number[], z: number) => [...a].sort((x, y) => x - z)[0]; //^
        export const k = (a: number[]) => [...a].sort((x, y) => x + y)[0]; //^
        export const l = (a: number[], by: (x: number, y: number) => number) => [...a].sort(by)[0]; //^
        export const m = (a: any[]) => [...a].sort((x, y) => x?.a - y?.a)[0]; //^
      `,
    },
  ],
  hints: [
    {
      why: 'the least of numbers',
      code: `
        export const least = (prices: readonly number[]) => [...prices].sort((a, b) => a - b)[0]; //^
      `,
      safety: 'review',
      differs: /NaN, undefined or a text/,
      fixed: `
        export const least = (prices: readonly number[]) => prices.reduce((best, item) => (item < best ? item : best), prices[0]);
      `,
    },
    {
      why: 'the greatest by a property, the last of equals',
      code: `
        const best = 1;
        export class Shop {
          items: { price: { net: number } }[] = [];
          dearest() {
            return this.items
              .slice()
              .sort((a, b) => { return a.price.net - b.price.net; }) //^
              .at(-1);
          }
        }
        export { best };
      `,
      safety: 'review',
      fixed: `
        const best = 1;
        export class Shop {
          items: { price: { net: number } }[] = [];
          dearest() {
            return this.items.reduce((best2, item) => (item.price.net >= best2.price.net ? item : best2), this.items[0]);
          }
        }
        export { best };
      `,
    },
    {
      why: 'a copy of what may be no array, as advice',
      file: 'case.js',
      code: `
        exports.least = prices => [...prices].sort((a, b) => a - b)[0]; //^
      `,
      safety: 'advice',
    },
    {
      why: 'a list that is made for it, as advice',
      code: `
        export const least = (s: string) => Array.from(s.split(',').map(x => +x)).sort((a, b) => a - b)[0]; //^
      `,
      safety: 'advice',
    },
    {
      why: 'a comment in the order, as advice',
      code: `
        export const least = (a: number[]) => [...a].sort((a, b) => /* up */ a - b)[0]; //^
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule sort-for-extreme', () => {
  /** All four ways of reading an end, of items with equal keys. */
  for (const order of ['a.n - b.n', 'b.n - a.n'])
    for (const end of ['[0]', '.at(-1)', '.pop()', '.shift()'])
      it(`gives the same of equals as sorting, ${order} ${end}`, () => {
        const pair: BenchPair = {
          ...sortForExtremePairs[0],
          code: `
            function found(items: { n: number }[]) {
              return [...items].sort((a, b) => ${order})${end}; //^
            }
          `,
          call: 'found',
        };
        const [before, after] = [drawn(pair.code).text, fixedPair(sortForExtreme, pair)].map(code =>
          load(code, 'found'),
        );
        for (let seed = 1; seed <= 100; seed++) {
          const items = listOf(record({ n: integer, name: text }))(seeded(seed));
          assert.ok(isDeepStrictEqual(after(items), before(items)), `seed ${seed}`);
        }
      });
});
