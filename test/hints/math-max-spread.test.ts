import { mathMaxSpread } from '../../src/core/hints/rules/math-max-spread';
import { listOf, number, record, sparseListOf, value } from './inputs';
import { mathMaxSpreadPairs } from './math-max-spread.pair';
import { testRule } from './rule-tester';

testRule(mathMaxSpread, {
  bench: mathMaxSpreadPairs,
  silent: [
    {
      why: 'about numbers that are given one by one',
      code: `
        export const larger = (a: number, b: number) => Math.max(a, b); //^
      `,
    },
    {
      why: 'about a set, which has no index',
      code: `
        export const largest = (values: Set<number>) => Math.max(...values); //^
      `,
    },
    {
      why: 'about two spreads',
      code: `
        export const largest = (a: number[], b: number[]) => Math.max(...a, ...b); //^
      `,
    },
    {
      why: 'about a Math of the program',
      code: `
        const Math = { max: (...values: number[]) => values.length };
        export const largest = (values: number[]) => Math.max(...values); //^
      `,
    },
    {
      why: 'about a value beside it that is not known to be a number',
      file: 'case.mjs',
      code: `
        export const largest = (values, least) => Math.max(least, ...values); //^
      `,
    },
    {
      why: 'about a list that stands there',
      code: `
        export const largest = (a: number, b: number) => Math.max(...[a, b]); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a maximum that is kept',
      code: `
        export function spread(values: number[]) {
          const max = Math.max(...values); // the largest //^
          const min: number = 0;
          return [max, min];
        }
      `,
      safety: 'safe',
      fixed: `
        export function spread(values: number[]) {
          let max = -Infinity; // the largest
          for (let i = 0; i < values.length; i++) max = Math.max(max, values[i]);
          const min: number = 0;
          return [max, min];
        }
      `,
      run: { call: 'spread', inputs: [listOf(number)] },
    },
    {
      why: 'a minimum in an expression',
      code: `
        export function range(values: number[], i: number) {
          return { i, min: Math.min(...values) }; //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function range(values: number[], i: number) {
          let min = Infinity;
          for (let i2 = 0; i2 < values.length; i2++) min = Math.min(min, values[i2]);
          return { i, min: min };
        }
      `,
      run: { call: 'range', inputs: [sparseListOf(number), number] },
    },
    {
      why: 'a minimum of what a callback gives, beside a number',
      code: `
        interface Row {
          size: number;
        }
        export const least = (rows: Row[]) => Math.min(9, ...rows.map(row => row.size)); //^
      `,
      safety: 'safe',
      fixed: `
        interface Row {
          size: number;
        }
        export const least = (rows: Row[]) => {
          const values = rows.map(row => row.size);
          let min = 9;
          for (let i = 0; i < values.length; i++) min = Math.min(min, values[i]);
          return min;
        };
      `,
      run: { call: 'least', inputs: [listOf(record({ size: value }))] },
    },
    {
      why: 'a sum that grows by it',
      file: 'case.mjs',
      code: `
        export function total(rows) {
          let sum = 0;
          for (const row of rows) {
            const sizes = Object.values(row);
            sum += Math.max.apply(Math, sizes); //^
          }
          return sum;
        }
      `,
      safety: 'safe',
      fixed: `
        export function total(rows) {
          let sum = 0;
          for (const row of rows) {
            const sizes = Object.values(row);
            let max = -Infinity;
            for (let i = 0; i < sizes.length; i++) max = Math.max(max, sizes[i]);
            sum += max;
          }
          return sum;
        }
      `,
      run: { call: 'total', inputs: [listOf(listOf(value))] },
    },
    {
      why: 'what may be no array, to be reviewed',
      file: 'case.mjs',
      code: `
        export function largest(values) {
          return Math.max(...values); //^
        }
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        export function largest(values) {
          let max = -Infinity;
          for (let i = 0; i < values.length; i++) max = Math.max(max, values[i]);
          return max;
        }
      `,
    },
    {
      why: 'a choice, as advice',
      code: `
        export const largest = (values: number[], on: boolean) => (on ? Math.max(...values) : 0); //^
      `,
      safety: 'advice',
      differs: /no place/,
    },
    {
      why: 'a call made before, as advice',
      code: `
        export function largest(values: number[]) {
          return [values.pop(), Math.max(...values)]; //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a comment inside, as advice',
      code: `
        export function largest(values: number[]) {
          return Math.max(/* all */ ...values); //^
        }
      `,
      safety: 'advice',
    },
  ],
});
