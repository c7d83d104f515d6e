import { chainToLoop } from '../../src/core/hints/rules/chain-to-loop';
import { chainToLoopPairs } from './chain-to-loop.pair';
import { listOf, sparseListOf, text } from './inputs';
import { testRule } from './rule-tester';

testRule(chainToLoop, {
  bench: chainToLoopPairs,
  silent: [
    {
      why: 'about one or two steps, which gain little, or what is no array',
      code: `
        declare class Query { filter(test: (x: string) => boolean): Query; map(f: (x: string) => string): Query }
        export function f(list: string[], query: Query): string[] {
          const one: string[] = list.map(x => x + 'a'); //^
          const two: string[] = list.map(x => x + 'a').filter(x => x > 'b'); //^
          const other = query.filter(x => x > 'a').map(x => x + 'a').map(x => x + 'b'); //^
          return other ? one : two;
        }
      `,
    },
    {
      why: 'where the index is wanted, or the function is no plain arrow function',
      code: `
        declare const g: (x: string) => string;
        export function f(list: string[]): string[] {
          const a: string[] = list.filter((x, i) => i > 1).map(x => x + 'a').map(x => x + 'b'); //^
          const b: string[] = list.filter(x => x > 'a').map(g).map(g); //^
          const c: string[] = list.filter(function (x) { return x > 'a'; }).map(x => x).map(x => x); //^
          const d: string[] = list.filter((x): x is 'a' => x === 'a').map(x => x + 'a').map(x => x + 'b'); //^
          const g1: string[] = list.filter(x => x > 'a').map<string>(x => x).map(x => x + 'b'); //^
          const g2: string[] = list.filter(x => x > 'a').map((x: string) => x).map(x => x + 'b'); //^
          const g3: string[] = list.filter(x => x > 'a').map((x): string => x).map(x => x + 'b'); //^
          const g4 = list?.filter(x => x > 'a').map(x => x).map(x => x + 'b'); //^
          const e: string[] = list.filter(([x]) => x > 'a').map(x => x + 'a').map(x => x + 'b'); //^
          return [...a, ...b, ...c, ...d, ...e, ...g1, ...g2, ...g3, ...g4];
        }
      `,
    },
    {
      why: 'about lists of several, or what is no list',
      code: `
        export function f(list: string[]): string[] {
          const a: string[] = list.flatMap(x => (x > 'a' ? [x, x] : [])); //^
          const b: string[] = list.flatMap(x => (x > 'a' ? [x] : [x + 'b'])); //^
          const c: string[] = list.flatMap(x => (x > 'a' ? [...x] : [])); //^
          const d: string[] = list.flatMap(x => (x > 'a' ? x : [])); //^
          const e: string[] = list.flatMap(x => [x]); //^
          return [...a, ...b, ...c, ...d, ...e];
        }
      `,
    },
    {
      why: 'about what other files can reach',
      code: `
        const list = ['a', 'b'];
        export const a: string[] = list.map(x => x + 'd').map(x => x + 'a').map(x => x + 'b'); //^
      `,
    },
    {
      why: 'where a chain is part of an expression, or goes into what is set again',
      code: `
        export function f(list: string[], out: string[][]) {
          out.push(list.filter(x => x > 'a').map(x => x + 'a').map(x => x + 'b')); //^
          let other = list.filter(x => x > 'a').map(x => x + 'a').map(x => x + 'b'); //^
          if (out.length > 1) other = [];
          if (out.length > 2) return list.map(x => x + 'c').map(x => x + 'a').map(x => x + 'b'); //^
          const a: string[] = list.map(x => x + 'd').map(x => x + 'a').map(x => x + 'b'), b = 1; //^
          if (b > 1) return a;
          return list.filter(x => x > 'a').map(x => x + 'a').map(x => x + 'b').join(other[0]); //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a list that is seen to be made',
      code: `
        export function f(input: string): string[] {
          const words = input.split('');
          return words.filter(word => word !== 'a').map(word => word + '!').filter(long => long.length > 1); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(input: string): string[] {
          const words = input.split('');
          const found: string[] = [];
          for (const word of words) {
            if (!(word !== 'a')) continue;
            const long = word + '!';
            if (!(long.length > 1)) continue;
            found.push(long);
          }
          return found;
        }
      `,
      run: { call: 'f', inputs: [text] },
    },
    {
      why: 'three steps that name their element alike',
      code: `
        export function f(list: string[]) {
          const words = [...list];
          const long: readonly string[] = words
            .map(x => x + '!')
            .filter(x => x.length > 2) //^
            .map(x => x + x);
          return long;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(list: string[]) {
          const words = [...list];
          const long: string[] = [];
          for (const x of words) {
            const x2 = x + '!';
            if (!(x2.length > 2)) continue;
            long.push(x2 + x2);
          }
          return long;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'elements that are put into an array only to be taken out again',
      code: `
        export function f(input: string[]): string[] {
          const words = [...input];
          const long: string[] = words.flatMap(word => (word === 'a' ? [] : [word + '!'])); //^
          return long;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(input: string[]): string[] {
          const words = [...input];
          const long: string[] = [];
          for (const word of words) {
            if (word === 'a') continue;
            long.push(word + '!');
          }
          return long;
        }
      `,
      run: { call: 'f', inputs: [sparseListOf(text)] },
    },
    {
      why: 'such a step before another, which names its element otherwise',
      code: `
        export function f(words: string[]): string[] {
          return words.flatMap(word => (word > 'a' ? [word.trim()] : [])).map(short => short + '!'); //^
        }
      `,
      safety: 'review',
      differs: /as they then take turns/,
      fixed: `
        export function f(words: string[]): string[] {
          const found: string[] = [];
          for (const word of words) {
            if (!(word > 'a')) continue;
            const short = word.trim();
            found.push(short + '!');
          }
          return found;
        }
      `,
    },
    {
      why: 'a list that was given, which ends with a test, in plain JavaScript',
      file: 'case.mjs',
      code: `
        export function f(rows) {
          const list = Array.from(rows);
          const found = list.map(row => row.id).filter(id => id > 1).filter(id => id < 9); //^
          return found;
        }
      `,
      safety: 'review',
      differs: /do more than give a value, as they then take turns/,
      fixed: `
        export function f(rows) {
          const list = Array.from(rows);
          const found = [];
          for (const row of list) {
            const id = row.id;
            if (!(id > 1)) continue;
            if (!(id < 9)) continue;
            found.push(id);
          }
          return found;
        }
      `,
    },
    {
      why: 'a list that may have holes',
      code: `
        export function f(numbers: number[]): ReadonlyArray<number> {
          return numbers.map(n => n * 2).filter(n => n > 1).map(n => n + 1); //^
        }
      `,
      safety: 'review',
      differs: /if \`numbers\` has holes$/,
      fixed: `
        export function f(numbers: number[]): ReadonlyArray<number> {
          const found: Array<number> = [];
          for (const n of numbers) {
            const n2 = n * 2;
            if (!(n2 > 1)) continue;
            found.push(n2 + 1);
          }
          return found;
        }
      `,
    },
    ...Object.entries({
      'whose type is not written':
        'const a = list.filter(x => x > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose type is no array':
        'const a: Iterable<string> & { length: number } = list.filter(x => x > k).filter(x => x > k + k).map(x => x + k); //^',
      'that is named as its elements':
        'const a: string[] = list.filter(a => a > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose function names what is made':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(x => x + [k].map(a => a)); //^',
      'whose function gives the last of two':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(x => { return k, x + k; }); //^',
      'with a comment':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(/* all */ x => x + k); //^',
      'whose list has the name of an element':
        'const a: string[] = list.filter(list => list > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose function has the name of the element before':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(y => y + [k].map(x => x)); //^',
      'whose function names the element for short':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(y => JSON.stringify({ y })); //^',
      'that changes its list':
        'const a: string[] = list.filter(x => list.push(x) > 9).filter(x => x > k + k).map(x => x + k); //^',
    }).map(([why, line]) => ({
      why: `a chain ${why}, as advice`,
      code: `
        export function f(list: string[], k: string) {
          ${line}
          return a.length;
        }
      `,
      safety: 'advice' as const,
    })),
  ],
});
