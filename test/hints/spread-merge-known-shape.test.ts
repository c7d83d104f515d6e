import { spreadMergeKnownShape } from '../../src/core/hints/rules/spread-merge-known-shape';
import { record, value } from './inputs';
import { testRule } from './rule-tester';
import { assertSameResults } from './same-results';
import { spreadMergeKnownShapePairs } from './spread-merge-known-shape.pair';

/** Two objects of a type each, put together. */
const typed = (types: string, parameters = 'a: A, b: B', merged = '{ ...a, ...b }') => `
  ${types}
  export function f(${parameters}) {
    return ${merged}; //^
  }
`;
const plainTypes = 'interface A { x: number } interface B { y: number }';
/** An object that is written out, and what is done with it. */
const written = (use: string, literal = '{ x: 1, z: 2 }') => `
  const a = ${literal};
  exports.g = (k, h) => {
    ${use}
  };
  exports.f = x => {
    const b = { y: x };
    return { ...a, ...b }; //^
  };
`;

testRule(spreadMergeKnownShape, {
  bench: spreadMergeKnownShapePairs,
  silent: [
    ...Object.entries({
      'about a type that other files may add to':
        'import type { A } from "./a"; interface B { y: number }',
      'about a property that may be missing':
        'interface A { x?: number } interface B { y: number }',
      'about any properties': 'type A = Record<string, number>; interface B { y: number }',
      'about an index signature': 'interface A { [key: string]: number } interface B { y: number }',
      'about a type that extends another':
        'interface C { x: number } interface A extends C {} interface B { y: number }',
      'about a type that is declared twice':
        'interface A { x: number } interface A { z: number } interface B { y: number }',
      'about a method, which an object of a class does not have of its own':
        'interface A { x(): number } interface B { y: number }',
      'about a function': 'interface A { x: () => number } interface B { y: number }',
      'about a class': 'class A { x = 1 } interface B { y: number }',
      'about one of several types':
        'type A = { x: number } | { z: number }; interface B { y: number }',
      'about odd names': "interface A { 'x-y': number } interface B { y: number }",
      'about the prototype': 'interface A { __proto__: number } interface B { y: number }',
      'about a name that is a number': 'interface A { 1: number } interface B { y: number }',
    }).map(([why, types]) => ({ why, code: typed(types) })),
    { why: 'about an object that may be none', code: typed(plainTypes, 'a: A, b?: B') },
    { why: 'about one that may be null', code: typed(plainTypes, 'a: A, b: B | null') },
    { why: 'about one spread alone', code: typed(plainTypes, 'a: A, b: B', '{ ...a, y: b.y }') },
    {
      why: 'about what a call gives',
      code: typed(plainTypes, 'a: () => A, b: B', '{ ...a(), ...b }'),
    },
    {
      why: 'where a property is written out that an object has as well',
      code: typed(plainTypes, 'a: A, b: B', '{ ...a, ...b, x: 2 }'),
    },
    {
      why: 'where something is called in between',
      code: typed(plainTypes, 'a: A, b: B, g: () => 1', '{ ...a, z: g(), ...b }'),
    },
    {
      why: 'where a name is worked out',
      code: typed(plainTypes, 'a: A, b: B, k: string', '{ ...a, [k]: 1, ...b }'),
    },
    {
      why: 'where a method is written out',
      code: typed(plainTypes, 'a: A, b: B', '{ ...a, z() {}, ...b }'),
    },
    {
      why: 'about a type parameter',
      code: 'export const f = <A, B>(a: A, b: B) => ({ ...a, ...b }); //^',
    },
    ...Object.entries({
      'about an object that gets another property': 'a.w = k;',
      'about an object that gets any property': 'a[k] = 1;',
      'about an object that loses a property': 'delete a.x;',
      'about an object that loses a property, in parentheses': 'delete (a.x);',
      'about an object that goes somewhere': 'h(a);',
      'about an object that is returned': 'return a;',
      'about an object that is put into another': 'k.o = a;',
      'about an object that is added to': 'Object.assign(a, k);',
      'about an object that another variable holds': 'const other = a; other.w = 1;',
      'about an object in a list': 'return Array.of(a);',
      'about an object whose method is called': 'a.x();',
      'about an object that gets a prototype': 'a.__proto__ = k;',
    }).map(([why, use]) => ({ why, file: 'case.cjs', code: written(use) })),
    ...Object.entries({
      'about a getter': '{ get x() { return 1; } }',
      'about a spread in it': '{ x: 1, ...globalThis.o }',
      'about a name that is worked out in it': "{ ['x']: 1 }",
      'about a prototype in it': '{ __proto__: null, x: 1 }',
      'about what runs when it is looked at': '{ toJSON() { this.w = 1; } }',
      'about the same name twice': '{ x: 1, x: 2 }',
      'about an empty object': '{}',
      'about an object that is made elsewhere': 'globalThis.o',
    }).map(([why, literal]) => ({ why, file: 'case.cjs', code: written('', literal) })),
    {
      why: 'about an object that other files can see, or that is set anew',
      file: 'case.mjs',
      code: `
        export const a = { x: 1 };
        let b = { y: 1 };
        export const f = () => ({ ...a, ...b }); //^
      `,
    },
    {
      why: 'where parts are taken out of an object that goes on',
      code: `
        interface Row { id: number; name: string; more?: string }
        interface Open { id: number; name: string }
        export function f(row: Row, open: Open, list: Open[], g: () => number) {
          const { id, ...rest } = row; //^
          const { ...all } = open; //^
          const { id: k = g(), ...third } = open; //^
          const { ['id']: l, ...fourth } = open; //^
          for (const { id: m, ...fifth } of list) g(); //^
          let sixth;
          ({ id, ...sixth } = open); //^
          const { id: n, name, ...seventh } = open; //^
          return [id, rest, all, k, third, l, fourth, sixth, n, name, seventh];
        }
      `,
    },
  ],
  hints: [
    {
      why: 'two objects of known types',
      code: `
        interface User { readonly name: string; age: number }
        type Place = Readonly<{ city: string; age: number }>;
        export function both(users: User[], place: Place) {
          return users.map(user => ({ id: 1, ...user, ...place, more: true })); //^
        }
      `,
      safety: 'review',
      differs: /more properties of its own than its type says/,
      fixed: `
        interface User { readonly name: string; age: number }
        type Place = Readonly<{ city: string; age: number }>;
        export function both(users: User[], place: Place) {
          return users.map(user => ({ id: 1, name: user.name, age: place.age, city: place.city, more: true }));
        }
      `,
    },
    {
      why: 'an object that replaces all of another, each on a line of its own',
      code: `
        interface Options { fast: boolean; size: number }
        export function set(defaults: Options, options: Options) {
          const all: Options = {
            ...defaults,
            ...options, // theirs //^
          };
          return all;
        }
      `,
      safety: 'review',
      fixed: `
        interface Options { fast: boolean; size: number }
        export function set(defaults: Options, options: Options) {
          const all: Options = {
            fast: options.fast,
            size: options.size, // theirs
          };
          return all;
        }
      `,
    },
    {
      why: 'objects that are written out in the file',
      file: 'case.js',
      code: `
        const base = { kind: 'a', size: 1 };
        function run(x, y) {
          const own = { size: x, z: y };
          own.z = y;
          base.size++;
          const all = { ...base, ...own }; //^
          return [all, Object.keys(all), JSON.stringify(base)];
        }
      `,
      safety: 'safe',
      fixed: `
        const base = { kind: 'a', size: 1 };
        function run(x, y) {
          const own = { size: x, z: y };
          own.z = y;
          base.size++;
          const all = { kind: base.kind, size: own.size, z: own.z };
          return [all, Object.keys(all), JSON.stringify(base)];
        }
      `,
      run: { call: 'run', inputs: [value, value] },
    },
    {
      why: 'the rest of an object',
      code: `
        interface Row { id: number; name: string; age: number }
        export function f(rows: Row[]) {
          const out = [];
          for (const row of rows) {
            const { id: key, ...rest } = row; //^
            out.push([key, rest]);
          }
          return out;
        }
      `,
      safety: 'review',
      fixed: `
        interface Row { id: number; name: string; age: number }
        export function f(rows: Row[]) {
          const out = [];
          for (const row of rows) {
            const { id: key } = row, rest = { name: row.name, age: row.age };
            out.push([key, rest]);
          }
          return out;
        }
      `,
    },
    {
      why: 'the rest of an object that is written out',
      file: 'case.cjs',
      code: `
        function run(x, y) {
          const all = { a: x, b: y, c: [x] };
          const { b, ...rest } = all; //^
          return [b, rest];
        }
      `,
      safety: 'safe',
      fixed: `
        function run(x, y) {
          const all = { a: x, b: y, c: [x] };
          const { b } = all, rest = { a: all.a, c: all.c };
          return [b, rest];
        }
      `,
      run: { call: 'run', inputs: [value, value] },
    },
    {
      why: 'more properties than are expected, as advice',
      code: `
        interface A { x: number }
        interface B { y: number }
        declare function take(b: B): void;
        export function f(a: A, b: B) {
          const other: B = { ...a, ...b }; //^
          return other;
        }
      `,
      safety: 'advice',
      differs: /type may not allow/,
    },
    {
      why: 'an argument that may be expected to have less, as advice',
      code: `
        interface A { x: number }
        interface B { y: number }
        declare function take(b: B): void;
        export function f(a: A, b: B) {
          take({ ...a, ...b }); //^
        }
      `,
      safety: 'advice',
      differs: /type may not allow/,
    },
    {
      why: 'a comment that would be lost, as advice',
      file: 'case.cjs',
      code: `
        exports.f = x => {
          const all = { a: x, b: 1 };
          const { b, /* all else */ ...rest } = all; //^
          return [b, rest];
        };
      `,
      safety: 'advice',
      differs: /comment/,
    },
  ],
});

describe('the rule spread-merge-known-shape', () => {
  it('puts the same values under the same names in the same order', () => {
    const code = `
      interface A { a: unknown; b: unknown }
      interface B { b: unknown; c: unknown }
      function run(a: A, b: B) {
        const all = { first: 1, ...a, ...b, last: a.a }; //^
        return [all, Object.keys(all)];
      }
    `;
    const inputs = [record({ a: value, b: value }), record({ b: value, c: value })];
    assertSameResults(spreadMergeKnownShape, 'case.ts', code, 'run', inputs);
  });
});
