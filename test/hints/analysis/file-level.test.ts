import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text-edit';
import { filePlaceFor } from '../../../src/core/hints/analysis/file-level';
import { isOnlyName } from '../../../src/core/hints/analysis/names';
import { read } from './reading';

/** The line that comes after what is declared for the `1` in the code, and whether it is there early enough for certain. */
function placed(code: string, name?: string): string {
  const { file, scopes, expression } = read(code, name);
  const place = filePlaceFor(expression('1'), { file, scopes, typed: true });
  assert.ok(place);
  const text = applyEdits(file.text, [place.insert('const added = 1')]);
  const lines = text.split('\n');
  const at = lines.findIndex(line => line.startsWith('const added = 1'));
  return `${place.open === undefined ? 'before' : 'perhaps before'} ${lines[at + 1]}`;
}

describe('the place in the file', () => {
  it('is right before what can’t run before it is reached', () => {
    assert.equal(placed('go();\nconst f = () => 1;'), 'before const f = () => 1;');
    assert.equal(
      placed('go();\nclass A { m() { return 1; } }'),
      'before class A { m() { return 1; } }',
    );
    assert.equal(placed('go();\nexport default () => 1;'), 'before export default () => 1;');
  });

  it('is before the first call where a function declaration may be called', () => {
    assert.equal(
      placed('import "x";\nconst a = f();\nfunction f() { return 1; }'),
      'before const a = f();',
    );
    assert.equal(placed('a.b = f;\nfunction f() { return 1; }'), 'before a.b = f;');
    assert.equal(
      placed('class A { static a = f(); }\nfunction f() { return 1; }'),
      'before class A { static a = f(); }',
    );
    assert.equal(
      placed('const a = [() => f()];\nfunction f() { return 1; }'),
      'before function f() { return 1; }',
    );
    assert.equal(
      placed('const a = [...f()];\nfunction f() { return 1; }'),
      'before const a = [...f()];',
    );
    assert.equal(
      placed('const a = `${f()}`;\nfunction f() { return 1; }'),
      'before const a = `${f()}`;',
    );
  });

  it('is below what is loaded before anything is exported', () => {
    const code = "const a = require('./a');\nfunction f() { return 1; }\nexports.f = f;";
    assert.equal(placed(code, '/case.cjs'), 'before function f() { return 1; }');
    const early = "exports.f = f;\nconst a = require('./a');\nfunction f() { return 1; }";
    assert.equal(placed(early, '/case.cjs'), 'before exports.f = f;');
    const typed = "const a = require('./a');\nexport function f() { return 1; }";
    assert.equal(placed(typed), "before const a = require('./a');");
  });

  it('is uncertain where an import may come back to the function before this file has run', () => {
    const imported = (rest: string) =>
      placed(`import { a } from './a';\n${rest}`).split(' before ')[0];
    assert.equal(imported('export function f() { return 1; }'), 'perhaps');
    assert.equal(imported('function f() { return 1; }\nexport { f };'), 'perhaps');
    assert.equal(
      imported('function f() { return 1; }\nexport function g() { return f(); }'),
      'perhaps',
    );
    assert.ok(placed("import { a } from './a';\nfunction f() { return 1; }").startsWith('before'));
    assert.ok(
      placed("import { a } from 'node:fs';\nexport function f() { return 1; }").startsWith(
        'before',
      ),
    );
    assert.ok(
      placed("import type { A } from './a';\nexport function f() { return 1; }").startsWith(
        'before',
      ),
    );
  });

  it('is above the overloads of a function', () => {
    const code =
      'function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) { return 1; }';
    assert.equal(placed(code), 'before function f(a: string): void;');
  });
});

describe('a variable’s name', () => {
  it('is the only one of the file if no other variable has it and none is meant by it', () => {
    const isOnly = (code: string) => {
      const { binding, scopes } = read(code);
      return isOnlyName(binding('x'), scopes);
    };
    assert.equal(isOnly('const f = () => { const x = 1; return { x: x }.x; };'), true);
    assert.equal(isOnly('const f = ({ x: y }) => { const x = 1; return y; };'), true);
    assert.equal(isOnly('const f = () => { const x = 1; return x; };\nx();'), false);
    assert.equal(isOnly('const f = () => { const x = 1; eval(""); };'), false);
  });
});
