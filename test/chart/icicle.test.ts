import assert from 'node:assert/strict';
import { boxAt, find, type Icicle, layOut, type Placed, walk } from '../../src/chart/icicle';
import { finish, growTopDown } from '../../src/core/call-tree';
import { drawnProfile } from '../core/drawn-profile';

const tree = finish(
  growTopDown(drawnProfile('main;a;x 40\nmain;b;y 30\nmain;c 20\nmain 10'), { onlyMine: false }),
);

const show = (from = 0, to = 1): Icicle => layOut(tree, { root: 0, from, to, width: 100 });

const name = (placed: Placed | undefined): string | undefined =>
  placed === undefined || placed.data.box === 0
    ? placed && 'all'
    : tree.callables[tree.callable(placed.data.box)].name;

describe('the icicle', () => {
  it('places callees under their caller, widest first, with room for its own time', () => {
    const places = show().rows.map(row =>
      row.map(placed => `${name(placed)} ${placed.x0.toFixed(2)}-${placed.x1.toFixed(2)}`),
    );
    assert.deepEqual(places, [
      ['all 0.00-1.00'],
      ['main 0.00-1.00'],
      ['a 0.00-0.40', 'b 0.40-0.70', 'c 0.70-0.90'],
      ['x 0.00-0.40', 'y 0.40-0.70'],
    ]);
  });

  it('finds the box under the pointer', () => {
    const icicle = show();
    assert.equal(name(boxAt(icicle, 2, 0.41)), 'b');
    assert.equal(name(boxAt(icicle, 2, 0.4)), 'b');
    assert.equal(boxAt(icicle, 2, 0.95), undefined);
    assert.equal(boxAt(icicle, 3, 0.8), undefined);
    assert.equal(boxAt(icicle, 9, 0.1), undefined);
  });

  it('keeps boxes in place when only a part of the width is laid out', () => {
    const part = show(0.45, 0.5);
    const b = boxAt(part, 2, 0.47);
    assert.equal(name(b), 'b');
    assert.ok(Math.abs((b?.x0 ?? 0) - 0.4) < 1e-9 && Math.abs((b?.x1 ?? 0) - 0.7) < 1e-9);
    assert.equal(boxAt(part, 2, 0.1), undefined);
  });

  it('is walked by arrow keys: to callers, calls and the calls beside', () => {
    const icicle = show();
    const at = (depth: number, x: number) => {
      const placed = boxAt(icicle, depth, x);
      assert.ok(placed);
      return placed;
    };
    assert.equal(name(walk(at(2, 0.5), 'parent')), 'main');
    assert.equal(name(walk(at(1, 0.5), 'child')), 'a');
    assert.equal(name(walk(at(2, 0.5), 'next')), 'c');
    assert.equal(name(walk(at(2, 0.5), 'previous')), 'a');
    assert.equal(walk(at(2, 0.1), 'previous'), undefined);
    assert.equal(walk(at(0, 0.1), 'parent'), undefined);
    assert.equal(name(walk(at(0, 0.1), 'hottest')), 'x');
    assert.equal(name(walk(at(3, 0.5), 'top')), 'all');
  });

  it('finds a selected box again, and not one that is out of view', () => {
    const b = boxAt(show(), 2, 0.5);
    assert.ok(b);
    assert.equal(name(find(show(), { box: b.data.box, kind: 'box' })), 'b');
    assert.equal(find(show(0, 0.2), { box: b.data.box, kind: 'box' }), undefined);
  });
});
