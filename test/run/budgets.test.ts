import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { againstBase, againstLimit } from '../../src/core/budget';
import { budgetsIn, BudgetsError, withBudget } from '../../src/run/budgets';

const file = resolve('/work space/tuneline.json');
const inFolder = (name: string) => join(file, '..', name);

function complaint(text: string): string {
  try {
    budgetsIn(text, file);
  } catch (error) {
    assert.ok(error instanceof BudgetsError);
    return error.message;
  }
  return 'nothing';
}

describe('budgets in tuneline.json', () => {
  it('are read with comments and trailing commas, files from where they stand', () => {
    const [first, second] = budgetsIn(
      `{
  // a comment
  "budgets": [
    { "run": "src/main.ts", "args": ["big"], "metric": "cpu", "most": "1.5 s" },
    { "name": "parse", "command": ["npm", "start"], "metric": "share", "of": "src/parse.ts#line", "most": "40 %" },
  ],
}`,
      file,
    );
    assert.equal(first.name, 'cpu of main.ts');
    assert.deepEqual(first.run, { kind: 'file', file: inFolder('src/main.ts'), args: ['big'] });
    assert.deepEqual(first.limit, { kind: 'absolute', most: 1_500_000 });
    assert.equal(first.line, 4);
    assert.deepEqual(second.of, { kind: 'function', file: inFolder('src/parse.ts'), name: 'line' });
    assert.deepEqual(second.limit, { kind: 'absolute', most: 0.4 });
  });

  for (const [text, expected] of [
    ['', /tuneline\.json:1: it is (empty|no JSON)/],
    ['{\n  "budgets": [\n', /tuneline\.json:3: it is no JSON/],
    ['{}', /"budgets" has to be a list/],
    [
      '{ "budgets": [\n{ "run": "a.js", "metrik": "cpu" }] }',
      /:2: a budget has no "metrik"; it may/,
    ],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "speed" }] }',
      /"metric" has to be one of cpu, wall/,
    ],
    ['{ "budgets": [{ "metric": "cpu", "most": "1 s" }] }', /needs one of "run"/],
    ['{ "budgets": [{ "run": "a.js", "metric": "cpu" }] }', /needs one of "most".*"mostOfBase"/],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "cpu",\n"most": "fast" }] }',
      /:2: "fast" is no limit/,
    ],
    ['{ "budgets": [{ "run": "a.js", "metric": "share", "most": "4%" }] }', /"share" needs "of"/],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "share", "of": "a.js:1", "mostOfBase": 1 }] }',
      /a share has "most", no "mostOfBase"/,
    ],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "latency-p99", "most": "4 ms" }] }',
      /"latency-p99" needs "load"/,
    ],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "requests-per-second", "load": ":1/", "most": "4/s" }] }',
      /"requests-per-second" has "least" or "leastOfBase"/,
    ],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "start-up", "load": ":1/", "most": "4 s" }] }',
      /"load" does not go with the metric "start-up"/,
    ],
    [
      '{ "budgets": [{ "run": "a.js", "metric": "cpu", "warmUp": "4 s", "most": "4 s" }] }',
      /"warmUp" needs "load"/,
    ],
  ] as const) {
    it(`are refused where they are wrong: ${text.replaceAll('\n', ' ')}`, () => {
      assert.match(complaint(text), expected);
    });
  }

  for (const [what, fields, expected] of [
    ['a limit beyond all numbers', '"mostOfBase": 1e999', /"mostOfBase" has to be a number/],
    ['a time beyond all numbers', `"most": "${'9'.repeat(400)} s"`, /is no limit: a time/],
    ['a field that stands there twice', '"most": "1 s", "most": "9 s"', /"most" .* second time/],
    [
      'more connections than there can be',
      '"most": "1 s", "load": ":1/", "connections": 1e9',
      /1 to/,
    ],
    ['a load without end', '"most": "1 s", "load": ":1/", "duration": "9999999 min"', /is meant/],
    ['a load of no time', '"most": "1 s", "load": ":1/", "duration": "1 us"', /at least 100 ms/],
    ['an empty load', '"most": "1 s", "load": " "', /a text is meant/],
    ['a port that there is not', '"most": "1 s", "load": ":99999/"', /no URL that can be asked/],
    [
      'what no system can pass on',
      '"most": "1 s", "args": ["a\\u0000"]',
      /no program can be given/,
    ],
  ] as const) {
    it(`have not ${what}`, () => {
      assert.match(
        complaint(`{ "budgets": [{ "run": "a.js", "metric": "cpu", ${fields} }] }`),
        expected,
      );
    });
  }

  it('are one list: of two the first would be changed and the second measured', () => {
    const budget = '{ "run": "a.js", "metric": "cpu", "most": "1 s" }';
    const text = `{ "budgets": [${budget}],\n"budgets": [${budget}] }`;
    assert.match(complaint(text), /:2: "budgets" stands here a second time/);
  });

  it('are read behind the mark that some editors begin a file with', () => {
    const text = '\uFEFF{ "budgets": [{ "run": "a.js", "metric": "cpu", "most": "1 s" }] }';
    assert.equal(budgetsIn(text, file).length, 1);
  });

  it('say so when the file is nested without end', () => {
    assert.match(complaint('['.repeat(100_000)), /:1: it is nested too deeply/);
  });

  it('have arguments and variables that may be empty, and a warm-up that may be none', () => {
    const text = `{ "budgets": [{ "run": "a.js", "args": [""], "env": { "DEBUG": "" }, "metric": "cpu",
      "load": ":3000/", "warmUp": "0 s", "most": "1 s" }] }`;
    const [{ run, env, load }] = budgetsIn(text, file);
    assert.deepEqual(run, { kind: 'file', file: inFolder('a.js'), args: [''] });
    assert.deepEqual(env, { DEBUG: '' });
    assert.equal(load?.warmUp, 0);
  });

  it('may be of a server under load', () => {
    const of = (more: string) =>
      budgetsIn(`{ "budgets": [{ "run": "a.js", "load": ":3000/", ${more} }] }`, file)[0];
    const fast = of('"metric": "requests-per-second", "least": "1200/s", "connections": 4');
    assert.deepEqual(fast.limit, { kind: 'absolute', least: 1200 });
    assert.deepEqual([fast.load?.what, fast.load?.connections], [':3000/', 4]);
    const base = of('"metric": "requests-per-second", "leastOfBase": 0.9, "duration": "5 s"');
    assert.deepEqual(base.limit, { kind: 'base', least: 0.9 });
    assert.equal(base.load?.duration, 5e6);
  });

  it('are added to what is there, with its comments', () => {
    const budget = { run: 'a.js', metric: 'cpu', mostOfBase: 1.05 };
    const once = withBudget(undefined, budget);
    const twice = withBudget(`// ours\n${once}`, { ...budget, run: 'b.js' });
    assert.match(twice, /^\/\/ ours/);
    const files = budgetsIn(twice, file).map(({ run }) => run.kind === 'file' && run.file);
    assert.deepEqual(files, [inFolder('a.js'), inFolder('b.js')]);
  });

  it('may have what the schema has, and nothing else', () => {
    const schema = JSON.parse(readFileSync('media/tuneline.schema.json', 'utf8'));
    const said = /it may have (.*)\./.exec(complaint('{ "budgets": [{ "none": 1 }] }'))?.[1];
    const fields = Object.keys(schema.definitions.budget.properties);
    assert.deepEqual(said?.split(', ').sort(), fields.sort());
  });
});

