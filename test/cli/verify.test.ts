import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit, Repository, worker } from '../run/repository';

interface Answer {
  readonly schema: number;
  readonly verdict: {
    readonly kind: string;
    readonly metric: string;
    readonly ratio: number;
    readonly low: number;
    readonly high: number;
    readonly pairs: number;
  };
  readonly outputEqual: boolean;
  readonly copied: { readonly files: number };
  readonly before: { readonly cpuMs: number; readonly wallMs: number };
  readonly after: { readonly cpuMs: number; readonly wallMs: number };
  readonly differences: readonly { kind: string; what: string; before: string; after: string }[];
  readonly leftOut: readonly { what: string; lines: number; of: number; example: string }[];
  readonly notes: readonly { code: string; detail: string }[];
  readonly error: { readonly code: string; readonly message: string; readonly action: string };
}

describe('tuneline verify', function () {
  let repository: Repository | undefined;
  before(function () {
    // Where there is no git, none of this can be had, and nothing of it is tested.
    if (!hasGit) this.skip();
  });
  afterEach(() => {
    repository?.removeWithNothingLeft();
    repository = undefined;
  });

  /** What is there at the last commit, then what has become of it, and what `verify` says to that. */
  function verified(
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
    args: readonly string[],
  ): { readonly code: number | null; readonly json: Answer } {
    repository = new Repository(before);
    repository.write(after);
    const untouched = repository.fingerprint();
    const { code, stdout } = repository.tuneline('verify', '--json', ...args);
    assert.equal(repository.fingerprint(), untouched, 'the workspace was changed');
    return { code, json: JSON.parse(stdout) as Answer };
  }

  it('says that a change made a program faster, and leaves the workspace as it was', () => {
    const { code, json } = verified({ 'main.js': worker(20) }, { 'main.js': worker(1) }, [
      'main.js',
      '--base',
      'HEAD',
    ]);
    const { verdict, before, after } = json;
    assert.equal(code, 0, JSON.stringify(json));
    assert.deepEqual([json.schema, verdict.kind, verdict.metric], [1, 'faster', 'cpu']);
    assert.ok(1 < verdict.low && verdict.low <= verdict.ratio && verdict.ratio <= verdict.high);
    assert.ok(verdict.ratio > 1.3 && verdict.pairs >= 5);
    assert.ok(before.cpuMs > 1.3 * after.cpuMs && before.wallMs > after.wallMs);
    assert.equal(json.outputEqual, true);
  });

  it('says in a sentence that it got slower, with both kinds of time, and fails', () => {
    repository = new Repository({ 'main.js': worker(1) });
    repository.write({ 'main.js': worker(20) });
    const { code, stdout } = repository.tuneline('verify', 'main.js');
    assert.match(
      stdout,
      /^\d\.\d\d× slower \(\d\.\d\d–\d+\.\d+, \d+ pairs\), CPU time; wall 0\.\d\d×; output equal\nCPU .* → .*, wall .* → /,
    );
    assert.equal(code, 1);
  });

  it('judges waiting by the clock when it is asked to', () => {
    const wait = (milliseconds: number) => `setTimeout(() => {}, ${milliseconds});`;
    const { json } = verified({ 'main.js': wait(600) }, { 'main.js': wait(1) }, [
      'main.js',
      '--metric',
      'wall',
    ]);
    assert.deepEqual([json.verdict.kind, json.verdict.metric], ['faster', 'wall']);
  });

  it('refuses a change that prints something else', () => {
    const { code, json } = verified(
      { 'main.js': 'console.log("a\\nresult 12");' },
      { 'main.js': 'console.log("a\\nresult 13");' },
      ['main.js', '--pairs', '2'],
    );
    assert.equal(code, 1);
    assert.equal(json.outputEqual, false);
    const [{ what, before, after }] = json.differences;
    assert.deepEqual([what, before, after], ['stdout', 'result 12', 'result 13']);
  });

  it('leaves out what varies from run to run, and compares the rest', () => {
    const text = (total: string) =>
      `console.log('took ' + process.hrtime.bigint() + ' ns\\ntotal ${total}');`;
    const same = verified({ 'main.js': text('7') }, { 'main.js': `// edited\n${text('7')}` }, [
      'main.js',
      '--pairs',
      '2',
    ]);
    assert.equal(same.json.outputEqual, true);
    assert.equal(same.json.leftOut[0].example, 'took … ns');
    repository?.write({ 'main.js': text('8') });
    assert.equal(repository?.tuneline('verify', 'main.js', '--pairs', '2').code, 1);
  });

  it('says which version fails, with the end of what it said', () => {
    const { code, json } = verified(
      { 'main.js': 'console.log(1);' },
      { 'main.js': 'console.log(1); throw new Error("boom in the edit");' },
      ['main.js'],
    );
    assert.equal(code, 2);
    assert.equal(json.error.code, 'failed-after');
    assert.match(json.error.message, /after the change ends with exit code 1/);
    assert.match(json.error.message, /boom in the edit/);
  });

  it('takes another exit code for another output', () => {
    const { code, json } = verified(
      { 'main.js': 'console.error("fine");' },
      { 'main.js': 'console.error("found a problem"); process.exitCode = 4;' },
      ['main.js', '--pairs', '2'],
    );
    assert.equal(code, 1);
    assert.equal(json.differences[0].kind, 'exit');
    assert.match(JSON.stringify(json.differences), /exit code 4.*found a problem/);
  });

  it('ends a program that hangs, and says that it had no input', () => {
    const { code, json } = verified(
      { 'main.js': 'console.log(1);' },
      { 'main.js': 'setInterval(() => {}, 1000);' },
      ['main.js', '--timeout', '2s'],
    );
    assert.equal(code, 2);
    assert.equal(json.error.code, 'timeout');
    assert.match(json.error.message, /after the change did not end within 2 s/);
    assert.match(json.error.action, /\/dev\/null/);
  });

  it('counts the CPU time of what a program starts, killed or not', () => {
    const child = (rounds: number) => `
      const { spawn } = require('node:child_process');
      const work = ${JSON.stringify(`${worker(1).replace('< 1;', '< ROUNDS;')} process.kill(process.pid, 'SIGKILL')`)};
      spawn(process.execPath, ['-e', work.replace('ROUNDS', '${rounds}')]);`;
    const { json } = verified({ 'main.js': child(60) }, { 'main.js': child(1) }, ['main.js']);
    assert.equal(json.verdict.kind, 'faster');
    assert.ok(json.before.cpuMs > json.after.cpuMs + 50);
  });

  it('runs workspace packages of the copy, and shares those from elsewhere', () => {
    repository = new Repository({
      '.gitignore': 'node_modules\n',
      'app/main.js': `const { labour } = require('@own/labour');
        console.log(labour(), require('other').name, require('scoped-own').where);`,
      'packages/labour/index.js': worker(20, 'exports.labour = () => "done";'),
      'packages/plain/index.js': 'exports.where = __filename;',
    });
    repository.write({ 'node_modules/other/index.js': 'exports.name = "other";' });
    repository.link('node_modules/@own/labour', '../../packages/labour');
    repository.link('app/node_modules/scoped-own', '../../packages/plain');
    repository.write({ 'packages/labour/index.js': worker(1, 'exports.labour = () => "done";') });
    const { stdout } = repository.tuneline('verify', 'app/main.js', '--json');
    const json = JSON.parse(stdout) as Answer;
    assert.equal(json.verdict?.kind, 'faster', stdout);
    assert.equal(json.outputEqual, true);
  });

  it('copies a folder of the repository alone where that is named', () => {
    const program = `console.log(require('node:fs').readdirSync('..').join());`;
    repository = new Repository({ 'part/app/main.js': program, 'other/large.txt': 'x' });
    repository.write({ 'part/app/main.js': `// edited\n${program}` });
    const args = ['--cwd', 'part/app', '--workspace', 'part', '--pairs', '2', '--json'];
    const { stdout } = repository.tuneline('verify', 'part/app/main.js', ...args);
    const json = JSON.parse(stdout) as Answer;
    assert.equal(json.outputEqual, true, stdout);
    assert.equal(json.copied.files, 1);
  });

  it('says nothing of a program that loads the workspace’s own code by an absolute path', () => {
    repository = new Repository({ '.gitignore': '', 'work.js': worker(1) });
    const path = JSON.stringify(join(repository.path, 'work.js'));
    repository.write({ 'main.js': `require(${path});` });
    repository.commit();
    repository.write({ 'work.js': worker(2) });
    const { code, stdout } = repository.tuneline('verify', 'main.js', '--json');
    const { error } = JSON.parse(stdout) as Answer;
    assert.equal(code, 2);
    assert.equal(error.code, 'loaded-from-workspace');
    assert.match(error.message, /ran work\.js of the workspace itself/);
  });

  it('lets a program write into its own folder, and compares what it wrote', () => {
    const writes = (text: string) => `
      const { appendFileSync, writeFileSync } = require('node:fs');
      appendFileSync('log.txt', 'ran at ' + Date.now() + '\\n');
      writeFileSync(__dirname + '/out.txt', ${JSON.stringify(text)});`;
    const { code, json } = verified({ 'main.js': writes('one') }, { 'main.js': writes('two') }, [
      'main.js',
      '--pairs',
      '2',
      '--compare',
      'out.txt',
    ]);
    assert.equal(code, 1);
    assert.equal(json.differences[0].what, 'out.txt');
    assert.ok(repository !== undefined && !existsSync(join(repository.path, 'out.txt')));
  });

  it('names a file that git ignores and the program needs, and runs when it is included', () => {
    const program = `console.log(require('node:fs').readFileSync('secret.env', 'utf8'));`;
    const files = { '.gitignore': 'secret.env\n', 'secret.env': 'KEY=1', 'main.js': program };
    const { code, json } = verified(files, { 'main.js': `\n${program}` }, ['main.js']);
    assert.equal(code, 2);
    assert.equal(json.error.code, 'missing-files');
    assert.match(json.error.action, /--include secret\.env/);
    const args = ['main.js', '--pairs', '2', '--include', 'secret.env'];
    assert.match(repository?.tuneline('verify', ...args).stdout ?? '', /output equal\n/);
  });

  it('tells of an ignored file that the program would have used', () => {
    const program = `const fs = require('node:fs');
      if (fs.existsSync('.env')) console.log(fs.readFileSync('.env', 'utf8'));`;
    const files = { '.gitignore': '.env\n', '.env': 'KEY=1', 'main.js': program };
    const { json } = verified(files, {}, ['main.js', '--pairs', '2']);
    assert.deepEqual(
      json.notes.filter(({ code }) => /missing|nothing/.test(code)).map(note => note.code),
      ['files-missing', 'nothing-differs'],
    );
  });

  it('builds both versions where it is told to', () => {
    const files = {
      '.gitignore': 'dist\n',
      'package.json': JSON.stringify({
        scripts: { build: 'mkdir -p dist && cp src.js dist/main.js' },
      }),
      'src.js': 'console.log("old");',
      'dist/main.js': 'console.log("stale");',
    };
    const changed = { 'src.js': 'console.log("new");' };
    const args = ['dist/main.js', '--pairs', '2', '--build', 'npm run build'];
    const { json } = verified(files, changed, args);
    assert.deepEqual([json.differences[0].before, json.differences[0].after], ['old', 'new']);
    const { stdout } = repository?.tuneline('verify', 'dist/main.js', '--json') ?? { stdout: '' };
    assert.equal((JSON.parse(stdout) as Answer).error.code, 'missing-files');
  });

  it('has the tests judge the version after, unless they fail before it too', () => {
    const tests = `require('node:assert').equal(require('./add').add(0, 2), 2);`;
    const files = { 'main.js': 'console.log(require("./add").add(1, 2));', 'test.js': tests };
    const add = (text: string) => ({ 'add.js': `exports.add = (a, b) => ${text};` });
    const args = ['main.js', '--pairs', '2', '--check', 'node test.js'];
    const broken = verified({ ...files, ...add('a + b') }, add('a === 1 ? 3 : 5'), args);
    assert.equal(broken.code, 1);
    assert.match(JSON.stringify(broken.json.differences), /"kind":"check".*AssertionError/);
    repository?.commit();
    repository?.write({ 'main.js': '// edited\nconsole.log(require("./add").add(1, 2));' });
    assert.match(
      repository?.tuneline('verify', ...args).stdout ?? '',
      /fails before the change too/,
    );
  });

  it('says of a program that removes its own folder that it can run only once', () => {
    const { code, json } = verified(
      { 'main.js': 'console.log(1);' },
      { 'main.js': 'process.chdir("/"); require("fs").rmSync(__dirname, { recursive: true });' },
      ['main.js'],
    );
    assert.equal(code, 2);
    assert.match(
      json.error.message,
      /after the change could not be started: the folder that it runs/,
    );
  });

  it('says what is missing where there is no repository, no such commit, or too much to copy', () => {
    repository = new Repository({ 'main.js': worker(1) }, { git: false });
    const code = (...args: string[]) => {
      const { stdout } = repository?.tuneline('verify', 'main.js', '--json', ...args) ?? {};
      return (JSON.parse(stdout ?? '') as Answer).error.code;
    };
    assert.equal(code(), 'no-git');
    repository.git('init', '--quiet');
    assert.match(repository.tuneline('verify', 'main.js').stderr, /has no commit yet/);
    repository.commit();
    assert.equal(code('--base', 'nowhere'), 'no-commit');
    assert.equal(code('--max-size', '10'), 'too-large');
    assert.equal(repository.tuneline('verify', 'main.js', '--metric', 'heat', '--json').code, 2);
  });

  it('compares a TypeScript program that imports, by the workspace’s own rules', () => {
    const main = (file: string) =>
      `import { name } from './${file}';\nconst text: string = name;\nconsole.log(text);\n`;
    const { code, json } = verified(
      { 'src/main.ts': main('old'), 'src/old.ts': 'export const name: string = "x";' },
      { 'src/main.ts': main('new'), 'src/new.ts': 'export const name: string = "x";' },
      ['src/main.ts', '--pairs', '2'],
    );
    assert.equal(json.outputEqual, true);
    assert.ok(code === 0 || code === 3);
    assert.deepEqual(
      json.notes.filter(note => note.code !== 'short-runs'),
      [],
    );
    assert.ok(
      repository !== undefined && readFileSync(join(repository.path, 'src/new.ts')).length > 0,
    );
  });
});
