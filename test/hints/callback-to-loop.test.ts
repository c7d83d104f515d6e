import { callbackToLoop } from '../../src/core/hints/rules/callback-to-loop';
import { callbackToLoopPairs } from './callback-to-loop.pair';
import { dictionaryOf, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(callbackToLoop, {
  bench: callbackToLoopPairs,
  silent: [
    {
      why: 'about what is no array, or may be none',
      code: `
        export function f(map: Map<string, number>, set: Set<string>, any: any, stream: { forEach(f: (x: string) => void): void }) {
          map.forEach(x => any.push(x)); //^
          set.forEach(x => any.push(x)); //^
          any.forEach((x: string) => any.push(x)); //^
          stream.forEach(x => any.push(x)); //^
        }
      `,
    },
    {
      why: 'where the array is wanted too, or no element',
      code: `
        export function f(list: string[], out: unknown[]) {
          list.forEach((x, i, all) => out.push(x, i, all)); //^
          list.forEach((x, ...rest) => out.push(x, rest)); //^
          list.forEach(() => out.push(1)); //^
          list.forEach((...all) => out.push(all)); //^
        }
      `,
    },
    {
      why: 'about a function that stands elsewhere, has a this or waits',
      code: `
        declare const g: (x: string) => void;
        export function f(list: string[] | undefined, words: string[], out: string[]) {
          words.forEach(g); //^
          words.forEach(function (x) { out.push(x); }); //^
          words.forEach(async x => { await out.push(x); }); //^
          words.forEach(x => out.push(x), out); //^
          list?.forEach(x => out.push(x)); //^
          words?.forEach(x => out.push(x)); //^
        }
      `,
    },
    {
      why: 'where its value is used, or another method is called',
      code: `
        export const f = (list: string[], out: string[]) => list.forEach(x => out.push(x)); //^
        export function g(list: string[], out: string[]) {
          list.map(x => out.push(x)); //^
        }
      `,
    },
    {
      why: 'where calling takes less than 15 % of the time',
      code: `
        export function f(list: string[], out: string[]) {
          list.forEach(x => out.push(x)); //^
        }
      `,
      measured: { selfShare: 0.14, self: 140_000, samples: 140 },
    },
  ],
  hints: [
    {
      why: 'a list that is seen to be made, and goes on where the function left off',
      code: `
        export function f(input: string) {
          const words = input.split('');
          let text = '';
          words.forEach(word => { //^
            if (word === 'a') return;
            switch (word) {
              case 'b': return; // not b
              default: text += word;
            }
            for (const one of word) { if (one === 'c') break; text += '.'; }
            [1].map(x => { return x; });
          });
          return text;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(input: string) {
          const words = input.split('');
          let text = '';
          for (const word of words) {
            if (word === 'a') continue;
            switch (word) {
              case 'b': continue; // not b
              default: text += word;
            }
            for (const one of word) { if (one === 'c') break; text += '.'; }
            [1].map(x => { return x; });
          }
          return text;
        }
      `,
      run: { call: 'f', inputs: [text] },
    },
    {
      why: 'keys of an object, one after the other, in a branch',
      code: `
        export function f(of: Record<string, unknown>, twice: boolean) {
          const out: unknown[] = [];
          if (twice) Object.keys(of).forEach(key => out.push((key += '!'), () => key)) //^
          else out.push(of);
          return out.map(one => (typeof one === 'function' ? one() : one));
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of: Record<string, unknown>, twice: boolean) {
          const out: unknown[] = [];
          if (twice) for (let key of Object.keys(of)) out.push((key += '!'), () => key);
          else out.push(of);
          return out.map(one => (typeof one === 'function' ? one() : one));
        }
      `,
      run: {
        call: 'f',
        inputs: [random => ({ a: value(random), 1: value(random) }), random => random() < 0.7],
      },
    },
    {
      why: 'a list that was given, which may have holes',
      code: `
        export function f(rows: { id: number }[]) {
          let sum = 0;
          rows.forEach(({ id }) => { sum += id; }); //^
          return sum;
        }
      `,
      safety: 'review',
      differs: /if \`rows\` has holes$/,
      fixed: `
        export function f(rows: { id: number }[]) {
          let sum = 0;
          for (const { id } of rows) { sum += id; }
          return sum;
        }
      `,
    },
    {
      why: 'a list that what is called could change',
      code: `
        const waiting: string[] = ['a'];
        export function put(x: string) { waiting.push(x); }
        export function f(tell: (x: string) => void) {
          waiting.forEach(x => tell(x)); //^
        }
      `,
      safety: 'review',
      differs: /length.*changes meanwhile/,
      fixed: `
        const waiting: string[] = ['a'];
        export function put(x: string) { waiting.push(x); }
        export function f(tell: (x: string) => void) {
          for (const x of waiting) tell(x);
        }
      `,
    },
    {
      why: 'a list that is seen to be made, and its index',
      code: `
        export function f(input: string) {
          const words = input.split('');
          const out: (() => string)[] = [];
          words.forEach((word, at) => { //^
            if (word === 'a') return;
            out.push(() => word + at);
          });
          return out.map(one => one());
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(input: string) {
          const words = input.split('');
          const out: (() => string)[] = [];
          for (let at = 0; at < words.length; at++) {
            const word = words[at];
            if (word === 'a') continue;
            out.push(() => word + at);
          }
          return out.map(one => one());
        }
      `,
      run: { call: 'f', inputs: [text] },
    },
    {
      why: 'keys of an object and their index, in a branch',
      code: `
        export function f(of: Record<string, unknown>, twice: boolean) {
          const out: unknown[] = [];
          if (twice)
            Object.keys(of).forEach((key, i) => out.push((key += '!'), i)); //^
          else out.push(of);
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of: Record<string, unknown>, twice: boolean) {
          const out: unknown[] = [];
          if (twice)
            for (let i = 0, list = Object.keys(of); i < list.length; i++) {
              let key = list[i];
              out.push((key += '!'), i);
            }
          else out.push(of);
          return out;
        }
      `,
      run: {
        call: 'f',
        inputs: [random => ({ a: value(random), 1: value(random) }), random => random() < 0.7],
      },
    },
    {
      why: 'a file without semicolons',
      file: 'case.mjs',
      code: `
        export function f(of) {
          const out = []
          Object.keys(of).forEach((word, i) => out.push(word, i)) //^
          return out
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of) {
          const out = []
          for (let i = 0, list = Object.keys(of); i < list.length; i++) {
            const word = list[i]
            out.push(word, i)
          }
          return out
        }
      `,
      run: { call: 'f', inputs: [dictionaryOf(value)] },
    },
    {
      why: 'elements that are set one by one',
      code: `
        export function f(numbers: number[]) {
          numbers.forEach((n, i) => { //^
            numbers[i] = n * 2;
          });
        }
      `,
      safety: 'review',
      differs: /if \`numbers\` has holes, or/,
      fixed: `
        export function f(numbers: number[]) {
          for (let i = 0; i < numbers.length; i++) {
            const n = numbers[i];
            numbers[i] = n * 2;
          }
        }
      `,
    },
    {
      why: 'the index alone, of a list that is set later',
      code: `
        export function f(input: string) {
          let words = input.split('');
          let sum = 0;
          words.forEach((_, i) => (sum += i)); //^
          words = [];
          return [words, sum];
        }
      `,
      safety: 'review',
      differs: /if `words` has holes$/,
      fixed: `
        export function f(input: string) {
          let words = input.split('');
          let sum = 0;
          for (let i = 0, list = words; i < list.length; i++) (sum += i);
          words = [];
          return [words, sum];
        }
      `,
    },
    {
      why: 'a list that was given and its index, on one line',
      code: `
        export function f(rows: { id: number }[]) {
          let sum = 0;
          rows.forEach(({ id }, i) => { sum += id * i; }); //^
          return sum;
        }
      `,
      safety: 'review',
      differs: /if \`rows\` has holes$/,
      fixed: `
        export function f(rows: { id: number }[]) {
          let sum = 0;
          for (let i = 0; i < rows.length; i++) { const { id } = rows[i]; sum += id * i; }
          return sum;
        }
      `,
    },
    ...Object.entries({
      'a function that grows the list':
        'list.forEach(x => { if (list.length < 9) list.push(x); }); //^',
      'a value that is given back': 'list.forEach(x => { if (x) return out.push(x); }); //^',
      'a return out of an inner loop':
        'list.forEach(x => { for (;;) { out.push(x); return; } }); //^',
      'a variable of the whole function': 'list.forEach(x => { var y = x; out.push(y); }); //^',
      'a function of the whole function':
        'list.forEach(x => { out.push(g(x)); function g(z: string) { return z; } }); //^',
      'the name of the list': 'list.forEach(list => { out.push(list); }); //^',
      'a default value': "list.forEach((x = 'a') => { out.push(x); }); //^",
      'a type that was written': 'list.forEach((x: string) => { out.push(x); }); //^',
      'other elements that are set': 'list.forEach((x, i) => { list[i + 1] = x; }); //^',
      'a list that is emptied': 'list.forEach((x, i) => { list.length = i; out.push(x); }); //^',
      'elements that are set by an index of its own':
        'list.forEach(x => { let i = 1; list[i] = x; }); //^',
      'elements that are set by what is taken of the index':
        'list.forEach((x, { length }) => { list[length] = x; }); //^',
      'an index that is set': 'list.forEach((x, i) => { i++; out.push(x + i); }); //^',
      'an index of a type': 'list.forEach((x, i: number) => { out.push(x + i); }); //^',
      'an index that may be left out': 'list.forEach((x, i = 1) => { out.push(x + i); }); //^',
      'an index that is taken apart':
        'list.forEach((x, { length }) => { out.push(x + length); }); //^',
      'an index of the name of the list': 'list.forEach((x, list) => { out.push(x + list); }); //^',
      'a variable of the name of the list':
        'list.forEach((x, i) => { const list = x + i; out.push(list); }); //^',
      'an element that is taken apart for nothing': 'list.forEach(({ length }, i) => {}); //^',
      'a comment behind the function': 'list.forEach(x => { out.push(x); } /* all */); //^',
      'a comment that would be lost': 'list.forEach(/* all */ x => { out.push(x); }); //^',
    }).map(([why, line]) => ({
      why: `${why}, as advice`,
      code: `
        export function f(list: string[], out: string[]) {
          ${line}
        }
      `,
      safety: 'advice' as const,
    })),
  ],
});
