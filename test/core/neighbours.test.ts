import assert from 'node:assert/strict';
import { neighboursOf } from '../../src/core/neighbours';
import { drawnProfile } from './drawn-profile';

const shown = (list: readonly { name: string; line: number; share: number }[]) =>
  list.map(one => `${one.name}:${one.line} ${Math.round(one.share * 100)}`);

describe('neighbours of a line', () => {
  const file = '/app/main.js';
  const profile = drawnProfile(`
    main:20;scan:6;[includes]     30
    main:20;scan:6;read:2         20
    main:21;scan:6                10
    other:30;scan:6;parse:8;read:2 20
    other:31                      20
    (idle)                       500`);

  it('are who calls the line, by the line of the call', () => {
    const { callers } = neighboursOf(profile, file, 6);
    assert.deepEqual(shown(callers), ['main:20 50', 'other:30 20', 'main:21 10']);
  });

  it('are what the line calls, with all that it calls in turn', () => {
    const { callees } = neighboursOf(profile, file, 6);
    assert.deepEqual(shown(callees), ['read:1 20', 'parse:1 20']);
  });

  it('count a recursive line once per sample', () => {
    const recursive = drawnProfile('main:3;walk:9;walk:9;walk:9 100');
    const { callers, callees } = neighboursOf(recursive, file, 9);
    assert.deepEqual(shown(callers), ['main:3 100']);
    assert.deepEqual(callees, []);
  });

  it('are none for a line that did not run', () => {
    assert.deepEqual(neighboursOf(profile, file, 99), { callers: [], callees: [] });
  });
});
