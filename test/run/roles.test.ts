import assert from 'node:assert/strict';
import { roleOf } from '../../src/run/roles';

describe('the part that a script plays', () => {
  const inPackages = (name: string) => `/work/project/node_modules/${name}/index.js`;

  it('is tool for what compiles the files of a test, and for TypeScript and Babel when that calls them', () => {
    const role = roleOf({ own: [], target: '/work/project/test/sum.test.ts' });
    for (const name of ['ts-jest', 'babel-jest', '@swc/jest', '@jest/transform'])
      assert.equal(role(inPackages(name)), 'tool', name);
    for (const name of ['typescript', '@babel/core'])
      assert.equal(role(inPackages(name)), 'tool-library', name);
    assert.equal(role(inPackages('jest-runtime')), 'program');
    assert.equal(role('/work/project/src/sum.ts'), 'program');
  });
});
