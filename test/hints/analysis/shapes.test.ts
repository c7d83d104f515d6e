import assert from 'node:assert/strict';
import { isFreshValue } from '../../../src/core/hints/analysis/fresh';
import { shapeOf } from '../../../src/core/hints/analysis/shapes';
import { read } from './reading';

/** The kind of the last `x`, and of its elements: `array of string`. */
function kind(code: string, file?: string): string {
  const { scopes, identifier } = read(code, file);
  const shape = shapeOf(identifier('x'), scopes);
  const name = shape.kind === 'unknown' && shape.primitive ? 'primitive' : shape.kind;
  const { element } = shape;
  if (element === undefined) return name;
  const inner = element.kind === 'unknown' && element.primitive ? 'primitive' : element.kind;
  return `${name} of ${inner}${element.maybeNaN ? ', maybe NaN' : ''}`;
}

describe('what a value is', () => {
  it('is known from literals and functions of the language', () => {
    const known: Readonly<Record<string, string>> = {
      "['a', 'b']": 'array of string',
      '[1, 2]': 'array of number',
      '[1, NaN]': 'array of number, maybe NaN',
      "[1, 'a', null]": 'array of primitive',
      '[{}]': 'array of object',
      '[f()]': 'array of unknown, maybe NaN',
      "[...['a']]": 'array of string',
      'Object.keys(o)': 'array of string',
      'Array.from(o, y => `a${y}`)': 'array of string',
      "'a b'.split(' ')": 'array of string',
      "'a b'.split(' ').filter(Boolean).map(Number)": 'array of number, maybe NaN',
      'new Array<string>(3)': 'array of string',
      'new Set([1])': 'set of number',
      "Object.freeze(['a'])": 'array of string',
      "['a'] as const": 'array of string',
      "['a'] satisfies string[]": 'array of string',
      'c ? [1] : [2]': 'array of number',
      "c ? [1] : 'a'": 'unknown',
      'f()': 'unknown',
      "'a' + f()": 'string',
      'f() + f()': 'primitive',
      '`${f()}`': 'string',
      '1 + 2': 'number',
      '1n & 2n': 'bigint',
      '(1 << 2) | 3': 'number',
      'f() & 2n': 'bigint',
      'f() / 2': 'number',
      'f() / f()': 'primitive',
      '1n + 2n': 'bigint',
      '!f()': 'boolean',
      '[1].length': 'number',
      'Math.abs(y)': 'number',
      'y => y': 'function',
      '/a/': 'regexp',
    };
    for (const [value, expected] of Object.entries(known))
      assert.equal(kind(`const x = ${value}; x;`), expected, value);
  });

  it('is known from annotations, aliases, interfaces and JSDoc', () => {
    assert.equal(kind('function f(x: readonly string[]) { x; }'), 'array of string');
    assert.equal(kind("type N = 'a' | 'b'; let x: Array<N>; x;"), 'array of string');
    assert.equal(kind('enum E { A, B } let x: E[]; x;'), 'array of primitive');
    assert.equal(kind('let x: string | undefined; x;'), 'primitive');
    assert.equal(kind('function f(x?: string[]) { x; }'), 'unknown');
    assert.equal(kind('function f<T>(x: T[]) { x; }'), 'array of unknown, maybe NaN');
    assert.equal(
      kind(
        'interface I { a: { b: number[] } } const f = (i: I) => { const { a } = i; const x = a.b; x; };',
      ),
      'array of number, maybe NaN',
    );
    assert.equal(
      kind('type R = { n: string }; const f = (rs: R[]) => rs.map(r => { const x = r.n; x; });'),
      'string',
    );
    assert.equal(
      kind('/** @param {string[]} x */ function f(x) { x; }', '/case.js'),
      'array of string',
    );
    assert.equal(
      kind('/** @type {Set<number>} */ let x = y; x;', '/case.js'),
      'set of number, maybe NaN',
    );
    assert.equal(kind("import { Set } from 'other'; let x: Set<number>; x;"), 'unknown');
  });

  it('follows loops and callbacks over what is known', () => {
    assert.equal(kind("for (const x of ['a']) x;"), 'string');
    assert.equal(kind('for (const x in o) x;'), 'string');
    assert.equal(kind('[1].forEach((y, x) => x);'), 'number');
    assert.equal(kind("const list = ['a']; list.filter(x => x);"), 'string');
  });

  it('knows what comes out of maps and sets', () => {
    const map = 'const m = new Map<string, boolean>();';
    assert.equal(kind(`${map} const x = [...m.values()]; x;`), 'array of boolean');
    assert.equal(kind(`${map} const x = [...m]; x;`), 'array of array');
    assert.equal(kind("const x = Array.from(new Set(['a'])); x;"), 'array of string');
  });

  it('does not trust what a variable started with, once it is given something else', () => {
    assert.equal(kind('let x = 1; x = f(); x;'), 'unknown');
    assert.equal(kind('let x = 0; x += 1; x++; x;'), 'number');
    assert.equal(kind("const x = ['a']; x.push(f()); x;"), 'array');
    assert.equal(kind("const x = ['a']; f(x); x;"), 'array');
    assert.equal(kind('let x = []; x = x.concat(f()); x;'), 'array');
  });

  it('is nothing that a shadowed global says', () => {
    assert.equal(kind('const Object = f(); const x = Object.keys(o); x;'), 'unknown');
  });
});

describe('a fresh value', () => {
  const fresh = (value: string, code = '') => {
    const { scopes, expression } = read(`${code}\nconst y = ${value};`);
    return isFreshValue(expression(value), scopes);
  };

  it('is one that nobody else holds', () => {
    for (const value of [
      '[1]',
      '{ a: 1 }',
      '[1].map(f)',
      'new Map()',
      "'a'",
      'c ? [] : [1]',
      '[1].slice().sort()',
    ])
      assert.equal(fresh(value), true, value);
  });

  it('is not one that may be held elsewhere', () => {
    for (const value of ['f()', 'a.b', 'c ? [] : d', 'new Foo()', 'a || []', 'b.slice()'])
      assert.equal(fresh(value), false, value);
    assert.equal(fresh('a.sort()', 'const a = [1];'), false);
  });
});

describe('what a comparator is given', () => {
  it('is elements of the list that is sorted', () => {
    assert.equal(kind("['a'].sort((x, y) => x);"), 'string');
    assert.equal(kind('const f = (list: number[]) => list.toSorted((y, x) => x);'), 'number');
    assert.equal(kind('const f = (list: any) => list.sort((y, x) => x);'), 'unknown');
  });
});
