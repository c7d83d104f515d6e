import { membershipSet } from '../../src/core/hints/rules/membership-set';
import { listOf, number, sparseListOf, text, value } from './inputs';
import { membershipSetPairs } from './membership-set.pair';
import { testRule } from './rule-tester';

const colours = `['red', 'green', 'blue', 'cyan', 'magenta', 'black', 'white', 'a']`;

testRule(membershipSet, {
  bench: membershipSetPairs,
  silent: [
    {
      why: 'about a list that the loop changes',
      code: `
        function unique(items: string[]) {
          const seen: string[] = [];
          for (const item of items) {
            if (!seen.includes(item)) seen.push(item); //^
          }
          return seen;
        }
      `,
    },
    {
      why: 'about a search that starts somewhere',
      code: `
        const list = ${colours};
        export const late = (word: string) => list.includes(word, 2); //^
      `,
    },
    {
      why: 'about a text',
      code: `
        const text = 'red green blue';
        export function count(words: string[]) {
          let n = 0;
          for (const word of words) if (text.includes(word)) n++; //^
          return n;
        }
      `,
    },
    {
      why: 'about a list that is made anew for every question',
      code: `
        export function count(words: string[]) {
          let n = 0;
          for (const word of words) {
            const list = [word, 'a', 'b', 'c', 'd'];
            if (list.includes(word)) n++; //^
          }
          return n;
        }
      `,
    },
    {
      why: 'about a list of seven',
      code: `
        const few = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
        export const isFew = (word: string) => few.includes(word); //^
      `,
    },
    {
      why: 'about an index that is used',
      code: `
        const list = ${colours};
        export const at = (word: string) => list.indexOf(word); //^
      `,
    },
    {
      why: 'about a set',
      code: `
        const list = new Set(${colours});
        export const isIn = (word: string) => list.has(word); //^
      `,
    },
    {
      why: 'about a name that eval could give another value',
      file: 'case.cjs',
      code: `
        const list = ${colours};
        function isIn(word, code) {
          eval(code);
          return list.includes(word); //^
        }
        module.exports = isIn;
      `,
    },
    {
      why: 'about a list that functions elsewhere grow, where no loop asks',
      code: `
        const known: string[] = [];
        export const learn = (word: string) => known.push(word);
        export const isKnown = (word: string) => known.includes(word); //^
      `,
    },
    {
      why: 'about a field that the class changes',
      code: `
        export class Words {
          #known: string[] = [];
          learn(word: string) {
            this.#known.push(word);
          }
          knows(word: string) {
            return this.#known.includes(word); //^
          }
        }
      `,
    },
    {
      why: 'about a field that the class hands out',
      code: `
        export class Words {
          constructor(private readonly known: string[]) {}
          get all() {
            return this.known;
          }
          knows(word: string) {
            return this.known.includes(word); //^
          }
        }
      `,
    },
    {
      why: 'about a field that a decorator stands on',
      code: `
        declare const watched: (target: undefined, context: ClassFieldDecoratorContext) => void;
        export class Words {
          @watched private readonly known = ${colours};
          knows(word: string) {
            return this.known.includes(word); //^
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a private static list',
      code: `
        export class Filter {
          static readonly #allowed: readonly string[] = ${colours}; // the palette
          allow(word: string) {
            return Filter.#allowed.includes(word); //^
          }
          static all(words: string[]) {
            return words.filter(word => this.#allowed.indexOf(word) >= 0);
          }
        }
        export const all = (words: string[]) => [Filter.all(words), words.map(new Filter().allow)];
      `,
      safety: 'safe',
      fixed: `
        export class Filter {
          static readonly #allowed = new Set<string>(${colours}); // the palette
          allow(word: string) {
            return Filter.#allowed.has(word); //^
          }
          static all(words: string[]) {
            return words.filter(word => this.#allowed.has(word));
          }
        }
        export const all = (words: string[]) => [Filter.all(words), words.map(new Filter().allow)];
      `.replace(' //^', ''),
      run: { call: 'all', inputs: [listOf(text)] },
    },
    {
      why: "TypeScript's private list, to be reviewed since it is built for each object",
      code: `
        export class Filter {
          private readonly allowed = ${colours};
          allow(word: string) {
            return this.allowed.includes(word); //^
          }
        }
      `,
      safety: 'review',
      fixed: `
        export class Filter {
          private readonly allowed = new Set(${colours});
          allow(word: string) {
            return this.allowed.has(word);
          }
        }
      `,
    },
    {
      why: 'a private list that is read elsewhere too',
      code: `
        export class Filter {
          #allowed = ${colours}
          allow(word: string) {
            return this.#allowed.includes(word) //^
          }
          get size() {
            return this.#allowed.length
          }
        }
      `,
      safety: 'review',
      fixed: `
        export class Filter {
          #allowed = ${colours}
          #allowedSet = new Set(this.#allowed)
          allow(word: string) {
            return this.#allowedSet.has(word)
          }
          get size() {
            return this.#allowed.length
          }
        }
      `,
    },
    {
      why: 'a list that the constructor was given, as advice',
      code: `
        export class Filter {
          constructor(private readonly list: readonly number[]) {}
          allow(id: number) {
            return this.list.includes(id); //^
          }
        }
      `,
      safety: 'advice',
      differs: /outside the class/,
    },
    {
      why: 'a list that the constructor was given in JavaScript, as advice',
      file: 'case.mjs',
      code: `
        export class Filter {
          constructor(list) {
            this.list = list;
          }
          allow(id) {
            return this.list.includes(id); //^
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a list declared below the function that asks, and keeps it',
      code: `
        export function isAllowed(word: string) {
          return allowed.includes(word); //^
        }
        const allowed = ${colours};
        export const count = allowed.length;
      `,
      safety: 'safe',
      fixed: `
        export function isAllowed(word: string) {
          return allowedSet.has(word);
        }
        const allowed = ${colours};
        const allowedSet = new Set(allowed);
        export const count = allowed.length;
      `,
      run: { call: 'isAllowed', inputs: [value] },
    },
    {
      why: 'a constant list that is only asked for membership',
      code: `
        const allowed = ${colours}; // the palette
        export function count(words: readonly string[]) {
          let n = 0;
          for (const word of words) if (allowed.includes(word)) n++; //^
          return n;
        }
      `,
      safety: 'safe',
      fixed: `
        const allowed = new Set(${colours}); // the palette
        export function count(words: readonly string[]) {
          let n = 0;
          for (const word of words) if (allowed.has(word)) n++;
          return n;
        }
      `,
      run: { call: 'count', inputs: [listOf(text)] },
    },
    {
      why: 'every use of the list, with numbers and NaN',
      code: `
        const marked = [1, 2, 3, NaN, -0, 7, 8, 9];
        const isMarked = (n: number) => marked.includes(n);
        function count(values: number[]) {
          return values.filter(n => !marked.includes(n) || isMarked(n)).length; //^
        }
        export { count };
      `,
      safety: 'safe',
      fixed: `
        const marked = new Set([1, 2, 3, NaN, -0, 7, 8, 9]);
        const isMarked = (n: number) => marked.has(n);
        function count(values: number[]) {
          return values.filter(n => !marked.has(n) || isMarked(n)).length;
        }
        export { count };
      `,
      run: { call: 'count', inputs: [listOf(number)] },
    },
    {
      why: 'comparisons of indexOf, written either way round',
      code: `
        const stop = ['a', 'b', 'toString', '__proto__', '1', '2', '3', '4'];
        export function split(words: string[]) {
          const result: string[][] = [[], [], [], []];
          for (const w of words) {
            if (stop.indexOf(w) !== -1) result[0].push(w); //^
            if (stop.indexOf(w) === -1) result[1].push(w); //^
            if (-1 < stop.indexOf(w)) result[2].push(w); //^
            if (!(stop.indexOf(w) >= 0) && 0 > (stop.indexOf(w))) result[3].push(w); //^
          }
          return result;
        }
      `,
      safety: 'safe',
      fixed: `
        const stop = new Set(['a', 'b', 'toString', '__proto__', '1', '2', '3', '4']);
        export function split(words: string[]) {
          const result: string[][] = [[], [], [], []];
          for (const w of words) {
            if (stop.has(w)) result[0].push(w);
            if (!stop.has(w)) result[1].push(w);
            if (stop.has(w)) result[2].push(w);
            if (!(stop.has(w)) && !stop.has(w)) result[3].push(w);
          }
          return result;
        }
      `,
      run: { call: 'split', inputs: [listOf(text)] },
    },
    {
      why: 'a typed list, and keeps its element type',
      code: `
        type Colour = 'red' | 'green' | 'blue' | 'cyan' | 'a' | 'b' | 'c' | 'd';
        const warm: readonly Colour[] = ['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd'];
        export const isWarm = (colour: Colour) => warm.includes(colour); //^
      `,
      safety: 'safe',
      fixed: `
        type Colour = 'red' | 'green' | 'blue' | 'cyan' | 'a' | 'b' | 'c' | 'd';
        const warm = new Set<Colour>(['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd']);
        export const isWarm = (colour: Colour) => warm.has(colour);
      `,
      run: { call: 'isWarm', inputs: [value] },
    },
    {
      why: 'a constant tuple that is cast to be asked for any text',
      code: `
        const warm = ['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd'] as const;
        export const isWarm = (colour: string) => (warm as readonly string[]).includes(colour); //^
      `,
      safety: 'safe',
      fixed: `
        const warm = new Set<string>(['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd'] as const);
        export const isWarm = (colour: string) => warm.has(colour);
      `,
      run: { call: 'isWarm', inputs: [value] },
    },
    {
      why: 'a list that is read elsewhere too, and keeps it',
      code: `
        const allowed = ${colours};
        const allowedSet = 1;
        export function describe(words: string[]) {
          const good = words.filter(word => allowed.includes(word)); //^
          return [good.length, allowed.join(), allowedSet];
        }
      `,
      safety: 'safe',
      fixed: `
        const allowed = ${colours};
        const allowedSet2 = new Set(allowed);
        const allowedSet = 1;
        export function describe(words: string[]) {
          const good = words.filter(word => allowedSet2.has(word));
          return [good.length, allowed.join(), allowedSet];
        }
      `,
      run: { call: 'describe', inputs: [listOf(text)] },
    },
    {
      why: 'a list whose type is used, and keeps it',
      code: `
        const warm = ['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd'] as const
        type Warm = (typeof warm)[number]
        export const isWarm = (colour: Warm) => warm.includes(colour) //^
      `,
      safety: 'safe',
      fixed: `
        const warm = ['red', 'green', 'blue', 'cyan', 'a', 'b', 'c', 'd'] as const
        const warmSet = new Set(warm)
        type Warm = (typeof warm)[number]
        export const isWarm = (colour: Warm) => warmSet.has(colour)
      `,
      run: { call: 'isWarm', inputs: [value] },
    },
    {
      why: 'a parameter, to be reviewed since it may be short',
      code: `
        export function count(words: string[], known: readonly string[]) {
          let n = 0;
          // each word once
          for (const word of words) {
            if (known.includes(word)) n++; //^
          }
          return n;
        }
      `,
      safety: 'review',
      differs: /fewer than about 40/,
      fixed: `
        export function count(words: string[], known: readonly string[]) {
          let n = 0;
          const knownSet = new Set(known);
          // each word once
          for (const word of words) {
            if (knownSet.has(word)) n++;
          }
          return n;
        }
      `,
    },
    {
      why: 'a parameter in an arrow function that has no block',
      code: `
        export const known = (words: string[], list: string[]) => words.filter(word => list.includes(word)); //^
      `,
      safety: 'review',
      fixed: `
        export const known = (words: string[], list: string[]) => {
          const listSet = new Set(list);
          return words.filter(word => listSet.has(word));
        };
      `,
    },
    {
      why: 'a list of which it is not proven that the loop leaves it alone',
      code: `
        export function count(words: string[], known: string[], tell: (word: string) => void) {
          let n = 0;
          for (const word of words) if (known.includes(word)) { tell(word); n++; } //^
          return n;
        }
      `,
      safety: 'review',
      differs: /changes while the loop runs/,
      fixed: `
        export function count(words: string[], known: string[], tell: (word: string) => void) {
          let n = 0;
          const knownSet = new Set(known);
          for (const word of words) if (knownSet.has(word)) { tell(word); n++; }
          return n;
        }
      `,
    },
    {
      why: 'indexOf over numbers, to be reviewed for NaN',
      code: `
        const marked: number[] = [1, 2, 3, 4, 5, 6, 7, 8];
        export const isMarked = (n: number) => marked.indexOf(n) >= 0; //^
      `,
      safety: 'review',
      differs: /NaN/,
      fixed: `
        const marked = new Set<number>([1, 2, 3, 4, 5, 6, 7, 8]);
        export const isMarked = (n: number) => marked.has(n);
      `,
    },
    {
      why: 'a list of unknown type, as advice when more than that is open',
      file: 'case.js',
      code: `
        function count(words, known, tell) {
          let n = 0;
          for (const word of words) if (known.includes(word)) n += tell(word); //^
          return n;
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a list with holes, which includes and a set see alike',
      file: 'case.mjs',
      code: `
        const odd = [, 1, null, '__proto__', , 4, 5, 6]; /* holes are meant */
        export const isOdd = x => odd.includes(x); //^
      `,
      safety: 'safe',
      fixed: `
        const odd = new Set([, 1, null, '__proto__', , 4, 5, 6]); /* holes are meant */
        export const isOdd = x => odd.has(x);
      `,
      run: { call: 'isOdd', inputs: [value] },
    },
    {
      why: 'a shadowed name, and leaves the other one alone',
      code: `
        const list = ${colours};
        export function count(words: string[]) {
          let n = 0;
          for (const word of words) if (list.includes(word)) n++; //^
          const inner = (list: string[]) => list.push('x');
          return n + inner([]);
        }
      `,
      safety: 'safe',
      fixed: `
        const list = new Set(${colours});
        export function count(words: string[]) {
          let n = 0;
          for (const word of words) if (list.has(word)) n++;
          const inner = (list: string[]) => list.push('x');
          return n + inner([]);
        }
      `,
      run: { call: 'count', inputs: [sparseListOf(text)] },
    },
  ],
});
