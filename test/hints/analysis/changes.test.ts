import assert from 'node:assert/strict';
import {
  callsUnknown,
  changeDuring,
  isConstant,
  isExportedBinding,
  isFreshVariable,
  neverChanges,
} from '../../../src/core/hints/analysis/changes';
import { read } from './reading';

/** Whether `x` changes while the loop runs that is marked by the label `loop`. */
function change(code: string, file?: string): string {
  const { scopes, binding, starting } = read(code, file);
  return changeDuring(binding('x'), starting('loop:'), scopes);
}

describe('a change during a loop', () => {
  it('is certain where the loop makes it', () => {
    for (const body of [
      'x.push(1)',
      'x[0] = 1',
      'x = []',
      'x.length = 0',
      '[x] = y',
      'delete x[0]',
    ])
      assert.equal(change(`let x = [1]; loop: for (;;) { ${body}; }`), 'yes', body);
    assert.equal(change('let n = 1; let x = n; loop: for (;;) x++;'), 'yes');
  });

  it('is certain in a callback that stands in the loop', () => {
    assert.equal(
      change('const x = []; loop: for (const y of z) y.forEach(e => x.push(e));'),
      'yes',
    );
  });

  it('never happens to an own array that only grows before and after', () => {
    const code = `
      function f(items, tell) {
        const x = [];
        for (const item of items) x.push(item);
        loop: for (const item of items) tell(item);
        x.sort();
        return x;
      }
    `;
    assert.equal(change(code), 'never');
  });

  it('may happen once the array has gone out of sight', () => {
    const code = (before: string) => `
      function f(items, tell) {
        const x = [1];
        ${before}
        loop: for (const item of items) tell(item);
      }
    `;
    assert.equal(change(code('')), 'never');
    for (const before of ['tell(x);', 'const y = x;', 'items.x = x;', 'tell({ x });', 'tell([x]);'])
      assert.equal(change(code(before)), 'perhaps', before);
    assert.equal(change(code('tell(x.length, ...x, x[0]);')), 'never');
    assert.equal(change(`export ${code('').trim()}`), 'never');
  });

  it('may happen where a function that stands further down is called before', () => {
    const code = (before: string) => `
      function f(items, tell) {
        const x = [1];
        ${before}
        loop: for (const item of items) tell(item);
        function leak() { tell(x); }
      }
    `;
    assert.equal(change(code('leak();')), 'perhaps');
    const later = 'const x = [1]; { loop: for (const item of items) tell(item); tell(x); }';
    assert.equal(change(`function f(items, tell) { ${later} }`), 'never');
    const again = `const x = [1]; [1, 2].forEach(() => { loop: for (const item of items) tell(item); tell(x); });`;
    assert.equal(change(`function f(items, tell) { ${again} }`), 'perhaps');
  });

  it('may happen while code around it goes on: after a wait, in a generator', () => {
    const code = (loop: string, kind = '', inner = '') => `
      ${kind} f(items, tell) {
        const x = [1];
        const g = ${inner} () => { loop: ${loop}; };
        x.push(1);
      }
    `;
    assert.equal(change(code('for (const item of items) tell(item)', 'function')), 'never');
    assert.equal(change(code('for (;;) await tell()', 'function', 'async')), 'perhaps');
    assert.equal(change(code('for (const item of items) tell(item)', 'function*')), 'perhaps');
    const own = 'const x = [1]; loop: for (const item of items) await item; x.sort();';
    assert.equal(change(`async function f(items) { ${own} }`), 'never');
    const called = 'const x = [1]; const g = y => x.push(y); loop: for (const a of items) g(a);';
    assert.equal(change(`function f(items) { ${called} }`), 'perhaps');
  });

  it('may happen in a function that runs without being called by name', () => {
    const code = (other: string, body = 'sum += item') =>
      `const x = [1]; ${other} async function f(items, o) { loop: for (const item of items) ${body}; }`;
    assert.equal(change(code('function* g() { x.push(1); yield 1; }')), 'perhaps');
    assert.equal(change(code('const o = { set a(v) { x.push(v); } };')), 'perhaps');
    assert.equal(change(code('const o = { [Symbol.iterator]() { x.push(1); } };')), 'perhaps');
    assert.equal(change(code('const o = { toString() { x.push(1); } };')), 'perhaps');
    assert.equal(change(code('const o = { other() { x.push(1); } };')), 'never');
    const add = 'function add() { x.push(1); }';
    assert.equal(change(code(add, 'o`a`')), 'perhaps');
    assert.equal(change(code(add, 'new items.A()')), 'perhaps');
    assert.equal(change(code(add).replace('for (', 'for await (')), 'perhaps');
  });

  it('may happen in a callback that does not stand in the loop', () => {
    const code = (body: string) => `
      import { other } from 'other';
      const x = [1];
      function add(y) { x.push(y); }
      const put = y => x.push(y);
      function f(rows: number[], s: string, callback) { loop: for (;;) ${body}; }
    `;
    for (const body of [
      'rows.map(add)',
      'rows.map(put)',
      'rows.forEach(other)',
      'rows.forEach(callback)',
      'rows.sort(callback)',
      's.replace(/a/, callback)',
      'Array.from(rows, callback)',
      'JSON.parse(s, callback)',
    ])
      assert.equal(change(code(body)), 'perhaps', body);
    for (const body of [
      'rows.map(y => y + 1)',
      'rows.map(function (y) { return y; })',
      'rows.map(Number)',
      'rows.includes(callback)',
      "s.replace(/a/, 'b')",
      'Array.from(callback)',
      'Array.from(rows, y => y)',
      'JSON.parse(s)',
    ])
      assert.equal(change(code(body)), 'never', body);
  });

  it('may happen to what a method is called of that is not known', () => {
    assert.equal(change('let x = y; loop: for (;;) x.foo();'), 'perhaps');
    assert.equal(change('function f(x: string) { loop: for (;;) x.foo(); }'), 'never');
    assert.equal(change('function f(x: number[], y) { loop: for (;;) y.foo(); }'), 'perhaps');
    assert.equal(change('function f(x: number[]) { loop: for (;;) process.foo(); }'), 'perhaps');
  });

  it('is not ruled out by a method of a global', () => {
    const { scopes, starting } = read('loop: for (;;) process.foo();');
    assert.equal(callsUnknown(starting('loop:'), scopes), true);
  });

  it('may happen to what other files can reach', () => {
    const code = 'const x = [1]; function f(items, tell) { loop: for (;;) tell(items); }';
    assert.equal(change(code), 'never');
    assert.equal(change(`export ${code}`), 'perhaps');
  });

  it('may happen through a loop that leads back to where it goes out of sight', () => {
    const code = `
      function f(rows, tell) {
        const x = [1];
        for (const row of rows) {
          loop: for (const item of row) tell(item);
          tell(x);
        }
      }
    `;
    assert.equal(change(code), 'perhaps');
    const own = code.replace('const x = [1];', '').replace('loop:', 'const x = [1];\nloop:');
    assert.equal(change(own), 'never');
  });

  it('may happen through a function that the loop can reach', () => {
    const code = (body: string) => `
      const x = [1];
      function add(y) { x.push(y); }
      function f(items) {
        loop: for (const item of items) ${body};
      }
    `;
    assert.equal(change(code('add(item)')), 'perhaps');
    assert.equal(change(code('sum += item')), 'never');
    assert.equal(change(code('sum += Math.max(item, String(item).length)')), 'never');
    assert.equal(change(code('await item').replace('function f', 'async function f')), 'perhaps');
  });

  it('may happen in an accessor, which runs without a call', () => {
    const code = `
      const x = [1];
      const o = { get grown() { x.push(1); return x.length; } };
      function f(items) { loop: for (const item of items) sum += o.grown; }
    `;
    assert.equal(change(code), 'perhaps');
  });

  it('may happen to what came from outside, if anything in the loop could reach it', () => {
    const code = (body: string) => `
      function f(x: number[], items: number[], tell) {
        const own = [];
        loop: for (const item of items) ${body};
        return own;
      }
    `;
    assert.equal(change(code('sum += x[item]')), 'never');
    assert.equal(change(code('own.push(x[item])')), 'never');
    const leaked = code('own.push(x[item])').replace('loop:', 'tell(own); loop:');
    assert.equal(change(leaked), 'perhaps');
    assert.equal(change(code('sum += 1').replace('sum', 'items.length')), 'perhaps');
    assert.equal(change(code('items.push(1)')), 'perhaps');
    assert.equal(change(code('tell(item)')), 'perhaps');
    assert.equal(change(code('items.y.z = 1')), 'perhaps');
    assert.equal(change(code('yield item').replace('function f', 'function* f')), 'perhaps');
  });

  it('never happens to a primitive that is not assigned', () => {
    const code = (body: string) => `function f(x: string, tell) { loop: for (;;) { ${body}; } }`;
    assert.equal(change(code('tell(x)')), 'never');
    assert.equal(change(code('x.trim()')), 'never');
    assert.equal(change(code('x += 1')), 'yes');
    assert.equal(change(code('tell(() => { x = y; })')), 'yes');
  });

  it('may happen to anything under eval, and to what was imported', () => {
    assert.equal(change('const x = [1]; eval(y); loop: for (;;);', '/case.cjs'), 'perhaps');
    assert.equal(change("import { x } from 'y'; loop: for (;;) f();"), 'perhaps');
  });
});

