import assert from 'node:assert/strict';
import { argumentsOf } from '../../../src/core/hints/analysis/arguments';
import { builtinCallee, seesGlobal } from '../../../src/core/hints/analysis/builtins';
import { functionOfExpression, isSameValue } from '../../../src/core/hints/analysis/callbacks';
import {
  isPrimitiveLiteral,
  literalElements,
  literalEntries,
  namesTypesOfFile,
} from '../../../src/core/hints/analysis/constants';
import { countedLoop, stepOf } from '../../../src/core/hints/analysis/counted-loops';
import { isTested, parenthesized } from '../../../src/core/hints/analysis/parentheses';
import ts from 'typescript';
import { read } from './reading';

/** The code as an expression. */
function expression(code: string): ts.Expression {
  const [statement] = read(`_(${code});`).file.statements;
  assert.ok(ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression));
  return statement.expression.arguments[0];
}

describe('what calls along an expression are given', () => {
  const given = (code: string) =>
    argumentsOf(expression(code)).map(({ start, end }) => `_(${code});`.slice(start, end));

  it('is found through members, elements, parentheses and operators', () => {
    assert.deepEqual(given('a(x).b(y).c'), ['y', 'x']);
    assert.deepEqual(given('new A(x).b'), ['x']);
    assert.deepEqual(given('a(x)[0]'), ['x']);
    assert.deepEqual(given('new (a(x))()'), ['x']);
    assert.deepEqual(given('(a(x))'), ['x']);
    assert.deepEqual(given('!a(x)'), ['x']);
    assert.deepEqual(given('a(x) + b(y)'), ['x', 'y']);
    assert.deepEqual(given('a(b(x))'), ['b(x)']);
    assert.deepEqual(given('[a(x)]'), []);
  });
});

describe('a global', () => {
  it('is called or constructed by its name', () => {
    const callee = (code: string) => {
      const { scopes, expression: find } = read(`${code};`);
      return builtinCallee(find(code) as ts.CallExpression, scopes); // or `new`, as the callers say
    };
    assert.equal(callee('Object.keys(a)'), 'Object.keys');
    assert.equal(callee('new Map()'), 'new Map');
    assert.equal(callee('new Object.keys(a)'), undefined);
    assert.equal(callee('new (f())()'), undefined);
    assert.equal(callee('f()()'), undefined);
  });

  it('is seen where nothing of its name is declared, and no eval can do so', () => {
    const sees = (code: string) => {
      const { scopes, identifier } = read(code, '/case.cjs');
      return seesGlobal('Set', identifier('x'), scopes);
    };
    assert.equal(sees('x;'), true);
    assert.equal(sees('function f(Set) { x; }'), false);
    assert.equal(sees('function f() { eval(a); x; }'), false);
  });
});

describe('a function of one expression', () => {
  const value = (code: string) => functionOfExpression(expression(code))?.value.getText();

  it('does nothing but return its value', () => {
    for (const code of ['x => x.a', 'x => { return x.a; }', 'function (x) { return x.a; }'])
      assert.equal(value(code), 'x.a', code);
    for (const code of [
      'async x => x.a',
      'async function (x) { return x.a; }',
      'function* (x) { return x.a; }',
      'function (x) { return arguments[0]; }',
      '(x = 1) => x.a',
      '(...x) => x.a',
      '({ x }) => x.a',
      'x => { f(); return x.a; }',
      'x => { return x.a; f(); }',
      'x => {}',
      'x => { f(x.a); }',
      'f',
    ])
      assert.equal(value(code), undefined, code);
  });
});

describe('two expressions', () => {
  const same = (code: string, file?: string) => {
    const { scopes, file: tree } = read(code, file);
    const last = tree.statements[tree.statements.length - 1];
    assert.ok(ts.isExpressionStatement(last) && ts.isCallExpression(last.expression));
    const [a, b] = last.expression.arguments;
    return isSameValue(a, b, scopes);
  };

  it('mean the same if they are the same variable, or the same property of one', () => {
    for (const code of ['f(x, x);', 'f(x.a, (x.a));', 'f(this.a.b, this.a.b);'])
      assert.equal(same(code), true, code);
    for (const code of [
      'f(x, y);',
      'f(x.a, x.b);',
      'f(x.a, y.a);',
      'f(x.a, x);',
      'f(this, x);',
      'f(x, x.a);',
      'f(g(), g());',
    ])
      assert.equal(same(code), false, code);
    assert.equal(same('let x; eval(y); f(x, x);', '/case.cjs'), false);
  });
});

