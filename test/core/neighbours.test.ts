import assert from 'node:assert/strict';
import { neighboursOf } from '../../src/core/neighbours';
import type { ScriptRole } from '../../src/core/profile';
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

  it('are no functions of Node where a program is started, called back or resumed by them', () => {
    const asynchronous = drawnProfile(`
      run@node:internal/modules/esm/module_job:3;@/app/main.js:40;fetched:6 20
      fetched:6                                                              38
      processTicksAndRejections@node:internal/process/task_queues:9;fetched:6 12
      main:20;emit@node:events:518;fetched:6                                 30`);
    const { callers } = neighboursOf(asynchronous, file, 6);
    assert.deepEqual(
      callers.map(({ kind, name, line, share }) => [kind, name, line, share]),
      [
        ['loop', '', 0, 0.5],
        ['function', 'main', 20, 0.3],
        ['function', '', 40, 0.2],
      ],
    );
    const topLevel = neighboursOf(asynchronous, file, 40);
    assert.deepEqual(
      topLevel.callers.map(({ kind, share }) => [kind, share]),
      [['start', 0.2]],
    );
  });

  it('are no loaders that a program is started through, but the tools that call it later', () => {
    const roleOf = (name: string): ScriptRole => (name.includes('/tool/') ? 'tool' : 'program');
    const loaded = drawnProfile(
      `run@node:internal/modules/cjs/loader:3;load@/tool/loader.js:9;@/app/main.js:6 60
       runTest@/tool/mocha.js:7;@/app/main.js:6                                      40`,
      { roleOf },
    );
    const { callers } = neighboursOf(loaded, file, 6);
    assert.deepEqual(
      callers.map(({ kind, name, share }) => [kind, name, share]),
      [
        ['start', '', 0.6],
        ['function', 'runTest', 0.4],
      ],
    );
  });

  it('are not what Node’s library does for the line itself, but what calls back', () => {
    const { callees } = neighboursOf(
      drawnProfile(`
        main:5;log@node:internal/console:3;write@node:internal/fs:9 40
        main:5;emit@node:events:518;listen:12 60`),
      file,
      5,
    );
    assert.deepEqual(shown(callees), ['emit:1 60']);
  });

  it('are none for a line that did not run', () => {
    assert.deepEqual(neighboursOf(profile, file, 99), { callers: [], callees: [] });
  });
});
