import { iterationForm } from '../../src/core/hints/rules/iteration-form';
import { iterationFormPairs } from './iteration-form.pair';
import { integer, listOf, number, record, sparseListOf, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(iterationForm, {
  bench: iterationFormPairs,
  silent: [
    {
      why: 'about a filter whose matches are all used',
      code: `
        export const count = (xs: number[]) => [xs.filter(x => x > 1).length, xs.filter(Boolean)]; //^
      `,
    },
    {
      why: 'about a match that is not the first',
      code: `
        export const second = (xs: number[]) => xs.filter(x => x > 1)[1]; //^
      `,
    },
    {
      why: 'about a filter of something else',
      code: `
        const xs = { filter: (test: (x: number) => boolean) => [test(1)] };
        export const first = () => xs.filter(x => x > 1)[0]; //^
      `,
    },
    {
      why: 'about a count',
      code: `
        export const few = (xs: number[]) => xs.filter(x => x > 1).length > 3; //^
      `,
    },
    {
      why: 'about a first match that is called with the list as its this',
      code: `
        export const run = (fs: (() => number)[]) => fs.filter(f => f.length === 0)[0](); //^
      `,
    },
    {
      why: 'about a list that may not be there',
      code: `
        export const first = (xs?: number[]) => xs?.filter(x => x > 1)[0]; //^
      `,
    },
    {
      why: 'about entries of a map and keys of an object',
      code: `
        export function sum(map: Map<string, number>, o: Record<string, number>) {
          let total = 0;
          for (const [key, value] of map.entries()) total += key.length * value; //^
          for (const key in o) total += o[key]; //^
          return total;
        }
      `,
    },
    {
      why: 'about a plain loop',
      code: `
        export function sum(xs: number[]) {
          let total = 0;
          for (const x of xs) total += x; //^
          return total;
        }
      `,
    },
    {
      why: 'about keys of an array that the loop makes longer',
      code: `
        export function grow(xs: number[]) {
          for (const i in xs) xs.push(xs[i]); //^
        }
      `,
    },
    {
      why: 'about a reversed copy of an array that the loop changes',
      code: `
        export function grow(xs: number[]) {
          for (const x of [...xs].reverse()) xs.push(x); //^
        }
      `,
    },
    {
      why: 'about an array that is itself reversed',
      code: `
        export function sum(xs: number[]) {
          let total = '';
          for (const x of xs.reverse()) total += x; //^
          return total;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a first match of what has no holes',
      code: `
        export const first = (line: string) => line.split('').filter(x => x > '1')[0]; //^
      `,
      safety: 'safe',
      fixed: `
        export const first = (line: string) => line.split('').find(x => x > '1')!;
      `,
      run: { call: 'first', inputs: [text] },
    },
    {
      why: 'a first match in JavaScript, taken by a pattern',
      file: 'case.mjs',
      code: `
        export function first(...xs) {
          const [one] = xs.filter((x, i) => x === i || typeof x === 'string'); //^
          return one;
        }
      `,
      safety: 'safe',
      fixed: `
        export function first(...xs) {
          const one = xs.find((x, i) => x === i || typeof x === 'string');
          return one;
        }
      `,
      run: { call: 'first', inputs: [value, value, integer, value] },
    },
    {
      why: 'a first match that may be missing',
      code: `
        export const first = (o: Record<string, number>) =>
          Object.keys(o).filter(key => key.length > 1).at(0)?.length; //^
      `,
      safety: 'safe',
      fixed: `
        export const first = (o: Record<string, number>) =>
          Object.keys(o).find(key => key.length > 1)?.length;
      `,
      run: { call: 'first', inputs: [value] },
    },
    {
      why: 'an array that may have holes, to be reviewed',
      code: `
        export const first = (xs: number[]) => xs.filter(x => x > 1)[0]; //^
      `,
      safety: 'review',
      differs: /holes/,
      fixed: `
        export const first = (xs: number[]) => xs.find(x => x > 1)!;
      `,
    },
    {
      why: 'a question whether there is any',
      code: `
        export const is = (xs: number[]) => xs.filter(x => x > 1).length !== 0; //^
      `,
      safety: 'safe',
      fixed: `
        export const is = (xs: number[]) => xs.some(x => x > 1);
      `,
      run: { call: 'is', inputs: [sparseListOf(number)] },
    },
    {
      why: 'a question whether there is none',
      code: `
        interface Row {
          size: number;
        }
        export const not = (xs: Row[]) => xs.filter(({ size }) => size > 1).length === 0; //^
      `,
      safety: 'safe',
      fixed: `
        interface Row {
          size: number;
        }
        export const not = (xs: Row[]) => !xs.some(({ size }) => size > 1);
      `,
      run: { call: 'not', inputs: [listOf(record({ size: number }))] },
    },
    {
      why: 'a length that is tested',
      code: `
        export function is(xs: readonly string[], part: string) {
          if (part && xs.filter(x => x.includes(part)).length) return 1; //^
          return 2;
        }
      `,
      safety: 'safe',
      fixed: `
        export function is(xs: readonly string[], part: string) {
          if (part && xs.some(x => x.includes(part))) return 1;
          return 2;
        }
      `,
      run: { call: 'is', inputs: [listOf(text), text] },
    },
    {
      why: 'a test that counts, to be reviewed',
      code: `
        export function is(xs: number[]) {
          let n = 0;
          return [xs.filter(x => x > n++).length > 0, n]; //^
        }
      `,
      safety: 'review',
      differs: /changes something or throws/,
      fixed: `
        export function is(xs: number[]) {
          let n = 0;
          return [xs.some(x => x > n++), n];
        }
      `,
    },
    {
      why: 'a test that may throw on what is no array, as advice',
      file: 'case.mjs',
      code: `
        export const is = xs => xs.filter(x => x.a.b).length > 0; //^
      `,
      safety: 'advice',
    },
    {
      why: 'a comment in the way, as advice',
      code: `
        export const is = (xs: number[]) => xs.filter(x => x > 1).length /* any */ > 0; //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
    {
      why: 'entries of an array',
      code: `
        export function sum(xs: number[]) {
          const out: string[] = [];
          for (const [i, x] of xs.entries()) { //^
            // the first two
            if (i < 2 && x > 1) xs.push(i);
            out.push(\`\${i} \${x}\`);
          }
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        export function sum(xs: number[]) {
          const out: string[] = [];
          for (let i = 0; i < xs.length; i++) {
            const x = xs[i];
            // the first two
            if (i < 2 && x > 1) xs.push(i);
            out.push(\`\${i} \${x}\`);
          }
          return out;
        }
      `,
      run: { call: 'sum', inputs: [sparseListOf(number)] },
    },
    {
      why: 'entries of a list that another can take the place of, without a block',
      code: `
        export class Rows {
          rows: { n: number }[] = [{ n: 1 }, { n: 2 }];
          sum(list: number) {
            for (const [, { n }] of this.rows.entries()) list += n; //^
            return list;
          }
        }
        export const sum = (n: number) => new Rows().sum(n);
      `,
      safety: 'safe',
      fixed: `
        export class Rows {
          rows: { n: number }[] = [{ n: 1 }, { n: 2 }];
          sum(list: number) {
            const list2 = this.rows;
            for (let i = 0; i < list2.length; i++) {
              const { n } = list2[i];
              list += n;
            }
            return list;
          }
        }
        export const sum = (n: number) => new Rows().sum(n);
      `,
      run: { call: 'sum', inputs: [number] },
    },
    {
      why: 'entries whose element has the name of another in the body, as advice',
      code: `
        export function sum(xs: { x: number; y: number }[]) {
          let total = 0;
          for (const [i, { x, y }] of xs.entries()) { //^
            const x = i;
            total += x + y;
          }
          return total;
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a reversed copy',
      code: `
        export function joined(words: string[]) {
          let all = '';
          for (const word of words.slice().reverse()) { all += word; } //^
          return all;
        }
      `,
      safety: 'safe',
      fixed: `
        export function joined(words: string[]) {
          let all = '';
          for (let i = words.length - 1; i >= 0; i--) { const word = words[i]; all += word; }
          return all;
        }
      `,
      run: { call: 'joined', inputs: [sparseListOf(text)] },
    },
    {
      why: 'a reversed copy of what functions called from there could change, to be reviewed',
      code: `
        export function each(words: string[], say: (word: string) => void) {
          for (const word of [...words].reverse()) say(word); //^
        }
      `,
      safety: 'review',
      differs: /changes while the loop runs/,
      fixed: `
        export function each(words: string[], say: (word: string) => void) {
          for (let i = words.length - 1; i >= 0; i--) {
            const word = words[i];
            say(word);
          }
        }
      `,
    },
    {
      why: 'keys of an array, to be reviewed',
      code: `
        export function twice(xs: number[]) {
          for (const i in xs) xs[i] *= 2; //^
        }
      `,
      safety: 'review',
      differs: /holes or other properties/,
      fixed: `
        export function twice(xs: number[]) {
          for (let i = 0; i < xs.length; i++) xs[i] *= 2;
        }
      `,
    },
    {
      why: 'keys of an array that are used as texts, as advice',
      code: `
        export function keys(xs: number[]) {
          const out: string[] = [];
          for (const i in xs) out.push(i); //^
          return out;
        }
      `,
      safety: 'advice',
    },
    {
      why: 'characters of a text, to be reviewed',
      code: `
        export function count(line: string) {
          let n = 0;
          for (const c of line) if (c === 'a') n++; //^
          return n;
        }
      `,
      safety: 'review',
      differs: /emoji/,
      fixed: `
        export function count(line: string) {
          let n = 0;
          for (let i = 0; i < line.length; i++) {
            const c = line[i];
            if (c === 'a') n++;
          }
          return n;
        }
      `,
    },
  ],
});
