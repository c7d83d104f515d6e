import assert from 'node:assert/strict';
import type ts from 'typescript';
import { closedShape, expectedType } from '../../../src/core/hints/analysis/closed-shape';
import { pureCall } from '../../../src/core/hints/analysis/pure-calls';
import { mayBeShared } from '../../../src/core/hints/analysis/shared-value';
import { read } from './reading';

const known = `
  import path, { join } from 'path';
  import { join as others } from 'other';
  declare const any: any, numbers: number[], texts: string[], s: string, n: number;
  declare const set: Set<number>, map: Map<string, number>, either: string | number;
  const own = { a: 1 }, got = any();
`;

describe('a call whose value depends on its operands alone', () => {
  /** What it is named and returns, and what is open about it; `none` for another call. */
  const pure = (call: string, code = known) => {
    const { scopes, expression } = read(code + call);
    const found = pureCall(expression(call) as ts.CallExpression, scopes); // as all are here
    if (found === undefined) return 'none';
    const { name, result, deep, mayThrow, open } = found;
    return [name, result, deep && 'deep', mayThrow && 'throws', open.length > 0 && 'open']
      .filter(Boolean)
      .join(' ');
  };

  it('says what it returns, whether it looks deep, and what it can throw for', () => {
    const calls: Readonly<Record<string, string>> = {
      'Object.keys(own)': 'keys array',
      'Object.keys(either)': 'keys array',
      'Object.keys(any)': 'keys array throws',
      'Object.keys(null)': 'keys array throws',
      'Object.keys(undefined)': 'keys array throws',
      'Object.values(own)': 'values array',
      'Object.values(got)': 'values array throws open',
      'Object.values(numbers)': 'values array',
      'Object.values({ a: 1 })': 'values array',
      'Object.values({ any })': 'values array',
      'Object.values({ get a() { return 1; } })': 'values array open',
      'Object.entries(own)': 'entries entries',
      'Math.max(...numbers)': 'max primitive',
      'Math.min(...texts)': 'min primitive',
      'Math.min(...set)': 'min primitive',
      'Math.min(...map)': 'min primitive deep throws',
      'Math.min(...numbers, ...any)': 'min primitive deep throws',
      'Math.max.apply(Math, numbers)': 'max primitive',
      'Math.min.apply(null, numbers)': 'min primitive',
      'new Date(n)': 'date date',
      'new Date(s)': 'date date',
      'new Date(any)': 'date date throws',
      'new Date(n, any)': 'date date throws',
      "new RegExp('a')": 'pattern regexp',
      'new RegExp(s)': 'pattern regexp throws',
      'new Set(numbers)': 'set set',
      'new Set(any)': 'set set throws',
      'new Map(numbers)': 'map set deep throws',
      "new Intl.NumberFormat('de')": 'format format',
      "new Intl.Collator('de')": 'collator format',
      'JSON.stringify(any)': 'text primitive deep throws',
      "JSON.parse('[]')": 'parsed parsed',
      'JSON.parse(s)': 'parsed parsed throws',
      "s.split(',')": 'parts array',
      's.split(/,/)': 'parts array',
      'path.join(s, s)': 'path primitive',
      'join(s, any)': 'path primitive throws',
      'path.normalize(s)': 'path primitive',
      'path.dirname(s)': 'dirName primitive',
    };
    for (const [call, expected] of Object.entries(calls)) assert.equal(pure(call), expected, call);
  });

  it('is none of which more or less is asked', () => {
    for (const call of [
      'Object.keys(own, own)',
      'Object.keys(...any)',
      'Object.freeze(own)',
      'Math.max(n, n)',
      'Math.floor.apply(null, numbers)',
      'Math.max.call(Math, numbers)',
      'Math.max.apply(Math)',
      'Math.max.apply(any, numbers)',
      'new Date()',
      'new Date(...any)',
      'new Set(numbers, n)',
      'new Set([1])',
      'new Foo(any)',
      "new Foo.NumberFormat('de')",
      'new Intl.NumberFormat()',
      'new Intl.NumberFormat(any)',
      'JSON.parse(s, any)',
      'JSON.parse(...any)',
      "s.slice(',')",
      "s?.split(',')",
      "s.split(',', 2)",
      "any.split(',')",
      's.split(any)',
      'others(s)',
      'path.resolve(s)',
      'path.join()',
      'path.join(...texts)',
    ])
      assert.equal(pure(call), 'none', call);
    assert.equal(pure('Math.max.apply(Math, xs)', 'const Math = f(); '), 'none');
    assert.equal(pure("new Intl.NumberFormat('de')", 'const Intl = f(); '), 'none');
  });
});

