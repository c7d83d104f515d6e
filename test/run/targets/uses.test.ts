import assert from 'node:assert/strict';
import { launchOffers } from '../../../src/run/targets/launch-entries';
import { packagesBelow } from '../../../src/run/targets/packages';
import { onlyExports } from '../../../src/run/targets/plain-module';
import { scriptOffers, scriptTarget } from '../../../src/run/targets/scripts';
import { findUses } from '../../../src/run/targets/uses';
import { Project } from './project';

const never = new AbortController().signal;

describe('what uses a file', () => {
  let project: Project;
  afterEach(() => project.remove());

  it('is its tests, and scripts and launch entries that start what imports it, the nearest first', async () => {
    project = new Project({
      'package.json': {
        scripts: { start: 'node dist/main.js', report: 'tsx src/report.ts', lint: 'eslint .' },
        devDependencies: { mocha: '*' },
      },
      '.vscode/launch.json': {
        configurations: [
          { type: 'node', name: 'Report', program: '${workspaceFolder}/src/report.ts' },
          { type: 'node', name: 'This file', program: '${file}' },
        ],
      },
      'src/sum.ts': 'export const sum = 1;',
      'src/report.ts': 'import { sum } from "./sum";\nconsole.log(sum);',
      'src/main.ts': 'import "./report";',
      'test/sum.test.ts': 'import { sum } from "../src/sum";\nit("adds", () => sum);',
      'test/plain.test.ts': 'import { sum } from "../src/sum";\nif (sum !== 1) throw sum;',
    });
    const launch = { file: project.file('.vscode/launch.json'), folder: project.folder };
    const context = { folder: project.folder, folders: [], env: {}, home: '', cwd: '' };
    const uses = await findUses(
      project.file('src/sum.ts'),
      await launchOffers(launch),
      { ...context, file: project.file('src/sum.ts') },
      never,
    );
    assert.deepEqual(
      uses.map(({ offer, distance }) => `${offer.kind} ${offer.name} ${distance}`),
      [
        'test sum.test.ts 1',
        'file plain.test.ts 1',
        'script npm run report 1',
        'launch Report 1',
        'file main.ts 2',
        'script npm run start 2',
      ],
    );
  });

  it('is found where tests only know what is built, or the package by its name', async () => {
    project = new Project({
      'package.json': {
        name: 'sums',
        main: './dist/cjs/index.js',
        exports: {
          '.': { types: './dist/index.d.ts', require: './dist/cjs/index.js' },
          './parts/*': './dist/parts/*.js',
        },
        imports: { '#mean': './src/mean.ts' },
        scripts: { test: 'mocha', build: 'tsc && prettier src/sum.ts' },
        devDependencies: { mocha: '*' },
      },
      'src/index.ts': 'export * from "./sum";',
      'src/sum.ts': 'export const sum = 1;',
      'src/mean.ts': 'export const mean = 1;',
      'src/parts/half.ts': 'export const half = 1;',
      'src/mapped.ts': 'export const mapped = 1;',
      'build/far.js': '',
      'build/far.js.map': { sources: ['../src/mapped.ts'] },
      'src/plugins/one.ts': 'export const one = 1;',
      'src/plugins/two/index.ts': 'export const two = 1;',
      'src/odd.ts': 'export const odd = 1;',
      'src/odd.checks.ts': 'import { odd } from "./odd";\ndescribe("odd", () => {});',
      'test/odd.js': 'import { index } from "../src/by-way";\nit("is odd", () => index);',
      'src/by-way.ts': 'export * from "./odd";',
      'src/alone.ts': 'export const alone = 1;',
      'src/alone.checks.ts': 'import { alone } from "./alone";\ndescribe("alone", () => {});',
      'src/secret.ts': 'export const secret = 1;',
      'examples/show.ts': 'import { sum } from "../src/sum";\nconsole.log(sum);',
      'test/sum.js': 'const { sum } = require("..");\nit("adds", () => sum);',
      'test/mean.js': 'import { mean } from "#mean";\nit("means", () => mean);',
      'test/half.js': 'import { half } from "sums/parts/half";\nit("halves", () => half);',
      'test/mapped.js': 'require("../build/far.js");\nit("maps", () => {});',
      'test/plugins.js':
        'for (const n of all) require("../src/plugins/" + n);\nit("plugs", () => {});',
    });
    const context = { folder: project.folder, folders: [], env: {}, home: '', cwd: '' };
    const first = async (file: string) => {
      const [use] = await findUses(project.file(file), [], context, never);
      return use && `${use.offer.kind} ${use.offer.name} ${use.distance}`;
    };
    assert.equal(await first('src/sum.ts'), 'test sum.js 2');
    assert.equal(await first('src/mean.ts'), 'test mean.js 1');
    assert.equal(await first('src/parts/half.ts'), 'test half.js 1');
    assert.equal(await first('src/mapped.ts'), 'test mapped.js 1');
    assert.equal(await first('src/plugins/one.ts'), 'test plugins.js 1');
    assert.equal(await first('src/plugins/two/index.ts'), 'test plugins.js 1');
    assert.equal(await first('src/odd.ts'), 'test odd.js 2');
    assert.equal(await first('src/alone.ts'), 'test alone.checks.ts 1');
    assert.equal(await first('src/secret.ts'), 'test mocha (sums) undefined');
  });

  for (const [manager, listed] of [
    ['npm', { 'package.json': { workspaces: ['packages/*', '!packages/old'] } }],
    ['yarn', { 'package.json': { workspaces: { packages: ['packages/**'] } } }],
    ['pnpm', { 'pnpm-workspace.yaml': "packages:\n  # all of them\n  - 'packages/*'\n" }],
  ] as const) {
    it(`is found in packages of a workspace of ${manager} that depend on its own`, async () => {
      const devDependencies = { mocha: '*' };
      project = new Project({
        ...listed,
        'packages/sums/package.json': {
          name: '@shop/sums',
          main: './dist/index.js',
          exports: { '.': './dist/index.js', './deep/*': './dist/deep/*.js' },
          devDependencies,
        },
        'packages/sums/src/index.ts': 'export * from "./sum";',
        'packages/sums/src/sum.ts': 'export const sum = 1;',
        'packages/sums/src/tested.ts': 'export const tested = 1;',
        'packages/sums/src/deep/far.ts': 'export const far = 1;',
        'packages/sums/test/tested.js': 'require("../src/tested");\nit("is", () => {});',
        'packages/till/package.json': {
          name: 'till',
          main: 'src/till.ts',
          scripts: { start: 'tsx src/main.ts' },
          dependencies: { '@shop/sums': '*' },
          devDependencies,
        },
        'packages/till/src/till.ts': 'export { sum } from "@shop/sums";',
        'packages/till/src/main.ts': 'import "./till";\nimport "@shop/sums/deep/far";',
        'packages/till/test/tested.js': 'require("../../sums/src/tested");\nit("is", () => {});',
        'packages/shop/package.json': {
          name: 'shop',
          dependencies: { till: 'workspace:*' },
          devDependencies,
        },
        'packages/shop/test/shop.js': 'require("till");\nit("sells", () => {});',
        'packages/alone/package.json': { name: 'alone', devDependencies },
        'packages/alone/test/alone.js': 'require("../../sums/src/sum");\nit("is", () => {});',
        'test/all.js': 'require("@shop/sums/deep/far");\nit("is all", () => {});',
      });
      const context = { folder: project.folder, folders: [], env: {}, home: '', cwd: '' };
      const uses = async (file: string) => {
        const found = await findUses(project.file(file), [], context, never);
        return found.map(({ offer, distance }) => `${offer.kind} ${offer.name} ${distance}`);
      };
      assert.deepEqual(await uses('packages/sums/src/sum.ts'), [
        'test shop.js 3',
        'file main.ts 3',
        `script ${manager === 'pnpm' ? 'pnpm' : 'npm'} run start 3`,
      ]);
      assert.deepEqual(await uses('packages/sums/src/tested.ts'), [
        'test tested.js 1',
        'test tested.js 1',
      ]);
      assert.ok((await uses('packages/sums/src/deep/far.ts')).includes('file main.ts 1'));
    });
  }

  it('is asked for where running the file would only declare', () => {
    project = new Project({});
    const modules = [
      'import a from "a";\nconst b = a();\nexport function c() {}\nexport default b;',
      "'use strict';\nconst a = require('a');\nmodule.exports = function () {};\nexports.b = 1;",
      'export * from "./a";\ninterface B {}\nenum C { D }',
    ];
    const programs = [
      'console.log(1);',
      'export const a = 1;\nmain();',
      'import "./server";\nexport const a = 1;',
      'const a = run();',
      '#!/usr/bin/env node\nexport const a = 1;',
      'export const a = await run();',
      'module.exports = a;\nif (require.main === module) a();',
    ];
    for (const text of modules) assert.equal(onlyExports('a.ts', text), true, text);
    for (const text of programs) assert.equal(onlyExports('a.ts', text), false, text);
  });
});

