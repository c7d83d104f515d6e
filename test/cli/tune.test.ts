import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { hasGit, Repository } from '../run/repository';

/** Two lines that can be made faster, and one for which that is wrong: a value is there twice. */
const program = `const words = Array.from({ length: 2000 }, (_, n) => 'word' + n * 7);
const known = words.filter((_, n) => n % 2 === 0);
let found = 0;
for (let round = 0; round < 60; round++) {
  for (const word of words) if (known.includes(word)) found++;
}
const values = Array.from({ length: 3000 }, (_, n) => n % 1500);
let total = 0;
for (let round = 0; round < 90; round++) {
  for (const place of values.map(value => values.indexOf(value))) total += place;
}
const wanted = words.filter((_, n) => n % 3 === 0);
for (let round = 0; round < 90; round++) {
  for (const word of words) if (wanted.includes(word)) found++;
}
console.log(found, total);
`;

/** A server one of whose lines, which each request runs, can be made faster. */
const server = `const { createServer } = require('node:http');
const words = Array.from({ length: 3000 }, (_, n) => 'word' + n * 7);
const known = words.filter((_, n) => n % 2 === 0);
createServer((request, response) => {
  let found = 0;
  for (const word of words) if (known.includes(word)) found++;
  response.end(String(found));
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

interface Answer {
  readonly tried: readonly {
    readonly rule: string;
    readonly line: number;
    readonly outcome: { readonly kind: string };
  }[];
  readonly together: {
    readonly verdict: { readonly kind: string };
    readonly load?: { readonly kind: string };
  } | null;
  readonly confirmed: boolean;
  readonly applied: boolean;
  readonly diff: string;
  readonly error: { readonly code: string };
}

describe('tuneline tune', function () {
  this.timeout(300_000); // the program runs some 100 times
  let repository: Repository | undefined;
  afterEach(() => {
    repository?.removeWithNothingLeft();
    repository = undefined;
  });

  it('keeps the tunings that help, refuses the one that changes the output, and writes what its diff says', function () {
    if (!hasGit) this.skip();
    const own = (repository = new Repository({ 'main.js': program, 'package.json': '{}' }));
    const args = ['tune', 'main.js', '--json', '--apply', '--classes', 'safe,review'];
    const { code, stdout, stderr } = own.tuneline(...args);
    const made = JSON.parse(stdout) as Answer;
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      made.tried.map(({ line, outcome }) => `${line} ${outcome.kind}`).sort(),
      ['10 output-differs', '14 kept', '5 kept'],
      stdout,
    );
    assert.deepEqual(
      [made.confirmed, made.applied, made.together?.verdict.kind],
      [true, true, 'faster'],
    );
    const written = readFileSync(join(own.path, 'main.js'), 'utf8');
    assert.ok(!/known\.includes|wanted\.includes/.test(written) && /values\.indexOf/.test(written));
    writeFileSync(join(own.path, 'main.js'), program);
    execFileSync('git', ['apply', '-'], { cwd: own.path, input: made.diff });
    assert.equal(readFileSync(join(own.path, 'main.js'), 'utf8'), written);
  });

  it('tries the tunings of a server under its load, by the CPU time of each request', async function () {
    if (!hasGit) this.skip();
    const own = (repository = new Repository({ 'main.js': server, 'package.json': '{}' }));
    const port = await freePort();
    const load = ['--load', `:${port}/`, '--warm-up', '200ms', '--duration', '400ms'];
    const args = ['tune', 'main.js', '--json', '--env', `PORT=${port}`, ...load];
    const { code, stdout, stderr } = own.tuneline(...args);
    const { tried, together } = JSON.parse(stdout) as Answer;
    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(
      tried.map(({ rule, outcome }) => [rule, outcome.kind]),
      [['membership-set', 'kept']],
    );
    assert.deepEqual([together?.load?.kind, together?.verdict.kind], ['url', 'faster'], stdout);
  });

  it('says that nothing is known to help, with an exit code of its own', () => {
    const own = (repository = new Repository({ 'main.js': 'console.log(1);' }, { git: false }));
    const { code, stdout } = own.tuneline('tune', 'main.js');
    assert.match(stdout, /No tuning that could be tried is known/);
    assert.equal(code, 1);
  });

  it('tells what is wrong with its options, and that a program can’t be run', () => {
    const own = (repository = new Repository({ 'main.js': '' }, { git: false }));
    assert.match(own.tuneline('tune', 'main.js', '--classes', 'all').stderr, /--classes is “all”/);
    assert.equal(own.tuneline('tune', 'main.js', '--classes', 'all').code, 2);
    assert.equal(own.tuneline('tune', 'nowhere.js').code, 2);
  });
});
