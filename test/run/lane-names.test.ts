import assert from 'node:assert/strict';
import { laneNames, launcherOf } from '../../src/run/lane-names';

describe('names of lanes', () => {
  it('tell the program, its workers and other processes apart', () => {
    const file = (name: string) => `/app/${name}`;
    const lanes = [
      { pid: 1, file: file('main.js'), isMain: true },
      { pid: 2, file: file('build.js'), isMain: true },
      { pid: 1, file: file('main.js'), isMain: false },
      { pid: 3, file: file('build.js'), isMain: true },
      { pid: 1, file: file('main.js'), isMain: false },
      { pid: 3, file: file('build.js'), isMain: false },
      { pid: 4, file: undefined, isMain: true },
    ];
    assert.deepEqual(laneNames(lanes, 1), [
      'main',
      'build.js',
      'worker 1',
      'build.js 2',
      'worker 2',
      'build.js 2 · worker 1',
      'node',
    ]);
  });

  const launchers = {
    npm: '/usr/lib/node_modules/npm/bin/npm-cli.js',
    pnpm: '/home/me/.cache/node/corepack/v1/pnpm/9.1.0/bin/pnpm.cjs',
    yarn: '/app/.yarn/releases/yarn-4.5.0.cjs',
    concurrently: '/app/node_modules/concurrently/dist/bin/concurrently.js',
    tsx: '/app/node_modules/tsx/dist/cli.mjs',
  };
  for (const [name, file] of Object.entries(launchers)) {
    it(`know ${name}, which only starts programs`, () => assert.equal(launcherOf(file), name));
  }

  for (const file of [
    '/app/src/npm/server.js',
    '/app/node_modules/mocha/bin/mocha.js',
    '/app/node_modules/npm/node_modules/chalk/source/index.js',
    '/app/yarn.js/main.js',
  ]) {
    it(`take ${file} for a program`, () => assert.equal(launcherOf(file), undefined));
  }
});