describe('scripts', () => {
  let project: Project;
  afterEach(() => project.remove());

  it('of every package are run by the manager that its lock file or field names', async () => {
    project = new Project({
      'package.json': { scripts: { build: 'tsc' }, packageManager: 'yarn@4.0.0' },
      'packages/a/package.json': { scripts: { test: 'mocha' } },
      'packages/b/package.json': { scripts: { test: 'mocha' } },
      'packages/b/pnpm-lock.yaml': '',
      'packages/c/package.json': '{ "scripts": ',
      'node_modules/d/package.json': { scripts: { test: 'x' } },
    });
    const offers = (await packagesBelow(project.folder, never)).flatMap(scriptOffers);
    assert.deepEqual(
      offers.map(({ name, line }) => `${name}: ${line}`),
      ['yarn run build: tsc', 'yarn run test: mocha', 'pnpm run test: mocha'],
    );
    assert.equal(scriptTarget(offers[1]).cwd, project.file('packages/a'));
  });

  it('of npm get their arguments behind two dashes, those of others as they are', () => {
    project = new Project({});
    const offer = {
      kind: 'script',
      name: '',
      file: '/a/package.json',
      script: 'x',
      line: '',
    } as const;
    assert.deepEqual(scriptTarget({ ...offer, manager: 'npm' }, ['-a']).args, [
      'run',
      'x',
      '--',
      '-a',
    ]);
    assert.deepEqual(scriptTarget({ ...offer, manager: 'pnpm' }, ['-a']).args, ['run', 'x', '-a']);
  });
});
