import { spliceRemoveLoop } from '../../src/core/hints/rules/splice-remove-loop';
import { integer, listOf, number, record } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';
import { spliceRemoveLoopPairs } from './splice-remove-loop.pair';

testRule(spliceRemoveLoop, {
  bench: spliceRemoveLoopPairs,
  silent: [
    {
      why: 'about a removal that is not part of going through the list',
      code: `
        export function f(list: number[], i: number) {
          list.splice(i, 1); //^
          for (const x of [...list]) if (x > 1) list.splice(list.indexOf(x), 1); //^
          while (list.length > 10) list.splice(0, 1); //^
        }
      `,
    },
    {
      why: 'about a loop forwards that leaves out what moves up',
      code: `
        export function f(list: number[]) {
          for (let i = 0; i < list.length; i++) if (list[i] > 1) list.splice(i, 1); //^
        }
      `,
    },
    {
      why: 'about more or less than one element, another place or another list',
      code: `
        export function f(list: number[], other: number[]) {
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i, 2); //^
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i, 1, 7); //^
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i - 1, 1); //^
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) other.splice(i, 1); //^
          for (let i = list.length - 1; i >= 1; i--) if (list[i] > 1) list.splice(i, 1); //^
          for (let i = list.length - 2; i >= 0; i--) if (list[i] > 1) list.splice(i, 1); //^
          for (let i = list.length - 1; i >= 0; i -= 2) if (list[i] > 1) list.splice(i, 1); //^
        }
      `,
    },
    {
      why: 'where what was taken out is used, or more is done',
      code: `
        export function f(list: number[], gone: number[]) {
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) gone.push(...list.splice(i, 1)); //^
          for (let i = list.length - 1; i >= 0; i--) {
            if (list[i] > 1) {
              gone.push(list[i]);
              list.splice(i, 1); //^
            }
          }
          for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i, 1); else list[i]++; //^
          for (let i = list.length - 1; i >= 0; i--) {
            if (list[i] > 1) list.splice(i, 1); //^
            gone.push(i);
          }
        }
      `,
    },
    {
      why: 'about a test that looks at other elements, the length or the place',
      code: `
        export function f(list: number[], wanted: Set<number>) {
          for (let i = list.length - 1; i >= 0; i--) if (list[i] === list[i + 1]) list.splice(i, 1); //^
          for (let i = list.length - 1; i >= 0; i--) if (list.length > 10) list.splice(i, 1); //^
          for (let i = list.length - 1; i >= 0; i--) if (wanted.has(i)) list.splice(i, 1); //^
          for (let i = list.length - 1; i >= 0; i--) if (list.indexOf(list[i]) < i) list.splice(i, 1); //^
          for (let i = list.length - 1; i >= 0; i--) if (list[i]-- > 1) list.splice(i, 1); //^
        }
      `,
    },
    {
      why: 'about an index that is used after the loop',
      code: `
        export function f(list: number[]) {
          for (var i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i, 1); //^
          return i;
        }
      `,
    },
    {
      why: 'where the loop waits for something in between',
      code: `
        export async function f(list: number[], ask: (x: number) => Promise<boolean>) {
          for (let i = list.length - 1; i >= 0; i--) if (await ask(list[i])) list.splice(i, 1); //^
        }
      `,
    },
    {
      why: 'about what is no array',
      code: `
        export function f(list: Map<number, number> & { splice(i: number, n: number): void; length: number; [i: number]: number }) {
          const text = new Map<number, number>() as typeof list;
          for (let i = text.length - 1; i >= 0; i--) if (list[i] > 1) text.splice(i, 1); //^
        }
      `,
    },
  ],
  hints: [
    {
      why: 'a copy without holes, gone through backwards',
      code: `
        export function without(words: string[], word: string) {
          const list = words.filter(Boolean);
          const kept = 1;
          for (let i = list.length - 1; i >= 0; i--) {
            if (list[i] === word) list.splice(i, 1); //^
          }
          return [list, kept];
        }
      `,
      safety: 'review',
      differs: /has holes/,
      fixed: `
        export function without(words: string[], word: string) {
          const list = words.filter(Boolean);
          const kept = 1;
          let kept2 = 0;
          for (let i = 0; i < list.length; i++) {
            if (list[i] !== word) list[kept2++] = list[i];
          }
          list.length = kept2;
          return [list, kept];
        }
      `,
    },
    {
      why: 'a parameter, gone through forwards and stepping back',
      code: `
        interface Job { done: boolean; at: number }
        export function clean(jobs: Job[], now: number) {
          // done and old
          for (let i = 0; i < jobs.length; i++) {
            const job = jobs[i]; // the one
            if (job.done && job.at < now) {
              jobs.splice(i, 1); //^
              i--;
            }
          }
        }
      `,
      safety: 'review',
      differs: /has holes/,
      fixed: `
        interface Job { done: boolean; at: number }
        export function clean(jobs: Job[], now: number) {
          let kept = 0;
          // done and old
          for (let i = 0; i < jobs.length; i++) {
            const job = jobs[i]; // the one
            if (!(job.done && job.at < now)) jobs[kept++] = jobs[i];
          }
          jobs.length = kept;
        }
      `,
    },
    {
      why: 'a field, counted down in the test, with a test that calls something',
      code: `
        export class Pool {
          items: { id: number }[] = [];
          drop(isOld: (id: number) => boolean) {
            for (let i = this.items.length; i--; ) if (isOld(this.items[i].id)) this.items.splice(i, 1); //^
            return this.items;
          }
        }
      `,
      safety: 'review',
      differs: /from the first to the last/,
      fixed: `
        export class Pool {
          items: { id: number }[] = [];
          drop(isOld: (id: number) => boolean) {
            let kept = 0;
            for (let i = 0; i < this.items.length; i++) if (!isOld(this.items[i].id)) this.items[kept++] = this.items[i];
            this.items.length = kept;
            return this.items;
          }
        }
      `,
    },
    {
      why: 'a list of unknown type, stepping back in the call',
      file: 'case.js',
      code: `
        exports.clean = list => {
          for (let i = 0; i < list.length; ++i) {
            if (!list[i].alive) list.splice(i--, 1); //^
          }
          return list;
        };
      `,
      safety: 'review',
      differs: /not an array/,
      fixed: `
        exports.clean = list => {
          let kept = 0;
          for (let i = 0; i < list.length; i++) {
            if (list[i].alive) list[kept++] = list[i];
          }
          list.length = kept;
          return list;
        };
      `,
    },
    {
      why: 'a comment that would be lost, as advice',
      code: `
        export function clean(list: number[]) {
          for (let i = list.length - 1; i >= 0; i--) {
            if (list[i] > 1) { /* gone */ list.splice(i, 1); } //^
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a loop that is the only statement of another, as advice',
      code: `
        export function clean(lists: number[][]) {
          for (const list of lists)
            for (let i = list.length - 1; i >= 0; i--) if (list[i] > 1) list.splice(i, 1); //^
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule splice-remove-loop', () => {
  it('leaves the same elements in the same array, whichever way it went through them', () => {
    const backwards = `
      function kept(list: { n: number }[], least: number) {
        const same = list;
        for (let i = list.length - 1; i >= 0; i--) if (list[i].n >= least) list.splice(i, 1); //^
        return [same, list, list.length];
      }
    `;
    const inputs = [listOf(record({ n: number })), integer];
    assertSameResults(spliceRemoveLoop, 'case.ts', backwards, 'kept', inputs);
    const forwards = `
      function kept(list: { n: number }[], least: number) {
        for (let i = 0; i < list.length; i++) {
          const { n } = list[i];
          if (n === least || !(n > 1)) list.splice(i--, 1); //^
        }
        return list;
      }
    `;
    assertSameResults(spliceRemoveLoop, 'case.ts', forwards, 'kept', inputs);
  });
});
