import assert from 'node:assert/strict';
import { formatTemplate } from '../../src/core/hints/hint';
import { otherCosts } from '../../src/core/hints/other-costs';
import type { Run } from '../../src/core/session';
import { drawnProfile } from '../core/drawn-profile';
import { madeUpRun } from '../core/made-up-run';

const run = madeUpRun({ wall: 5e6, nodeVersion: '24.0.0' });

const kinds = (drawing: string, of: readonly Run[] = [run]) =>
  otherCosts(drawnProfile(drawing), of[0]).map(({ kind }) => kind);

describe('what no edit of a line takes away', () => {
  it('is garbage collection from a tenth of the active time on', () => {
    const [gc] = otherCosts(drawnProfile('main:3;(gc) 200\nmain:3 800'), run);
    assert.equal(gc.kind, 'garbage-collection');
    assert.match(formatTemplate(gc.text), /^20% of active time is garbage collection/);
    assert.deepEqual(kinds('main:3;(gc) 90\nmain:3 910'), []);
  });

  it('is loading modules, but not what a module does when it is loaded', () => {
    assert.deepEqual(
      kinds('main:1;load@node:internal/modules/cjs/loader:9;(compiler) 300\nmain:3 700'),
      ['module-loading'],
    );
    assert.deepEqual(kinds('load@node:internal/modules/cjs/loader:9;main:3 1000'), []);
  });

  it('is a transpiler that works inside the program, with all that it calls', () => {
    const typescript = 'parse@/app/node_modules/typescript/lib/typescript.js:7';
    const costs = otherCosts(drawnProfile(`main:1;${typescript};[slice] 200\nmain:3 800`), run);
    assert.deepEqual(
      costs.map(({ kind }) => kind),
      ['transpiler'],
    );
    assert.match(formatTemplate(costs[0].text), /^20% of active time is typescript/);
  });

  it('is code of packages, by the package that has most of it', () => {
    const [costs] = otherCosts(
      drawnProfile(
        `main:1;a@/app/node_modules/@scope/large/a.js:2 400
         main:1;b@/app/node_modules/small/b.js:2 100
         main:3 500`,
      ),
      run,
    );
    assert.match(formatTemplate(costs.text), /^50% .* most of it of @scope\/large/);
  });

  it('is a builtin that has much of the time wherever it was called from', () => {
    assert.deepEqual(kinds('main:1;[JsonParse] 200\nmain:2;[JsonParse] 200\nmain:3 600'), [
      'builtin',
    ]);
  });

  it('is no builtin that one line calls: the line says so', () => {
    assert.deepEqual(kinds('main:1;[JsonParse] 400\nmain:3 600'), []);
  });

  it('is waiting, of a program that ended by itself', () => {
    const drawing = '(idle) 4000\nmain:3 1000';
    assert.deepEqual(kinds(drawing), ['waiting']);
    assert.deepEqual(kinds(drawing, [{ ...run, ended: 'stopped' }]), []);
    assert.deepEqual(kinds(drawing, []), []);
  });

  it('is that there is no hot spot', () => {
    const lines = Array.from({ length: 50 }, (_, line) => `main:${line + 1} 20`).join('\n');
    assert.deepEqual(kinds(lines), ['flat']);
    assert.deepEqual(kinds(`${lines}\nmain:60 50`), []);
  });

  it('is not told of a run that was too short to know', () => {
    assert.deepEqual(kinds('main:3;(gc) 50\nmain:3 100'), []);
  });

  it('is told twice at most', () => {
    const all =
      'main:1;(gc) 300\nmain:1;[JsonParse] 300\nmain:1;a@/app/node_modules/a/a.js:2 350\nmain:2 50';
    assert.equal(kinds(all).length, 2);
  });
});
