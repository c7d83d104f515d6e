import { keyByString } from '../../src/core/hints/rules/key-by-string';
import { integer, listOf } from './inputs';
import { keyByStringPairs } from './key-by-string.pair';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

testRule(keyByString, {
  bench: keyByStringPairs,
  silent: [
    {
      why: 'about keys of texts, which could hold the separator, or of what is not known',
      code: `
        export function f(words: string[], n: number) {
          const seen = new Set<string>();
          for (const a of words) for (const b of words) seen.add(JSON.stringify([a, b])); //^
          const more = new Set<string>();
          for (const a of words as any[]) more.add(JSON.stringify([a, n])); //^
          const rows = new Set<string>();
          for (const a of words) rows.add(JSON.stringify([n, ...a])); //^
          const one = new Set<string>();
          for (const a of words) one.add(JSON.stringify([a.length])); //^
          return seen.size + more.size + rows.size + one.size;
        }
      `,
    },
    {
      why: 'where a key comes out again or is used for something else',
      code: `
        export function f(numbers: number[], out: unknown[]) {
          const seen = new Set<string>();
          for (const n of numbers) seen.add(JSON.stringify([n, n])); //^
          for (const key of seen) out.push(key);
          const other = new Set<string>();
          for (const n of numbers) {
            const key = JSON.stringify([n, n]); //^
            other.add(key);
            out.push(key);
          }
          const given = new Set<string>();
          for (const n of numbers) given.add(JSON.stringify([n, n])); //^
          return given;
        }
      `,
    },
    {
      why: 'about a table that has keys of another kind, or came from elsewhere',
      code: `
        export function f(numbers: number[], mine: Set<string>) {
          const seen = new Set<string>();
          for (const n of numbers) seen.add(JSON.stringify([n, n])); //^
          seen.add('[0,0]');
          const other = new Map<string, number>();
          for (const n of numbers) other.set(JSON.stringify([n, n]), n); //^
          other.get(JSON.stringify([1, 2, 3]));
          for (const n of numbers) mine.add(JSON.stringify([n, n])); //^
          const full = new Set<string>(['[1,2]']);
          for (const n of numbers) full.add(JSON.stringify([n, n])); //^
          return seen.size + other.size + full.size;
        }
      `,
    },
    {
      why: 'where a table, a key or a method of it can be reached from elsewhere',
      code: `
        export const open = new Set<string>();
        export const key = JSON.stringify([1, 2]);
        export function f(numbers: number[], out: unknown[]) {
          for (const n of numbers) open.add(JSON.stringify([n, n])); //^
          const given = new Set<string>();
          given.add(key);
          for (const n of numbers) given.add(JSON.stringify([n, n])); //^
          const added = new Set<string>();
          for (const n of numbers) out.push(added.add(JSON.stringify([n, n]))); //^
          const put = new Map<string, number>();
          for (const n of numbers) out.push(put.set(JSON.stringify([n, n]), n)); //^
          const lent = new Set<string>();
          for (const n of numbers) lent.add(JSON.stringify([n, n])); //^
          Reflect.apply(JSON.stringify([1, 2]), lent.has);
        }
      `,
    },
    {
      why: 'where keys come out by a method',
      code: `
        export function f(numbers: number[], out: string[]) {
          const listed = new Set<string>();
          for (const n of numbers) listed.add(JSON.stringify([n, n])); //^
          out.push(...listed.keys());
          const each = new Set<string>();
          for (const n of numbers) each.add(JSON.stringify([n, n])); //^
          out.push(...each.values());
        }
      `,
    },
    {
      why: 'where evaluated code may see the table or a key',
      code: `
        function f(numbers, text) {
          const seen = new Set();
          for (const n of numbers) seen.add(JSON.stringify([+n, +n])); //^
          return eval(text);
        }
        function g(a, b, text) {
          const key = JSON.stringify([+a, +b]); //^
          eval(text);
          {
            const seen = new Set();
            seen.add(key);
            return seen.size;
          }
        }
      `,
      file: 'case.cjs',
    },
    {
      why: 'about a class of its own, or a text that is held as a value',
      code: `
        declare class Table { add(key: string): void }
        export function f(numbers: number[]) {
          const own = new Table();
          for (const n of numbers) own.add(JSON.stringify([n, n])); //^
          const values = new Map<string, string>();
          for (const n of numbers)
            values.set(JSON.stringify([n, 1]),
              JSON.stringify([n, n])); //^
          return values.size;
        }
      `,
    },
    {
      why: 'about JSON that is no key',
      code: `
        export const f = (a: number, b: number) => JSON.stringify([a, b]).length; //^
      `,
    },
  ],
  hints: [
    {
      why: 'places that were visited',
      code: `
        export function walk(steps: { dx: number; dy: number }[]) {
          const seen = new Set<string>();
          let [x, y] = [0, 0];
          let at = 0;
          for (const { dx, dy } of steps) {
            at += dx * 3 - dy;
            const key = JSON.stringify([at, dx + 1]); //^
            if (seen.has(key)) return seen.size;
            seen.add(key);
          }
          return seen.has(JSON.stringify([0, 0])) ? x : y;
        }
      `,
      safety: 'review',
      differs: /NaN or infinite/,
      fixed: `
        export function walk(steps: { dx: number; dy: number }[]) {
          const seen = new Set<string>();
          let [x, y] = [0, 0];
          let at = 0;
          for (const { dx, dy } of steps) {
            at += dx * 3 - dy;
            const key = \`\${at},\${dx + 1}\`;
            if (seen.has(key)) return seen.size;
            seen.add(key);
          }
          return seen.has(\`\${0},\${0}\`) ? x : y;
        }
      `,
    },
    {
      why: 'a table that is given a type, whose values come out',
      code: `
        export function f(numbers: number[]) {
          const sums = new Map() as Map<string, number>;
          for (const n of numbers) {
            const key = JSON.stringify([n, n + 1]); //^
            sums.set(key, (sums.get(key) ?? 0) + 1);
          }
          return [...sums.values()];
        }
      `,
      safety: 'review',
      fixed: `
        export function f(numbers: number[]) {
          const sums = new Map() as Map<string, number>;
          for (const n of numbers) {
            const key = \`\${n},\${n + 1}\`;
            sums.set(key, (sums.get(key) ?? 0) + 1);
          }
          return [...sums.values()];
        }
      `,
    },
    {
      why: 'a comment that would be lost, as advice',
      code: `
        export function f(numbers: number[]) {
          const seen = new Set<string>();
          for (const n of numbers) seen.add(JSON.stringify([n /* and */, n])); //^
          return seen.size;
        }
      `,
      safety: 'advice',
    },
  ],
});

describe('the rule key-by-string', () => {
  it('tells the same keys apart', () => {
    const code = `
      function count(numbers: number[]) {
        const counts = new Map<string, number>();
        for (const a of numbers)
          for (const b of numbers)
            counts.set(JSON.stringify([a * 7 - 5, b / 3]), (counts.get(JSON.stringify([a * 7 - 5, b / 3])) ?? 0) + 1); //^
        return [counts.size, [...counts.values()]];
      }
    `;
    assertSameResults(keyByString, 'case.ts', code, 'count', [listOf(integer)]);
  });
});
