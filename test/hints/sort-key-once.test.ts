import { sortKeyOnce } from '../../src/core/hints/rules/sort-key-once';
import { integer, listOf, record } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';
import { sortKeyOncePairs } from './sort-key-once.pair';

testRule(sortKeyOnce, {
  bench: sortKeyOncePairs,
  silent: [
    {
      why: 'about keys that cost nothing, or little',
      code: `
        export const f = (a: { n: number }[]) => a.sort((x, y) => x.n - y.n); //^
        export const g = (a: string[]) => a.sort((x, y) => x.localeCompare(y)); //^
        export const h = (a: string[]) => a.sort((x, y) => x.toLowerCase() < y.toLowerCase() ? -1 : 1); //^
      `,
    },
    {
      why: 'about keys that are not the same on both sides',
      code: `
        export const f = (a: any[]) => a.sort((x, y) => Date.parse(x.from) - Date.parse(y.to)); //^
        export const g = (a: any[], now: string) => a.sort((x, y) => Date.parse(x.from) - Date.parse(now)); //^
        export const h = (a: any[]) => a.sort((x, y) => Date.parse(x.from + y.from) - 1); //^
      `,
    },
    {
      why: 'about keys that depend on something that changes, or do more than compute',
      code: `
        declare function key(x: unknown): string;
        let locale = 'a';
        export const set = (to: string) => { locale = to; };
        export const f = (a: any[]) => a.sort((x, y) => Date.parse(x[locale]) - Date.parse(y[locale])); //^
        export const g = (a: any[]) => a.sort((x, y) => Date.parse(key(x)) - Date.parse(key(y))); //^
        export const h = (a: any[]) => a.sort((x, y) => Date.parse(x.n++) - Date.parse(y.n++)); //^
        export const i = (a: any[]) => a.sort((x, y) => Number(new Date()) - Number(new Date())); //^
        export function j(this: any, a: any[]) {
          return a.sort((x, y) => Date.parse(this[x]) - Date.parse(this[y])); //^
        }
      `,
    },
    {
      why: 'about a key that is an object and more than compared',
      code: `
        export const f = (a: any[]) => a.sort((x, y) => x.id.split('-').pop() - y.id.split('-').pop()); //^
        export const g = (a: any[]) => a.sort((x, y) => new Date(x.day) === new Date(y.day) ? 0 : 1); //^
      `,
    },
    {
      why: 'about another way of sorting',
      code: `
        export const f = (a: any, by: any) => a.sort(by, (x: any, y: any) => Date.parse(x) - Date.parse(y)); //^
        export const g = (a: any) => a.order((x: any, y: any) => Date.parse(x) - Date.parse(y)); //^
        export const h = (a: any[]) => a.sort(x => Date.parse(x)); //^
        export const i = (a: Uint8Array) => new Map().sort((x: any, y: any) => Date.parse(x) - Date.parse(y)); //^
      `,
      file: 'case.js',
    },
  ],
  hints: [
    {
      why: 'dates that are made from texts, sorted in place',
      code: `
        interface Row { day: string; name: string }
        export function order(rows: Row[]) {
          // the oldest first
          rows.sort((a, b) => Date.parse(a.day) - Date.parse(b.day) || a.name.localeCompare(b.name)); //^
        }
      `,
      safety: 'review',
      differs: /throws/,
      fixed: `
        interface Row { day: string; name: string }
        export function order(rows: Row[]) {
          const keys = new Map(rows.map(item => [item, Date.parse(item.day)] as const));
          // the oldest first
          rows.sort((a, b) => keys.get(a)! - keys.get(b)! || a.name.localeCompare(b.name));
        }
      `,
    },
    {
      why: 'dates in a copy that is returned',
      file: 'case.js',
      code: `
        const keys = 1;
        export const newest = rows => rows.slice().sort((a, b) => new Date(b.at) - new Date(a.at)); //^
        export { keys };
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        const keys = 1;
        export const newest = rows => {
          const keys2 = new Map(rows.map(item => [item, new Date(item.at).getTime()]));
          return rows.slice().sort((a, b) => keys2.get(b) - keys2.get(a));
        };
        export { keys };
      `,
    },
    {
      why: 'parts of texts that are compared as texts',
      code: `
        const SEPARATOR = '/';
        export function byName(paths: readonly string[]) {
          return paths.toSorted((one, two) => {
            return one.split(SEPARATOR).at(-1)!.localeCompare(two.split(SEPARATOR).at(-1)!); //^
          });
        }
      `,
      safety: 'review',
      fixed: `
        const SEPARATOR = '/';
        export function byName(paths: readonly string[]) {
          const keys = new Map(paths.map(item => [item, item.split(SEPARATOR).at(-1)!] as const));
          return paths.toSorted((one, two) => {
            return keys.get(one)!.localeCompare(keys.get(two)!);
          });
        }
      `,
    },
    {
      why: 'a list that is made for it, as advice',
      code: `
        export const f = (a: { day: string }[]) =>
          a.filter(x => x.day).sort((x, y) => Date.parse(x.day) - Date.parse(y.day)); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a list that something before it may change, as advice',
      code: `
        export function f(a: { day: string }[], tell: () => number) {
          return [tell(), a.sort((x, y) => Date.parse(x.day) - Date.parse(y.day))]; //^
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule sort-key-once', () => {
  it('sorts alike, equal keys in the order they came', () => {
    const code = `
      function order(rows: { day: number; name: number }[]) {
        rows.sort((a, b) => +new Date(\`200\${a.day}-01-01\`) - +new Date(\`200\${b.day}-01-01\`)); //^
        return rows;
      }
    `;
    const inputs = [listOf(record({ day: integer, name: integer }))];
    assertSameResults(sortKeyOnce, 'case.ts', code, 'order', inputs);
  });
});
