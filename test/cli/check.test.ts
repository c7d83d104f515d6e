import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit, Repository } from '../run/repository';
import { tunelineIn } from './tuneline';

const program = (calls: string) => `function work(turns) {
  let mixed = 0;
  for (let i = 0; i < turns; i++) mixed = (mixed * 31 + i) | 0;
  return mixed;
}
function once() {
  return ${calls};
}
let sum = 0;
for (let i = 0; i < 50; i++) sum += once();
console.log(sum !== 0);
`;
const budgets = {
  budgets: [
    { name: 'as before', run: 'main.js', metric: 'cpu', mostOfBase: 1.3 },
    { name: 'loose', run: 'main.js', metric: 'cpu', most: '10 min' },
  ],
};

interface Answer {
  readonly base: string;
  readonly budgets: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly value: number;
    readonly outputEqual: boolean | null;
    readonly faults: readonly {
      readonly file: string;
      readonly line: number;
      readonly why: string;
      readonly beforeMs: number | null;
      readonly afterMs: number;
    }[];
  }[];
}

describe('tuneline check', () => {
  let repository: Repository;
  before(function () {
    if (!hasGit) this.skip();
    repository = new Repository({
      'main.js': program('work(2_000_000)'),
      'tuneline.json': JSON.stringify(budgets),
    });
  });
  after(() => repository?.remove());
  const check = (args: readonly string[], env: object = {}) =>
    tunelineIn(repository.path, ['check', ...args], { env });

  it('fails when a change breaks a budget, and names the line at fault wherever CI looks', () => {
    // Four times the work, so that other programs on the machine leave no doubt.
    const more = [0, 1, 2, 3].map(n => `work(${2_000_000 + n})`).join(' + ');
    repository.write({ 'main.js': program(more) });
    const summary = join(repository.temporary, 'summary.md');
    const junit = join(repository.temporary, 'junit.xml');
    const { code, stdout, stderr } = check(['--json', '--github', '--junit', junit], {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: repository.path,
    });
    assert.equal(code, 1, stderr);
    const answer = JSON.parse(stdout) as Answer;
    const outcomes = answer.budgets.map(({ name, outcome }) => [name, outcome]);
    assert.deepEqual(outcomes, [
      ['as before', 'broken'],
      ['loose', 'kept'],
    ]);
    assert.equal(answer.base, 'HEAD');
    const [fault, grown] = answer.budgets[0].faults;
    assert.deepEqual([fault.file, fault.line, fault.why], ['main.js', 7, 'changed']);
    assert.deepEqual([grown.file, grown.line, grown.why], ['main.js', 3, 'grew']);
    for (const { beforeMs, afterMs } of [fault, grown])
      assert.ok(beforeMs !== null && afterMs > 1.3 * beforeMs, `${beforeMs} → ${afterMs}`);
    assert.match(stderr, /^::error file=main\.js,line=7,title=.*as before.*::CPU time/m);
    assert.match(readFileSync(summary, 'utf8'), /BROKEN.*as before.*main\.js:7/);
    assert.match(readFileSync(junit, 'utf8'), /tests="2" failures="1" errors="0"/);
  });

  it('warns, wherever CI looks, when the program does not write what the base wrote', () => {
    repository.write({
      'main.js': program('work(2_000_000)').replace('sum !== 0', "'a | b', sum !== 0"),
    });
    const summary = join(repository.temporary, 'warned.md');
    const junit = join(repository.temporary, 'warned.xml');
    const only = ['--only', 'as before'];
    const { code, stdout, stderr } = check([...only, '--github', '--junit', junit], {
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: repository.path,
    });
    assert.equal(code, 0, stdout);
    const said = /warning: the output differs from the base’s/;
    assert.match(stdout, said);
    assert.match(
      stdout,
      /stdout differs from line 1 on:\n\s+before: true\n\s+after:\s+a \| b true/,
    );
    assert.match(
      stderr + stdout,
      /^::warning file=tuneline\.json,line=1,title=.*the output differs/m,
    );
    assert.match(readFileSync(summary, 'utf8'), said);
    assert.match(readFileSync(junit, 'utf8'), said);
  });

  it('tells on which machine a limit in milliseconds holds', () => {
    const { code, stdout } = check(['--only', 'loose']);
    assert.equal(code, 0);
    assert.match(stdout, /✓ kept {2}loose: CPU time/);
    assert.match(stdout, /absolute times do not carry over/);
  });

  it('measures a server under load and its start-up, alone and against the base', () => {
    const port = 20_000 + (process.pid % 20_000);
    const load = { load: `:${port}/`, warmUp: '0.1 s', duration: '0.3 s' };
    const of = (metric: string, more: object) => ({
      name: metric,
      run: 'serves.js',
      metric,
      ...more,
    });
    repository.write({
      'serves.js': `require('node:http').createServer((_, response) => response.end('x')).listen(${port}, '127.0.0.1');`,
      'servers.json': JSON.stringify({
        budgets: [
          of('requests-per-second', { ...load, least: '1/s' }),
          of('latency-p99', { ...load, most: '1 µs' }),
          of('start-up', { mostOfBase: 5 }),
        ],
      }),
    });
    repository.commit();
    const { code, stdout, stderr } = check(['--config', 'servers.json', '--base', 'HEAD']);
    assert.match(
      stdout,
      /✓ kept {2}requests-per-second: requests per second \d.* at least 1\.00/,
      stderr,
    );
    assert.match(stdout, /✗ BROKEN {2}latency-p99: latency p99 .* at most 1\.0 µs/);
    assert.match(stdout, /✓ kept {2}start-up: start-up \d\.\d\d× that of HEAD/);
    assert.equal(code, 1);
  });

  it('ends with 2 when it can’t measure, or can’t read the budgets', () => {
    repository.write({
      'broken.json': '{\n "budgets": [{ "run": "main.js", "metric": "none" }] }',
      'gone.json': '{ "budgets": [{ "run": "gone.js", "metric": "cpu", "most": "1 s" }] }',
    });
    const broken = check(['--config', 'broken.json']);
    assert.deepEqual([broken.code, /broken\.json:2: "metric"/.test(broken.stderr)], [2, true]);
    const gone = check(['--config', 'gone.json']);
    assert.deepEqual([gone.code, /There is no file .*gone\.js/.test(gone.stdout)], [2, true]);
    assert.equal(check(['--config', 'none.json', '--json']).code, 2);
    assert.equal(check(['main.js']).code, 2);
  });

  it('does not take for kept what is not in the source any more', () => {
    const entry = { run: 'main.js', metric: 'share', of: 'main.js#renamed', most: '10%' };
    repository.write({ 'moved.json': JSON.stringify({ budgets: [entry] }) });
    const { code, stdout } = check(['--config', 'moved.json']);
    assert.match(stdout, /not measured .*main\.js has no function renamed\. It may have been/);
    assert.equal(code, 2);
  });

  it('says that the results can’t be saved before it measures, and of the summary behind what it measured', () => {
    const nowhere = join(repository.path, 'nowhere', 'file');
    const early = check(['--only', 'loose', '--junit', nowhere]);
    assert.match(early.stderr, /^tuneline: The results can't be saved as .*nowhere/);
    const env = { GITHUB_STEP_SUMMARY: nowhere };
    const late = check(['--only', 'loose', '--github'], env);
    assert.match(late.stdout, /✓ kept {2}loose/);
    assert.match(late.stderr, /The summary can't be saved as .*nowhere/);
    assert.deepEqual([early.code, late.code], [2, 2]);
  });
});
