import assert from 'node:assert/strict';
import ts from 'typescript';
import { canMoveBefore, evaluatedBefore, hasEffects } from '../../../src/core/hints/analysis/order';
import { isQuiet, isQuietCallback } from '../../../src/core/hints/analysis/quiet';
import { walk } from '../../../src/core/hints/analysis/walk';
import { read } from './reading';

const known = `
  interface Row { name: string; size: number; maybe?: { a: number } }
  declare const pattern: RegExp, anys: any[], row: Row, rows: Row[], nones: undefined[], nulls: null[], s: string, n: number, set: Set<string>, map: Map<string, Row>;
  declare let any: any, f: any, big: bigint, symbol: symbol;
`;

function quiet(expression: string): boolean {
  const { scopes, file } = read(`${known}\n_(${expression});`);
  const last = file.statements[file.statements.length - 1];
  assert.ok(ts.isExpressionStatement(last) && ts.isCallExpression(last.expression));
  return isQuiet(last.expression.arguments[0], scopes);
}

describe('a quiet expression', () => {
  it('only gives a value', () => {
    for (const one of [
      'row.name',
      'row.name.length > n',
      "s.startsWith('a') && !set.has(s)",
      '`${s}-${n}`',
      'any === f',
      'any == null',
      'any?.a',
      'rows[n]',
      'Math.abs(n) * 2',
      'Math.PI',
      '/^a/.test(s)',
      'map.get(s)',
      'rows.some(one => one.size === n)',
      'typeof any',
      'any ? s : n',
      'Array.isArray(any)',
      'void 0',
      'NaN',
      's == n',
      'null == any',
      'any?.[n]',
      'set.has(any)',
      'rows.at(n)',
      's.slice(n)',
      'rows.filter(Boolean)',
      'Number.MAX_SAFE_INTEGER',
      'this.a',
      'rows.filter(function (one) { return one.size > n; })',
      'rows.some(({ name, size: n }) => name === s)',
      'rows.some(one => { const a = one.size; if (a > n) { return true; } else return false; })',
    ])
      assert.equal(quiet(one), true, one);
  });

  it('cannot throw, wait or change anything', () => {
    for (const one of [
      'f() ? s : n',
      'any ? f() : n',
      'any[n]',
      'undefined.a',
      'null.a',
      'rows[n].name',
      'Math.max(...rows)',
      'any.filter(one => true)',
      'nones.some(({ a }) => a)',
      'nulls.some(({ a }) => a)',
      'any ? s : f()',
      'void f()',
      'nobody',
      '-(n++)',
      '!f()',
      'any == s',
      's == any',
      '`${s.repeat(n)}`',
      'f()?.a',
      'f()?.[n]',
      'any?.[f()]',
      'any?.[symbol]',
      'rows[n++]',
      'Math.max(...anys)',
      'Array.isArray(f())',
      'Array.isArray(...anys)',
      'Math.abs(n++)',
      's.repeat(n).includes(s)',
      'set.has(f())',
      's.at(any)',
      'rows.at(any)',
      'rows.slice(any)',
      'rows.push(row)',
      '/a/.test(any)',
      '/a/.exec(s)',
      'pattern.test(s)',
      'rows.some(one => true, row)',
      'rows.forEach(one => true)',
      'rows.filter(f)',
      'rows.filter(String)',
      'rows.some(async one => true)',
      'rows.some(function* (one) { return true; })',
      'rows.some(function () { return arguments.length > 1; })',
      'rows.some((one = row) => true)',
      'rows.some(({ name = f() }) => true)',
      'rows.some(({ ...rest }) => true)',
      'rows.some(({ maybe: { a } }) => true)',
      'rows.some(({ [f()]: a }) => true)',
      'rows.some(([a]) => true)',
      'rows.some((one, { b }) => true)',
      'anys.some(({ a }) => true)',
      'rows.some(one => { if (f()) return true; return false; })',
      'rows.some(one => { if (n) f(); return false; })',
      'rows.some(one => { if (n) return true; else f(); return false; })',
      'rows.some(one => { const a = f(); return true; })',
      'rows.some(one => { const [a] = s; return true; })',
      'rows.some(one => { return f(); })',
      'any.a',
      'rows[0].name',
      'row.maybe.a',
      'f()',
      'new Row()',
      'n++',
      'any = 1',
      'delete any.a',
      'any < n',
      'big * n',
      '`${symbol}`',
      's.repeat(n)',
      'Math.random()',
      'Math.abs(big)',
      '/a/g.test(s)',
      'unknown',
      'rows.some(f)',
      'rows.some(one => any.a === one)',
      'JSON.parse(s)',
      'any == row',
      'f`a`',
      's.split(any)',
    ])
      assert.equal(quiet(one), false, one);
  });

  it('may be a callback, whatever it is called with', () => {
    const callback = (code: string) => {
      const { scopes, file } = read(`${known}\nrows.filter(${code});`);
      let found: boolean | undefined;
      walk(file, node => {
        if (ts.isCallExpression(node)) found ??= isQuietCallback(node.arguments[0], scopes);
        return undefined;
      });
      return found;
    };
    for (const one of [
      'one => one.size > 3',
      'Boolean',
      '(one, i) => { if (i > 3) return true; const name = one.name; return name !== s; }',
      'function (one) { return one.size > 3; }',
    ])
      assert.equal(callback(one), true, one);
    for (const one of [
      'async one => one.size > 3',
      'function* (one) { return one.size > 3; }',
      '(one = row) => one.size > 3',
      '({ size: { a } }) => a',
      'one => { n = 1; return true; }',
      'function () { return arguments.length > 1; }',
      'f',
    ])
      assert.equal(callback(one), false, one);
    const quietIn = (code: string, text: string) => {
      const { scopes, expression } = read(code);
      return isQuiet(expression(text), scopes) || isQuietCallback(expression(text), scopes);
    };
    assert.equal(quietIn('const Math = f(); Math.PI;', 'Math.PI'), false);
    const shadowed = 'const rows = [1]; function g(Boolean) { rows.filter(Boolean); }';
    assert.equal(quietIn(shadowed, 'rows.filter(Boolean)'), false);
  });
});

