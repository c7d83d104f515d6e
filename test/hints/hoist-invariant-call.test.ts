import { hoistInvariantCall } from '../../src/core/hints/rules/hoist-invariant-call';
import { hoistInvariantCallPairs } from './hoist-invariant-call.pair';
import { dictionaryOf, integer, listOf, number, text } from './inputs';
import { testRule } from './rule-tester';

testRule(hoistInvariantCall, {
  bench: hoistInvariantCallPairs,
  silent: [
    {
      why: 'about keys of an object that the loop fills',
      code: `
        export function number(words: string[]) {
          const ids: Record<string, number> = {};
          for (const word of words) ids[word] = Object.keys(ids).length; //^
          return ids;
        }
      `,
    },
    {
      why: 'about what depends on the round',
      code: `
        export const sizes = (rows: object[]) => rows.map(row => Object.keys(row).length); //^
      `,
    },
    {
      why: 'about the expression that a loop goes through, which is evaluated once',
      code: `
        export function each(o: Record<string, number>) {
          let sum = 0;
          for (const key of Object.keys(o)) sum += o[key]; //^
          return sum;
        }
      `,
    },
    {
      why: 'about calls that were measured to be cheap',
      code: `
        export function primes(n: number) {
          let count = 0;
          for (let i = 2; i <= Math.sqrt(n); i++) count += n % i; //^
          return count;
        }
      `,
    },
    {
      why: 'about an array that is changed in each round',
      code: `
        export function pairs(words: string[], line: string) {
          const result: string[][] = [];
          for (const word of words) {
            const parts = line.split(','); //^
            parts.push(word);
            result.push(parts);
          }
          return result;
        }
      `,
    },
    {
      why: 'about a regular expression that remembers where it stopped',
      code: `
        export const count = (words: string[], part: string) =>
          words.filter(word => new RegExp(part, 'g').test(word)).length; //^
      `,
    },
    {
      why: 'about a date that is set',
      code: `
        export function days(n: number) {
          const result: Date[] = [];
          for (let i = 0; i < n; i++) {
            const day = new Date('2020-01-01'); //^
            day.setDate(i);
            result.push(day);
          }
          return result;
        }
      `,
    },
    {
      why: 'about a variable that counts',
      code: `
        export function last(line: string) {
          let separator = ',';
          let sum = 0;
          for (let i = 0; i < 10; i++) {
            sum += line.split(separator).length; //^
            separator = separator === ',' ? ';' : ',';
          }
          return sum;
        }
      `,
    },
    {
      why: 'about the time of day',
      code: `
        export const stamps = (words: string[]) => words.map(word => word + new Date().getTime()); //^
      `,
    },
    {
      why: 'about a function of the program, whose doings are not known',
      code: `
        declare function limit(): number;
        export const under = (rows: number[]) => rows.filter(row => row < limit()); //^
      `,
    },
    {
      why: 'about Object.keys of something else than the language',
      code: `
        const Object = { keys: () => [Math.random()] };
        export const all = (rows: number[]) => rows.map(row => row + Object.keys().length); //^
      `,
    },
    {
      why: 'about elements whose property is written',
      code: `
        export function scale(source: { v: number }[]) {
          const rows = [...source];
          for (const row of rows) row.v /= Math.max(...rows.map(one => one.v)); //^
        }
      `,
    },
    {
      why: 'about an operand that is changed earlier in the same statement',
      code: `
        export const count = (o: Record<string, number>, xs: number[]) =>
          (o.a = 1) && xs.map(x => x + Object.keys(o).length); //^
      `,
    },
    {
      why: 'about a this that is not the same one',
      code: `
        export class Table {
          rows: Record<string, number> = {};
          sizes(xs: number[]) {
            return xs.map(function (this: Table) {
              return Object.keys(this.rows).length; //^
            });
          }
        }
      `,
    },
    {
      why: 'about a field that the loop changes under its own name',
      code: `
        export class Table {
          rows: Record<string, number> = {};
          fill(keys: string[]) {
            for (const key of keys) this.rows[key] = Object.keys(this.rows).length; //^
          }
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a field, in a method that calls nothing else',
      code: `
        export class Table {
          rows: Record<string, number> = { a: 1 };
          sum(xs: number[]) {
            let sum = 0;
            for (const x of xs) sum += x * Object.keys(this.rows).length; //^
            return sum;
          }
        }
        export const sum = (xs: number[]) => new Table().sum(xs);
      `,
      safety: 'safe',
      fixed: `
        export class Table {
          rows: Record<string, number> = { a: 1 };
          sum(xs: number[]) {
            let sum = 0;
            const keyCount = Object.keys(this.rows).length;
            for (const x of xs) sum += x * keyCount;
            return sum;
          }
        }
        export const sum = (xs: number[]) => new Table().sum(xs);
      `,
      run: { call: 'sum', inputs: [listOf(number)] },
    },
    {
      why: 'an operand that may not be there, to be reviewed',
      code: `
        export const find = (rows: string[][], xs: string[]) =>
          xs.filter(x => rows.length > 0 && rows[0][0].split(',').length > x.length); //^
      `,
      safety: 'review',
      differs: /throws/,
      fixed: `
        export const find = (rows: string[][], xs: string[]) => {
          const count = rows[0][0].split(',').length;
          return xs.filter(x => rows.length > 0 && count > x.length);
        };
      `,
    },
    {
      why: 'the same call in several places of a loop',
      code: `
        export function count(rows: number[], o: { a: number }) {
          let n = 0;
          for (const row of rows) {
            n += Object.keys(o).length; //^
            if (Object.keys(o).length > row) n--;
          }
          return n;
        }
      `,
      safety: 'safe',
      fixed: `
        export function count(rows: number[], o: { a: number }) {
          let n = 0;
          const keyCount = Object.keys(o).length;
          for (const row of rows) {
            n += keyCount;
            if (keyCount > row) n--;
          }
          return n;
        }
      `,
      run: { call: 'count', inputs: [listOf(number), dictionaryOf(integer)] },
    },
    {
      why: 'the condition of an else if, and makes a block of it',
      code: `
        export function over(rows: number[], o: { a: number }) {
          if (rows.length > 3) return 1;
          else if (rows.some(row => row > Object.keys(o).length)) return 2; //^
          return 3;
        }
      `,
      safety: 'safe',
      fixed: `
        export function over(rows: number[], o: { a: number }) {
          if (rows.length > 3) return 1;
          else {
            const keyCount = Object.keys(o).length;
            if (rows.some(row => row > keyCount)) return 2;
          }
          return 3;
        }
      `,
      run: { call: 'over', inputs: [listOf(number), dictionaryOf(integer)] },
    },
    {
      why: 'keys that are counted for the end of a loop',
      code: `
        export function sum(o: Record<string, number>) {
          let total = 0;
          const keys = 1;
          for (let i = 0; i < Object.keys(o).length; i++) total += i + keys; //^
          return total;
        }
      `,
      safety: 'safe',
      fixed: `
        export function sum(o: Record<string, number>) {
          let total = 0;
          const keys = 1;
          const keyCount = Object.keys(o).length;
          for (let i = 0; i < keyCount; i++) total += i + keys;
          return total;
        }
      `,
      run: { call: 'sum', inputs: [dictionaryOf(integer)] },
    },
    {
      why: 'a maximum that is sought again for each element',
      code: `
        export const scaled = (values: number[]) => values.map(value => value / Math.max(...values)); //^
      `,
      safety: 'safe',
      fixed: `
        export const scaled = (values: number[]) => {
          const max = Math.max(...values);
          return values.map(value => value / max);
        };
      `,
      run: { call: 'scaled', inputs: [listOf(number)] },
    },
    {
      why: 'a text that is split in the inner of two loops, and takes it out of both',
      code: `
        export function find(header: string, rows: readonly string[][]) {
          const found: number[] = [];
          // each cell
          for (const row of rows) {
            for (const cell of row) {
              if (header.split(',').includes(cell)) found.push(cell.length); //^
            }
          }
          return found;
        }
      `,
      safety: 'safe',
      fixed: `
        export function find(header: string, rows: readonly string[][]) {
          const found: number[] = [];
          const parts = header.split(',');
          // each cell
          for (const row of rows) {
            for (const cell of row) {
              if (parts.includes(cell)) found.push(cell.length);
            }
          }
          return found;
        }
      `,
      run: { call: 'find', inputs: [text, listOf(listOf(text))] },
    },
    {
      why: 'a loop that is the branch of an if, and puts braces around it',
      code: `
        export function sum(o: { a: number; b: number }, on: boolean) {
          let total = 0;
          if (on)
            for (let i = 0; i < 3; i++) total += Object.keys(o).length; //^
          return total;
        }
      `,
      safety: 'safe',
      fixed: `
        export function sum(o: { a: number; b: number }, on: boolean) {
          let total = 0;
          if (on) {
            const keyCount = Object.keys(o).length;
            for (let i = 0; i < 3; i++) total += keyCount;
          }
          return total;
        }
      `,
      run: { call: 'sum', inputs: [dictionaryOf(integer), integer] },
    },
    {
      why: 'a labelled loop, and stays before its label',
      code: `
        export function sum(o: { a: number }, rows: number[]) {
          let total = 0;
          outer: for (const row of rows) {
            for (const key of Object.keys(o)) if (key.length > row) continue outer; //^
            total += row;
          }
          return total;
        }
      `,
      safety: 'safe',
      fixed: `
        export function sum(o: { a: number }, rows: number[]) {
          let total = 0;
          const keys = Object.keys(o);
          outer: for (const row of rows) {
            for (const key of keys) if (key.length > row) continue outer;
            total += row;
          }
          return total;
        }
      `,
      run: { call: 'sum', inputs: [dictionaryOf(integer), listOf(integer)] },
    },
    {
      why: 'a constant date that is only read',
      code: `
        export function since(times: number[]) {
          return times.map(time => {
            const start = new Date('2020-01-01'); //^
            return time - start.getTime();
          });
        }
      `,
      safety: 'safe',
      fixed: `
        export function since(times: number[]) {
          const date = new Date('2020-01-01');
          return times.map(time => {
            const start = date;
            return time - start.getTime();
          });
        }
      `,
      run: { call: 'since', inputs: [listOf(number)] },
    },
    {
      why: 'a constant pattern with the flag g that only replaces',
      code: `
        export const clean = (words: string[]) => words.map(word => word.replace(new RegExp('a+', 'g'), '')); //^
      `,
      safety: 'safe',
      fixed: `
        export const clean = (words: string[]) => {
          const pattern = new RegExp('a+', 'g');
          return words.map(word => word.replace(pattern, ''));
        };
      `,
      run: { call: 'clean', inputs: [listOf(text)] },
    },
    {
      why: 'a pattern made from a variable, to be reviewed since it may throw',
      code: `
        export const matching = (words: string[], start: string) =>
          words.filter(word => new RegExp('^' + start).test(word)); //^
      `,
      safety: 'review',
      differs: /throws/,
      fixed: `
        export const matching = (words: string[], start: string) => {
          const pattern = new RegExp('^' + start);
          return words.filter(word => pattern.test(word));
        };
      `,
    },
    {
      why: 'keys of an object that is not known to be one, in the condition of a loop that asks at least once',
      file: 'case.mjs',
      code: `
        export function count(o) {
          let n = 0;
          while (n < Object.keys(o).length) n++; //^
          return n;
        }
      `,
      safety: 'safe',
      fixed: `
        export function count(o) {
          let n = 0;
          const keyCount = Object.keys(o).length;
          while (n < keyCount) n++;
          return n;
        }
      `,
      run: { call: 'count', inputs: [dictionaryOf(integer)] },
    },
    {
      why: 'an object that functions called from the loop could change, to be reviewed',
      code: `
        export function each(o: Record<string, number>, visit: (n: number) => void) {
          for (let i = 0; i < Object.keys(o).length; i++) visit(i); //^
        }
      `,
      safety: 'review',
      differs: /changes while the loop runs/,
      fixed: `
        export function each(o: Record<string, number>, visit: (n: number) => void) {
          const keyCount = Object.keys(o).length;
          for (let i = 0; i < keyCount; i++) visit(i);
        }
      `,
    },
    {
      why: 'a path that is joined for each line',
      code: `
        import { join } from 'node:path';
        export function lines(folder: string, names: string[]) {
          return names.map(name => join(folder, 'src') + name); //^
        }
      `,
      safety: 'safe',
      fixed: `
        import { join } from 'node:path';
        export function lines(folder: string, names: string[]) {
          const path = join(folder, 'src');
          return names.map(name => path + name);
        }
      `,
      run: { call: 'lines', inputs: [text, listOf(text)] },
    },
    {
      why: 'several loose ends, as advice',
      file: 'case.mjs',
      code: `
        export function each(o, rows, visit) {
          for (const row of rows) if (Object.keys(o).length > row) visit(row); //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a set that is built for each question',
      code: `
        export function common(a: string[], b: readonly string[]) {
          return a.filter(x => new Set(b).has(x)); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function common(a: string[], b: readonly string[]) {
          const set = new Set(b);
          return a.filter(x => set.has(x));
        }
      `,
      run: { call: 'common', inputs: [listOf(text), listOf(text)] },
    },
  ],
});
