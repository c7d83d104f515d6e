import assert from 'node:assert/strict';
import {
  changeDuring,
  isConstant,
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
    assert.deepEqual(about('var x = [1]; var x;'), [false, false, false]);
    assert.deepEqual(about('const x = g();'), [true, false, false]);
  });

  it('is not constant if arguments can write it', () => {
    assert.equal(about('function f(x) { arguments[0] = 1; return x; }', '/case.cjs')[0], false);
    assert.equal(about('function f(x) { return x; }', '/case.cjs')[0], true);
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