describe('a value that is made once for all', () => {
  type Result = Parameters<typeof mayBeShared>[1];
  const shared = (result: Result, code: string, made: string, file?: string) => {
    const { scopes, expression } = read(code, file);
    return mayBeShared(expression(made), result, scopes);
  };

  it('is only read, or can’t be changed', () => {
    assert.equal(shared('primitive', 'f(m());', 'm()'), true);
    assert.equal(shared('array', 'f(m());', 'm()'), false);
    assert.equal(shared('array', 'const a = m(); f(a[0]);', 'm()'), true);
    assert.equal(shared('array', 'const a = m(); a.sort();', 'm()'), false);
    assert.equal(shared('array', 'var a = m(); var a; f(a[0]);', 'm()'), false);
    assert.equal(shared('array', 'const a = m(); eval(b);', 'm()', '/case.cjs'), false);
    assert.equal(shared('array', 'const [a] = m();', 'm()'), true);
    assert.equal(shared('date', 'const a = m(); a.valueOf();', 'm()'), false);
  });

  it('keeps its pairs to itself', () => {
    const pairs = (use: string) => shared('entries', `const a = m(); ${use}`, 'm()');
    for (const use of [
      'f(a.length);',
      'for (const [k, v] of a) f(k, v);',
      'a.map(([k]) => k);',
      'a.some(function ([k]) { return k; });',
    ])
      assert.equal(pairs(use), true, use);
    for (const use of [
      'f(a[0]);',
      'for (const one of a) f(one);',
      '[...a];',
      'a.map(one => one);',
      'a.some(function (one) { return one; });',
      'a.some(Boolean);',
      'a.map(() => 1);',
      'a.slice();',
    ])
      assert.equal(pairs(use), false, use);
    assert.equal(shared('entries', 'const [a] = m();', 'm()'), false);
  });

  it('is a decoder only where it keeps nothing', () => {
    const decoder = (use: string) => shared('decoder', `const a = m(); ${use}`, 'm()');
    for (const use of ['a.decode(b);', 'a.decode();', 'f(a.encoding);'])
      assert.equal(decoder(use), true, use);
    for (const use of [
      'a.decode(b, c);',
      'a.decode(...b);',
      'a.other(b);',
      'f(a.fatal2);',
      'f(a);',
    ])
      assert.equal(decoder(use), false, use);
  });

  it('is a pattern only where it does not remember where it stopped', () => {
    const pattern = (made: string, use: string) =>
      shared('regexp', `declare const s: string, any: any; const a = ${made}; ${use}`, made);
    assert.equal(pattern("new RegExp('b')", 'a.test(s);'), true);
    assert.equal(pattern('new RegExp(s)', 'a.test(s);'), true);
    assert.equal(pattern("new RegExp('b', 'g')", "s.replace(a, '');"), true);
    assert.equal(pattern("new RegExp('b')", 'f(a.source);'), true);
    assert.equal(pattern("new RegExp('b', 'g')", 'a.test(s);'), false);
    assert.equal(pattern("new RegExp('b', 'y')", "s.replace(a, '');"), false);
    assert.equal(pattern("new RegExp('b')", "any.replace(a, '');"), false);
    assert.equal(pattern("new RegExp('b')", 's.other(a);'), false);
    assert.equal(pattern("new RegExp('b')", 'f(a.lastIndex);'), false);
    assert.equal(pattern('new RegExp(any)', 'a.test(s);'), false);
    assert.equal(pattern('new RegExp()', 'a.test(s);'), false);
    assert.equal(pattern("new RegExp('b', any)", 'a.test(s);'), false);
  });
});