describe('a budget', () => {
  const runs = (...values: number[]) => values;

  it('is kept or broken only when the runs are clearly on one side of its limit', () => {
    const five = runs(100, 102, 99, 101, 100);
    assert.equal(againstLimit(five, { most: 200 })?.outcome, 'kept');
    assert.equal(againstLimit(five, { most: 50 })?.outcome, 'broken');
    assert.equal(againstLimit(five.slice(0, 3), { most: 50 }), undefined);
    const near = againstLimit([...five, ...five, ...five], { most: 100.2 });
    assert.equal(near?.outcome, 'unclear');
    assert.ok(near.low < 100.2 && 100.2 < near.high);
  });

  it('against a base is broken only by what is clearly more than it allows', () => {
    const verdict = { kind: 'slower', ratio: 0.9, low: 0.88, high: 0.92, pairs: 10 } as const;
    assert.equal(againstBase(verdict, { most: 1.05 }).outcome, 'broken');
    assert.equal(againstBase(verdict, { most: 1.1 }).outcome, 'unclear');
    assert.equal(againstBase(verdict, { most: 1.2 }).outcome, 'kept');
  });

  it('of what there should be more of is broken by what is clearly less', () => {
    const five = runs(100, 102, 99, 101, 100);
    assert.equal(againstLimit(five, { least: 50 })?.outcome, 'kept');
    assert.equal(againstLimit(five, { least: 200 })?.outcome, 'broken');
    const verdict = { kind: 'slower', ratio: 0.9, low: 0.88, high: 0.92, pairs: 10 } as const;
    assert.equal(againstBase(verdict, { least: 0.95 }).outcome, 'broken');
    assert.equal(againstBase(verdict, { least: 0.9 }).outcome, 'unclear');
    assert.equal(againstBase(verdict, { least: 0.85 }).outcome, 'kept');
  });
});
