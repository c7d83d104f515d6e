import assert from 'node:assert/strict';
import { didNothing, exportsSomething, ownTime } from '../../src/core/only-exports';
import { drawnProfile } from './drawn-profile';

const file = '/app/pricing.ts';
const start = 'run@node:internal/main:1;load@node:internal/modules/esm/loader:5';

describe('a file that only exports', () => {
  it('did nothing, however long Node takes to start', () => {
    assert.ok(didNothing(drawnProfile(`${start} 280\n(program) 20`), file));
  });

  it('did nothing when a sample or two found it being loaded', () => {
    assert.ok(didNothing(drawnProfile(`${start} 90\n${start};@${file}:1 3`), file));
  });

  it('did nothing when what it requires takes long to load', () => {
    const required = `@${file}:1;require@node:internal/modules/helpers:3;@/app/large.js:9 400`;
    assert.ok(didNothing(drawnProfile(required), file));
    assert.equal(ownTime(drawnProfile(required), '/app/large.js'), 400_000);
  });

  it('is not one that works, itself or through what it calls', () => {
    assert.ok(!didNothing(drawnProfile(`${start};@${file}:9 25`), file));
    assert.ok(!didNothing(drawnProfile(`${start};@${file}:9;sum@/app/sum.ts:2 25`), file));
  });

  it('is not one that waits for something, as a server does', () => {
    assert.ok(!didNothing(drawnProfile('(idle) 1500'), file));
  });

  it('is told from a short program by its exports', () => {
    for (const text of ['export const a = 1;', '\texport { a };', 'module.exports = {};'])
      assert.ok(exportsSomething(text), text);
    for (const text of ["console.log('export');", '// we export nothing', 'const exported = 1;'])
      assert.ok(!exportsSomething(text), text);
  });
});
