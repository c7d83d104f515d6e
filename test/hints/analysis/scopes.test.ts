import assert from 'node:assert/strict';
import ts from 'typescript';
import { roleOf } from '../../../src/core/hints/analysis/names';
import { read } from './reading';

/** For each use of a name, in order, the line of the declaration that it means; 0 for a global. */
function meant(name: string, code: string, file?: string): number[] {
  const { scopes, file: tree } = read(code, file);
  const result: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && scopes.declaredBy(node) === undefined) {
      const at = scopes.bindingOf(node)?.names[0].getStart();
      const line = at === undefined ? 0 : tree.getLineAndCharacterOfPosition(at).line + 1;
      if (roleOf(node) !== 'other') result.push(line);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return result;
}

describe('scopes', () => {
  it('keep the functions of blocks apart in strict code, and not in sloppy code', () => {
    const code = (before: string, after = '') => `${before}
      { function f() {} }
      f();
      ${after}`;
    assert.deepEqual(meant('f', code('n;'), '/case.cjs'), [2]);
    assert.deepEqual(meant('f', code("'use strict';"), '/case.cjs'), [0]);
    assert.deepEqual(meant('f', code("'a directive'; 'use strict';"), '/case.cjs'), [0]);
    assert.deepEqual(meant('f', code("n; 'use strict';"), '/case.cjs'), [2]);
    for (const module of [
      'import n from "n";',
      'export { n };',
      'export default 1;',
      'export const n = 1;',
    ])
      assert.deepEqual(meant('f', code(module), '/case.js'), [0], module);
    const inside = (open: string, close: string) => `${open} { function f() {} } f(); ${close}`;
    assert.deepEqual(meant('f', inside("function g() { 'use strict';", '}'), '/case.cjs'), [0]);
    assert.deepEqual(meant('f', inside('class A { m() {', '} }'), '/case.cjs'), [0]);
    assert.deepEqual(meant('f', 'let f;\n{ { function f() {} } } f();', '/case.cjs'), [1]);
    assert.deepEqual(meant('f', "{ 'use strict'; function f() {} } f();", '/case.cjs'), [1]);
    assert.deepEqual(meant('f', 'function g(a = f()) { function f() {} }', '/case.cjs'), [0]);
    const nested = 'function g() {\nlet f; { { function f() {} } } f(); }';
    assert.deepEqual(meant('f', nested, '/case.cjs'), [2]);
  });

  it('know what is caught, imported by =, and a parameter that a var repeats', () => {
    assert.deepEqual(meant('e', 'let e;\ntry {} catch (e) { use(e); }\nuse(e);'), [2, 1]);
    assert.deepEqual(meant('m', "import m = require('m');\nm.x();"), [1]);
    assert.equal(read('function f(p) { var p = 1; }').binding('p').names.length, 2);
    assert.deepEqual(meant('p', 'let p;\nfunction f(p) { var p; return p; }'), [2]);
    assert.deepEqual(meant('p', 'function f(p) {\nlet q; { let p; use(p); } return p; }'), [2, 1]);
  });

  it('find the innermost declaration of a name', () => {
    const code = `
      const x = 1;
      function f(x) {
        { let x = 2; use(x); }
        return x;
      }
      use(x);
    `;
    assert.deepEqual(meant('x', code), [3, 2, 1]);
  });

  it('hoist var and functions, also above their declaration', () => {
    const code = `
      const v = 0;
      function f() {
        use(v, g);
        if (true) { var v = 1; }
        function g() {}
      }
    `;
    assert.deepEqual(meant('v', code), [4]);
    assert.deepEqual(meant('g', code), [5]);
  });

  it('keep a let of a loop to the loop', () => {
    const code = `
      let i = 9;
      for (let i = 0; i < 3; i++) use(i);
      for (const i of [i]) use(i);
      use(i);
    `;
    assert.deepEqual(meant('i', code), [2, 2, 2, 3, 3, 1]);
  });

  it('tell parameters from the variables of the body', () => {
    const code = `
      const a = 0;
      function f(b = a) { var a = 1; return a + b; }
      function g(a) { var a; return a; }
    `;
    assert.deepEqual(meant('a', code), [1, 2, 3]);
  });

  it('know taking apart, catch, named functions, classes, imports and enums', () => {
    const code = `
      import d, { m as n, type T } from 'm';
      import * as s from 's';
      const { p: { q = d }, ...r } = s, [t, , u = q] = r;
      try { n(); } catch ({ message: e }) { use(e, t, u); }
      const h = function fact(k) { return fact(k - 1); };
      const C = class Inner { static x = Inner; };
      enum E { A = 1, B = A }
    `;
    assert.deepEqual(meant('d', code), [1]);
    assert.deepEqual(meant('n', code), [1]);
    assert.deepEqual(meant('q', code), [3]);
    assert.deepEqual(meant('e', code), [4]);
    assert.deepEqual(meant('fact', code), [5]);
    assert.deepEqual(meant('Inner', code), [6]);
    assert.deepEqual(meant('A', code), [7]);
    assert.deepEqual(meant('p', code), []);
    assert.deepEqual(meant('m', code), []);
  });

  it('tell the parameters of functions in functions apart', () => {
    assert.deepEqual(meant('x', 'const f = (x) =>\n(x) => x;'), [2]);
    assert.deepEqual(meant('x', 'let x; class A extends mix((x) =>\nx) { y = x; }'), [1, 1]);
    assert.deepEqual(meant('x', 'let x;\nclass A extends mix((x) => x) { y = x; }'), [2, 1]);
  });

  it('take nothing that a type names for a variable', () => {
    assert.deepEqual(meant('x', 'interface I { f(x: number): void } x;'), [0]);
    assert.deepEqual(meant('x', 'type F = (x: number) => void; x;'), [0]);
    assert.ok(read('interface Wide {}').scopes.taken.has('Wide'));
  });

  it('take properties, labels, types and JSX attributes for what they are', () => {
    const code = `
      const x = 1;
      type U = { x: typeof x; y: x };
      x: for (;;) { break x; }
      const o = { x, x: 2, [x]: 3, x() {} };
      o.x = (o as any)?.x;
      const e = <div x={x}><x.y /><X x /></div>;
      export { x as z };
    `;
    assert.deepEqual(meant('x', code, '/case.tsx'), [1, 1, 1, 1, 1, 1]);
    assert.equal(read(code, '/case.tsx').binding('x').typeReferences.length, 1);
  });

  it('take names of types, exports of other files and elements for no variable', () => {
    assert.deepEqual(meant('x', 'const x = 1; type T = typeof a.x;'), []);
    assert.deepEqual(meant('x', 'namespace x {}\nimport y = x.z;'), [1]);
    assert.deepEqual(meant('x', "const x = 1; export { x } from 'm';"), []);
    assert.deepEqual(meant('div', 'const div = 1; <div />;', '/case.tsx'), []);
  });

  it('see a function in a block from outside it in sloppy code only', () => {
    const code = `
      const f = 1;
      function outer() {
        if (a) { function f() {} }
        return f;
      }
    `;
    assert.deepEqual(meant('f', code, '/case.cjs'), [3]);
    assert.deepEqual(meant('f', code, '/case.mjs'), [1]);
    assert.deepEqual(meant('f', `'use strict';\n${code}`, '/case.cjs'), [2 + 1]);
  });

  it('mark what eval and with can see', () => {
    const code = `
      const a = 1;
      function f() { const b = 2; eval('b++'); }
      function g() { const c = 3; }
    `;
    const { binding } = read(code, '/case.cjs');
    assert.equal(binding('a').scope.dynamic, true);
    assert.equal(binding('b').scope.dynamic, true);
    assert.equal(binding('c').scope.dynamic, false);
    const { binding: inWith } = read('const d = 1;\nwith (d) { e; }', '/case.cjs');
    assert.equal(inWith('d').scope.dynamic, true);
  });

  it('run the body of static blocks and namespaces in a scope of their own', () => {
    const code = `
      var v = 0;
      class C { static { var v = 1; use(v); } field = v; }
      namespace N { export var v = 2; use(v); }
    `;
    assert.deepEqual(meant('v', code), [2, 1, 3]);
  });

  it('read a text of ten thousand additions without running out of stack', () => {
    const sum = Array.from({ length: 10_000 }, () => 'a').join(' + ');
    assert.equal(read(`const a = 1;\nconst b = ${sum};`).binding('a').references.length, 10_000);
  });
});
