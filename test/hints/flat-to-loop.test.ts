import { flatToLoop } from '../../src/core/hints/rules/flat-to-loop';
import { flatToLoopPairs } from './flat-to-loop.pair';
import { dictionaryOf, listOf, text, value } from './inputs';
import { testRule } from './rule-tester';

testRule(flatToLoop, {
  bench: flatToLoopPairs,
  silent: [
    {
      why: 'where elements may be no lists, or lists of lists are wanted flat',
      code: `
        declare class Tree { flat(): string[]; flatMap(f: (x: string[]) => string[]): string[] }
        export function f(mixed: (string | string[])[], deep: string[][][], any: any, tree: Tree) {
          const a = mixed.flat(); //^
          const b = deep.flat(2); //^
          const c = deep.flat(any); //^
          const d = any.flat(); //^
          const e = tree.flat(); //^
          const g = any.flatMap((x: string[]) => x); //^
          const h = tree.flatMap(x => x); //^
          const i = mixed.flatMap(x => x); //^
          return [a, b, c, d, e, g, h, i];
        }
      `,
    },
    {
      why: 'where the index is wanted, or the function is no plain arrow function',
      code: `
        declare const g: (x: string[]) => string[];
        export function f(lists: string[][]) {
          const a = lists.flatMap((x, i) => (i > 1 ? x : lists[0])); //^
          const b = lists.flatMap(g); //^
          const c = lists.flatMap(function (x) { return x; }); //^
          const d = lists?.flat(); //^
          const e = lists.flatMap(x => x, g); //^
          const h = lists.flatMap(() => lists[0]); //^
          return [a, b, c, d, e, h];
        }
      `,
    },
    {
      why: 'about lists that are made there, which chain-to-loop knows, or another method',
      code: `
        export function f(words: string[], lists: string[][]) {
          const a = words.flatMap(x => [x, x + 'a']); //^
          const b: string[] = words.flatMap(x => (x > 'a' ? [x] : [])); //^
          const c = lists.map(x => x); //^
          const d = lists.slice(); //^
          return [a, b, c, d];
        }
      `,
    },
    {
      why: 'where what comes out is part of an expression, or can be set again',
      code: `
        export function f(lists: string[][]) {
          let a = lists.flat(); //^
          if (a.length > 9) a = [];
          return [a, lists.flat()]; //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'lists that are seen to be made',
      code: `
        export function f(lines: string[]) {
          const lists = [...lines].map(line => line.split(''));
          const all: string[] = lists.flat(); //^
          return all;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(lines: string[]) {
          const lists = [...lines].map(line => line.split(''));
          const all: string[] = [];
          for (const list of lists) {
            for (const one of list) all.push(one);
          }
          return all;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'lists that a function gives, one after the other',
      code: `
        export function f(lines: string[]): string[] {
          const list = [...lines];
          return list.flatMap(list => list.split('a')); //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(lines: string[]): string[] {
          const list = [...lines];
          const found: string[] = [];
          for (const list2 of list) {
            for (const one of list2.split('a')) found.push(one);
          }
          return found;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'lists that may have holes, whose declaration says what is in them',
      code: `
        export function f(lists: readonly (string | number)[][]) {
          const all = lists.flat(1); //^
          return all;
        }
      `,
      safety: 'review',
      differs: /if `lists` or a list of it has holes$/,
      fixed: `
        export function f(lists: readonly (string | number)[][]) {
          const all: (string | number)[] = [];
          for (const list of lists) {
            for (const one of list) all.push(one);
          }
          return all;
        }
      `,
    },
    {
      why: 'lists without holes in one that may have some',
      code: `
        export function f(lines: string[]): string[] {
          return lines.flatMap(line => line.split('a')); //^
        }
      `,
      safety: 'review',
      differs: /if `lines` or a list of it has holes$/,
      fixed: `
        export function f(lines: string[]): string[] {
          const found: string[] = [];
          for (const line of lines) {
            for (const one of line.split('a')) found.push(one);
          }
          return found;
        }
      `,
    },
    {
      why: 'lists that may have holes in one without',
      code: `
        export function f(one: string[], two: string[]): string[] {
          const lists = [one, two];
          return lists.flat(); //^
        }
      `,
      safety: 'review',
      differs: /if `lists` or a list of it has holes$/,
      fixed: `
        export function f(one: string[], two: string[]): string[] {
          const lists = [one, two];
          const found: string[] = [];
          for (const list of lists) {
            for (const one2 of list) found.push(one2);
          }
          return found;
        }
      `,
    },
    {
      why: 'a list that what is called could change',
      code: `
        export function f(lists: string[][], tell: (x: string[]) => boolean): string[] {
          return lists.flatMap(list => (tell(list) ? list.slice(1) : list.slice(0))); //^
        }
      `,
      safety: 'review',
      differs: /changes its length meanwhile/,
      fixed: `
        export function f(lists: string[][], tell: (x: string[]) => boolean): string[] {
          const found: string[] = [];
          for (const list of lists) {
            for (const one of (tell(list) ? list.slice(1) : list.slice(0))) found.push(one);
          }
          return found;
        }
      `,
    },
    {
      why: 'what plain JavaScript shows to be lists',
      file: 'case.mjs',
      code: `
        export function f(of) {
          const all = Object.entries(of).flat(); //^
          return all;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of) {
          const all = [];
          for (const list of Object.entries(of)) {
            for (const one of list) all.push(one);
          }
          return all;
        }
      `,
      run: { call: 'f', inputs: [dictionaryOf(value)] },
    },
    {
      why: 'a file without semicolons',
      file: 'case.mjs',
      code: `
        export function f(of) {
          return Object.entries(of).flat() //^
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(of) {
          const found = []
          for (const list of Object.entries(of)) {
            for (const one of list) found.push(one)
          }
          return found
        }
      `,
      run: { call: 'f', inputs: [dictionaryOf(value)] },
    },
    ...Object.entries({
      'whose type is not written': 'const a = lists.slice().flat(); //^',
      'whose type only another declaration knows': 'const a = grid.flat(); //^',
      'whose type the function gives': 'const a = lists.flatMap(x => x); //^',
      'whose type is written where it is not told': 'const a = inner.flat(); //^',
      'with a comment': 'const a: string[] = lists.flat(/* one */); //^',
      'that a function changes':
        'const a: string[] = lists.flatMap(x => (lists.push([k]), x)); //^',
      'that is named as what is made':
        'const a: string[] = lists.flatMap(x => [a => a].map(() => x[0])); //^',
      'whose function sets its element':
        'const a: string[] = lists.flatMap(x => (x = x.slice())); //^',
    }).map(([why, line]) => ({
      why: `a list ${why}, as advice`,
      code: `
        type Grid<T> = T[][];
        export function f(lists: string[][], grid: Grid<string>, { inner }: { inner: string[][] }, k: string) {
          ${line}
          return a;
        }
      `,
      safety: 'advice' as const,
    })),
  ],
});
