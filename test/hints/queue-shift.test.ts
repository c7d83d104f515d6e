import { queueShift } from '../../src/core/hints/rules/queue-shift';
import { integer, listOf, value } from './inputs';
import { queueShiftPairs } from './queue-shift.pair';
import { testRule } from './rule-tester';

testRule(queueShift, {
  bench: queueShiftPairs,
  silent: [
    {
      why: 'about a queue that is looked into elsewhere',
      code: `
        export function drain(items: number[]) {
          const queue = [...items];
          while (queue.length > 0) {
            const x = queue.shift()!; //^
            if (queue.includes(x)) return x;
          }
          return 0;
        }
      `,
    },
    {
      why: 'about a queue that is handed on when it has been drained',
      code: `
        export function drain(items: number[]) {
          const queue = [...items];
          while (queue.length > 10) queue.shift(); //^
          return queue;
        }
      `,
    },
    {
      why: 'about a window that moves along',
      code: `
        export function means(items: number[]) {
          const last: number[] = [];
          const result: number[] = [];
          for (const x of items) {
            last.push(x);
            if (last.length > 10) last.shift(); //^
            result.push(last.length);
          }
          return result;
        }
      `,
    },
    {
      why: 'about a queue that is replaced by another',
      code: `
        export function levels(start: number[], next: (x: number) => number[]) {
          let queue = [...start];
          while (queue.length) {
            const x = queue.shift()!; //^
            if (x < 10) queue = next(x);
          }
        }
      `,
    },
    {
      why: 'about a queue whose new length is used',
      code: `
        export function drain(items: number[]) {
          const queue = [...items];
          let most = 0;
          while (queue.length) {
            const x = queue.shift()!; //^
            if (x > 0) most = Math.max(most, queue.push(x - 1));
          }
          return most;
        }
      `,
    },
    {
      why: 'about an array that is made in the loop',
      code: `
        export function firsts(rows: number[][]) {
          const result: (number | undefined)[] = [];
          while (rows.length) {
            const row = [...(rows.pop() ?? [])];
            result.push(row.shift()); //^
          }
          return result;
        }
      `,
    },
  ],
  hints: [
    {
      why: 'questions after the length of every kind',
      code: `
        export function ask(...queue: number[]) {
          const rest = [...queue];
          const said: unknown[] = [];
          while (rest.length) {
            rest.shift(); //^
            said.push(!rest.length, !!rest.length, !rest.length ? 1 : 2, -rest.length, rest.length * 2);
            if (!(rest.length === 0) && rest.length > 2) said.push(\`\${rest.length} left\`);
          }
          return said;
        }
      `,
      safety: 'safe',
      fixed: `
        export function ask(...queue: number[]) {
          const rest = [...queue];
          let head = 0;
          const said: unknown[] = [];
          while (head < rest.length) {
            head++;
            said.push(head >= rest.length, !(head >= rest.length), head >= rest.length ? 1 : 2, -(rest.length - head), (rest.length - head) * 2);
            if (!(head >= rest.length) && (rest.length - head) > 2) said.push(\`\${rest.length - head} left\`);
          }
          return said;
        }
      `,
      run: { call: 'ask', inputs: [integer, integer, integer, integer] },
    },
    {
      why: 'a search in breadth',
      code: `
        export function reach(graph: number[][], start: number) {
          const seen = new Set([start]);
          const queue = [start]; // to be visited
          while (queue.length > 0) {
            const at = queue.shift()!; //^
            for (const next of graph[at] ?? []) {
              if (seen.has(next)) continue;
              seen.add(next);
              queue.push(next);
            }
          }
          return [...seen];
        }
      `,
      safety: 'safe',
      fixed: `
        export function reach(graph: number[][], start: number) {
          const seen = new Set([start]);
          const queue = [start]; // to be visited
          let head = 0;
          while (head < queue.length) {
            const at = queue[head++]!;
            for (const next of graph[at] ?? []) {
              if (seen.has(next)) continue;
              seen.add(next);
              queue.push(next);
            }
          }
          return [...seen];
        }
      `,
      run: { call: 'reach', inputs: [listOf(listOf(integer)), integer] },
    },
    {
      why: 'a queue that is taken from level by level',
      code: `
        export function depth(graph: number[][]) {
          const queue: number[] = [0];
          const seen = new Set<number>();
          let levels = 0;
          while (queue.length && levels < 20) {
            const width = queue.length;
            for (let i = 0; i < width; i++) {
              const at = queue.shift(); //^
              if (at === undefined || seen.has(at)) continue;
              seen.add(at);
              (graph[at] ?? []).forEach(next => queue.push(next));
            }
            if (queue.length === 0) break;
            levels++;
          }
          return levels;
        }
      `,
      safety: 'safe',
      fixed: `
        export function depth(graph: number[][]) {
          const queue: number[] = [0];
          let head = 0;
          const seen = new Set<number>();
          let levels = 0;
          while (head < queue.length && levels < 20) {
            const width = queue.length - head;
            for (let i = 0; i < width; i++) {
              const at = head < queue.length ? queue[head++] : undefined;
              if (at === undefined || seen.has(at)) continue;
              seen.add(at);
              (graph[at] ?? []).forEach(next => queue.push(next));
            }
            if (head >= queue.length) break;
            levels++;
          }
          return levels;
        }
      `,
      run: { call: 'depth', inputs: [listOf(listOf(integer))] },
    },
    {
      why: 'a condition that takes',
      file: 'case.mjs',
      code: `
        export function drain(...items) {
          const queue = items.slice();
          const out = [];
          const head = 1;
          let x;
          while ((x = queue.shift()) !== undefined) { //^
            out.push(x);
            if (out.length < 15 && queue.length % 2 === 1) queue.push(x);
          }
          return [out, head];
        }
      `,
      safety: 'safe',
      fixed: `
        export function drain(...items) {
          const queue = items.slice();
          let head2 = 0;
          const out = [];
          const head = 1;
          let x;
          while ((x = head2 < queue.length ? queue[head2++] : undefined) !== undefined) {
            out.push(x);
            if (out.length < 15 && (queue.length - head2) % 2 === 1) queue.push(x);
          }
          return [out, head];
        }
      `,
      run: { call: 'drain', inputs: [value, value, value, value, integer] },
    },
    {
      why: 'splice, and a first element that is only dropped',
      code: `
        export function every(items: number[]) {
          const queue = items.map(x => x + 1);
          const out: number[] = [];
          while (0 < queue.length) {
            out.push(queue.splice(0, 1)[0]); //^
            queue.splice(0, 1);
          }
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        export function every(items: number[]) {
          const queue = items.map(x => x + 1);
          let head = 0;
          const out: number[] = [];
          while (head < queue.length) {
            out.push((head < queue.length ? queue[head++] : undefined)!);
            if (head < queue.length) head++;
          }
          return out;
        }
      `,
      run: { call: 'every', inputs: [listOf(integer)] },
    },
    {
      why: 'an array that came from outside, to be reviewed',
      code: `
        export function sum(queue: number[]) {
          let total = 0;
          for (; queue.length; ) total += queue.shift()!; //^
          return total;
        }
      `,
      safety: 'review',
      differs: /no longer emptied/,
      fixed: `
        export function sum(queue: number[]) {
          let total = 0;
          let head = 0;
          for (; head < queue.length; ) total += queue[head++]!;
          return total;
        }
      `,
    },
    {
      why: 'a field, as advice',
      code: `
        export class Work {
          #queue: (() => void)[] = [];
          add(job: () => void) {
            this.#queue.push(job);
          }
          run() {
            while (this.#queue.length) this.#queue.shift()?.(); //^
          }
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a queue that outlives the loop, as advice',
      code: `
        const jobs: (() => void)[] = [];
        export const add = (job: () => void) => {
          jobs.push(job);
        };
        export function run() {
          while (jobs.length) jobs.shift()?.(); //^
        }
      `,
      safety: 'advice',
      differs: /grows for ever/,
    },
  ],
});
