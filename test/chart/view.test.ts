import assert from 'node:assert/strict';
import { boxAt, layOut } from '../../src/chart/icicle';
import {
  ancestry,
  firstChoice,
  keep,
  pan,
  readKept,
  restore,
  select,
  type View,
  zoomAround,
  zoomOut,
  zoomTo,
} from '../../src/chart/view';
import { finish, growTopDown } from '../../src/core/call-tree';
import { drawnProfile } from '../core/drawn-profile';

const grown = (text: string) => finish(growTopDown(drawnProfile(text), { onlyMine: false }));
const tree = grown('main;a;x 40\nmain;b;y 30\nmain;c 30');

function placedAt(view: View, depth: number, x: number) {
  const { root, from, to } = view;
  const placed = boxAt(layOut(view.tree, { root, from, to, width: 500 }), depth, x);
  assert.ok(placed);
  return placed;
}

const nameOfRoot = (view: View) =>
  view.root === 0 ? 'all' : view.tree.callables[view.tree.callable(view.root)].name;

describe('the view', () => {
  const whole = restore(tree, undefined);
  const onB = zoomTo(whole, placedAt(whole, 2, 0.5));

  it('zooms to a box and out again, caller by caller', () => {
    assert.equal(nameOfRoot(onB), 'b');
    assert.equal(nameOfRoot(zoomOut(onB)), 'main');
    assert.equal(nameOfRoot(zoomOut(zoomOut(onB))), 'all');
    assert.equal(zoomOut(whole), whole);
    assert.equal(ancestry(onB).length, 3);
  });

  it('goes back to the whole width before it goes to the caller', () => {
    const part = zoomAround(onB, 0.5, 4);
    assert.equal(nameOfRoot(zoomOut(part)), 'b');
    assert.deepEqual([zoomOut(part).from, zoomOut(part).to], [0, 1]);
  });

  it('keeps what is under the pointer there while it is scaled', () => {
    const part = zoomAround(whole, 0.25, 2);
    assert.ok(Math.abs(part.from + 0.25 * (part.to - part.from) - 0.25) < 1e-12);
    assert.ok(Math.abs(part.to - part.from - 0.5) < 1e-12);
  });

  it('never leaves the width of its root', () => {
    for (const view of [
      zoomAround(whole, 0.9, 0.01),
      pan(zoomAround(whole, 0.5, 8), 99),
      pan(zoomAround(whole, 0.5, 8), -99),
      zoomAround(zoomAround(whole, 1, 1e12), 0, 0.5),
    ]) {
      assert.ok(view.from >= 0 && view.to <= 1 && view.from < view.to);
    }
  });

  it('zooms to the part where boxes are too narrow to be drawn', () => {
    const crowded = restore(
      grown(`big 900\n${Array.from({ length: 100 }, (_, i) => `s${i} 1`).join('\n')}`),
      undefined,
    );
    const icicle = layOut(crowded.tree, { root: 0, from: 0, to: 1, width: 200 });
    const rest = boxAt(icicle, 1, 0.95);
    assert.equal(rest?.data.kind, 'rest');
    assert.equal(rest.data.count, 100);
    const near = zoomTo(crowded, rest);
    assert.equal(placedAt(near, 1, 0.95).data.kind, 'box');
  });

  it('stays on the same functions when the profile grows', () => {
    const kept = keep(select(onB, { box: onB.root, kind: 'box' }), firstChoice);
    const later = restore(grown('start 500\nmain;c 90\nmain;b;y 40\nmain;b;z 70'), kept);
    assert.equal(nameOfRoot(later), 'b');
    assert.deepEqual(later.selected, { box: later.root, kind: 'box' });
  });

  it('shows everything when the functions are gone', () => {
    const later = restore(grown('other 5'), keep(zoomAround(onB, 0, 3), firstChoice));
    assert.deepEqual([later.root, later.from, later.to, later.selected], [0, 0, 1, undefined]);
  });

  it('survives a reload of the window', () => {
    const kept = keep(onB, { ...firstChoice, query: 'x', onlyMine: true });
    assert.deepEqual(readKept(JSON.parse(JSON.stringify(kept))), kept);
  });

  it('ignores a state that it did not write', () => {
    const kept = keep(onB, firstChoice);
    for (const other of [
      undefined,
      null,
      'text',
      {},
      { ...kept, zoom: [1] },
      { ...kept, from: -1 },
      { ...kept, from: Number.NaN },
      { ...kept, choice: undefined },
    ]) {
      assert.equal(readKept(other), undefined);
    }
  });
});
