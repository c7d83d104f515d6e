import { sortPerInsert } from '../../src/core/hints/rules/sort-per-insert';
import { testRule } from './rule-tester';
import { sortPerInsertPairs } from './sort-per-insert.pair';

testRule(sortPerInsert, {
  bench: sortPerInsertPairs,
  silent: [
    {
      why: 'about a list that is sorted once',
      code: `
        export function f(items: number[]) {
          const list: number[] = [];
          for (const item of items) list.push(item);
          list.sort((a, b) => a - b); //^
          return list;
        }
      `,
    },
    {
      why: 'about a list that is filled anew each time round, or with more than one',
      code: `
        export function f(rows: number[][], all: number[]) {
          for (const row of rows) {
            const list = [...row];
            list.push(0);
            list.sort((a, b) => a - b); //^
            all.push(...row);
            all.sort((a, b) => a - b); //^
            for (const x of row) all.push(x);
            all.sort((a, b) => a - b); //^
          }
        }
      `,
    },
    {
      why: 'about another list',
      code: `
        export function f(items: number[], one: number[], two: number[]) {
          for (const item of items) {
            one.push(item);
            two.sort((a, b) => a - b); //^
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a queue that is put in order for each element, as advice',
      code: `
        export function search(start: { cost: number }, next: (x: { cost: number }) => { cost: number }) {
          const queue = [start];
          while (queue.length > 0) {
            const at = queue.shift()!;
            if (at.cost > 100) return at;
            queue.push(next(at));
            queue.sort((a, b) => a.cost - b.cost); //^
          }
          return undefined;
        }
      `,
      safety: 'advice',
      differs: /another order/,
    },
    {
      why: 'a field that is kept in order, as advice',
      file: 'case.js',
      code: `
        exports.Board = class {
          fill(scores) {
            scores.forEach(score => {
              this.best.push(score);
              this.best.sort(); //^
            });
          }
        };
      `,
      safety: 'advice',
    },
  ],
});
