import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isSameProgram } from '../../src/core/same-program';
import type { CommandTarget, FileTarget } from '../../src/core/session';
import { budgetsIn, BudgetsError } from '../../src/run/budgets';
import { goalsIn } from '../../src/run/goals';
import {
  type Entry,
  offsetOf,
  withEntry,
  withFields,
  withoutEntry,
} from '../../src/run/tuneline-json/edits';
import { quantity, quantityText } from '../../src/run/tuneline-json/quantities';
import { spelledPlace, spelledProgram } from '../../src/run/tuneline-json/spelled-program';

const folder = resolve('/work space');
const file = join(folder, 'tuneline.json');
const goal = { run: 'src/main.ts', metric: 'cpu', want: '500 ms' };

function complaint(text: string): string {
  try {
    goalsIn(text, file);
  } catch (error) {
    assert.ok(error instanceof BudgetsError);
    return error.message;
  }
  return 'nothing';
}

describe('goals in tuneline.json', () => {
  it('are read with comments, files from where they stand, values in their unit', () => {
    const [first, second] = goalsIn(
      `{
  "goals": [
    // a comment
    { "run": "src/main.ts", "metric": "cpu", "want": "500 ms", "from": "0.82 s", "since": "2026-11-26T08:30:00Z" },
    { "launch": "Server", "metric": "requests-per-second", "want": "1200/s" },
  ],
}`,
      file,
    );
    assert.deepEqual(first.run, { kind: 'file', file: join(folder, 'src/main.ts'), args: [] });
    assert.deepEqual([first.line, first.want, first.from], [4, 500_000, 820_000]);
    assert.equal(first.since, Date.UTC(2026, 10, 26, 8, 30));
    assert.deepEqual([second.want, second.cwd], [1200, undefined]);
  });

  for (const [text, expected] of [
    ['{ "goals": {} }', /"goals" has to be a list/],
    ['{ "goals": [\n{ "run": "a.js", "metric": "cpu" }] }', /:2: a goal needs "want", a time such/],
    [
      '{ "goals": [{ "run": "a.js", "metric": "cpu", "want": "40%" }] }',
      /"40%" is no value: a time/,
    ],
    ['{ "goals": [{ "metric": "cpu", "want": "1 s" }] }', /a goal needs one of "run"/],
    ['{ "goals": [{ "run": "a.js", "metric": "share", "want": "4%" }] }', /"share" needs "of"/],
    ['{ "goals": [{ "run": "a.js", "metric": "cpu", "want": "1 s", "most": 1 }] }', /no "most"/],
    ['{ "goals": [ }', /no JSON/],
  ] as const) {
    it(`are refused where they are wrong: ${text.replaceAll('\n', ' ')}`, () => {
      assert.match(complaint(text), expected);
    });
  }

  it('stand beside budgets, and neither minds what the other has', () => {
    const budget = { run: 'a.js', metric: 'cpu', mostOfBase: 1.05 };
    const both = withEntry(withEntry(undefined, 'goals', goal), 'budgets', budget);
    assert.equal(goalsIn(both, file).length, 1);
    assert.equal(budgetsIn(both, file).length, 1);
    assert.deepEqual(budgetsIn(withEntry(undefined, 'goals', goal), file), []);
    assert.equal(budgetsIn(withEntry(both, 'goals', { none: 1 }), file).length, 1);
  });

  it('are added, changed and taken out with the comments and the layout of the file kept', () => {
    const old = '// ours\r\n{\r\n\t// none yet\r\n\t"budgets": []\r\n}\r\n';
    const added = withEntry(old, 'goals', goal);
    assert.match(added, /^\/\/ ours\r\n\{\r\n\t\/\/ none yet\r\n\t"budgets": \[\],\r\n/);
    assert.match(added, /\r\n\t"goals": \[\r\n\t\t\{\r\n\t\t\t"run"/);
    assert.doesNotMatch(added, /[^\r]\n/);
    const two = withEntry(added, 'goals', { ...goal, run: 'b.js' });
    const changed = withFields(two, 'goals', 0, { want: '400 ms', from: '820 ms' });
    assert.deepEqual(
      goalsIn(changed, file).map(({ want, from }) => [want, from]),
      [
        [400_000, 820_000],
        [500_000, undefined],
      ],
    );
    assert.equal(changed.slice(offsetOf(changed, 'goals', 1)).indexOf('{'), 0);
    const left = goalsIn(withoutEntry(changed, 'goals', 0), file);
    assert.deepEqual(
      left.map(({ run }) => run.kind === 'file' && run.file),
      [join(folder, 'b.js')],
    );
  });

  it('have values that are read back as they were written', () => {
    for (const [metric, value, text] of [
      ['cpu', 500_000, '500 ms'],
      ['wall', 1_234_567, '1.23 s'],
      ['cpu', 850, '850 µs'],
      ['share', 0.253, '25.3%'],
      ['requests-per-second', 1250, '1250/s'],
    ] as const) {
      assert.equal(quantityText(metric, value), text);
      assert.ok(Math.abs((quantity(metric, text) ?? 0) / value - 1) < 0.01, text);
    }
  });

  it('may have what the schema has, and nothing else', () => {
    const schema = JSON.parse(readFileSync('media/tuneline.schema.json', 'utf8'));
    const said = /it may have (.*)\./.exec(complaint('{ "goals": [{ "none": 1 }] }'))?.[1];
    assert.deepEqual(
      said?.split(', ').sort(),
      Object.keys(schema.definitions.goal.properties).sort(),
    );
  });
});

describe('a program in tuneline.json', () => {
  const main: FileTarget = {
    kind: 'file',
    file: join(folder, 'src/main.ts'),
    args: ['big'],
    cwd: folder,
    env: { MODE: 'fast' },
  };
  const script: CommandTarget = {
    kind: 'command',
    name: 'npm run report',
    file: join(folder, 'app/package.json'),
    executable: 'npm',
    args: ['run', 'report'],
    cwd: join(folder, 'app'),
    env: {},
  };
  const test: CommandTarget = {
    ...script,
    name: 'sum.test.ts › sums › adds up',
    file: join(folder, 'sum.test.ts'),
    executable: '/usr/bin/node',
    args: [join(folder, 'app/node_modules/vitest/vitest.mjs'), 'run'],
  };
  const names = ['sums', 'adds up'].map(text => ({ text, pattern: text }));
  const ofTest = {
    kind: 'test',
    name: 'sum.test.ts › sums › adds up',
    file: test.file,
    framework: 'vitest',
    call: { kind: 'test', names },
  } as const;
  const launch = { ...main, name: 'Shop', nodeArgs: ['--expose-gc'] };
  const ofLaunch = {
    kind: 'launch',
    name: 'Shop',
    file: join(folder, '.vscode/launch.json'),
    folder,
    entry: {},
  } as unknown as Parameters<typeof spelledProgram>[2]; // no more of it is read
  const named = (program: Entry) => {
    const text = withEntry(undefined, 'goals', { ...program, metric: 'cpu', want: '1 s' });
    return goalsIn(text, file)[0];
  };

  for (const [what, target, offer, spelled] of [
    [
      'a file with its arguments and variables',
      main,
      undefined,
      { run: 'src/main.ts', args: ['big'], env: { MODE: 'fast' } },
    ],
    [
      'a script, by its command',
      script,
      undefined,
      { cwd: 'app', command: ['npm', 'run', 'report'] },
    ],
    [
      'a file with flags of node',
      { ...main, env: {}, nodeArgs: ['--expose-gc'] },
      undefined,
      { command: ['node', '--expose-gc', 'src/main.ts', 'big'] },
    ],
    ['a test, by its name', test, ofTest, { test: 'sum.test.ts', testName: 'sums adds up' }],
    [
      'a test of which it is not known what it was chosen from',
      test,
      undefined,
      { cwd: 'app', command: ['node', 'node_modules/vitest/vitest.mjs', 'run'] },
    ],
    ['a launch entry, without what it is made of', launch, ofLaunch, { launch: 'Shop' }],
  ] as const) {
    it(`is ${what}, and is known again`, () => {
      const program = spelledProgram(target, folder, offer);
      assert.deepEqual(program, spelled);
      assert.ok(isSameProgram(target, named(program)));
    });
  }

  it('is another one with other arguments, variables or another folder', () => {
    const goal = named(spelledProgram(main, folder));
    for (const other of [
      { ...main, args: [] },
      { ...main, env: {} },
      { ...main, env: { MODE: 'fast', MORE: '1' } },
      { ...main, cwd: join(folder, 'src') },
      { ...main, file: join(folder, 'src/other.ts') },
    ])
      assert.ok(!isSameProgram(other, goal), JSON.stringify(other));
    assert.ok(!isSameProgram(test, named({ test: 'sum.test.ts' })));
  });

  it('has places of shares as budgets have them', () => {
    const line = { kind: 'line', file: main.file, line: 12 } as const;
    assert.equal(spelledPlace(line, folder), 'src/main.ts:12');
    const of = { kind: 'function', file: main.file, name: 'parse' } as const;
    assert.equal(spelledPlace(of, folder), 'src/main.ts#parse');
  });
});
