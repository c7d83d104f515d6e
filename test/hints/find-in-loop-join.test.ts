import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { findInLoopJoin } from '../../src/core/hints/rules/find-in-loop-join';
import { findInLoopJoinPairs } from './find-in-loop-join.pair';
import { drawn } from './heat';
import { integer, listOf, record, seeded, text } from './inputs';
import { fixedPair, load, testRule } from './rule-tester';

const types = `
        interface Person { id: string; age: number; parent: string }
        interface Order { by: string; n: number }`;

testRule(findInLoopJoin, {
  bench: findInLoopJoinPairs,
  silent: [
    {
      why: 'about a call that may not be made, that says its types, gives a this or has one',
      code: `
        type Item = { id: string };
        export const a = (list: Item[], ids: string[]) => ids.map(id => list?.find(x => x.id === id)); //^
        export const b = (list: any, ids: string[]) => ids.map(id => list.find<Item>(x => x.id === id)); //^
        export const c = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.id === id, ids)); //^
        export const d = (list: Item[], ids: string[]) =>
          ids.map(id => list.find(function (x) { return x.id === id; })); //^
      `,
    },
    {
      why: 'about an item that may not be there, an inner one, and what text could name',
      code: `
        type Item = { id: string; in: { id: string } };
        export const a = (list: (Item | undefined)[], ids: string[]) => ids.map(id => list.find(x => x?.id === id)); //^
        export const b = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.in.id === id)); //^
        export const c = (ids: string[]) => ids.map(id => everywhere.find(x => x.id === id)); //^
        export const d = (list: Item[], ids: string[], code: string) =>
          [eval(code), ids.map(id => list.find(x => x.id === id))]; //^
      `,
    },
    {
      why: 'where another Map is meant',
      code: `
        import { Map } from './map';
        export const all = (list: { id: string }[], ids: string[]) => ids.map(id => list.find(x => x.id === id)); //^
        export { Map };
      `,
    },
    {
      why: 'about a search outside loops, or of a list that the loop makes',
      code: `
        export const f = (list: { id: string }[], id: string) => list.find(x => x.id === id); //^
        export function g(lists: { id: string }[][], id: string) {
          return lists.map(list => list.find(x => x.id === id)); //^
        }
      `,
    },
    {
      why: 'about a list, or a key in it, that the loop changes',
      code: `
        export function f(list: { id: string }[], ids: string[]) {
          for (const id of ids) if (list.find(x => x.id === id) === undefined) list.push({ id }); //^
        }
        export function g(list: { id: string }[], ids: string[]) {
          for (const id of ids) {
            const found = list.find(x => x.id === id); //^
            if (found !== undefined) found.id = '';
          }
        }
      `,
    },
    {
      why: 'about another question',
      code: `
        type Item = { id: string; n: number };
        export const f = (list: Item[], ids: any[]) => ids.map(id => list.find(x => x.id == id)); //^
        export const g = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.id !== id)); //^
        export const h = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.id === id && x.n > 0)); //^
        export const i = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.id === x.id + id)); //^
        export const j = (list: Item[], ids: string[]) => ids.map(id => list.find(x => x.id === id.trim())); //^
        export const k = (list: Item[], ids: string[]) => ids.map(id => list.find((x, i) => x.n === i)); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a list that is searched by a key for each of another',
      code: `${types}
        export function ages(orders: Order[], people: readonly Person[]) {
          // one by one
          for (const order of orders) {
            order.n = people.find(one => one.id === order.by)?.age ?? 0; //^
          }
        }
      `,
      safety: 'review',
      differs: /changes while the loop runs/,
      fixed: `${types}
        export function ages(orders: Order[], people: readonly Person[]) {
          const byId = new Map<unknown, (typeof people)[number]>(people.map(item => [item.id, item] as const).reverse());
          // one by one
          for (const order of orders) {
            order.n = byId.get(order.by)?.age ?? 0;
          }
        }
      `,
    },
    {
      why: 'a list searched for each of its own, in a callback',
      code: `${types}
        const item = 1;
        export const parents = (people: Person[]) =>
          people.map(one => people.find(other => one.parent === other.id)); //^
        export { item };
      `,
      safety: 'review',
      differs: /fewer than about 100/,
      fixed: `${types}
        const item = 1;
        export const parents = (people: Person[]) => {
          const byId = new Map<unknown, (typeof people)[number]>(people.map(item2 => [item2.id, item2] as const).reverse());
          return people.map(one => byId.get(one.parent));
        };
        export { item };
      `,
    },
    {
      why: 'numbers as keys, to be reviewed for NaN',
      code: `
        interface Item { id: number }
        export const all = (ids: number[], list: Item[]) => ids.filter(id => list.find(x => x.id === id)); //^
      `,
      safety: 'review',
      differs: /NaN/,
      fixed: `
        interface Item { id: number }
        export const all = (ids: number[], list: Item[]) => {
          const byId = new Map<unknown, (typeof list)[number]>(list.map(item => [item.id, item] as const).reverse());
          return ids.filter(id => byId.get(id));
        };
      `,
    },
    {
      why: 'lists of unknown things, as advice',
      file: 'case.js',
      code: `
        exports.join = (orders, people) => {
          for (const order of orders) order.age = people.find(one => one.id === order.by).age; //^
        };
      `,
      safety: 'advice',
      differs: /not an array of objects/,
    },
  ],
});

describe('the rule find-in-loop-join', () => {
  it('finds the first of several with one key, and nothing where there is none', () => {
    const [pair] = findInLoopJoinPairs;
    const [before, after] = [drawn(pair.code).text, fixedPair(findInLoopJoin, pair)].map(code =>
      load(code, pair.call),
    );
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const orders = listOf(record({ by: text }))(random);
      const people = listOf(record({ id: text, age: integer }))(random);
      assert.ok(isDeepStrictEqual(after(orders, people), before(orders, people)), `seed ${seed}`);
    }
  });
});
