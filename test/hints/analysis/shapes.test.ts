import assert from 'node:assert/strict';
import { isFreshValue } from '../../../src/core/hints/analysis/fresh';
import { shapeOf } from '../../../src/core/hints/analysis/shapes';
import {
  objectShape,
  primitiveShape,
  type Shape,
  unknownShape,
} from '../../../src/core/hints/analysis/types';
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
      'f() as string': 'string',
      '<string>f()': 'string',
      'f() as string[]': 'array of string',
      'f() as string | number': 'primitive',
      '[1] as unknown': 'array of number',
      undefined: 'undefined',
      Infinity: 'number',
      'Array(3)': 'array',
      'Array.of(1)': 'array of number',
      'Array.from()': 'unknown',
      'Object.freeze()': 'unknown',
      'encodeURIComponent(1)': 'unknown',
      "new Set(['a']).has('a')": 'boolean',
      "new Set(['a'])[0]": 'unknown',
      'new Map().has(1)': 'boolean',
      'new Map().delete(1)': 'boolean',
      'new Map().clear()': 'unknown',
      'f().toString()': 'string',
      'f().toFixed(1)': 'string',
      'f().other()': 'unknown',
      "['a'].map(f)": 'array',
      '[1].map(async y => 1)': 'array',
      '[1].map()': 'array',
      "['a'].fill(1)": 'array',
      "['a'].reverse()": 'array of string',
      "'a'.indexOf('b')": 'number',
      "'a'.search(/b/)": 'number',
      "'a'.charCodeAt(0)": 'number',
      "'a'.includes('b')": 'boolean',
      "'a'.match(/b/)": 'unknown',
      "c ? ['a'] : new Set(['a'])": 'unknown',
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
    assert.equal(kind('let x: Set; let y: Map; x;'), 'set');
  });

  it('is known from what a type is made of', () => {
    const types: Readonly<Record<string, string>> = {
      '() => string': 'function',
      'keyof string[]': 'unknown',
      '[string, string]': 'array of string',
      '[a: string]': 'array of string',
      '[string, ...number[]]': 'array',
      '[string, string?]': 'array',
      '1': 'number',
      '-1': 'number',
      null: 'null',
      true: 'boolean',
      'List<string>': 'array of unknown, maybe NaN',
      'Known[]': 'array of primitive',
      'Computed[]': 'array of primitive, maybe NaN',
      'Class[]': 'array of unknown, maybe NaN',
      Itself: 'unknown',
    };
    const declared =
      'type List<T> = T[]; enum Known { A = 1 } enum Computed { A = f() } class Class {} type Itself = Itself;';
    for (const [type, expected] of Object.entries(types))
      assert.equal(kind(`${declared} let x: ${type}; x;`), expected, type);
    assert.equal(kind('function f<Date>(x: Date) { x; }'), 'unknown');
    assert.equal(kind('function f<T>(x: Date) { x; }'), 'date');
    assert.equal(kind('namespace N { type S = string; let x: S; x; }'), 'string');
    assert.equal(kind('{ class Date {} let x: Date; x; }'), 'unknown');
  });

  it('is known from the type of what it is a member or an element of', () => {
    const member = (code: string) => kind(`type R = { n: string }; ${code}`);
    const of = (type: string, loop = 'const r of rs') =>
      member(`async (rs: ${type}) => { for (${loop}) { const x = r.n; x; } };`);
    assert.equal(member('const x = (f() as R).n; x;'), 'string');
    assert.equal(member('const x = ((<R>f())).n; x;'), 'string');
    assert.equal(member("type Q = { 'n': string }; (q: Q) => { const x = q.n; x; };"), 'string');
    assert.equal(member('(r: Partial<R>) => { const x = r.n; x; };'), 'unknown');
    assert.equal(
      member('type G<T> = { n: string }; (g: G<1>) => { const x = g.n; x; };'),
      'unknown',
    );
    assert.equal(member('var r: R; var r = f(); const x = r.n; x;'), 'unknown');
    assert.equal(member('let r = f() as R; const x = r.n; x;'), 'unknown');
    assert.equal(member('const r = f() as R; const x = r.n; x;'), 'string');
    assert.equal(kind('type R = { x: string }; (r: R) => { const [x] = r; x; };'), 'unknown');
    assert.equal(kind('type R = { x: string }; (r: R) => { const { ...x } = r; x; };'), 'unknown');
    assert.equal(of('R[]'), 'string');
    assert.equal(of('readonly R[]'), 'string');
    assert.equal(of('(R)[]'), 'string');
    assert.equal(of('R[]', 'const r of rs.b'), 'unknown');
    assert.equal(of('Set<R>'), 'string');
    assert.equal(of('Stream<R>'), 'unknown');
    assert.equal(of('keyof R[]'), 'unknown');
    assert.equal(
      member('async (rs: R[]) => { for await (const r of rs) { const x = r.n; x; } };'),
      'unknown',
    );
    const given = (call: string) => member(`(rs: R[]) => rs.${call};`);
    assert.equal(given('sort((a, r) => { const x = r.n; x; })'), 'string');
    assert.equal(given('reduce((a, r) => { const x = r.n; x; })'), 'string');
    assert.equal(given('map((a, r) => { const x = r.n; x; })'), 'unknown');
    assert.equal(given('map(String, r => { const x = r.n; x; })'), 'unknown');
    assert.equal(given('at(r => { const x = r.n; x; })'), 'unknown');
  });

  it('is known of a field by the class that the code belongs to', () => {
    const field = (body: string) =>
      kind(`class A { f: string = ''; #g: string = ''; m() { ${body} } }`);
    assert.equal(field('const x = this.f; x;'), 'string');
    assert.equal(field('const x = this.#g; x;'), 'string');
    assert.equal(field('() => { const x = this.f; x; };'), 'string');
    assert.equal(field('function h() { const x = this.f; x; }'), 'unknown');
    assert.equal(field('(function () { const x = this.f; x; });'), 'unknown');
  });

  it('is not looked for without end', () => {
    assert.equal(kind('const x = x; x;'), 'unknown');
    assert.equal(kind('const x = x.a; x;'), 'unknown');
    assert.equal(kind('type A = A; (a: A) => { const x = a.n; x; };'), 'unknown');
    assert.equal(
      kind('type A = A; (a: A) => { for (const r of a) { const x = r.n; x; } };'),
      'unknown',
    );
  });

  it('is not a number, has no holes and is one of some texts only where that is certain', () => {
    const shape = (code: string) => {
      const { scopes, identifier } = read(code);
      return shapeOf(identifier('x'), scopes);
    };
    assert.equal(shape('const x = -1; x;').maybeNaN, false);
    assert.equal(shape('const x = -f(); x;').maybeNaN, true);
    assert.equal(shape("const x = ['a']; x;").dense, true);
    assert.equal(shape("const x = [, 'a']; x;").dense, false);
    assert.equal(shape("const x = c ? ['a'] : [, 'a']; x;").dense, false);
    assert.deepEqual(shape("const x = c ? 'a' : 'b'; x;").texts, ['a', 'b']);
    assert.equal(shape("const x = c ? 'a' : `${f()}`; x;").texts, undefined);
    assert.equal(shape('let x = 0; x += 1; x;').primitive, true);
  });

  it('follows loops and callbacks over what is known', () => {
    assert.equal(kind("for (const x of ['a']) x;"), 'string');
    assert.equal(kind('for (const x in o) x;'), 'string');
    assert.equal(kind('[1].forEach((y, x) => x);'), 'number');
    assert.equal(kind("for await (const x of ['a']) x;"), 'unknown');
    assert.equal(kind('[1].reduce(0, (a, x) => x);'), 'unknown');
    assert.equal(kind("['a'].includes(x => x);"), 'unknown');
    assert.equal(kind("new Set(['a']).forEach((y, x) => x);"), 'unknown');
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
    assert.equal(kind('let x; x;'), 'unknown');
    assert.equal(kind("var x = 1; var x = 'a'; x;"), 'unknown');
    assert.equal(kind('let x = 1; eval(y); x;', '/case.cjs'), 'unknown');
    assert.equal(kind('let x = 0; ++x; x;'), 'number');
    assert.equal(kind('let x = []; x = f(); x;'), 'unknown');
    assert.equal(kind('let x = []; x = x.other(f()); x;'), 'unknown');
    assert.equal(kind('let x = []; x = y.concat(1); x;'), 'unknown');
    assert.equal(kind('let x = 1; [x] = f(); x;'), 'unknown');
    assert.equal(kind('function x() {} x;'), 'function');
    assert.equal(kind('class x {} x;'), 'function');
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
      '[1].reverse()',
      '[1].fill(0)',
      'Object.freeze([])',
      "'a'.match(/b/)",
    ])
      assert.equal(fresh(value), true, value);
  });

  it('is not one that may be held elsewhere', () => {
    for (const value of ['f()', 'a.b', 'c ? [] : d', 'new Foo()', 'a || []', 'b.slice()'])
      assert.equal(fresh(value), false, value);
    for (const value of ['c ? d : []', 'Object.freeze()', 'Object.freeze(a)'])
      assert.equal(fresh(value), false, value);
    for (const value of ['a.sort()', 'a.reverse()', 'a.fill(0)', 'a.find(f)'])
      assert.equal(fresh(value, 'const a = [1];'), false, value);
  });
});

