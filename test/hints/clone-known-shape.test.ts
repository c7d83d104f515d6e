import { cloneKnownShape } from '../../src/core/hints/rules/clone-known-shape';
import { cloneKnownShapePairs } from './clone-known-shape.pair';
import { integer, listOf, record, text } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';

/** A copy of an object of that type. */
const copied = (types: string, copy = 'JSON.parse(JSON.stringify(o))', parameter = 'o: T') => `
  ${types}
  export function f(${parameter}): T {
    return ${copy}; //^
  }
`;

testRule(cloneKnownShape, {
  bench: cloneKnownShapePairs,
  silent: [
    ...Object.entries({
      'about a date, which becomes a text': 'type T = { day: Date };',
      'about something that may be missing': 'type T = { a: string; b?: string };',
      'about undefined, which is left out': 'type T = { a: string | undefined };',
      'about a function': 'type T = { a: () => void };',
      'about a method': 'interface T { a(): void }',
      'about anything': 'type T = { a: any };',
      'about what is not known': 'type T = { a: unknown };',
      'about a map': 'type T = { a: Map<string, number> };',
      'about a set': 'type T = { a: Set<string> };',
      'about bytes': 'type T = { a: Uint8Array };',
      'about big numbers, which JSON can’t write': 'type T = { a: bigint };',
      'about any names': 'type T = Record<string, string>;',
      'about a tree of itself': 'interface T { name: string; children: T[] }',
      'about a class': 'class T { a = 1 }',
      'about one of several shapes': 'type T = { a: { b: number } | null };',
      'about a pair': 'type T = [number, string];',
      'about a type of another file': "import type { T } from './t';",
      'about a type that extends another':
        'interface S { a: number } interface T extends S { b: number }',
      'about a text': 'type T = string;',
      'about so many that nobody reads them': `interface T { ${Array.from({ length: 40 }, (_, i) => `property${i}: number`).join('; ')} }`,
    }).map(([why, types]) => ({ why, code: copied(types) })),
    ...Object.entries({
      'where JSON leaves something out': "JSON.parse(JSON.stringify(o, ['a']))",
      'where JSON is read in another way': 'JSON.parse(JSON.stringify(o), (_, v) => v)',
      'where the text is kept': 'JSON.parse(String(o))',
      'about what a call gives': 'JSON.parse(JSON.stringify(make()))',
      'about structuredClone, which keeps more': 'structuredClone(o)',
      'about an entry': 'JSON.parse(JSON.stringify(list[0]))',
    }).map(([why, copy]) => ({
      why,
      code: copied(
        'type T = { a: string }; declare function make(): T; declare const list: T[];',
        copy,
      ),
    })),
    {
      why: 'about one that may not be there',
      code: copied('type T = { a: string };', undefined, 'o?: T'),
    },
    {
      why: 'where JSON is something else',
      code: copied(
        'type T = { a: string }; const JSON = { parse: (t: any): T => t, stringify: (o: any) => o };',
      ),
    },
    {
      why: 'about code without types',
      file: 'case.js',
      code: 'exports.f = o => JSON.parse(JSON.stringify(o)); //^',
    },
  ],
  hints: [
    {
      why: 'an object of a known type',
      code: `
        type Kind = 'a' | 'b' | null;
        interface User { name: string; kind: Kind; tags: readonly string[]; rows: Array<{ n: number; open: boolean }> }
        export function copy(user: User): User {
          return JSON.parse(JSON.stringify(user)); //^
        }
      `,
      safety: 'review',
      differs: /NaN, an infinite one, -0/,
      fixed: `
        type Kind = 'a' | 'b' | null;
        interface User { name: string; kind: Kind; tags: readonly string[]; rows: Array<{ n: number; open: boolean }> }
        export function copy(user: User): User {
          return { name: user.name, kind: user.kind, tags: user.tags.slice(), rows: user.rows.map(one => ({ n: one.n, open: one.open })) };
        }
      `,
    },
    {
      why: 'the state of an object, of which only its own properties are asked',
      code: `
        interface State { at: { x: number; y: number }; left: number }
        export class Game {
          constructor(readonly state: State) {}
          readonly states: State[] = [];
          current: State = { at: { x: 0, y: 0 }, left: 1 };
          step() {
            const next = JSON.parse(JSON.stringify(this.current)); //^
            next.left--;
            this.states.push(next);
          }
        }
      `,
      safety: 'review',
      fixed: `
        interface State { at: { x: number; y: number }; left: number }
        export class Game {
          constructor(readonly state: State) {}
          readonly states: State[] = [];
          current: State = { at: { x: 0, y: 0 }, left: 1 };
          step() {
            const next = { at: { x: this.current.at.x, y: this.current.at.y }, left: this.current.left };
            next.left--;
            this.states.push(next);
          }
        }
      `,
    },
    {
      why: 'lists of lists, where names are taken',
      code: `
        export const copies = (boards: number[][][], one: number) =>
          boards.map((board): number[][] => JSON.parse(JSON.stringify(board))).slice(one); //^
      `,
      safety: 'review',
      fixed: `
        export const copies = (boards: number[][][], one: number) =>
          boards.map((board): number[][] => board.map(one2 => one2.slice())).slice(one);
      `,
    },
    {
      why: 'a copy in an arrow function',
      code: `
        interface Point { x: number }
        export const copy = (p: Point) => JSON.parse(JSON.stringify(p)) as Point; //^
      `,
      safety: 'review',
      fixed: `
        interface Point { x: number }
        export const copy = (p: Point) => ({ x: p.x }) as Point;
      `,
    },
    ...[
      'take(JSON.parse(JSON.stringify(p)));',
      'const q = JSON.parse(JSON.stringify(p)); take(q.y);',
      'const q: object = JSON.parse(JSON.stringify(p)); take(q);',
      'return JSON.parse(JSON.stringify(p));',
    ].map(use => ({
      why: `what is expected to be something else, as advice: ${use}`,
      code: `
        interface Point { x: number }
        export function f(p: Point, take: (p: any) => void) {
          ${use} //^
        }
      `,
      safety: 'advice' as const,
      differs: /type may not be what is expected/,
    })),
    {
      why: 'a comment that would be lost, as advice',
      code: `
        interface Point { x: number }
        export const f = (p: Point): Point => JSON.parse(JSON.stringify(/* deep */ p)); //^
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});

describe('the rule clone-known-shape', () => {
  it('gives an equal copy that shares nothing with the object', () => {
    const code = `
      interface Part { name: string; counts: number[] }
      interface Whole { parts: Part[]; title: string; grid: number[][] }
      function run(whole: Whole) {
        const copy: Whole = JSON.parse(JSON.stringify(whole)); //^
        for (const part of copy.parts) part.counts.push(1);
        copy.grid.forEach(row => row.pop());
        copy.title += '!';
        return [copy, whole];
      }
    `;
    const part = record({ name: text, counts: listOf(integer) });
    const whole = record({ parts: listOf(part), title: text, grid: listOf(listOf(integer)) });
    assertSameResults(cloneKnownShape, 'case.ts', code, 'run', [whole]);
  });
});
