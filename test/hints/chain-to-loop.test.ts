import { chainToLoop } from '../../src/core/hints/rules/chain-to-loop';
import { chainToLoopPairs } from './chain-to-loop.pair';
import { dictionaryOf, integer, listOf, number, sparseListOf, text, value } from './inputs';
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
          const more: string[] = list.filter(x => x > 'a').sort(x => x.length).map(x => x + 'b'); //^
          return other ? one : [...two, ...more];
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
      why: 'about reduce alone, without a start, with the index, or by another function',
      code: `
        declare const add: (sum: number, x: number) => number;
        export function f(list: number[]): number {
          const a: number = list.reduce((sum, x) => sum + x, 0); //^
          const b: number = list.map(x => x * 2).reduce((sum, x) => sum + x); //^
          const c: number = list.map(x => x * 2).reduce((sum, x, i) => sum + x * i, 0); //^
          const d: number = list.map(x => x * 2).reduceRight((sum, x) => sum + x, 0); //^
          const e: number = list.map(x => x * 2).reduce(add, 0); //^
          const g: number = list.map(x => x * 2)?.reduce((sum, x) => sum + x, 0); //^
          const h: number = list.map(x => x * 2).reduce((sum, x: any) => sum + x.y, 0); //^
          const i: number = list.map(x => x * 2).reduce((sum, x): number => sum + x, 0); //^
          const j: number = list.map(x => x * 2).reduce((sum, x) => { if (x) sum += x; return sum; }, 0); //^
          return a + b + c + d + e + g + h + i + j;
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
          const g: string[] = list.flatMap(x => (x > 'a' ? [,] : [])); //^
          return [...a, ...b, ...c, ...d, ...e, ...g];
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
    {
      why: 'names that are there already',
      code: `
        export const x4 = 1;
        export function f(input: string) {
          const x = input.split('');
          const all: string[] = x.filter(x => x !== 'a').map(all => all + 'b').map(x => x + x).map(x => x.trim()); //^
          return all;
        }
      `,
      safety: 'safe',
      fixed: `
        export const x4 = 1;
        export function f(input: string) {
          const x = input.split('');
          const all: string[] = [];
          for (const x2 of x) {
            if (!(x2 !== 'a')) continue;
            const x3 = x2 + 'b';
            const x5 = x3 + x3;
            all.push(x5.trim());
          }
          return all;
        }
      `,
      run: { call: 'f', inputs: [text] },
    },
    {
      why: 'a property that has the name of what is made',
      code: `
        export function f(rows: { price: number }[]) {
          const list = [...rows];
          const price: number[] = list.map(row => row.price).filter(n => n > 1).map(n => ({ price: n }).price); //^
          return price;
        }
      `,
      safety: 'review',
      differs: /as they then take turns/,
      fixed: `
        export function f(rows: { price: number }[]) {
          const list = [...rows];
          const price: number[] = [];
          for (const row of list) {
            const n = row.price;
            if (!(n > 1)) continue;
            price.push(({ price: n }).price);
          }
          return price;
        }
      `,
    },
    {
      why: 'what is added up',
      code: `
        export function f(prices: number[], rate: number) {
          const list = [...prices];
          const total = list.map(price => price * rate).filter(cost => cost > 1).reduce((sum, cost) => sum + cost, 0); //^
          return total;
        }
      `,
      safety: 'safe',
      differs: /instead of making an array at each of 2 steps/,
      fixed: `
        export function f(prices: number[], rate: number) {
          const list = [...prices];
          let total = 0;
          for (const price of list) {
            const cost = price * rate;
            if (!(cost > 1)) continue;
            total += cost;
          }
          return total;
        }
      `,
      run: { call: 'f', inputs: [listOf(number), integer] },
    },
    {
      why: 'what is added up and returned, by its own name',
      code: `
        export function f(input: string) {
          return input.split(' ').filter(word => word > 'a').reduce((line, word) => line + word + '!', ''); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(input: string) {
          let line = '';
          for (const word of input.split(' ')) {
            if (!(word > 'a')) continue;
            line = line + word + '!';
          }
          return line;
        }
      `,
      run: { call: 'f', inputs: [text] },
    },
    {
      why: 'what is chosen and returned, where its name is taken',
      code: `
        export function f(numbers: number[], a: number) {
          const list = [...numbers, a];
          return list.map(n => n * 2).reduce((a, b) => (b > 2 ? a : Math.max(a, b)), -Infinity); //^
        }
      `,
      safety: 'safe',
      differs: /instead of making an array for reduce/,
      fixed: `
        export function f(numbers: number[], a: number) {
          const list = [...numbers, a];
          let result = -Infinity;
          for (const n of list) {
            const b = n * 2;
            result = (b > 2 ? result : Math.max(result, b));
          }
          return result;
        }
      `,
      run: { call: 'f', inputs: [listOf(number), number] },
    },
    {
      why: 'flatMap before reduce',
      code: `
        export function f(numbers: number[]): number {
          const sum: number = numbers.flatMap(n => (n > 1 ? [n * 2] : [])).reduce<number>((all, n) => n - all, 1); //^
          return sum;
        }
      `,
      safety: 'review',
      differs: /as they then take turns/,
      fixed: `
        export function f(numbers: number[]): number {
          let sum: number = 1;
          for (const n of numbers) {
            if (!(n > 1)) continue;
            const n2 = n * 2;
            sum = n2 - sum;
          }
          return sum;
        }
      `,
    },
    {
      why: 'what is gathered in an object, whose type is written',
      code: `
        export function f(words: string[]) {
          const list = [...words];
          return list.map(word => word.trim()).reduce<Map<string, number>>((counts, word) => counts.set(word, word.length), new Map()); //^
        }
      `,
      safety: 'review',
      differs: /as they then take turns/,
      fixed: `
        export function f(words: string[]) {
          const list = [...words];
          let counts: Map<string, number> = new Map();
          for (const word of list) {
            const word2 = word.trim();
            counts = counts.set(word2, word2.length);
          }
          return counts;
        }
      `,
    },
    {
      why: 'a type that is written at the parameter, as at the constant',
      code: `
        export function f(words: string[]) {
          const list = [...words];
          const most: number | undefined = list.map(word => word.length).reduce((most: number | undefined, n) => (n > 9 ? n : most), undefined); //^
          return most;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(words: string[]) {
          const list = [...words];
          let most: number | undefined = undefined;
          for (const word of list) {
            const n = word.length;
            most = (n > 9 ? n : most);
          }
          return most;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'whether all pass a test, in a function that says its type',
      code: `
        export function f(numbers: number[]): boolean {
          const list = [...numbers];
          return list.map(n => n * 2).reduce<boolean>((all, n) => all && n > 1, true); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(numbers: number[]): boolean {
          const list = [...numbers];
          let all: boolean = true;
          for (const n of list) {
            const n2 = n * 2;
            all = all && n2 > 1;
          }
          return all;
        }
      `,
      run: { call: 'f', inputs: [listOf(number)] },
    },
    {
      why: 'what is returned, of the type that the function says',
      code: `
        type Level = 0 | 1 | 2;
        export function f(levels: readonly Level[]): Level {
          const list = [...levels];
          return list.filter(one => one !== 1).reduce((most, one) => (one > most ? one : most), 0); //^
        }
      `,
      safety: 'safe',
      fixed: `
        type Level = 0 | 1 | 2;
        export function f(levels: readonly Level[]): Level {
          const list = [...levels];
          let most: Level = 0;
          for (const one of list) {
            if (!(one !== 1)) continue;
            most = (one > most ? one : most);
          }
          return most;
        }
      `,
      run: { call: 'f', inputs: [listOf(integer)] },
    },
    {
      why: 'what is added up for a promise',
      code: `
        export async function f(list: number[]): Promise<number> {
          return list.filter(n => n > 1).reduce((sum, n) => (n < 9 ? sum + n : sum), 0); //^
        }
      `,
      safety: 'review',
      differs: /if \`list\` has holes$/,
      fixed: `
        export async function f(list: number[]): Promise<number> {
          let sum = 0;
          for (const n of list) {
            if (!(n > 1)) continue;
            sum = (n < 9 ? sum + n : sum);
          }
          return sum;
        }
      `,
    },
    {
      why: 'a file without semicolons',
      file: 'case.mjs',
      code: `
        export function f(of) {
          const length = Object.keys(of).map(word => word.length).reduce((sum, n) => sum + n, 0) //^
          return length
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of) {
          let length = 0
          for (const word of Object.keys(of)) {
            const n = word.length
            length += n
          }
          return length
        }
      `,
      run: { call: 'f', inputs: [dictionaryOf(value)] },
    },
    {
      why: 'what plain JavaScript adds up',
      file: 'case.mjs',
      code: `
        export function f(rows) {
          const list = Array.from(rows);
          const all = list.map(row => row.id).reduce((sum, id) => sum + id, start()); //^
          return all;
        }
        function start() { return 0; }
      `,
      safety: 'review',
      differs: /do more than give a value, as they then take turns/,
      fixed: `
        export function f(rows) {
          const list = Array.from(rows);
          let all = start();
          for (const row of list) {
            const id = row.id;
            all += id;
          }
          return all;
        }
        function start() { return 0; }
      `,
    },
    ...Object.entries({
      'whose type is not written':
        'const a = list.filter(x => x > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose type is one of keys':
        'const a: keyof string[] = list.filter(x => x > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose function has a parameter of the name of the element before':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(y => y + [k].map(x => y)); //^',
      'whose type is no array':
        'const a: Iterable<string> & { length: number } = list.filter(x => x > k).filter(x => x > k + k).map(x => x + k); //^',
      'whose function names outside what the loop would call an element before it':
        'const a: string[] = list.map(x => x + k).map(y => y + x).filter(z => z > k); //^',
      'whose function names outside what the loop would call an element after it':
        'const a: string[] = list.map(y => y + x).map(x => x + k).filter(z => z > k); //^',
      'whose function sets its element':
        'const a: string[] = list.map(y => (y += k)).map(z => z + k).filter(z => z > k); //^',
      'whose first test names what is made':
        'const a: string[] = list.filter(x => [k].some(a => a > x)).filter(x => x > k + k).map(x => x + k); //^',
      'whose function names what is made':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(x => x + [k].map(a => a)); //^',
      'whose function gives the last of two':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(x => { return k, x + k; }); //^',
      'with a comment':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(/* all */ x => x + k); //^',
      'whose function has the name of the element before':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(y => y + [k].map(x => x)); //^',
      'whose function names the element for short':
        'const a: string[] = list.filter(x => x > k).filter(x => x > k + k).map(y => JSON.stringify({ y })); //^',
      'that changes its list':
        'const a: string[] = list.filter(x => list.push(x) > 9).filter(x => x > k + k).map(x => x + k); //^',
    }).map(([why, line]) => ({
      why: `a chain ${why}, as advice`,
      code: `
        declare const x: string;
        export function f(list: string[], k: string) {
          ${line}
          return a.length;
        }
      `,
      safety: 'advice' as const,
    })),
    ...Object.entries({
      'whose type is told by nothing':
        'const a = list.map(x => x * 2).reduce((s, x) => s + x, k); //^',
      'whose type may be that of an element':
        'const a = list.map(x => x * 2).reduce((s, x) => (x > s ? x : s), 0); //^',
      'whose elements are not known':
        'const a = list.map(x => any(x)).reduce((s, x) => s + x, 0); //^',
      'that is something else than its constant says':
        'const a: unknown = list.map(x => x * 2).reduce((s, x) => s + x, 0); //^',
      'that says something else than its constant':
        'const a: number | string = list.map(x => x * 2).reduce((s: number, x) => s + x, 0); //^',
      'that is kept by a function':
        'const a = list.map(x => x * 2).reduce((s, x) => s + [x].map(y => y * s).length, 0); //^',
      'that is set on the way':
        'const a: number = list.map(x => x * 2).reduce<number>((s, x) => (s += x), 0); //^',
      'that gives the last of two':
        'const a = list.map(x => x * 2).reduce<number>((s, x) => { return k, s + x; }, 0); //^',
      'whose names mean something else in the loop':
        'const a = list.map(x => x * 2).reduce((s, y) => s + x + y, 0); //^',
      'that changes its list':
        'const a = list.map(x => list.push(x)).reduce((s, x) => s + x, 0); //^',
      'with a comment': 'const a = list.map(x => x * 2).reduce((s, x) => s + x, /* none */ 0); //^',
    }).map(([why, line]) => ({
      why: `a sum ${why}, as advice`,
      code: `
        declare const any: (of: number) => any;
        declare const x: number;
        export async function f(list: number[], k: number) {
          ${line}
          return a;
        }
      `,
      safety: 'advice' as const,
    })),
    {
      why: 'a sum whose type only the function says, in a promise, as advice',
      code: `
        export async function f(list: number[]): Promise<number> {
          return list.map(x => x * 2).reduce((s, x) => (x > s ? x : s), 0); //^
        }
      `,
      safety: 'advice',
    },
  ],
});