describe('a constant that is written out', () => {
  it('is one primitive value', () => {
    for (const code of ["'a'", '1', '-1', '-1n', '`a`', 'true', 'null'])
      assert.equal(isPrimitiveLiteral(expression(code)), true, code);
    for (const code of ['!1', '+1', '-x', '[]', '`${a}`', 'undefined'])
      assert.equal(isPrimitiveLiteral(expression(code)), false, code);
  });

  it('is a list or an object with nothing left out, spread or computed', () => {
    const elements = (code: string) => literalElements(expression(code), () => true)?.length;
    assert.deepEqual(['[1, 2]', '[1, , 2]', '[...a]', 'a'].map(elements), [
      2,
      undefined,
      undefined,
      undefined,
    ]);
    assert.equal(literalElements(expression('[1, a]'), isPrimitiveLiteral), undefined);
    const entries = (code: string) => literalEntries(expression(code), () => true);
    assert.deepEqual(
      ['{ a: 1, "b": 2 }', '{ [a]: 1 }', '{ __proto__: 1 }', '{ ...a }'].map(entries),
      [2, undefined, undefined, undefined],
    );
  });

  it('names only types that mean the same in the whole file', () => {
    const named = (code: string) => namesTypesOfFile(read(code).starting('new Set'));
    assert.equal(named('new Set<string>();'), true);
    assert.equal(named('type A = 1; new Set<A>();'), true);
    assert.equal(named('{ type A = 1; new Set<A>(); }'), false);
    assert.equal(named('function f<A>() { new Set<A>(); }'), false);
    assert.equal(named('const a = 1; new Set<typeof a>();'), false);
    assert.equal(named('new Set<A.B>();'), true);
  });
});

describe('a counted loop', () => {
  const counted = (code: string, file?: string) => {
    const { scopes, starting } = read(code, file);
    return countedLoop(starting('for'), scopes)?.step;
  };

  it('declares the one variable that it counts', () => {
    assert.equal(counted('for (let i = 0; i < 3; i++);'), 1);
    assert.equal(counted('for (let i = 0; i < 3; );'), 0);
    for (const code of [
      'for (let i = 0, j = 1; i < 3; i++);',
      'for (let [i] = a; i < 3; i++);',
      'for (var i = 0; i < 3; i++);',
      'for (let i; i < 3; i++);',
      'for (let i = 0; ; i++);',
      'for (let i = 0; i < 3; j++);',
      'for (i = 0; i < 3; i++);',
      'for (; i < 3; i++);',
    ])
      assert.equal(counted(code), undefined, code);
    assert.equal(counted('for (let i = 0; i < 3; i++) eval(a);', '/case.cjs'), undefined);
  });

  it('counts by a step that is written out', () => {
    const step = (code: string) => stepOf(expression(code), 'i');
    assert.deepEqual(['i++', '++i', 'i--', 'i += 2', 'i -= 3'].map(step), [1, 1, -1, 2, -3]);
    for (const code of ['j++', '-i', 'i += j', 'i *= 2', 'j += 2', 'f()'])
      assert.equal(step(code), undefined, code);
  });
});

describe('the place of an expression', () => {
  it('needs no parentheses where anything can stand', () => {
    const put = (code: string) => parenthesized('a ? b : c', read(code).identifier('x'));
    for (const code of [
      '(x);',
      'const a = x;',
      '({ a: x });',
      'f(x);',
      'a = x;',
      '() => { return x; };',
    ])
      assert.equal(put(code), 'a ? b : c', code);
    for (const code of ['x();', 'x.a;', 'a + x;', 'x = a;', '!x;'])
      assert.equal(put(code), '(a ? b : c)', code);
  });

  it('may ask only whether it is true', () => {
    const tested = (code: string) => isTested(read(code).identifier('x'));
    for (const code of [
      'if (x);',
      'while (x);',
      'do {} while (x);',
      'for (; x; );',
      '!x;',
      'x ? a : b;',
      'if (x && a);',
      'if (a || (x));',
    ])
      assert.equal(tested(code), true, code);
    for (const code of [
      'for (x; ; );',
      '-x;',
      'a ? x : b;',
      'if (a === x);',
      'a = b || x;',
      'f(x);',
      'if (x ?? a);',
    ])
      assert.equal(tested(code), false, code);
  });
});