describe('a variable', () => {
  const about = (code: string, file?: string) => {
    const { scopes, binding } = read(code, file);
    const x = binding('x');
    return [isConstant(x, scopes), isFreshVariable(x, scopes), neverChanges(x, scopes)];
  };

  it('is constant while nothing assigns it', () => {
    assert.deepEqual(about('let x = [1]; f(x.length);'), [true, true, true]);
    assert.deepEqual(about('let x = [1]; x = [2];'), [false, true, false]);
    assert.deepEqual(about('let x = [1]; x = f();'), [false, false, false]);
    assert.deepEqual(about('let x = [1]; [x] = f();'), [false, false, false]);
    assert.equal(about('let x = 1; eval(y);', '/case.cjs')[0], false);
    assert.equal(about("import { x } from 'y';")[0], true);
    assert.deepEqual(about('var x = [1]; var x;'), [false, false, false]);
    assert.deepEqual(about('const x = g();'), [true, false, false]);
  });

  it('is not constant if arguments can write it', () => {
    assert.equal(about('function f(x) { arguments[0] = 1; return x; }', '/case.cjs')[0], false);
    assert.equal(about('function f(x) { return x; }', '/case.cjs')[0], true);
  });

  it('is exported by its declaration or by its name', () => {
    const exported = (code: string) => isExportedBinding(read(code).binding('x'));
    for (const code of [
      'export const x = 1;',
      'export function x() {}',
      'export class x {}',
      'const x = 1; export { x };',
      'const x = 1; export { x as y };',
      'const x = 1; export default x;',
      'const x = 1; export = x;',
    ])
      assert.equal(exported(code), true, code);
    for (const code of ['const x = 1; export const y = x;', 'for (const x of y);'])
      assert.equal(exported(code), false, code);
  });

  it('stays as it was made only if nothing changes it and it goes nowhere', () => {
    const stays = (uses: string) => about(`const x = [1]; ${uses}`)[2];
    assert.equal(stays('for (const y of x) f(y); x.map(y => y); f(x[0], x.length);'), true);
    assert.equal(stays('x.sort();'), false);
    assert.equal(stays('f(x);'), false);
    assert.equal(stays('export { x };'), false);
    assert.equal(about('export const x = [1];')[2], false);
    assert.equal(stays('const f = () => x.splice(0);'), false);
  });
});
