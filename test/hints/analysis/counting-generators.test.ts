import assert from 'node:assert/strict';
import ts from 'typescript';
import { type Counting, countingOf } from '../../../src/core/hints/analysis/counting-generators';
import { read } from './reading';

/** What the last call of the code counts, in words. */
function counted(code: string): string | undefined {
  const { file, scopes } = read(code, '/case.ts');
  const last = file.statements[file.statements.length - 1];
  assert.ok(ts.isForOfStatement(last) && ts.isCallExpression(last.expression));
  const counting = countingOf(last.expression, scopes);
  return counting && inWords(counting);
}

function inWords({ start, bound, step, given }: Counting): string {
  const by = step.by === undefined ? '' : ` ${step.by.getText()}`;
  const until = bound === undefined ? 'ever' : `${bound.operator} ${bound.by.getText()}`;
  return `from ${start.getText()} ${until}, ${step.operator}${by} (${given.map(one => one.getText()).join()})`;
}

describe('a generator that only counts', () => {
  const all = (loop: string, call: string, parameters: string) =>
    counted(`function* f(${parameters}) { ${loop} }\nfor (const x of ${call});`);

  it('says from where, to where and by what', () => {
    const loop = 'for (let i = 0; i < n; i++) yield i;';
    assert.equal(all(loop, 'f(a)', 'n'), 'from 0 < a, ++ (a)');
    assert.equal(all(loop, '(f)(a.length)', 'n: number'), 'from 0 < a.length, ++ (a.length)');
    assert.equal(
      all('for (let i = a; i >= b; i -= c) { yield i; }', 'f(3, -1, 2)', 'a, b, c'),
      'from 3 >= -1, -= 2 (3,-1,2)',
    );
    assert.equal(all('for (var i = a; ; --i) yield i;', 'f(9)', 'a'), 'from 9 ever, -- (9)');
    assert.equal(all('for (let i = 0; i != 5; ++i) yield i;', 'f()', ''), 'from 0 != 5, ++ ()');
    assert.equal(
      all('for (let i = n; i !== n; i += n) yield i;', 'f(a)', 'n'),
      'from a !== a, += a (a)',
    );
  });

  it('takes a default that is a literal, where nothing is given, or a number for certain', () => {
    const loop = 'for (let i = 0; i < n; i += by) yield i;';
    assert.equal(all(loop, 'f(a)', 'n, by = 2'), 'from 0 < a, += 2 (a,2)');
    assert.equal(all(loop, 'f(a)', 'n, by = 2n'), 'from 0 < a, += 2n (a,2n)');
    assert.equal(all(loop, 'f(a, 3)', 'n, by = 2'), 'from 0 < a, += 3 (a,3)');
    assert.equal(all(loop, 'f(a, b)', 'n, by = 2'), undefined);
    assert.equal(all(loop, 'f(a)', 'n, by = g()'), undefined);
    assert.equal(all(loop, 'f(a)', 'n, by = (2)'), undefined);
    assert.equal(all(loop, 'f(a)', 'n, by'), undefined);
  });

  it('is called by its name, with what it takes', () => {
    const loop = 'for (let i = 0; i < n; i++) yield i;';
    for (const call of ['f?.(a)', 'f(...a)', 'f(a, b)', 'a.f(b)', 'g(a)', 'f()'])
      assert.equal(all(loop, call, 'n'), undefined, call);
    for (const parameters of ['...n', '{ n }', 'm, n', 'n, m'])
      assert.equal(
        all(loop, parameters.includes(',') ? 'f(a, b)' : 'f(a)', parameters),
        undefined,
        parameters,
      );
  });

  it('stays what it is', () => {
    const made = (what: string, more = '') => counted(`${what}\n${more}\nfor (const x of f(a));`);
    const body = '(n) { for (let i = 0; i < n; i++) yield i; }';
    assert.equal(made(`const f = function* ${body};`), 'from 0 < a, ++ (a)');
    assert.equal(made(`const f = (function* ${body});`), 'from 0 < a, ++ (a)');
    assert.equal(made(`let f = function* ${body};`, 'f = g;'), undefined);
    assert.equal(made(`function* f${body}`, `function* f${body}`), undefined);
    assert.equal(made(`async function* f${body}`), undefined);
    assert.equal(made(`const f = async function* ${body};`), undefined);
    assert.equal(made('const f = n => n;'), undefined);
    assert.equal(made('function f(n) { for (let i = 0; i < n; i++) g(i); }'), undefined);
    assert.equal(made('class f {}'), undefined);
    assert.equal(made('declare function f(n: number): Iterable<number>;'), undefined);
    assert.equal(made(`const { f } = { *f${body} };`), undefined);
  });

  it('does nothing else', () => {
    for (const loop of [
      '',
      'g(); for (let i = 0; i < n; i++) yield i;',
      'for (let i = 0; i < n; i++) yield i; yield 1;',
      'for (const i of n) yield i;',
      'for (let i = 0; i < n; i++) yield i * 2;',
      'for (let i = 0; i < n; i++) yield n;',
      'for (let i = 0; i < n; i++) yield* i;',
      'for (let i = 0; i < n; i++) yield;',
      'for (let i = 0; i < n; i++) n = yield i;',
      'for (let i = 0; i < n; i++) g(i);',
      'for (let i = 0; i < n; i++) { yield i; g(); }',
      'for (let i = 0; i < n; i++) { g(); yield i; }',
      'for (let i = 0; i < n; i++) {}',
      'for (let i = 0; i < n; i++) if (i) yield i;',
      'for (let i = 0, j = 1; i < n; i++) yield i;',
      'for (let [i] = n; i < n; i++) yield i;',
      'for (let i; i < n; i++) yield i;',
      'for (let i = g(); i < n; i++) yield i;',
      'for (let i = m; i < n; i++) yield i;',
      'for (let i = (0); i < n; i++) yield i;',
      'let i; for (i = 0; i < n; i++) yield i;',
      'for (; n < 9; n++) yield n;',
      'for (i = 0; i < n; i++) yield i;',
      'for (let i = 0; n > i; i++) yield i;',
      'for (let i = 0; i < n.length; i++) yield i;',
      'for (let i = 0; i < m; i += n) yield i;',
      'for (let i = 0; i + n; i++) yield i;',
      'for (let i = 0; i in n; i++) yield i;',
      'for (let i = 0; g(i, n); i++) yield i;',
      'for (let i = 0; n; i++) yield i;',
      'for (let i = 0; i < n;) yield i;',
      'for (let i = 0; i < n; n++) yield i;',
      'for (let i = 0; i < n; -i) yield i;',
      'for (let i = 0; i < n; i *= 2) yield i;',
      'for (let i = 0; i < n; i + 2) yield i;',
      'for (let i = 0; i < n; i += m) yield i;',
      'for (let i = 0; i < n; m += 1) yield i;',
      'for (let i = 0; i < n; g(i)) yield i;',
      'for (let i = 0; i < n; n += 1) yield i;',
      'for (let n = 0; n < n; n++) yield n;',
      'for (var n = 0; n < n; n++) yield n;',
      'for (let [i] = 0; g < n; g++) yield g;',
      'for (let i = 0; m < n; i++) yield i;',
      'for (let i = 0; i < n; m++) yield i;',
      'for (let i = 0; i < n; i++) { g(i); }',
      'for (let i = 0; i < 9; i++) yield i;',
    ])
      assert.equal(all(loop, 'f(a)', 'n'), undefined, loop);
  });
});
