import assert from 'node:assert/strict';
import ts from 'typescript';
import {
  isCertainIteration,
  iterationsAround,
  runsOnce,
} from '../../../src/core/hints/analysis/iterations';
import { read } from './reading';

/** What goes round `here()`, innermost first. */
function around(code: string): string[] {
  const { expression } = read(code);
  return iterationsAround(expression('here()')).map(one =>
    ts.isCallExpression(one)
      ? (one.expression.getText().split('.').at(-1) ?? '')
      : ts.SyntaxKind[one.kind],
  );
}

describe('iterations around a place', () => {
  it('are the loops that evaluate it each time, and not those that evaluate it once', () => {
    assert.deepEqual(around('for (let i = 0; here(); i++);'), ['ForStatement']);
    assert.deepEqual(around('for (let i = here(); ; );'), []);
    assert.deepEqual(around('for (const a of here());'), []);
    assert.deepEqual(around('for (const a in here());'), []);
    assert.deepEqual(around('while (x) for (const a of here());'), ['WhileStatement']);
    assert.deepEqual(around('do { here(); } while (x);'), ['DoStatement']);
  });

  it('are callbacks of array methods, through which the loops outside are seen', () => {
    assert.deepEqual(around('for (;;) xs.map(x => ys.some(y => here()));'), [
      'some',
      'map',
      'ForStatement',
    ]);
    assert.deepEqual(around('Array.from(xs, () => here());'), ['from']);
    assert.deepEqual(around('xs.map(here());'), []);
    assert.deepEqual(around('xs.sort((a, b) => here());'), ['sort']);
    assert.deepEqual(around('s.replace(/a/, () => here());'), ['replace']);
  });

  it('end at a function that runs later or elsewhere', () => {
    assert.deepEqual(around('for (;;) later(() => here());'), []);
    for (const code of [
      'xs.map(function* () { here(); });',
      'xs.map(1, () => here());',
      'xs.then(() => here());',
      'Array.of(xs, () => here());',
      'Array.from(() => here());',
      'Buffer.from(xs, () => here());',
    ])
      assert.deepEqual(around(code), [], code);
    assert.deepEqual(around('for (;;) xs.map(async () => here());'), []);
    assert.deepEqual(around('for (;;) { function f() { here(); } }'), []);
    assert.deepEqual(around('for (;;) { class C { x = here(); } }'), []);
  });
});

describe('a call that runs its callback before it returns', () => {
  const certain = (call: string) => {
    const { expression, scopes } = read(`const list = [1], set = new Set(); ${call};`);
    return isCertainIteration(expression(call) as ts.CallExpression, scopes); // as all are here
  };

  it('is one of an array, a set or a map, and Array.from', () => {
    for (const call of ['list.map(f)', 'set.forEach(f)', 'Array.from(a, f)', "'a'.replace('a', f)"])
      assert.equal(certain(call), true, call);
    for (const call of ['a.map(f)', 'f(() => 1)']) assert.equal(certain(call), false, call);
  });
});

describe('code that runs once', () => {
  const once = (code: string) => {
    const { expression, scopes } = read(code);
    return runsOnce(expression('here()'), scopes);
  };

  it('is that of the file, and of functions called once from there', () => {
    assert.equal(once('here();'), true);
    assert.equal(once('function main() { here(); } main();'), true);
    assert.equal(once('(() => { here(); })();'), true);
    assert.equal(once('class C { static x = here(); static { f(); } }'), true);
    assert.equal(once('if (x) { here(); }'), true);
    assert.equal(once('(function () { here(); })();'), true);
  });

  it('is not that of loops, of functions that others can call, and of recursive ones', () => {
    assert.equal(once('for (;;) here();'), false);
    assert.equal(once('function main() { here(); } main(); main();'), false);
    assert.equal(once('export function main() { here(); } main();'), false);
    assert.equal(once('for (;;) main(); function main() { here(); }'), false);
    assert.equal(once('function main() { here(); main(); }'), false);
    assert.equal(once('function main() { here(); } f(main);'), false);
    assert.equal(once('class C { x = here(); }'), false);
    assert.equal(once('(function again() { here(); again(); })();'), false);
    assert.equal(once('eval(x); function main() { here(); } main();'), false);
    assert.equal(once('function main() { here(); } function main() {} main();'), false);
    assert.equal(once('xs.map(() => here());'), false);
  });
});
