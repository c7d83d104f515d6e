import assert from 'node:assert/strict';
import { createModel, type Model, type Shown } from '../../src/chart/model';
import { zoomToBox } from '../../src/chart/view';
import { finish } from '../../src/core/call-tree';
import { pathOf } from '../../src/core/find-boxes';
import { drawnFile, drawnProfile } from '../core/drawn-profile';

const lib = '@/app/node_modules/lib/index.js';

function shownIn(model: Model): Shown {
  const shown = model.shown();
  assert.ok(shown);
  return shown;
}

function makeModel() {
  let changes = 0;
  const model = createModel(
    async work => finish(work),
    undefined,
    () => {
      changes++;
    },
  );
  return { model, changes: () => changes };
}

const names = ({ view }: Shown, box: number) =>
  pathOf(view.tree, box).map(key => view.tree.callables.find(one => one.key === key)?.name);

describe('the chart', () => {
  it('shows nothing before there is a profile, and nothing again without one', async () => {
    const { model } = makeModel();
    assert.equal(model.shown(), undefined);
    await model.setProfile(drawnProfile('main 5'), false);
    assert.equal(shownIn(model).view.tree.total(0), 5000);
    await model.setProfile(undefined, false);
    assert.equal(model.shown(), undefined);
  });

  it('folds packages from the start when most of the time is in code of mine', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile(`main;parse${lib};lex${lib} 5`), false);
    assert.equal(shownIn(model).onlyMine, true);
    await model.setProfile(drawnProfile(`run${lib};lex${lib} 5`), false);
    assert.equal(shownIn(model).onlyMine, false);
  });

  it('folds as the user says once they did', async () => {
    const { model } = makeModel();
    await model.choose({ onlyMine: false });
    await model.setProfile(drawnProfile(`main;parse${lib};lex${lib} 5`), false);
    assert.equal(shownIn(model).onlyMine, false);
  });

  it('keeps the zoom while a running program sends more', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile('main;a 5'), true);
    const { view } = shownIn(model);
    const main = Array.from(view.tree.children(0))[0];
    model.look(zoomToBox(view, main));
    await model.setProfile(drawnProfile('start 9\nmain;a 5\nmain;b 7'), true);
    const later = shownIn(model);
    assert.deepEqual(names(later, later.view.root), ['main']);
    assert.equal(later.running, true);
  });

  it('shows the latest of profiles that arrive while it works', async () => {
    const { model } = makeModel();
    const first = model.setProfile(drawnProfile('main 1'), true);
    void model.setProfile(drawnProfile('main 2'), true);
    const last = model.setProfile(drawnProfile('main 3'), false);
    await Promise.all([first, last]);
    assert.equal(shownIn(model).view.tree.total(0), 3000);
    assert.equal(shownIn(model).running, false);
  });

  it('reveals a line: its largest box fills the width, all its boxes are marked', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile('main;a;work:12 10\nmain;b;work:12 20\nother 5'), false);
    await model.choose({ direction: 'bottom-up' });
    assert.equal(await model.reveal(drawnFile, 12), 'shown');
    const shown = shownIn(model);
    assert.equal(shown.view.tree.direction, 'top-down');
    assert.deepEqual(names(shown, shown.view.root), ['main', 'b', 'work']);
    assert.equal(shown.marked.size, 2);
    assert.deepEqual(shown.view.selected, { box: shown.view.root, kind: 'box' });
  });

  it('reveals a line of a package that was folded', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile(`main;parse${lib};lex${lib}:9 5`), false);
    assert.equal(await model.reveal('/app/node_modules/lib/index.js', 9), 'shown');
    assert.equal(shownIn(model).onlyMine, false);
  });

  it('says that a line was not sampled, and stays where it is', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile('main 5'), false);
    assert.equal(await model.reveal('/app/cold.ts', 3), 'not-sampled');
    assert.equal(shownIn(model).view.root, 0);
  });

  it('searches the whole profile, also what is too narrow to draw', async () => {
    const { model, changes } = makeModel();
    await model.setProfile(drawnProfile('main;needle 1\nmain 99999'), false);
    const before = changes();
    await model.choose({ query: 'needle' });
    assert.equal(shownIn(model).found?.total, 1000);
    assert.equal(changes(), before + 1);
    await model.choose({ query: '' });
    assert.equal(shownIn(model).found, undefined);
  });

  it('merges all calls of a function, downwards and upwards', async () => {
    const { model } = makeModel();
    await model.setProfile(drawnProfile('main;a;f;x 10\nmain;b;f;y 20\nmain 70'), false);
    const { key } = shownIn(model).base.callables.find(({ name }) => name === 'f') ?? {};
    await model.choose({ focus: key });
    assert.equal(shownIn(model).view.tree.total(0), 30000);
    await model.choose({ direction: 'bottom-up' });
    assert.equal(shownIn(model).view.tree.total(0), 30000);
    await model.choose({ focus: undefined });
    assert.equal(shownIn(model).view.tree.total(0), 100000);
  });
});
