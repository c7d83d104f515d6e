import { awaitNonPromise } from '../../src/core/hints/rules/await-non-promise';
import { awaitNonPromisePairs } from './await-non-promise.pair';
import { testRule } from './rule-tester';

testRule(awaitNonPromise, {
  bench: awaitNonPromisePairs,
  silent: [
    {
      why: 'about what may be a promise',
      code: `
        interface Row { then?: () => void }
        declare const o: Row;
        export async function f(a: number | Promise<number>, b: any, c: unknown, load: (n: number) => Promise<number>) {
          await a; //^
          await b; //^
          await c; //^
          await o; //^
          await load(1); //^
          await { then() {} }; //^
        }
      `,
    },
    {
      why: 'about functions that are async, say nothing, or may be another',
      code: `
        async function a(): Promise<number> { return b(1); }
        function b(x: any) { return x; }
        let c = (): number => 1;
        const d = (x: any) => x;
        function e(x: number): number;
        function e(x: any): any { return x; }
        export const set = () => { c = d as any; };
        export async function f() {
          await a(); //^
          await b(1); //^
          await c(); //^
          await d(1); //^
          await e(1); //^
        }
      `,
    },
    {
      why: 'where code is run that is not seen',
      file: 'case.cjs',
      code: `
        async function g(x) { return x * 2; }
        exports.f = async text => {
          await g(1); //^
          return eval(text);
        };
      `,
    },
    {
      why: 'about async functions that wait, give a promise, or can be reached from elsewhere',
      code: `
        declare const load: (n: number) => any;
        async function a(x: number) { await load(x); return 1; }
        async function b(x: number) { return load(x); }
        export async function c(x: number) { return x * 2; }
        async function d(x: number) { return x * 2; }
        async function* e(x: number) { yield x; }
        async function g(x: number) { for await (const one of load(x)) load(one); }
        const h = async (x: number) => load(x);
        const h2 = async (x: number) => load(x + 1);
        function k(x: number) { return x * 2; }
        function l(x: number): Promise<number>;
        async function l(x: any): Promise<number> { return +x * 2; }
        async function m(x: number) { return x * 2; }
        async function* n(x: number) { return x * 2; }
        async function o(x: number) { await using one = load(x); return x * 2; }
        let i = async (x: number) => x * 2;
        async function j(x: number) { return x * 2; }
        export const set = () => { i = h; };
        export async function f(all: number[]) {
          await a(1); //^
          await b(1); //^
          await c(1); //^
          await d(1); //^
          for await (const one of e(1)) load(one); //^
          await g(1); //^
          await h(1); //^
          await i(1); //^
          await j(1); //^
          await h2(1); //^
          await k(1); //^
          await l(1); //^
          await m(1); //^
          await load(m as any); //^
          await n(1); //^
          await o(1); //^
          return [...all.map(d), j(2)];
        }
      `,
    },
  ],
  hints: [
    {
      why: 'what is no promise by its type',
      code: `
        const half = (x: number): number => x / 2;
        const name = (x: number) => \`n\${x}\`;
        export async function f(list: number[]) {
          let text = '';
          for (const one of list) {
            text += await name(half(one)); //^
          }
          return text;
        }
      `,
      safety: 'review',
      differs: /in order/,
      fixed: `
        const half = (x: number): number => x / 2;
        const name = (x: number) => \`n\${x}\`;
        export async function f(list: number[]) {
          let text = '';
          for (const one of list) {
            text += name(half(one));
          }
          return text;
        }
      `,
    },
    {
      why: 'a list, and a function of the language',
      file: 'case.mjs',
      code: `
        export async function f(o) {
          return await Object.keys(o); //^
        }
      `,
      safety: 'review',
      fixed: `
        export async function f(o) {
          return Object.keys(o);
        }
      `,
    },
    {
      why: 'an async function that waits for nothing, whose calls are all waited for',
      code: `
        declare const ready: any;
        async function weight(x: number): Promise<number> {
          if (x < 0) throw new RangeError('negative');
          const later = async () => { await ready; return 'not its own'; };
          for (const one of [later]) one;
          return x * 2;
        }
        const shown = async (x: number) => \`n\${x}\`;
        export async function f(list: number[]) {
          let text = '';
          for (const one of list) {
            text += await weight(one); //^
            text += await (shown(await weight(1)));
          }
          return text;
        }
      `,
      safety: 'review',
      differs: /in order/,
      fixed: `
        declare const ready: any;
        function weight(x: number): number {
          if (x < 0) throw new RangeError('negative');
          const later = async () => { await ready; return 'not its own'; };
          for (const one of [later]) one;
          return x * 2;
        }
        const shown = async (x: number) => \`n\${x}\`;
        export async function f(list: number[]) {
          let text = '';
          for (const one of list) {
            text += weight(one);
            text += await (shown(weight(1)));
          }
          return text;
        }
      `,
    },
    {
      why: 'an async arrow function, and one that gives nothing, in plain JavaScript',
      file: 'case.mjs',
      code: `
        const half = async x => x / 2;
        export async function f(list) {
          for (const one of list) if (await half(one) > 1) return true; //^
          return false;
        }
      `,
      safety: 'review',
      fixed: `
        const half = x => x / 2;
        export async function f(list) {
          for (const one of list) if (half(one) > 1) return true;
          return false;
        }
      `,
    },
    {
      why: 'an async function expression that gives nothing back',
      file: 'case.mjs',
      code: `
        const note = async function (list, x) { list.push(x); };
        export async function f(list) {
          await note(list, 1); //^
        }
      `,
      safety: 'review',
      fixed: `
        const note = function (list, x) { list.push(x); };
        export async function f(list) {
          note(list, 1);
        }
      `,
    },
    ...Object.entries({
      'a type by another name':
        'type Later = Promise<number>;\nasync function g(x: number): Later { return x; }',
      'a call in brackets':
        'async function g(x: number) { return x; }\nexport const h = async () => await (g)(1);',
      'a comment at a call':
        'async function g(x: number) { return x; }\nexport const h = async () => await /* it */ g(1);',
      'a comment at its head': 'async /* soon */ function g(x: number) { return x; }',
    }).map(([why, line]) => ({
      why: `a needlessly async function with ${why}, as advice`,
      code: `${line}\nexport async function f(list: number[]) {\n  for (const one of list) await g(one); //^\n}\n`,
      safety: 'advice' as const,
    })),
    {
      why: 'a wait whose line would join the one before, as advice',
      file: 'case.mjs',
      code: `
        export async function f(g) {
          g()
          await [1, 2] //^
        }
      `,
      safety: 'advice',
    },
  ],
});