/** Whether `moved` may be evaluated before the last statement. */
function moves(statement: string, moved = 'm.a'): boolean {
  const { scopes, file, expression } = read(
    `const k = 1; declare const m: { a: string }, c: any; declare let v: any, f: any;\nconst set = () => (v = 1);\n${statement}`,
  );
  const at = expression(moved);
  return canMoveBefore(at, at, file.statements[file.statements.length - 1], scopes);
}

describe('an expression can be evaluated before the statement that it stands in', () => {
  it('where that evaluates it once, and nothing before it has to do with it', () => {
    for (const one of [
      'const x = m.a;',
      'v = m.a;',
      'f(v, m.a);',
      'if (m.a) f();',
      'switch (m.a) {}',
      'for (const x of m.a) f();',
      'for (let i = m.a; ; ) f();',
      'c.d = m.a && f();',
      'const x = c[m.a + f()];',
      'f(() => f(), m.a);',
      'for (const k in m.a) f();',
      'class A extends m.a {}',
    ])
      assert.equal(moves(one), true, one);
  });

  it('but not where it may not be evaluated, or again, or after something that could change it', () => {
    for (const one of [
      'const x = v ? m.a : 1;',
      'const x = v && m.a;',
      'v ??= m.a;',
      'f?.(m.a);',
      'f?.a(m.a);',
      'while (m.a) f();',
      'for (; m.a; ) f();',
      'for (const x of v) f(m.a);',
      'f(f(), m.a);',
      'f(v++, m.a);',
      'f(await v, m.a);',
      'f(() => m.a);',
      'const { x = m.a } = v;',
      'switch (v) { case m.a: f(); }',
      'switch (v) { case 1: f(m.a); }',
      'if (v) f(m.a);',
      'for (const k in v) f(m.a);',
      'try { f(m.a); } finally {}',
      '{ f(m.a); }',
      '@f(m.a) class A {}',
      'class A { [m.a] = 1; }',
    ])
      assert.equal(moves(one), false, one);
  });

  it('and not before what it is made of, nor past a variable if it can change that', () => {
    assert.equal(moves('const x = f(), y = x;', 'x'), false);
    assert.equal(moves('const x = f(v, f());', 'f()'), false);
    assert.equal(moves('const x = f(c, f());', 'f()'), true);
    assert.equal(moves('const x = f();', 'f()'), true);
    assert.equal(moves('const x = [c, 1, f()];', 'f()'), true);
    assert.equal(moves('const x = [v, f()];', 'f()'), false);
    assert.equal(moves('const x = f(f(), k);', 'k'), true);
    assert.equal(moves('const x = f(f(), 12);', '12'), true);
    assert.equal(moves('v = f();', 'f()'), true);
    assert.equal(moves('v += f();', 'f()'), false);
    assert.equal(moves('for (let i = f(); ; i++);', 'f()'), true);
    assert.equal(moves('const x = { v: f() };', 'f()'), true);
    assert.equal(moves('const x = 1 + f();', 'f()'), true);
    assert.equal(moves('c(c.d, f());', 'f()'), false);
    assert.equal(moves('c<Foo>(f());', 'f()'), true);
    assert.equal(moves('v.d = f();', 'f()'), false);
    assert.equal(moves('c(() => v, f());', 'f()'), true);
  });

  it('and not before a statement in which it does not stand', () => {
    const { expression, file } = read('a(b); c;');
    assert.equal(evaluatedBefore(expression('b'), file.statements[1]), undefined);
  });
});

describe('effects', () => {
  const effects = (code: string) => {
    const { file } = read(`function* own(n: number, o: any, f: any) { ${code}; }`);
    const [own] = file.statements;
    assert.ok(ts.isFunctionDeclaration(own) && own.body !== undefined);
    return hasEffects(own.body);
  };

  it('are calls, waits and whatever is given a value or taken away', () => {
    for (const one of [
      'f()',
      'new f()',
      'f`x`',
      'yield n',
      'n++',
      '++n',
      '--n',
      'n = 1',
      'n += 1',
      'delete o.a',
      '-f()',
    ])
      assert.equal(effects(one), true, one);
  });

  it('are no values, and nothing that a function does later', () => {
    for (const one of [
      'n',
      '-n',
      '!n',
      '+n',
      'n + 1',
      'n === 1',
      'o.a',
      '() => f()',
      'typeof o',
      '[n, { o }]',
    ])
      assert.equal(effects(one), false, one);
  });
});
