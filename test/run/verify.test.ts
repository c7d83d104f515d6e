import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isAlive } from '../../src/run/private-folder';
import type { VerifyProgress, VerifyRequest } from '../../src/run/verify/request';
import { hasSlept } from '../../src/run/verify/times';
import { runsAtMost, verify, type VerifyError } from '../../src/run/verify/verify';
import { killedAfter, startVerifying, until, workspaceToKill } from './kills';
import { hasGit, Repository, worker } from './repository';

const never = new AbortController().signal;

describe('verify', function () {
  let repository: Repository | undefined;
  const usualFolder = process.env.TMPDIR;

  /** A workspace whose scratch copies are this test's own. */
  function workspace(
    files: Readonly<Record<string, string>>,
    options?: { git: boolean },
  ): Repository {
    repository = new Repository(files, options);
    process.env.TMPDIR = repository.temporary;
    return repository;
  }

  afterEach(() => {
    if (repository === undefined) return;
    if (usualFolder === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usualFolder;
    repository.removeWithNothingLeft();
    repository = undefined;
  });

  /** Two pairs: enough for everything but a verdict. */
  function request(
    { path }: Repository,
    after: Readonly<Record<string, string>>,
    more: Partial<VerifyRequest> = {},
  ): VerifyRequest {
    const edits = new Map(Object.entries(after).map(([name, text]) => [join(path, name), text]));
    return {
      target: { kind: 'file', file: join(path, 'main.js'), args: [], cwd: path, env: {} },
      before: {},
      after: { edits },
      metric: 'cpu',
      pairs: 2,
      dist: resolve('dist'),
      ...more,
    };
  }

  async function errorOf(asked: VerifyRequest, signal = never): Promise<VerifyError> {
    try {
      await verify(asked, signal);
    } catch (error) {
      return error as VerifyError;
    }
    return assert.fail('there is a verdict');
  }

  it('measures a change that is not on disk, without git, and tells how far it is', async () => {
    const own = workspace({ 'main.js': worker(30), 'package.json': '{}' }, { git: false });
    const untouched = own.fingerprint();
    const progress: VerifyProgress[] = [];
    const asked = request(
      own,
      { 'main.js': worker(1) },
      {
        pairs: undefined,
        onProgress: step => void progress.push(step),
      },
    );
    const made = await verify(asked, never);
    assert.equal(made.verdict?.kind, 'faster', JSON.stringify(made));
    assert.equal(made.outputEqual, true);
    assert.ok(made.runs <= runsAtMost(asked));
    assert.equal(own.fingerprint(), untouched);
    assert.deepEqual(
      [...new Set(progress.map(({ phase }) => phase))],
      ['copying', 'first-runs', 'measuring'],
    );
  });

  it('asks once for ignored files that the program looks for', async function () {
    if (!hasGit) this.skip();
    const own = workspace({
      '.gitignore': '.env\ngenerated\n',
      'main.js': `console.log(require('./generated/client').name, require('node:fs').existsSync('.env'));`,
    });
    own.write({ '.env': 'KEY=1', 'generated/client.js': 'exports.name = "client";' });
    const asked: (readonly string[])[] = [];
    const made = await verify(
      request(
        own,
        {},
        {
          askFor: files => {
            asked.push(files.toSorted());
            return Promise.resolve(['.env', 'generated']);
          },
        },
      ),
      never,
    );
    // Of what fails first, the program looks for no more.
    assert.deepEqual(asked, [['generated/client.js']]);
    assert.equal(made.outputEqual, true);
    assert.ok(!made.notes.some(({ code }) => code === 'files-missing' || code === 'exit-code'));
  });

  it('gives up as soon as the output differs, where that is asked, and then says nothing of the speed', async () => {
    const own = workspace({ 'main.js': 'console.log(1);' }, { git: false });
    const made = await verify(
      request(own, { 'main.js': 'console.log(2);' }, { pairs: 30, stopWhenUnequal: true }),
      never,
    );
    assert.equal(made.outputEqual, false);
    assert.equal(made.verdict, undefined);
    assert.ok(made.runs < 10);
  });

  it('can’t try an edit outside of the workspace, or of an installed package', async () => {
    const own = workspace({ 'main.js': '', 'package.json': '{}' }, { git: false });
    const package_ = request(own, { 'node_modules/other/index.js': '' });
    assert.equal((await errorOf(package_)).code, 'outside');
    assert.equal((await errorOf(request(own, { '../elsewhere.js': '' }))).code, 'outside');
  });

  it('ends everything when it is cancelled', async () => {
    const own = workspace({ 'main.js': 'setInterval(() => {}, 1000);' }, { git: false });
    const cancel = new AbortController();
    const asked = request(
      own,
      {},
      {
        onProgress: ({ phase }) => {
          if (phase === 'first-runs') setTimeout(() => cancel.abort(), 300);
        },
      },
    );
    assert.equal((await errorOf(asked, cancel.signal)).code, 'cancelled');
  });

  it('has the commits of submodules too', async function () {
    if (!hasGit) this.skip();
    const library = new Repository({ 'index.js': 'exports.name = "old";' });
    try {
      const own = workspace({ 'main.js': `console.log(require('./library').name);` });
      const add = ['submodule', 'add', '--quiet', library.path, 'library'];
      own.git('-c', 'protocol.file.allow=always', ...add);
      own.commit();
      own.write({ 'library/index.js': 'exports.name = "new";' });
      const { differences } = await verify(
        request(own, {}, { before: { revision: 'HEAD' }, after: {} }),
        never,
      );
      assert.equal(differences.length, 1);
      assert.match(JSON.stringify(differences), /"before":"old","after":"new"/);
    } finally {
      library.remove();
    }
  });

  it('ends what a program leaves running, and says so', async function () {
    if (process.platform !== 'linux') this.skip();
    const own = workspace(
      {
        'main.js': `const { spawn } = require('node:child_process');
          spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' }).unref();`,
      },
      { git: false },
    );
    const { notes } = await verify(request(own, {}), never);
    assert.ok(notes.some(({ code }) => code === 'left-running'));
  });

  it('ends also what was started with variables of its own', async function () {
    if (process.platform !== 'linux') this.skip();
    const own = workspace({}, { git: false });
    const pids = join(own.path, '..', 'pids');
    own.write({
      'main.js': `const { spawn } = require('node:child_process');
        const options = { detached: true, stdio: 'ignore', env: { PATH: process.env.PATH } };
        const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], options);
        require('node:fs').appendFileSync(${JSON.stringify(pids)}, pid + ' ');
        process.exit();`,
    });
    await verify(request(own, {}), never);
    const started = readFileSync(pids, 'utf8').trim().split(' ');
    assert.ok(started.length > 4);
    assert.deepEqual(
      started.filter(pid => existsSync(`/proc/${pid}/exe`)),
      [],
    );
  });

  it('knows a machine that slept by its two clocks', () => {
    assert.equal(hasSlept({ wall: 2e6, clock: 2.1e6 }), false);
    assert.equal(hasSlept({ wall: 2e6, clock: 3600e6 }), true);
  });

  describe('killed at any moment', () => {
    it('leaves no copy, no process, and the workspace as it was, twelve times', async function () {
      if (!hasGit || process.platform !== 'linux') this.skip();
      const seen = await Promise.all(
        [0, 1, 2].map(async lane => {
          const own = workspaceToKill();
          try {
            const untouched = own.fingerprint();
            let copiesSeen = 0;
            for (let kill = 0; kill < 4; kill++) {
              const moment = lane / 4 + kill / 3 + Math.random() / 3;
              copiesSeen += (await killedAfter(own, moment)).copies;
              assert.equal(own.fingerprint(), untouched);
            }
            return copiesSeen;
          } finally {
            own.remove();
          }
        }),
      );
      assert.ok(Math.max(...seen) > 0, 'it was always killed before it had done anything');
    });

    it('removes at the next start what was left when its guard was killed too', async function () {
      if (!hasGit || process.platform !== 'linux') this.skip();
      const own = workspace({ 'main.js': 'setInterval(() => {}, 1000);' });
      const child = startVerifying(own);
      await until(() => own.leftProcesses().length >= 4); // us, the guard, its shell, the program
      const guard = Number(/^tuneline-(\d+)-/.exec(own.leftCopies()[0])?.[1]);
      process.kill(guard, 'SIGSTOP'); // or it would be quicker
      child.kill('SIGKILL');
      process.kill(guard, 'SIGKILL');
      await until(() => own.leftProcesses().length <= 2 && !isAlive(guard));
      assert.equal(own.leftCopies().length, 1);
      own.write({ 'main.js': '' });
      await verify(request(own, {}), never);
      await until(() => own.leftProcesses().length === 0 && own.leftCopies().length === 0);
    });
  });
});
