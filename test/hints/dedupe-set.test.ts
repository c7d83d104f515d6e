import { dedupeSet } from '../../src/core/hints/rules/dedupe-set';
import { dedupeSetPairs } from './dedupe-set.pair';
import { testRule } from './rule-tester';

testRule(dedupeSet, {
  bench: dedupeSetPairs,
  silent: [
    {
      why: 'about another method, a call that may not be made, that says its types or gives a this',
      code: `
        export const a = (list: string[]) => list.map((x, i) => list.indexOf(x) === i); //^
        export const b = (list: string[]) => list?.filter((x, i) => list.indexOf(x) === i); //^
        export const c = (list: any) => list.filter<'a'>((x, i) => list.indexOf(x) === i); //^
        export const d = (list: string[]) => list.filter((x, i) => list.indexOf(x) === i, list); //^
        export const e = (list: string[], at: number) => list.filter(x => list.indexOf(x) === at); //^
      `,
    },
    {
      why: 'about a list of the callback’s own this',
      code: `
        export class Words {
          list = ['a'];
          once() {
            return this.list.filter(function (this: any, x, i) { return this.list.indexOf(x) === i; }); //^
          }
        }
      `,
    },
    {
      why: 'about repeats that are kept',
      code: `
        export const repeats = (a: string[]) => a.filter((x, i) => a.indexOf(x) !== i); //^
        export const last = (a: string[]) => a.filter((x, i) => a.lastIndexOf(x) === i); //^
      `,
    },
    {
      why: 'about another list, another index or another value',
      code: `
        export const f = (a: string[], b: string[]) => a.filter((x, i) => b.indexOf(x) === i); //^
        export const g = (a: string[], n: number) => a.filter((x, i) => a.indexOf(x) === n); //^
        export const h = (a: string[], y: string) => a.filter((x, i) => a.indexOf(y) === i); //^
        export const j = (a: string[]) => a.filter((a: any, i) => a.indexOf(a) === i); //^
        export const k = (a: string[]) => a.filter((x, i) => a.indexOf(x, 1) === i); //^
        export const l = (a: string[]) => a.filter((x, i) => a.indexOf(x.trim()) === i); //^
      `,
    },
    {
      why: 'about a list that a method of another object names',
      code: `
        export class List {
          items: string[] = [];
          once() {
            return this.items.filter(function (this: List, x, i) {
              return this.items.indexOf(x) === i; //^
            });
          }
        }
      `,
    },
    {
      why: 'about a list that starts with something, is changed otherwise, or is filled elsewhere',
      code: `
        export function started(words: string[]) {
          const found = ['a'];
          for (const word of words) if (!found.includes(word)) found.push(word); //^
          return found;
        }
        export function taken(words: string[]) {
          const found: string[] = [];
          for (const word of words) {
            if (!found.includes(word)) found.push(word); //^
            if (word === '') found.pop();
          }
          return found;
        }
        export function set(words: string[]) {
          const found: string[] = [];
          for (const word of words) if (!found.includes(word)) found[found.length] = word; //^
          return found;
        }
        export function several(words: string[]) {
          const found: string[] = [];
          for (const word of words) if (!found.includes(word)) found.push(...words); //^
          return found;
        }
        export function before(words: string[]) {
          const found: string[] = [];
          for (const word of words) found.push(word);
          return words.filter(word => found.includes(word)); //^
        }
      `,
    },
    {
      why: 'about a list that others can change while it is asked',
      code: `
        export function shared(words: string[], keep: (list: string[]) => void) {
          const found: string[] = [];
          keep(found);
          for (const word of words) if (!found.includes(word)) found.push(word); //^
          return found;
        }
        export const all: string[] = [];
        export function kept(words: string[]) {
          for (const word of words) if (!all.includes(word)) all.push(word); //^
        }
        export function aliased(words: string[]) {
          const found: string[] = [];
          for (const word of words) {
            if (!found.includes(word)) found.push(word); //^
            const alias = found;
            alias.pop();
          }
          return found;
        }
      `,
    },
    {
      why: 'about a list that is given another value',
      code: `
        export function f(words: string[]) {
          let found: string[] = [];
          for (const word of words) {
            if (!found.includes(word)) found.push(word); //^
            if (word === '') found = [];
          }
          return found;
        }
      `,
    },
    {
      why: 'where another Set is meant',
      code: `
        import { Set } from './set';
        export const f = (a: string[]) => a.filter((x, i) => a.indexOf(x) === i); //^
      `,
    },
  ],
  hints: [
    {
      why: 'a filter that keeps the first of each, of a list without holes',
      code: `
        export const once = (line: string) => {
          const words = line.split(',');
          return words.filter((x, i) => words.indexOf(x) === i).map(x => x.trim()); //^
        };
      `,
      safety: 'review',
      differs: /fewer than about 40/,
      fixed: `
        export const once = (line: string) => {
          const words = line.split(',');
          return Array.from(new Set(words)).map(x => x.trim());
        };
      `,
    },
    {
      why: 'the list as the third parameter, with holes to be thought of',
      code: `
        export function once(words: readonly string[]) {
          return words
            .filter(function (word, index, all) {
              return index === all.indexOf(word); //^
            });
        }
      `,
      safety: 'review',
      differs: /if \`words\` has holes/,
      fixed: `
        export function once(words: readonly string[]) {
          return Array.from(new Set(words));
        }
      `,
    },
    {
      why: 'numbers, to be reviewed for NaN',
      code: `
        export const once = (ids: number[]) => ids.filter((x, i) => ids.indexOf(x) == i); //^
      `,
      safety: 'review',
      differs: /NaN, -0 or holes/,
      fixed: `
        export const once = (ids: number[]) => Array.from(new Set(ids));
      `,
    },
    {
      why: 'a list of unknown type',
      file: 'case.js',
      code: `
        exports.once = function () {
          return this.list.filter((x, i) => this.list.indexOf(x) === i); //^
        };
      `,
      safety: 'review',
      differs: /is not an array, or has NaN/,
      fixed: `
        exports.once = function () {
          return Array.from(new Set(this.list));
        };
      `,
    },
    {
      why: 'a filter with a comment inside, as advice',
      code: `
        export const once = (a: string[]) => a.filter(/* first */ (x, i) => a.indexOf(x) === i); //^
      `,
      safety: 'advice',
    },
    {
      why: 'a list that is filled with what it does not hold',
      code: `
        export function once(words: string[]) {
          const found: string[] = [];
          for (const word of words) {
            // each once
            if (!found.includes(word)) { //^
              found.push(word);
            }
          }
          return found;
        }
      `,
      safety: 'review',
      differs: /fewer than about 40/,
      fixed: `
        export function once(words: string[]) {
          const found: string[] = [];
          const foundSet = new Set<string>();
          for (const word of words) {
            // each once
            if (!foundSet.has(word)) {
              foundSet.add(word);
              found.push(word);
            }
          }
          return found;
        }
      `,
    },
    {
      why: 'the same without braces and semicolons, by indexOf',
      file: 'case.js',
      code: `
        const once = ids => {
          const found = []
          for (const id of ids)
            if (found.indexOf(id) === -1) found.push(id) //^
          return found
        }
        exports.once = once
      `,
      safety: 'review',
      differs: /NaN/,
      fixed: `
        const once = ids => {
          const found = []
          const foundSet = new Set()
          for (const id of ids)
            if (!foundSet.has(id)) { foundSet.add(id); found.push(id) }
          return found
        }
        exports.once = once
      `,
    },
    {
      why: 'a property that is added, which is read once more',
      code: `
        export function ids(items: { id: string }[]) {
          const ids = [];
          for (const item of items) {
            if (ids.includes(item.id)) continue; //^
            ids.push(item.id);
          }
          return ids;
        }
      `,
      safety: 'review',
      differs: /reading \`item.id\` twice/,
      fixed: `
        export function ids(items: { id: string }[]) {
          const ids = [];
          const idsSet = new Set();
          for (const item of items) {
            if (idsSet.has(item.id)) continue;
            idsSet.add(item.id);
            ids.push(item.id);
          }
          return ids;
        }
      `,
    },
    {
      why: 'a callback of what may not be an array',
      file: 'case.js',
      code: `
        exports.once = ids => {
          const found = [];
          ids.forEach(id => {
            if (!found.includes(id)) found.push(id); //^
          });
          return found;
        };
      `,
      safety: 'review',
      differs: /gone through is not an array/,
      fixed: `
        exports.once = ids => {
          const found = [];
          const foundSet = new Set();
          ids.forEach(id => {
            if (!foundSet.has(id)) { foundSet.add(id); found.push(id); }
          });
          return found;
        };
      `,
    },
    {
      why: 'what is made anew to be added, as advice',
      code: `
        export function once(words: string[]) {
          const found: string[] = [];
          for (const word of words) if (!found.includes(word.trim())) found.push(word.trim()); //^
          return found;
        }
      `,
      safety: 'advice',
    },
  ],
});
