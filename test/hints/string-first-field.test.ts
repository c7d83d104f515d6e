import { stringFirstField } from '../../src/core/hints/rules/string-first-field';
import { stringFirstFieldPairs } from './string-first-field.pair';
import { listOf, record, text, value } from './inputs';
import { testRule } from './rule-tester';

/** A text of odd ones with separators between, sometimes at its ends, sometimes with none. */
const fields = (random: () => number) =>
  Array.from({ length: Math.floor(random() * 4) }, () => text(random)).join(',');

testRule(stringFirstField, {
  bench: stringFirstFieldPairs,
  silent: [
    {
      why: 'about another part than the first',
      code: `
        export const second = (line: string) => line.split(',')[1]; //^
      `,
    },
    {
      why: 'about all parts',
      code: `
        export const count = (line: string) => line.split(',').length; //^
      `,
    },
    {
      why: 'about an empty separator, which takes the text apart',
      code: `
        export const first = (line: string) => line.split('')[0]; //^
      `,
    },
    {
      why: 'about a separator that is not known',
      code: `
        export const first = (line: string, by: string) => line.split(by)[0]; //^
      `,
    },
    {
      why: 'about a regular expression',
      code: `
        export const first = (line: string) => line.split(/,/)[0]; //^
      `,
    },
    {
      why: 'about a split that stops early already',
      code: `
        export const first = (line: string) => line.split(',', 1)[0]; //^
      `,
    },
    {
      why: 'about a text that may not be there',
      code: `
        export const first = (line?: string) => line?.split(',')[0]; //^
      `,
    },
    {
      why: 'about a pattern that takes more',
      code: `
        export function pair(line: string) {
          const [a, b] = line.split(','); //^
          const [c = 'none'] = line.split(','); //^
          const [...all] = line.split(','); //^
          return [a, b, c, all];
        }
      `,
    },
    {
      why: 'about what is known not to be a text',
      code: `
        const parts = { split: (by: string) => [by] };
        export const first = () => parts.split(',')[0]; //^
      `,
    },
  ],
  hints: [
    {
      why: 'a first part that is kept',
      code: `
        export function keys(lines: string[]) {
          const out: string[] = [];
          for (const line of lines) {
            // the key
            const key = line.split(',')[0]; //^
            out.push(key);
          }
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        export function keys(lines: string[]) {
          const out: string[] = [];
          for (const line of lines) {
            const end = line.indexOf(',');
            // the key
            const key = end < 0 ? line : line.slice(0, end);
            out.push(key);
          }
          return out;
        }
      `,
      run: { call: 'keys', inputs: [listOf(fields)] },
    },
    {
      why: 'a pattern that takes the first part',
      code: `
        export function key(line: string) {
          const end = 1;
          const [first] = line.split(', '); //^
          return first + end;
        }
      `,
      safety: 'safe',
      fixed: `
        export function key(line: string) {
          const end = 1;
          const end2 = line.indexOf(', ');
          const first = end2 < 0 ? line : line.slice(0, end2);
          return first + end;
        }
      `,
      run: { call: 'key', inputs: [fields] },
    },
    {
      why: 'an expression, in an arrow function that becomes a block',
      code: `
        interface Row {
          name: string;
        }
        export const sizes = (rows: Row[]) => rows.map(row => row.name.split(',')[0].length); //^
      `,
      safety: 'safe',
      fixed: `
        interface Row {
          name: string;
        }
        export const sizes = (rows: Row[]) => rows.map(row => {
          const text = row.name;
          const end = text.indexOf(',');
          return (end < 0 ? text : text.slice(0, end)).length;
        });
      `,
      run: { call: 'sizes', inputs: [listOf(record({ name: fields }))] },
    },
    {
      why: 'a variable that is given its own first part',
      code: `
        export function key(line: string) {
          if (line.length > 3) line = line.split(',').at(0)!; //^
          return line;
        }
      `,
      safety: 'safe',
      fixed: `
        export function key(line: string) {
          if (line.length > 3) {
            const end = line.indexOf(',');
            line = (end < 0 ? line : line.slice(0, end))!;
          }
          return line;
        }
      `,
      run: { call: 'key', inputs: [fields] },
    },
    {
      why: 'a choice, where it splits no further',
      code: `
        export const key = (line: string, on: boolean) => (on ? line.split(',')[0] : ''); //^
      `,
      safety: 'safe',
      fixed: `
        export const key = (line: string, on: boolean) => (on ? line.split(',', 1)[0] : '');
      `,
      run: { call: 'key', inputs: [fields, value] },
    },
    {
      why: 'a loop that asks again each time',
      code: `
        export function count(line: string) {
          let n = 0;
          while (line.split(',')[0] !== '') { //^
            line = line.slice(1);
            n++;
          }
          return n;
        }
      `,
      safety: 'safe',
      fixed: `
        export function count(line: string) {
          let n = 0;
          while (line.split(',', 1)[0] !== '') {
            line = line.slice(1);
            n++;
          }
          return n;
        }
      `,
      run: { call: 'count', inputs: [fields] },
    },
    {
      why: 'a call made before in the same statement',
      code: `
        export function both(lines: string[]) {
          let line: string = '';
          const next = () => (line = lines.pop() ?? '');
          return next() + line.split(',').shift(); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function both(lines: string[]) {
          let line: string = '';
          const next = () => (line = lines.pop() ?? '');
          return next() + line.split(',', 1).shift();
        }
      `,
      run: { call: 'both', inputs: [listOf(fields)] },
    },
    {
      why: 'a comment inside, and keeps it',
      code: `
        export function key(line: string) {
          return line.split(',' /* never ; */)[0]; //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function key(line: string) {
          return line.split(',', 1 /* never ; */)[0];
        }
      `,
      run: { call: 'key', inputs: [fields] },
    },
    {
      why: 'a variable declared in the same statement',
      file: 'case.mjs',
      code: `
        export function key(row) {
          const line = String(row), first = line.split('.')[0]; //^
          return first;
        }
      `,
      safety: 'safe',
      fixed: `
        export function key(row) {
          const line = String(row), first = line.split('.', 1)[0];
          return first;
        }
      `,
      run: { call: 'key', inputs: [text] },
    },
    {
      why: 'what may be something else than a text, to be reviewed',
      file: 'case.mjs',
      code: `
        export function key(line) {
          return line.split(',')[0]; //^
        }
      `,
      safety: 'review',
      differs: /not a string/,
      fixed: `
        export function key(line) {
          const end = line.indexOf(',');
          return end < 0 ? line : line.slice(0, end);
        }
      `,
    },
  ],
});
