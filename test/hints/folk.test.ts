import assert from 'node:assert/strict';
import ts from 'typescript';
import { formatTemplate } from '../../src/core/hints/hint';
import { hintsEverywhere } from './heat';

/** Advice that is passed on and was measured to gain nothing, or to be slower, on current V8: code that it would change. */
const folk: Readonly<Record<string, string>> = {
  'array.join instead of +=': `
    export function text(words: string[]) {
      let all = '';
      for (const word of words) all += word;
      return all;
    }`,
  'a cached length': `
    export function sum(xs: number[]) {
      let total = 0;
      for (let i = 0; i < xs.length; i++) total += xs[i];
      return total;
    }`,
  'a loop that counts down': `
    export function last(xs: number[], x: number) {
      let found = -1;
      for (let i = 0; i < xs.length; i++) if (xs[i] === x) found = i;
      return found;
    }`,
  'a property chain kept in a variable': `
    export function sum(config: { a: { b: { c: { d: number } } } }, n: number) {
      let total = 0;
      for (let i = 0; i < n; i++) total += config.a.b.c.d;
      return total;
    }`,
  'a row kept in a variable': `
    export function sum(grid: number[][], y: number) {
      let total = 0;
      for (let x = 0; x < grid[y].length; x++) total += grid[y][x];
      return total;
    }`,
  'let instead of var': `
    export function sum(n: number) {
      var total = 0;
      for (var i = 0; i < n; i++) { let twice = i * 2; total += twice; }
      return total;
    }`,
  'three equals signs': `
    export const count = (xs: unknown[], x: unknown) => {
      let n = 0;
      for (const one of xs) if (one == x) n++;
      return n;
    };`,
  'a small function put in place': `
    const twice = (x: number) => x * 2;
    export function sum(xs: number[]) {
      let total = 0;
      for (const x of xs) total += twice(x);
      return total;
    }`,
  'an index instead of push': `
    export function squares(n: number) {
      const out: number[] = [];
      for (let i = 0; i < n; i++) out.push(i * i);
      return out;
    }`,
  'try outside of the loop': `
    export function parse(lines: string[]) {
      let bad = 0;
      for (const line of lines) {
        try {
          JSON.parse(line);
        } catch {
          bad++;
        }
      }
      return bad;
    }`,
  'fields instead of getters and private names': `
    export class Point {
      #x = 1;
      get x() { return this.#x; }
      sum(n: number) {
        let total = 0;
        for (let i = 0; i < n; i++) total += this.x + this.#x;
        return total;
      }
    }`,
  'an arrow function instead of bind': `
    export function make(o: { f(this: unknown): number }, n: number) {
      const f = o.f.bind(o);
      let total = 0;
      for (let i = 0; i < n; i++) total += f();
      return total;
    }`,
  'rest instead of arguments': `
    export function sum() {
      let total = 0;
      for (let i = 0; i < arguments.length; i++) total += arguments[i];
      return total;
    }`,
  'a table instead of switch': `
    export function code(kind: string) {
      switch (kind) {
        case 'a': return 1;
        case 'b': return 2;
        case 'c': return 3;
        default: return 0;
      }
    }`,
  'concatenation instead of a template': `
    export function names(n: number) {
      let size = 0;
      for (let i = 0; i < n; i++) size += \`row \${i} of \${n}\`.length;
      return size;
    }`,
  'a regular expression moved out of the function': `
    export function count(words: string[]) {
      let n = 0;
      for (const word of words) if (/^[a-z]+$/.test(word)) n++;
      return n;
    }`,
  'test instead of match': `
    export function count(words: string[]) {
      let n = 0;
      for (const word of words) if (word.match(/a+/)) n++;
      return n;
    }`,
  'replaceAll instead of replace': `
    export function clean(words: string[]) {
      let size = 0;
      for (const word of words) size += word.replace(/x/g, 'y').length;
      return size;
    }`,
  'startsWith instead of a compared substring': `
    export function count(words: string[]) {
      let n = 0;
      for (const word of words) if (word.substring(0, 2) === 'ab') n++;
      return n;
    }`,
  'structuredClone instead of JSON': `
    export const copy = (o: object) => JSON.parse(JSON.stringify(o));`,
  'isDeepStrictEqual instead of comparing JSON': `
    export const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);`,
  'a Collator instead of localeCompare': `
    export function order(words: string[]) {
      words.sort((a, b) => a.localeCompare(b));
      return words.sort((a, b) => a.localeCompare(b, 'de'));
    }`,
  'a formatter instead of toLocaleString without arguments': `
    export function texts(xs: number[], days: Date[]) {
      let size = 0;
      for (const x of xs) size += x.toLocaleString().length;
      for (const day of days) size += day.toLocaleString().length;
      return size;
    }`,
  'sorting by way of a typed array': `
    export const sorted = (xs: number[]) => xs.sort((a, b) => a - b);`,
  'another way to copy an array': `
    export function copies(xs: number[]) {
      const from = Array.from(xs);
      const spread = [...xs];
      const slice = xs.slice();
      return from.length + spread.length + slice.length;
    }`,
  'for-of over a map instead of its forEach': `
    export function sum(map: Map<string, number>) {
      let total = 0;
      map.forEach(value => {
        total += value;
      });
      return total;
    }`,
  'concat instead of two spreads': `
    export const both = (a: number[], b: number[]) => [...a, ...b];`,
  'a temporary variable to swap': `
    export function turn(xs: number[]) {
      for (let i = 0, j = xs.length - 1; i < j; i++, j--) [xs[i], xs[j]] = [xs[j], xs[i]];
    }`,
  'an object instead of a pair': `
    const pair = (x: number) => [x, x + 1] as const;
    export function sum(n: number) {
      let total = 0;
      for (let i = 0; i < n; i++) { const [a, b] = pair(i); total += a + b; }
      return total;
    }`,
  'bits instead of Math.floor and the remainder': `
    export function sum(xs: number[]) {
      let total = 0;
      for (const x of xs) total += Math.floor(x) + Math.floor(x / 2) + (x % 2 === 0 ? 1 : 0);
      return total;
    }`,
  'a product instead of a square': `
    export function sum(xs: number[]) {
      let total = 0;
      for (const x of xs) total += x ** 2 + Math.pow(x, 2);
      return total;
    }`,
  'Number instead of parseInt': `
    export function sum(words: string[]) {
      let total = 0;
      for (const word of words) total += parseInt(word, 10);
      return total;
    }`,
  'a pool of objects': `
    export function sum(n: number) {
      let total = 0;
      for (let i = 0; i < n; i++) { const point = { x: i, y: i }; total += point.x + point.y; }
      return total;
    }`,
  'an array without holes': `
    export function squares(n: number) {
      const out = new Array<number>(n);
      for (let i = 0; i < n; i++) out[i] = i * i;
      return out;
    }`,
  'for-in to see whether there is a key': `
    export const isEmpty = (o: object) => Object.keys(o).length === 0;`,
  'a loop instead of push with a spread': `
    export function add(all: number[], more: number[]) {
      all.push(...more);
    }`,
  'return instead of return await': `
    declare function load(x: number): Promise<number>;
    export async function get(x: number) {
      return await load(x);
    }`,
  'one encoder for all': `
    export const bytes = (s: string) => new TextEncoder().encode(s).length;`,
  'another clock': `
    export const now = () => process.hrtime()[1] + process.memoryUsage().rss;`,
  'promises instead of synchronous reads in a script': `
    import { readFileSync } from 'node:fs';
    export function read(files: string[]) {
      let size = 0;
      for (const file of files) size += readFileSync(file, 'utf8').length;
      return size;
    }`,
};

describe('no rule advises', () => {
  for (const [advice, code] of Object.entries(folk))
    it(advice, () => {
      assert.deepEqual(said('/case.ts', code), []);
      const { outputText } = ts.transpileModule(code, {
        compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
      });
      assert.deepEqual(said('/case.js', outputText), []);
    });

  it('flat instead of gathering in a loop, which is advised to push', () => {
    const code = `
      export function gather(parts: string[][]) {
        let all: string[] = [];
        for (const part of parts) all = all.concat(part);
        return all;
      }`;
    const edits = hintsEverywhere('/case.ts', code).flatMap(hint => hint.edits);
    assert.ok(edits.every(({ text }) => !text.includes('.flat(')));
  });
});

function said(file: string, code: string): string[] {
  return hintsEverywhere(file, code).map(hint => `${hint.rule}: ${formatTemplate(hint.title)}`);
}
