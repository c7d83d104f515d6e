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

  it('is certain where an export can’t be called early, or no file is imported', () => {
    const open = (code: string) => placed(code).startsWith('perhaps');
    const rest = 'export function f() { return 1; }';
    assert.equal(open(`export * from './a';\n${rest}`), true);
    assert.equal(open(`export { a } from 'fs';\n${rest}`), false);
    assert.equal(open(`export type { A } from './a';\n${rest}`), false);
    assert.equal(open(`const a = 2;\nexport { a };\n${rest}`), false);
    assert.equal(open(`import a = require('./a');\n${rest}`), true);
    assert.equal(open(`import type a = require('./a');\n${rest}`), false);
    const imported = (text: string) => open(`import { a } from './a';\n${text}`);
    assert.equal(imported('function f() { return 1; }\nexport default f;'), true);
    const through = 'const g = () => f();\nexport function h() { return g(); }';
    assert.equal(imported(`${through}\nfunction f() { return 1; }`), false);
    assert.equal(
      imported('export class A { m() { return f(); } }\nfunction f() { return 1; }'),
      false,
    );
  });

  it('is nowhere in a file that eval can see', () => {
    const { file, scopes, expression } = read('eval(a);\nconst f = () => 1;', '/case.cjs');
    assert.equal(filePlaceFor(expression('1'), { file, scopes, typed: true }), undefined);
    assert.equal(filePlaceFor(file, { file, scopes, typed: true }), undefined);
  });

  it('may be before a label', () => {
    assert.equal(placed('a: for (;;) b(1);'), 'before a: for (;;) b(1);');
  });

  it('is above the overloads of a function, and of no other', () => {
    assert.equal(
      placed('function g() {}\nfunction f() { return 1; }'),
      'before function f() { return 1; }',
    );
    const code =
      'function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) { return 1; }';
    assert.equal(placed(code), 'before function f(a: string): void;');
  });
});

describe('a statement that a declaration for a function stands below', () => {
  const before = (statement: string, file?: string) =>
    placed(`${statement}\nfunction f() { return 1; }`, file).replace(/^(?:perhaps )?before /, '');

  it('calls nothing of the file', () => {
    for (const statement of [
      "const a = 'a', b = a, c = null, d = -1, e = /a/, g = [, 1];",
      'const a = function () { return f(); };',
      'const a = { b, c: 1, d: { e: [f] } };',
      'const a = new Set([1, 2]), b = new Map();',
      'class A { a = f(); m() { f(); } }',
      'let a;',
      ';',
      'function g() { return f(); }',
      'import a = require("a");',
    ])
      assert.equal(before(statement), 'function f() { return 1; }', statement);
  });

  it('is none that may call something of the file', () => {
    for (const statement of [
      'class A extends f() {}',
      '@f class A {}',
      'class A { [f()]() {} }',
      'class A { @f() m() {} }',
      'class A { static { f(); } }',
      'class A { static a = f(); }',
      'const a = [f()];',
      'const a = { b: f() };',
      'const a = { [f()]: 1 };',
      'const a = { ...f() };',
      'const a = new A();',
      'const a = new Set(f());',
      'const a = new (f())();',
      'const a = f`a`;',
      'const a = -f();',
      'const a = f().a;',
      'const a = b ? f() : 1;',
    ])
      assert.equal(before(statement), statement);
  });

  it('may load a file only with the real require, and nothing else in its call', () => {
    const loaded = (statement: string) => before(statement, '/case.cjs').startsWith('function f');
    assert.equal(loaded("const a = require('./a');"), true);
    assert.equal(loaded("const a = require('./a').b;"), true);
    assert.equal(loaded("const a = require('./a', f());"), false);
    assert.equal(loaded('const a = require(f());'), false);
    assert.equal(loaded("const require = b; const a = require('./a');"), false);
    assert.equal(loaded("const a = other('./a');"), false);
    const requiring = (rest: string) =>
      placed(`const a = require('./a');\n${rest}`).replace(/^(?:perhaps )?before /, '');
    const own = 'function f() { return 1; }';
    for (const rest of ["export { a } from './b';", 'export type { A };', 'export const b = 2;'])
      assert.equal(requiring(`${own}\n${rest}`), own, rest);
    for (const rest of ['export default f;', 'export { f };'])
      assert.equal(requiring(`${own}\n${rest}`), "const a = require('./a');", rest);
    const exporting = (from: string) =>
      placed(`const a = require('${from}');\nexport function f() { return 1; }`);
    assert.equal(exporting('fs'), 'before export function f() { return 1; }');
    assert.equal(exporting('./a'), "before const a = require('./a');");
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
    const { identifier, scopes } = read('const x = 1; { const x = 2; }');
    const first = scopes.declaredBy(identifier('x', 0));
    assert.ok(first);
    assert.equal(isOnlyName(first, scopes), false);
  });
});
