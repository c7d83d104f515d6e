import assert from 'node:assert/strict';
import { useOf } from '../../../src/core/hints/analysis/uses';
import { read } from './reading';

/** How the last `x` in the code is used. */
function use(code: string, file?: string): string {
  const { scopes, identifier } = read(code, file);
  const found = useOf(identifier('x'), scopes);
  if (found.kind === 'change') return `change ${found.method ?? ''}`.trim();
  if (found.kind === 'method' || found.kind === 'member') return `${found.kind} ${found.name}`;
  return found.kind;
}

function allUse(expected: string, codes: readonly string[], file?: string): void {
  for (const code of codes) assert.equal(use(code, file), expected, code);
}

describe('the use of a value', () => {
  it('is a read where it is only looked at', () => {
    allUse('read', [
      'if (x) f();',
      'while (!x) f();',
      'typeof x === y;',
      'x === y;',
      `\`a \${x}\`;`,
      'a[x];',
      'const { a } = x;',
      'const [a] = x;',
      '({ ...x });',
      'console.log(x);',
      'Array.isArray(x);',
      'new Set(x);',
      'x && f();',
      'x, f();',
      'x;',
      'y += x;',
      'x instanceof Foo;',
      '({ a } = x);',
      '[a] = x;',
      'for (a of b) x;',
    ]);
  });

  it('is a write where the variable is given another value, however it is written', () => {
    allUse('write', [
      'x = 1;',
      'x ??= 1;',
      'x++;',
      '--x;',
      '[x] = y;',
      '[x = 1] = y;',
      '[, ...x] = y;',
      '({ x } = y);',
      '({ a: x } = y);',
      '({ a: [{ b: x = 1 }] } = y);',
      '({ ...x } = y);',
      'for (x of y);',
      'for (x in y);',
      'for ([x] of y);',
      'for ([x] in y);',
      'delete x;',
      '(x as any) = 1;',
    ]);
  });

  it('is a change where the content is or may be changed', () => {
    allUse('change', [
      'x.a = 1;',
      'x[i] = 1;',
      'x.length = 0;',
      'x.a++;',
      'delete x.a;',
      '[x.a] = y;',
      '({ b: x[0] } = y);',
      'for (x.a of y);',
      'Object.assign(x, y);',
    ]);
    allUse('change push', ['x.push(1);', 'x?.push(1);', '(x as any[]).push(1);', "x['push'](1);"]);
    allUse('change foo', ['x.foo();', 'x.foo`a`;']);
    allUse('change map', [
      'x.map(f);',
      'x.map((a, i, all) => all.pop());',
      'x.map((...all) => 1);',
      'x.map();',
      'x.map(function () { return arguments[2]; });',
      'const String = f; x.map(String);',
      'x.map(parse);',
    ]);
  });

  it('is a reading method where that is known to keep and change nothing', () => {
    allUse('method includes', ['x.includes(1);', 'x?.includes(1);', 'x!.includes(1);']);
    allUse('method map', [
      'x.map(a => a + 1);',
      'x.map(function (a) { return a; });',
      'x.map(() => { function f() { return arguments; } return f; });',
      ...['x.map(String);', 'x.map(Number);', 'x.map(Boolean);'],
    ]);
    allUse('method reduceRight', ['x.reduceRight((a, b, i) => a + b, 0);']);
    allUse('method reduce', ['x.reduce((a, b, i) => a + b, 0);']);
  });

  it('is a member where a property is read', () => {
    allUse('member length', ['f(x.length);', 'const { length } = x; x.length;']);
    allUse('member undefined', ['f(x[i]);']);
    allUse('member push', ['const push = x.push;']);
  });

  it('is an iteration in for-of and spreads', () => {
    allUse('iterate', ['for (const a of x);', 'f(...x);', '[...x];', 'for (const a in x);']);
  });

  it('is an escape where it goes out of sight', () => {
    allUse('escape', [
      'f(x);',
      'new Foo(x);',
      'const y = x;',
      'y = x;',
      'o.y = x;',
      '[x];',
      '({ x });',
      '({ a: x });',
      'function g() { return x; }',
      'const g = () => x;',
      'function* g() { yield x; }',
      'throw x;',
      'export { x };',
      'export default x;',
      'y = a ? x : b;',
      'y = x || b;',
      'y = b && x;',
      'y ??= x;',
      'x();',
      'f(y.map(x));',
      'y = ([a] = x);',
      'y ||= x;',
      'y &&= x;',
      'Object.assign(y, x);',
      'const y = Object.assign(x, z);',
      'new (Object.assign as any)(x);',
      '({ a = x } = y);',
      '[x] + y;',
      '`a`(x);',
    ]);
    allUse('escape', ['const a = <A x={x} />;'], '/case.tsx');
    allUse('read', ['const a = <A {...x} />;'], '/case.tsx');
  });

  it('does not take a shadowed console for the real one', () => {
    assert.equal(use('const console = y; console.log(x);'), 'escape');
  });
});
