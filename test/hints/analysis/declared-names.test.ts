import assert from 'node:assert/strict';
import ts from 'typescript';
import { areKept, isNamed, namesIn } from '../../../src/core/hints/analysis/declared-names';
import { read } from './reading';

describe('what a pattern declares', () => {
  const pattern = (code: string) => {
    const { file, scopes } = read(code, '/case.mjs');
    const [list] = file.statements;
    assert.ok(ts.isVariableStatement(list));
    return { name: list.declarationList.declarations[0].name, scopes };
  };

  it('is one name, or all that stand in it', () => {
    const names = (code: string) => namesIn(pattern(code).name).map(({ text }) => text);
    assert.deepEqual(names('let a = b;'), ['a']);
    assert.deepEqual(names('let [a, , { b: c, ...d }] = e;'), ['a', 'c', 'd']);
  });

  it('is kept where none of it is set anew', () => {
    const kept = (code: string) => {
      const { name, scopes } = pattern(code);
      return areKept(name, scopes);
    };
    assert.equal(kept('let [a, b] = c; f(a, b);'), true);
    assert.equal(kept('let [a, b] = c; b = 1;'), false);
    assert.equal(kept('let a = c; a++;'), false);
  });

  it('is named by an expression that holds a name of it anywhere', () => {
    const { expression } = read('f(x.a, () => y);');
    const named = (names: readonly string[]) => isNamed(expression('f(x.a, () => y)'), names);
    assert.equal(named(['z', 'y']), true);
    assert.equal(named(['a']), true);
    assert.equal(named(['z']), false);
    assert.equal(named([]), false);
  });
});
