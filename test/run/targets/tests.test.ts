import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandsIn } from '../../../src/run/targets/shell-words';
import { findTestCalls } from '../../../src/run/targets/test-calls';
import { testCallAt } from '../../../src/run/targets/test-names';
import { testOffer, testTarget } from '../../../src/run/targets/tests';
import { record } from '../../../src/run/record';
import { startChild } from '../../../src/run/start-child';
import { dist, testNode } from '../recording';
import { Project } from './project';

const suite = `
describe('prices (all)', () => {
  it('add up', () => { console.log('RAN add up'); });
  it('add up twice', () => { console.log('RAN twice'); });
  describe('of books', () => {
    it('add up', () => { console.log('RAN books'); });
  });
});
`;

describe('tests as targets', () => {
  let project: Project;
  afterEach(() => project.remove());

  /** What runs the file, or the test on a line of it, as words after node. */
  function words(name: string, line?: number): readonly string[] {
    const file = project.file(name);
    const calls = findTestCalls(file, readFileSync(file, 'utf8'));
    const call = line === undefined ? undefined : testCallAt(calls, line);
    const offer = testOffer(file, call);
    assert.ok(offer, `${name} is no test`);
    const target = testTarget(offer, { calls });
    if (target.kind === 'command') return target.args;
    return [...(target.nodeArgs ?? []), target.file, ...target.args];
  }

  /** What a run of it printed that a test ran. */
  function ran(args: readonly string[]): string[] {
    const options = { cwd: project.folder, encoding: 'utf8' } as const;
    const { stdout } = spawnSync(process.execPath, args, options);
    return [...stdout.matchAll(/RAN [\w ]+/g)].map(([text]) => text);
  }

  function mochaProject(config: object): void {
    project = new Project({
      'package.json': { devDependencies: { mocha: '*' }, ...config },
      'test/a.js': suite,
      'test/b.js': `describe('prices (all)', () => it('add up', () => console.log('RAN other file')));`,
    });
    symlinkSync(resolve('node_modules'), project.file('node_modules'), 'dir');
  }

  it('of mocha are run one file, one suite or one test at a time, whatever its configuration names', () => {
    mochaProject({ mocha: { spec: ['test/*.js'], parallel: true } });
    assert.deepEqual(ran(words('test/a.js')), ['RAN add up', 'RAN twice', 'RAN books']);
    assert.deepEqual(ran(words('test/a.js', 3)), ['RAN add up']);
    assert.deepEqual(ran(words('test/a.js', 4)), ['RAN twice']);
    assert.deepEqual(ran(words('test/a.js', 5)), ['RAN books']);
  });

  it('take over how the script of the package starts them, but not what it selects, watches and covers', () => {
    mochaProject({
      scripts: { test: 'c8 mocha -r ./setup.js -t 5000 --watch --reporter=json "test/**/*.js"' },
    });
    const all = words('test/a.js');
    assert.match(all[0], /mocha\.js$/);
    assert.deepEqual(all.slice(1), ['-r', './setup.js', '-t', '5000', project.file('test/a.js')]);
  });

  it('of mocha in TypeScript are compiled where nothing that the package names does that', async () => {
    project = new Project({
      'package.json': { devDependencies: { mocha: '*' } },
      'src/price.ts':
        'export enum Unit { piece }\nexport const price = (unit: Unit): number => unit + 2;',
      'test/price.ts': `import { price, Unit } from '../src/price';
        it('adds up', () => { if (price(Unit.piece) !== 2) throw new Error('wrong'); });`,
    });
    symlinkSync(resolve('node_modules'), project.file('node_modules'), 'dir');
    const offer = testOffer(project.file('test/price.ts'));
    assert.ok(offer);
    const target = testTarget(offer, { node: testNode });
    const start = startChild(['ignore', 'ignore', 'inherit']);
    const options = { dist, node: testNode, source: 'v8-log', interval: 1000, start } as const;
    const { run } = await record(target, options, new AbortController().signal).done;
    assert.deepEqual([run.exitCode, run.runner], [0, 'tuneline']);
  });

  it('of mocha in TypeScript keep to the loader that the package names', () => {
    mochaProject({ mocha: { require: ['./register.js'] } });
    writeFileSync(project.file('test/c.ts'), suite);
    const offer = testOffer(project.file('test/c.ts'));
    assert.ok(offer);
    assert.ok(!('loaderFor' in testTarget(offer)));
  });

  it('of node:test are run by node itself, one by its own name where that tells it', () => {
    project = new Project({
      'package.json': { scripts: { test: 'node --import tsx --conditions dev --test test/*.js' } },
      'test/a.test.mjs': `import { describe, it } from 'node:test';${suite}`,
    });
    const file = project.file('test/a.test.mjs');
    assert.deepEqual(words('test/a.test.mjs'), ['--conditions', 'dev', file]);
    assert.ok(words('test/a.test.mjs', 4).includes('--test-name-pattern=^add up twice$'));
    assert.ok(
      words('test/a.test.mjs', 6).includes(
        '--test-name-pattern=^prices \\(all\\) of books add up$',
      ),
    );
    assert.deepEqual(ran(words('test/a.test.mjs', 4)), ['RAN twice']);
  });

  it('of jest and vitest are run by the binary that is installed, with a pattern that fits one name', () => {
    project = new Project({
      'package.json': { devDependencies: { jest: '*' } },
      'node_modules/jest/package.json': { bin: './bin/jest.js' },
      'packages/a/package.json': { name: 'a', scripts: { test: 'vitest run --coverage' } },
      'node_modules/vitest/package.json': { bin: { vitest: './vitest.mjs' } },
      'test/a.test.js': suite,
      'packages/a/a.test.ts': suite,
    });
    assert.deepEqual(words('test/a.test.js', 3), [
      project.file('node_modules/jest/bin/jest.js'),
      '--runInBand',
      '--testNamePattern',
      '^\\s*prices \\(all\\) add up$',
      '--runTestsByPath',
      project.file('test/a.test.js'),
    ]);
    assert.deepEqual(words('packages/a/a.test.ts', 2), [
      project.file('node_modules/vitest/vitest.mjs'),
      'run',
      project.file('packages/a/a.test.ts'),
      '--coverage.enabled=false',
      '--testNamePattern',
      '^\\s*prices \\(all\\)(\\s|$)',
    ]);
  });

  it('are told by the import of the file before anything that the package says', () => {
    project = new Project({
      'package.json': { devDependencies: { mocha: '*', vitest: '*' } },
      'a.test.js': `import { test } from 'node:test';\ntest('x', () => 1);`,
      'b.test.js': `import { test } from 'vitest';\ntest('x', () => 1);`,
      'c.js': `if (/x/.test('x')) console.log(1);`,
      'd.test.js': `import test from 'ava';\ntest('x', () => 1);`,
    });
    assert.equal(testOffer(project.file('a.test.js'))?.framework, 'node:test');
    assert.equal(testOffer(project.file('b.test.js'))?.framework, 'vitest');
    assert.equal(testOffer(project.file('c.js')), undefined);
    assert.equal(testOffer(project.file('d.test.js')), undefined);
  });

  it('have the names that are written, with what is computed left open', () => {
    project = new Project({});
    const text = [
      'describe.only(`size ${n}`, () => {',
      "  it.each([1, 2])('adds %i (twice)', n => {});",
      "  test.each`a | b`('$a is', () => {});",
      '  it(nameOf(x), () => {});',
      "  it('a' + b + 'c', () => {});",
      '});',
    ].join('\n');
    const patterns = findTestCalls(join('x', 'a.test.ts'), text).map(call =>
      call.names.map(name => name.pattern.replaceAll('[\\s\\S]*', '…')).join(' '),
    );
    assert.deepEqual(patterns, [
      'size …',
      'size … adds … \\(twice\\)',
      'size … … is',
      'size … …',
      'size … a…c',
    ]);
  });

  it('are found in scripts behind variables and wrappers', () => {
    project = new Project({});
    assert.deepEqual(
      commandsIn('npm run build && cross-env A=1 B="two words" nyc --all mocha -r x; echo done'),
      [
        { env: {}, words: ['npm', 'run', 'build'] },
        { env: { A: '1', B: 'two words' }, words: ['mocha', '-r', 'x'] },
        { env: {}, words: ['echo', 'done'] },
      ],
    );
  });
});
