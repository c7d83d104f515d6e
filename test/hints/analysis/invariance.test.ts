import assert from 'node:assert/strict';
import { changeOf, mayThrowReading } from '../../../src/core/hints/analysis/invariance';
import { read } from './reading';

/** Whether the expression, which stands in a loop with this body, is another one from round to round; `untold` where that can't be said. */
function change(expression: string, body = 'sum += 1', deep = false, before = ''): string {
  const {
    scopes,
    starting,
    expression: find,
  } = read(`
    const own = [{ a: 1 }], obj = { a: { b: 1 } };
    async function f(o, p, n: number, s: string, list: number[], q: { t: string }, tell, y) {
      ${before}
      loop: for (;;) { ${body}; void (${expression}); }
    }
  `);
  return changeOf(find(expression), starting('loop:'), deep, scopes) ?? 'untold';
}

describe('the value of an expression in a loop', () => {
  it('stays the same where it only reads and computes', () => {
    for (const expression of [
      ...['n + 1', 'o.a.b', 's.length', 'list[0]', 'typeof o', '-n', '`${n}`', '[n, o.a]'],
      ...['{ [s]: n, a: o }', '[...list]', 'n > 1 ? s : o', 'o as Foo', 'o!', 'o instanceof p'],
      ...['n in o', 'this.a', '[this]', 'Math.abs(n)', 'new Set(list)', 'list.map(y => y + n)'],
      ...['list.includes(n)', 's.trim()', 'own.length', 'obj.a.b', 'undefined', 'list.map(z => z)'],
    ])
      assert.equal(change(expression), 'never', expression);
  });

  it('is not told where it does more than that', () => {
    for (const expression of [
      ...['tell(n)', 'await n', 'n++', '++n', 'n = 1', 'new Foo(n)', 'tell<string>', '-tell()'],
      ...['[tell(), n]', '[n, tell()]', '{ a: tell() }', '{ [tell()]: 1 }', 'Math.abs(tell())'],
      ...['list.map(function (z) { return z; })', 'list.map(z => { return z; })'],
      ...[
        'list.map(z => tell(z))',
        '[tell()].includes(n)',
        'list.map(async z => z)',
        'Date.now()',
        'performance.now()',
        'list.pop()',
        'o.map(n)',
      ],
      ...['process', 's.foo()', 'list.includes(tell())', 'new list.map(n)', 'tell`a`'],
    ])
      assert.equal(change(expression), 'untold', expression);
  });

  it('changes with what it reads', () => {
    assert.equal(change('o.a', 'o = n'), 'yes');
    assert.equal(change('list.includes(n)', 'list.push(1)'), 'yes');
    assert.equal(change('list.map(z => z + n)', 'n += 1'), 'yes');
    assert.equal(change('o.a', 'o.a = 1'), 'yes');
    assert.equal(change('o.a', 'p.a = 1'), 'yes');
    assert.equal(change('own.length', 'p.length = 0'), 'yes');
    assert.equal(change('this.length', 'p.length = 0'), 'yes');
    assert.equal(change('list[0].a.b', 'list.pop()'), 'yes');
    assert.equal(change('o.a', 'o.a.push(1)'), 'yes');
    assert.equal(change('q.t', 'q.t.foo()'), 'never');
    assert.equal(change('o.a', 'p.b = 1'), 'perhaps');
    assert.equal(change('o.a', 'tell()'), 'perhaps');
    assert.equal(change('o.a', 'sum += 1', false, 'eval(y);'), 'perhaps');
  });

  it('may change deep inside where what holds it does not', () => {
    assert.equal(change('own', 'tell()'), 'never');
    assert.equal(change('own', 'tell()', true), 'perhaps');
    assert.equal(change('own[0].a', 'tell()'), 'perhaps');
    assert.equal(change('[this]', 'tell()', true), 'perhaps');
    assert.equal(change('obj.a.b', 'tell()'), 'perhaps');
    assert.equal(change('obj.a.b', 'p.c = 1'), 'perhaps');
    assert.equal(change('own', 'p.c = 1', true), 'perhaps');
  });

  it('is told of what stands beside the loop, too', () => {
    const { scopes, starting, expression } = read('this.a; loop: for (;;);');
    assert.equal(changeOf(expression('this.a'), starting('loop:'), false, scopes), 'never');
  });
});

describe('reading', () => {
  it('can throw where it asks what may have no properties', () => {
    const throws = (code: string) => {
      const { scopes, expression } = read(
        `function f(o, n: number, s: string, list: { a: 1 }[]) { void (${code}); }`,
      );
      return mayThrowReading(expression(code), scopes);
    };
    for (const code of [
      'o.a',
      'o[0]',
      'list[0].a',
      'undefined.a',
      'null.a',
      'process.a',
      'n + o.a',
    ])
      assert.equal(throws(code), true, code);
    for (const code of ['s.length', 's[0]', 'o?.a', 'Math.PI', 'this.a', 'list[0]', 'n + 1'])
      assert.equal(throws(code), false, code);
  });
});
