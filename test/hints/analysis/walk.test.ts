import assert from 'node:assert/strict';
import ts from 'typescript';
import {
  functionAround,
  isInFunctionDeclaration,
  isInside,
  some,
  usesArguments,
} from '../../../src/core/hints/analysis/walk';
import { read } from './reading';

describe('the function around a piece of code', () => {
  /** The kind of function that runs the last `x` in the code. */
  const around = (code: string) => {
    const fn = functionAround(read(code).identifier('x'));
    return fn === undefined ? 'the file' : ts.SyntaxKind[fn.kind];
  };

  it('is the one whose activation runs it', () => {
    assert.equal(around('() => x;'), 'ArrowFunction');
    assert.equal(around('function f(a = x) {}'), 'FunctionDeclaration');
    assert.equal(around('class A { a = x; }'), 'PropertyDeclaration');
    assert.equal(around('class A { static { x; } }'), 'ClassStaticBlockDeclaration');
  });

  it('is not the member on which a computed name, a decorator or a heritage stands', () => {
    for (const code of [
      'class A { [x]() {} }',
      'class A { [x] = 1; }',
      'class A { @x m() {} }',
      'class A { @x a = 1; }',
      'class A extends x { m() {} }',
      '({ get [x]() { return 1; } });',
    ])
      assert.equal(around(code), 'the file', code);
  });
});

describe('where a piece of code stands', () => {
  it('is in a function declaration only if that is below the limit', () => {
    const { identifier, starting, file } = read('function f() { for (;;) x; }');
    assert.equal(isInFunctionDeclaration(identifier('x'), file), true);
    assert.equal(isInFunctionDeclaration(identifier('x'), starting('for')), false);
    const beside = read('x; y;');
    assert.equal(isInFunctionDeclaration(beside.identifier('x'), beside.starting('y')), false);
  });

  it('is inside what is around it, and not beside', () => {
    const { identifier, starting } = read('a(x); b(y);');
    assert.equal(isInside(identifier('x'), starting('a(x)')), true);
    assert.equal(isInside(identifier('x'), starting('b(y)')), false);
    assert.equal(isInside(identifier('y'), starting('a(x)')), false);
  });

  it('is found wherever it is, and looked for no longer', () => {
    const { file } = read('a; x; b;');
    const seen: string[] = [];
    const found = some(file, node => {
      if (ts.isIdentifier(node)) seen.push(node.text);
      return ts.isIdentifier(node) && node.text === 'x';
    });
    assert.deepEqual([found, seen], [true, ['a', 'x']]);
  });
});

describe('arguments', () => {
  const used = (code: string) => {
    const { file, scopes } = read(code, '/case.cjs');
    assert.ok(scopes);
    return usesArguments(file.statements[0]);
  };

  it('are those of the nearest function that is no arrow', () => {
    assert.equal(used('function f() { return arguments[0]; }'), true);
    assert.equal(used('function f() { return () => () => arguments; }'), true);
    assert.equal(used('function f() { return function () { return arguments; }; }'), false);
    assert.equal(used('function f(a) { return a; }'), false);
  });
});
