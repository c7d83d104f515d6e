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
        async function a(): Promise<number> { return 1; }
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
