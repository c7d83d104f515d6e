import assert from 'node:assert/strict';
import { listedSpots } from '../../src/core/listed-spots';
import { drawnProfile } from './drawn-profile';

const runner = '/app/node_modules/@vitest/runner/dist/index.js';

describe('the list of hot spots', () => {
  it('folds what runs the tests, and packages that only it calls', () => {
    const profile = drawnProfile(`
      run@${runner}:5 300
      run@${runner}:5;match@/app/node_modules/picomatch/index.js:3 50
      run@${runner}:5;test@/app/a.test.ts:2;sum@/app/sum.ts:4 100
      run@${runner}:5;test@/app/a.test.ts:2;map@/app/node_modules/lodash/map.js:7 90
      run@${runner}:5;test@/app/a.test.ts:3;expect@/app/node_modules/@vitest/expect/index.js:8 60
      run@${runner}:5;test@/app/a.test.ts:1;load@${runner}:9;compile@/app/node_modules/babel/index.js:2 40
    `);
    const { lines, functions, framework } = listedSpots(profile);
    assert.deepEqual(
      lines.filter(({ self }) => self > 0).map(({ file, line }) => `${file}:${line}`),
      ['/app/sum.ts:4', '/app/node_modules/lodash/map.js:7'],
    );
    assert.ok(functions.every(({ name }) => !/^(run|match|expect|load|compile)$/.test(name)));
    assert.equal(framework?.name, 'vitest');
    assert.equal(framework?.self, 450_000);
  });

  it('folds nothing where no test framework ran', () => {
    const profile = drawnProfile('a@/app/node_modules/a/index.js:1 30\nmain@/app/main.ts:2 10');
    assert.equal(listedSpots(profile).framework, undefined);
    assert.equal(listedSpots(profile).lines.length, 2);
  });
});
