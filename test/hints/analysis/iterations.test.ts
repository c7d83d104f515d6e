import assert from 'node:assert/strict';
import ts from 'typescript';
import { iterationsAround, runsOnce } from '../../../src/core/hints/analysis/iterations';
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
  });

  it('end at a function that runs later or elsewhere', () => {
    assert.deepEqual(around('for (;;) later(() => here());'), []);
    assert.deepEqual(around('for (;;) xs.map(async () => here());'), []);
    assert.deepEqual(around('for (;;) { function f() { here(); } }'), []);
    assert.deepEqual(around('for (;;) { class C { x = here(); } }'), []);
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
  });

  it('is not that of loops, of functions that others can call, and of recursive ones', () => {
    assert.equal(once('for (;;) here();'), false);
    assert.equal(once('function main() { here(); } main(); main();'), false);
    assert.equal(once('export function main() { here(); } main();'), false);
    assert.equal(once('for (;;) main(); function main() { here(); }'), false);
    assert.equal(once('function main() { here(); main(); }'), false);
    assert.equal(once('function main() { here(); } f(main);'), false);
    assert.equal(once('class C { x = here(); }'), false);
    assert.equal(once('xs.map(() => here());'), false);
  });
});