describe('what a comparator is given', () => {
  it('is elements of the list that is sorted', () => {
    assert.equal(kind("['a'].sort((x, y) => x);"), 'string');
    assert.equal(kind("['a'].sort((y, x) => x);"), 'string');
    assert.equal(kind('const f = (list: number[]) => list.toSorted((y, x) => x);'), 'number');
    assert.equal(kind('const f = (list: any) => list.sort((y, x) => x);'), 'unknown');
  });
});

describe('what a type checker proves', () => {
  const texts = (kind: Shape['kind']) => objectShape(kind, primitiveShape('string'));
  /** Of a checker that knows the type of `x` alone. */
  const withChecker = (code: string, typed: Shape): Shape => {
    const { scopes, identifier } = read(code);
    const x = identifier('x');
    return shapeOf(x, { ...scopes, types: one => (one === x ? typed : unknownShape) });
  };

  it('counts where the file itself shows nothing', () => {
    assert.deepEqual(withChecker('const x = f(); x;', texts('array')), texts('array'));
  });

  it('does not count where the file shows the value', () => {
    for (const value of ['1', 'f() + f()', '[1]', 'new Set([1])']) {
      const shown = withChecker(`const x = ${value}; x;`, unknownShape);
      for (const kind of ['array', 'set', 'map', 'string'] as const)
        assert.deepEqual(withChecker(`const x = ${value}; x;`, texts(kind)), shown, value);
    }
  });

  it('says what a collection holds of which the file only shows that it is one', () => {
    const collections = { array: '[f()]', set: 'new Set(f())', map: 'new Map(f())' } as const;
    for (const kind of ['array', 'set', 'map'] as const) {
      const code = `const x = ${collections[kind]}; x;`;
      assert.equal(withChecker(code, texts(kind)).element?.kind, 'string', kind);
      const other = kind === 'array' ? 'set' : 'array';
      const { kind: shown, element = unknownShape } = withChecker(code, texts(other));
      assert.deepEqual([shown, element.kind], [kind, 'unknown'], `${kind}, not ${other}`);
    }
  });

  it('says nothing of what else is known to hold something', () => {
    const shown = withChecker('const x = f() as object; x;', unknownShape);
    assert.deepEqual(withChecker('const x = f() as object; x;', texts(shown.kind)), shown);
  });
});
