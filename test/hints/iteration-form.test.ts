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
    {
      why: 'about a loop that waits for what may be a promise, or is no loop that waits',
      code: `
        interface Later { then: (done: () => void) => void }
        interface Job { run(): void }
        interface Maybe { then: any }
        declare const load: (n: number) => any;
        export async function f(a: Promise<number>[], b: (number | Promise<number>)[], c: any[], d: AsyncIterable<number>, e: Later[], g: Job[], h: unknown, i: Maybe[]) {
          for await (const x of a) load(x); //^
          for await (const x of b) load(x); //^
          for await (const x of c) load(x); //^
          for await (const x of d) load(x); //^
          for await (const x of e) load(x as any); //^
          for await (const x of g) load(x as any); //^
          for await (const x of h as any) load(x); //^
          for await (const x of i) load(x as any); //^
          for await (const x of [1, 2].map(n => load(n))) load(x); //^
          for await (const x of [load(1)]) load(x); //^
          let y: number;
          for await (y of [1, 2]) load(y); //^
          for (const x of [1, 2]) load(x); //^
        }
      `,
    },
    {
      why: 'about a generator that does more than count, or a loop through something else',
      code: `
        function* halves(end: number) { for (let i = 0; i < end; i++) yield i / 2; }
        declare const range: (end: number) => Iterable<number>;
        export function f(n: number, out: number[]) {
          for (const i of halves(n)) out.push(i); //^
          for (const i of range(n)) out.push(i); //^
          for (const i of [n]) out.push(i); //^
          let x: number;
          for (x of range(n)) out.push(x); //^
        }
      `,
    },
    {
      why: 'about a generator that only counts, where the time is that of what it is given',
      code: `
        function* range(end: number) { for (let i = 0; i < end; i++) yield i; }
        export function f(load: () => number, out: number[]) {
          for (const i of range(load())) out.push(i); //^
        }
      `,
      measured: {
        ...{ column: 24, self: 10_000, selfShare: 0.01, samples: 10 },
        ...{ total: 400_000, totalShare: 0.4, totalSamples: 400 },
      },
    },
    {
      why: 'about a count that is no constant of its own, or of what is copied for another reason',
      code: `
        declare const load: (...all: unknown[]) => any;
        export const counted = (sizes: Map<string, number>, list: number[], seen: Set<number>, test: (n: number) => boolean) => {
          const object = { n: [...sizes.values()].filter(n => n > 1).length }; //^
          const all = [...sizes.values()].filter(n => n > 1); //^
          const two = [...sizes.values(), 1].filter(n => n > 1).length; //^
          const three = [...list].filter(n => n > 1).length; //^
          const four = [...seen].filter(test).length; //^
          const five = [...seen].filter(n => { return n > 1; }).length; //^
          const six = [...seen].filter((n, i) => n > i).length; //^
          const seven = Array.from(seen, n => n + 1).filter(n => n > 1).length; //^
          const eight = [...seen].filter((n: any) => n > 1).length; //^
          const nine = [...seen].filter(n => n > 1).length, ten = 1; //^
          const eleven = [...seen].map(n => n > 1).length; //^
          const twelve = [...seen].filter(n => n > 1, seen).length; //^
          const thirteen = [...seen.keys()].filter(n => n > 1).at.length; //^
          const fourteen = [...seen].filter((...n) => n[0] > 1).length; //^
          const fifteen = [...seen].filter((n = 1) => n > 1).length; //^
          const { length } = [...seen].filter(n => n > 1); //^
          const sixteen = [...seen].filter((n): n is 1 => n > 1).length; //^
          const seventeen = [...seen].filter(n => n > 1).at; //^
          const eighteen = [...seen].filter(n => n > 1)?.length; //^
          const nineteen = ([] as number[]).filter(n => n > 1).length; //^
          const twenty = [].filter(n => n > 1).length; //^
          const more = load(seen).filter((n: any) => n > 1).length; //^
          const others = load(seen).filter(n => n === 1).length; //^
          const listed = [...list.values()].filter(n => n > 1).length; //^
          const some = [...seen?.values()].filter(n => n > 1).length; //^
          const both = [...seen.union(seen)].filter(n => n === 1).length; //^
          const later = [...seen].filter(async n => n > 1).length; //^
          const whole = [...seen].filter(() => true).length; //^
          if (list) var last = [...seen].filter(n => n > 1).length; //^
          load(seventeen, eighteen, nineteen, twenty, more, others, listed, some, both, later, whole, last);
          return [object, all, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, length, sixteen];
        };
        export const few = [...new Set('a')].filter(c => c > 'a').length; //^
      `,
    },
    {
      why: 'about a count of nothing at all',
      file: 'case.mjs',
      code: `
        export function f() {
          const n = Array.from().filter(x => x > 1).length; //^
          return n;
        }
      `,
    },
    {
      why: 'about a count whose test may change what is counted, or where a name would mean another',
      code: `
        declare const test: (n: number) => boolean;
        export function f(seen: Set<number>, held: Set<Set<number>>) {
          const a = [...seen].filter(n => seen.delete(n)).length; //^
          const b = [...seen].filter(n => test(n)).length; //^
          const c = [...seen].filter(c => c > 1).length; //^
          const d = [...held].filter(held => held.size > 1).length; //^
          const e = [...seen].filter(n => (n += 1) > 1).length; //^
          const g = [...seen].filter(n => n > 1 /* few */).length; //^
          return [a, b, c, d, e, g];
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
      why: 'a body that calls something of its own like the array, as advice',
      code: `
        export function sum(xs: number[]) {
          let sum = 0;
          for (const [i, x] of xs.entries()) { //^
            const xs = [x];
            sum += xs[0];
          }
          return sum;
        }
      `,
      safety: 'advice',
      differs: /name/,
    },
    {
      why: 'a body that calls something of its own like the index, as advice',
      code: `
        export function sum(xs: number[]) {
          let sum = 0;
          for (const [i, x] of xs.entries()) { //^
            const i = 2;
            sum += x * i;
          }
          return sum;
        }
      `,
      safety: 'advice',
      differs: /name/,
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
      why: 'a copy that is made reversed, where the time is that of making it',
      code: `
        export function joined(words: string[]) {
          let all = '';
          for (const word of words.toReversed()) all += word; //^
          return all;
        }
      `,
      measured: { callees: [{ name: 'Array.prototype.toReversed', share: 0.4, samples: 400 }] },
      safety: 'safe',
      fixed: `
        export function joined(words: string[]) {
          let all = '';
          for (let i = words.length - 1; i >= 0; i--) {
            const word = words[i];
            all += word;
          }
          return all;
        }
      `,
      run: { call: 'joined', inputs: [sparseListOf(text)] },
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
    {
      why: 'a wait for each element of what holds no promises',
      code: `
        interface Row {
          size: number;
        }
        export async function total() {
          const rows: Row[] = [{ size: 1 }, { size: 2 }];
          let sum = 0;
          for await (const { size } of rows) sum += size; //^
          return sum;
        }
      `,
      safety: 'review',
      differs: /in order: .* or ends$/,
      fixed: `
        interface Row {
          size: number;
        }
        export async function total() {
          const rows: Row[] = [{ size: 1 }, { size: 2 }];
          let sum = 0;
          for (const { size } of rows) sum += size;
          return sum;
        }
      `,
    },
    {
      why: 'a wait for each element of a list that others may add to meanwhile',
      code: `
        export async function each(names: Set<string>, save: (name: string) => Promise<void>) {
          for await (let name of names) { //^
            await save(name);
            if (name === 'a') break;
          }
        }
      `,
      safety: 'review',
      differs: /the caller, .* go on later, .* what they change of `names` meanwhile is not seen$/,
      fixed: `
        export async function each(names: Set<string>, save: (name: string) => Promise<void>) {
          for (let name of names) {
            await save(name);
            if (name === 'a') break;
          }
        }
      `,
    },
    {
      why: 'a wait with a comment at it, as advice',
      file: 'case.mjs',
      code: `
        export async function f() {
          for /* each */ await (const c of ['a', 'b']) c; //^
        }
      `,
      safety: 'advice',
    },
    {
      why: 'a generator that only counts',
      code: `
        function* range(end: number) {
          for (let i = 0; i < end; i++) yield i;
        }
        export function f(list: string[], out: unknown[] = []) {
          for (const i of range(list.length)) { //^
            if (list[i] === 'a') continue;
            if (list[i] === 'b') break;
            list.push('c');
            out.push(() => i);
          }
          return out.map(one => (one as () => number)());
        }
      `,
      safety: 'safe',
      fixed: `
        function* range(end: number) {
          for (let i = 0; i < end; i++) yield i;
        }
        export function f(list: string[], out: unknown[] = []) {
          for (let i = 0, end = list.length; i < end; i++) {
            if (list[i] === 'a') continue;
            if (list[i] === 'b') break;
            list.push('c');
            out.push(() => i);
          }
          return out.map(one => (one as () => number)());
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'a generator that counts by steps, from and to what is given, and whose time is its own',
      code: `
        const steps = function* (from: number, to: number, by = 2): Generator<number> {
          for (let at = from; at <= to; at += by) {
            yield at;
          }
        };
        export function f(a: number, b: number) {
          const out: number[] = [];
          for (const x of steps(Math.min(a, 3), b)) if (out.push(x) > 9) break; //^
          b = 2;
          return out;
        }
      `,
      measured: {
        ...{ column: 7, self: 10_000, selfShare: 0.01, samples: 10 },
        ...{ total: 400_000, totalShare: 0.4, totalSamples: 400 },
      },
      safety: 'safe',
      fixed: `
        const steps = function* (from: number, to: number, by = 2): Generator<number> {
          for (let at = from; at <= to; at += by) {
            yield at;
          }
        };
        export function f(a: number, b: number) {
          const out: number[] = [];
          for (let x = Math.min(a, 3), end = b; x <= end; x += 2) if (out.push(x) > 9) break;
          b = 2;
          return out;
        }
      `,
      run: { call: 'f', inputs: [number, number] },
    },
    {
      why: 'a generator that counts down without end',
      file: 'case.mjs',
      code: `
        function* down(from, by) { for (let i = from; ; i -= by) yield i; }
        export function f(end, by, out = []) {
          for (let i of down(9, by())) if (out.push(i) > end) break; //^
          return out;
        }
        export const run = end => f(end, () => 2);
      `,
      safety: 'safe',
      fixed: `
        function* down(from, by) { for (let i = from; ; i -= by) yield i; }
        export function f(end, by, out = []) {
          for (let i = 9, by2 = by(); ; i -= by2) if (out.push(i) > end) break;
          return out;
        }
        export const run = end => f(end, () => 2);
      `,
      run: { call: 'run', inputs: [integer] },
    },
    {
      why: 'a generator that counts by what it starts with',
      code: `
        function* multiples(of: number) { for (let i = of; i < 9; i += of) yield i; }
        export function f(list: unknown[], out: number[] = []) {
          for (const i of multiples(list.length + 1)) out.push(i); //^
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        function* multiples(of: number) { for (let i = of; i < 9; i += of) yield i; }
        export function f(list: unknown[], out: number[] = []) {
          for (let by = list.length + 1, i = by; i < 9; i += by) out.push(i);
          return out;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'a generator that counts to what it starts with',
      code: `
        function* once(n: number) { for (let i = n; i <= n; i++) yield i; }
        export function f(list: unknown[], out: number[] = []) {
          for (const i of once(list.length)) out.push(i); //^
          return out;
        }
      `,
      safety: 'safe',
      fixed: `
        function* once(n: number) { for (let i = n; i <= n; i++) yield i; }
        export function f(list: unknown[], out: number[] = []) {
          for (let end = list.length, i = end; i <= end; i++) out.push(i);
          return out;
        }
      `,
      run: { call: 'f', inputs: [listOf(text)] },
    },
    {
      why: 'a generator that counts to what another file may set anew',
      file: 'case.mjs',
      code: `
        import { size } from 'node:constants';
        function* range(end) { for (let i = 0; i < end; i++) yield i; }
        export function f(out) {
          for (const i of range(size)) out.push(i); //^
        }
      `,
      safety: 'safe',
      fixed: `
        import { size } from 'node:constants';
        function* range(end) { for (let i = 0; i < end; i++) yield i; }
        export function f(out) {
          for (let i = 0, end = size; i < end; i++) out.push(i);
        }
      `,
      run: { not: 'what is imported does not change here' },
    },
    ...Object.entries({
      'whose variable the loop changes': 'for (let i of range(n)) out.push(i++); //^',
      'whose variable outlives the loop': 'for (var i of range(n)) out.push(i); //^',
      'that is called with the name of the variable': 'for (const n of range(n)) out.push(n); //^',
      'with a comment at it': 'for (const i of range(n /* all */)) out.push(i); //^',
      'whose number is taken apart': 'for (const { length } of range(n)) out.push(length); //^',
    }).map(([why, line]) => ({
      why: `a generator that only counts, ${why}, as advice`,
      file: 'case.mjs',
      code: `
        function* range(end) { for (let i = 0; i < end; i++) yield i; }
        export function f(n, out) {
          ${line}
        }
      `,
      safety: 'advice' as const,
    })),
    {
      why: 'a count of the values of a map',
      code: `
        export function f(list: number[]) {
          const sizes = new Map<number, number>();
          for (const x of list) sizes.set(x, (sizes.get(x) ?? 0) + 1);
          const often = [...sizes.values()].filter(size => size > 1).length; //^
          return often;
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(list: number[]) {
          const sizes = new Map<number, number>();
          for (const x of list) sizes.set(x, (sizes.get(x) ?? 0) + 1);
          let often = 0;
          for (const size of sizes.values()) if (size > 1) often++;
          return often;
        }
      `,
      run: { call: 'f', inputs: [listOf(number)] },
    },
    {
      why: 'a count of what a set holds, without semicolons',
      file: 'case.mjs',
      code: `
        export function f(list) {
          var large = Array.from(new Set(list)).filter(x => x > 1 || x.length).length //^
          return large
        }
      `,
      safety: 'safe',
      fixed: `
        export function f(list) {
          var large = 0
          for (const x of new Set(list)) if (x > 1 || x.length) large++
          return large
        }
      `,
      run: { call: 'f', inputs: [listOf(value)] },
    },
    {
      why: 'a count of the values of a map that others hold as well',
      code: `
        export function f(row: { held: Map<string, number> }) {
          const long = [...row.held.values()].filter(size => size > 1).length; //^
          return long;
        }
        export const run = (list: string[]) => f({ held: new Map(list.map(one => [one, one.length + 1])) });
      `,
      safety: 'safe',
      fixed: `
        export function f(row: { held: Map<string, number> }) {
          let long = 0;
          for (const size of row.held.values()) if (size > 1) long++;
          return long;
        }
        export const run = (list: string[]) => f({ held: new Map(list.map(one => [one, one.length + 1])) });
      `,
      run: { call: 'run', inputs: [listOf(text)] },
    },
    {
      why: 'a count of pairs of a map that the test cannot reach',
      code: `
        export function f(list: string[], test: (text: string) => boolean = text => text > 'a') {
          const lengths = new Map(list.map(one => [one, one.length]));
          let few: number = [...lengths].filter(([text, length]) => test(text) || length > 1).length; //^
          few += 1;
          return few;
        }
        export const run = (list: string[]) => f(list);
      `,
      safety: 'safe',
      fixed: `
        export function f(list: string[], test: (text: string) => boolean = text => text > 'a') {
          const lengths = new Map(list.map(one => [one, one.length]));
          let few: number = 0;
          for (const [text, length] of lengths) if (test(text) || length > 1) few++;
          few += 1;
          return few;
        }
        export const run = (list: string[]) => f(list);
      `,
      run: { call: 'run', inputs: [listOf(text)] },
    },
    {
      why: 'characters of a text that are put into a list first, to be reviewed',
      code: `
        export function count(row: { line: string }) {
          let n = 0;
          for (const c of [...row.line]) if (c === 'a') n++; //^
          return n;
        }
      `,
      safety: 'review',
      differs: /emoji/,
      fixed: `
        export function count(row: { line: string }) {
          let n = 0;
          const text = row.line;
          for (let i = 0; i < text.length; i++) {
            const c = text[i];
            if (c === 'a') n++;
          }
          return n;
        }
      `,
    },
  ],
});