describe('all that an object has', () => {
  const members = (code: string, file?: string) => {
    const { scopes, identifier } = read(code, file);
    const found = closedShape(identifier('o'), scopes);
    return (
      found &&
      `${found.members.map(({ name }) => name).join()}${found.proven ? '' : ', says a type'}`
    );
  };

  it('is known where it is written out and nothing can add to it', () => {
    assert.equal(members('const o = { a: 1, b: 2 }; f(o.a, o);'.replace(', o)', ')')), 'a,b');
    assert.equal(members('const o = ({ a, b: 2 }) as const; o.a;'), 'a,b');
    assert.equal(members('const o = { a: 1 }; o.a = 2; JSON.stringify(o);'), 'a');
    for (const code of [
      'let o = { a: 1 }; o.a;',
      'export const o = { a: 1 }; o.a;',
      'const o = { toJSON: f }; o.a;',
      'const o = { ...a }; o.a;',
      'const o = { a: 1, a: 2 }; o.a;',
      'const o = {}; o.a;',
      'const o = { a: f }; o.a();',
      'const o = { a: 1 }; o.b = 1;',
      'const o = { a: 1 }; delete o.a;',
      'const o = { a: 1 }; f(o);',
    ])
      assert.equal(members(code), undefined, code);
    assert.equal(members('const o = { a: 1 }; eval(b); o.a;', '/case.cjs'), undefined);
  });

  it('is said by a type of this file that leaves nothing open', () => {
    const typed = (type: string, declared = '') => members(`${declared} (o: ${type}) => o;`);
    assert.equal(typed('{ a: 1; b: 2 }'), 'a,b, says a type');
    assert.equal(typed('Readonly<A>', 'interface A { a: 1 }'), 'a, says a type');
    assert.equal(typed('A', 'type A = ({ a: 1 });'), 'a, says a type');
    for (const [type, declared] of [
      ['A', 'type A = A;'],
      ['G<1>', 'type G<T> = { a: T };'],
      ['{}', ''],
      ['{ a: 1; a: 2 }', ''],
      ['{ a?: 1 }', ''],
      ['{ a: () => 1 }', ''],
      ['A', 'const A = 1; type A = { a: 1 };'],
      ['A', 'interface A { a: 1 } interface A { b: 1 }'],
      ['A', 'interface A extends B { a: 1 }'],
      ['Readonly<{ a: 1 }>', "import { Readonly } from 'other';"],
      ['Partial<{ a: 1 }>', ''],
    ])
      assert.equal(typed(type, declared), undefined, `${declared} ${type}`);
    assert.equal(members('{ interface A { a: 1 } class A { b = 1 } (o: A) => o; }'), undefined);
    assert.equal(members('{ class Readonly<T> {} (o: Readonly<{ a: 1 }>) => o; }'), undefined);
  });
});

describe('the type that is expected of a value', () => {
  const expected = (code: string, file?: string) => {
    const found = expectedType(read(code, file).identifier('x'));
    return typeof found === 'string' ? found : found.getText();
  };

  it('is what its place says, or none, or not known', () => {
    const places: Readonly<Record<string, string>> = {
      '(x) as A;': 'A',
      'const a: A = x;': 'A',
      'const a = x;': 'none',
      'const f = (): A => (x);': 'A',
      'const f = () => x;': 'none',
      'const f: F = () => x;': 'unknown',
      'function f(): A { return x; }': 'A',
      'function f() { if (a) { return x; } }': 'none',
      'class C { m() { return x; } }': 'none',
      'const f = async () => { return x; };': 'unknown',
      'a.map(() => x);': 'none',
      'a.map<A>(() => x);': 'unknown',
      'a.filter(() => x);': 'unknown',
      'f(() => x);': 'unknown',
      'f(x);': 'unknown',
    };
    for (const [code, type] of Object.entries(places)) assert.equal(expected(code), type, code);
    assert.equal(expected('return x;', '/case.cjs'), 'unknown');
  });
});
