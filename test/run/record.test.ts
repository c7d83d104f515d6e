import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { times } from '../../src/core/profile';
import type { Progress, StartedProcess } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';
import {
  codesOf,
  copyPrograms,
  hottest,
  type Programs,
  start,
  testNode,
  testNodeVersion,
} from './recording';

const sources = ['v8-log', 'inspector'] as const;
const lineOfBusy = 3;

/** Our folders in the temporary folder that belong to this process. */
function leftFolders(): string[] {
  return readdirSync(tmpdir()).filter(name => name.startsWith(`tuneline-${process.pid}-`));
}

/** Starts programs, keeps their process, and calls `ready` at their first output. */
function watched(ready: () => void = () => undefined) {
  const seen: { process?: StartedProcess; output: string } = { output: '' };
  const begin = startChild(['ignore', 'pipe', 'ignore'], child => {
    child.stdout?.on('data', (text: Buffer) => {
      seen.output += text;
      ready();
    });
  });
  const startProcess: typeof begin = async (command, signal) => {
    seen.process = await begin(command, signal);
    return seen.process;
  };
  return { seen, start: startProcess };
}

function isRunning(pid: number | undefined): boolean {
  assert.ok(pid !== undefined);
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe('a recording', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());
  afterEach(() => assert.deepEqual(leftFolders(), []));

  for (const source of sources) {
    describe(`by ${source}`, () => {
      const endings = [
        { file: 'ends.js', how: 'by itself', exitCode: 0, signal: undefined },
        { file: 'exits.js', how: 'with process.exit', exitCode: 3, signal: undefined },
        { file: 'throws.js', how: 'by an error', exitCode: 1, signal: undefined },
        { file: 'rejects.js', how: 'by a rejected promise', exitCode: 1, signal: undefined },
        { file: 'is-killed.js', how: 'by SIGKILL', exitCode: undefined, signal: 'SIGKILL' },
      ];
      for (const { file, how, exitCode, signal } of endings) {
        it(`has the hot line and the exit of a program that ends ${how}`, async () => {
          const recording = await start(programs, file, { source }).done;
          const line = hottest(recording);
          assert.deepEqual([line.file, line.line], [programs.path(file), lineOfBusy]);
          assert.ok(line.selfShare > 0.5, `it has ${line.selfShare}`);
          const { run, profile } = recording;
          assert.deepEqual([run.exitCode, run.signal, run.ended], [exitCode, signal, 'by-itself']);
          assert.equal(profile.source, source);
          assert.ok(run.cpu !== undefined && run.cpu > 0);
        });
      }

      it('ends a program that blocks for ever when the user stops it, and keeps what was sampled', async () => {
        const { seen, start: startProcess } = watched(() => setTimeout(() => under.stop(), 700));
        const under = start(programs, 'never-ends.js', { source, start: startProcess });
        const recording = await under.done;
        assert.equal(recording.run.ended, 'stopped');
        assert.equal(recording.run.signal, 'SIGKILL');
        assert.equal(hottest(recording).line, lineOfBusy);
        assert.ok(!isRunning(seen.process?.pid));
      });

      it('lets a program that is stopped finish what it does at SIGTERM', async () => {
        const { start: startProcess } = watched(() => setTimeout(() => under.stop(), 300));
        const under = start(programs, 'handles-terminate.js', { source, start: startProcess });
        const { run } = await under.done;
        assert.deepEqual([run.exitCode, run.signal, run.ended], [5, undefined, 'stopped']);
      });

      it('leaves nothing when it is cancelled', async () => {
        const cancel = new AbortController();
        const { seen, start: startProcess } = watched(() => cancel.abort());
        const under = start(
          programs,
          'never-ends.js',
          { source, start: startProcess },
          cancel.signal,
        );
        await assert.rejects(under.done, { code: 'cancelled' });
        assert.ok(!isRunning(seen.process?.pid));
      });
    });
  }

  it('has the profile of a program that ends by a signal it does not handle', async () => {
    const recording = await start(programs, 'terminates.js').done;
    assert.deepEqual([recording.run.exitCode, recording.run.signal], [undefined, 'SIGTERM']);
    assert.equal(hottest(recording).line, lineOfBusy);
  });

  it('shows samples while the program runs', async () => {
    const seen: Progress[] = [];
    const wishes = { onProgress: (progress: Progress) => seen.push(progress) };
    await start(programs, 'is-killed.js', wishes).done;
    assert.ok(seen.length > 0);
    assert.ok(times(seen[0].profile).active > 0);
    assert.ok(seen.every((one, at) => at === 0 || one.samples > seen[at - 1].samples));
  });

  it('ends the processes that a cancelled program has started', async () => {
    const cancel = new AbortController();
    const { seen, start: startProcess } = watched(() => cancel.abort());
    const wishes = { start: startProcess };
    await assert.rejects(start(programs, 'starts-children.js', wishes, cancel.signal).done);
    await new Promise(done => setTimeout(done, 100));
    assert.ok(!isRunning(Number(seen.output)));
  });

  it('ends the processes that a stopped program has started', async () => {
    const { seen, start: startProcess } = watched(() => under.stop());
    const under = start(programs, 'starts-children.js', { start: startProcess });
    assert.equal((await under.done).run.signal, 'SIGTERM');
    await new Promise(done => setTimeout(done, 100));
    assert.ok(!isRunning(Number(seen.output)));
  });

  it('samples through the inspector where node takes no flags for the log, and says so', async () => {
    const node = programs.path('node');
    const script = `#!/bin/sh\ncase "$*" in *--prof*) exit 9;; esac\nexec "${testNode}" "$@"\n`;
    writeFileSync(node, script, { mode: 0o755 });
    const recording = await start(programs, 'ends.js', { node, source: 'auto' }).done;
    assert.equal(recording.profile.source, 'inspector');
    assert.ok(codesOf(recording).includes('log-unavailable'));
  });

  it('is made though the temporary folder that is set does not exist', async () => {
    const { TMPDIR } = process.env;
    process.env.TMPDIR = programs.path('nowhere');
    try {
      assert.equal((await start(programs, 'ends.js').done).run.exitCode, 0);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });

  it('can be cancelled before the program runs', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await assert.rejects(start(programs, 'ends.js', {}, cancel.signal).done, { code: 'cancelled' });
  });

  it('agrees with the process about CPU time on a program that computes', async () => {
    const { run, profile } = await start(programs, 'computes.js').done;
    const { active, tool, idle } = times(profile);
    const ratio = (active + tool - (run.syncWait ?? 0)) / (run.cpu ?? 0);
    assert.ok(ratio > 0.9 && ratio < 1.1, `active time is ${ratio} of CPU time, idle ${idle}`);
  });

  it('tells waiting that blocks the program from waiting in its event loop', async () => {
    const { run, profile } = await start(programs, 'waits.js').done;
    const { idle, active } = times(profile);
    assert.ok(idle > 300_000 && idle < 600_000, `idle ${idle}`);
    assert.ok(active > 500_000, `active ${active}`);
    if (process.platform === 'linux') assert.ok((run.syncWait ?? 0) > 250_000, `${run.syncWait}`);
  });

  it('gives the program its arguments, folder and variables, and hides how it was started', async () => {
    const told = programs.path('told.json');
    const args = [told, 'ä b', '--flag', '"'];
    await start(programs, 'tells-how-it-was-started.js', { args, env: { SETTING: '1' } }).done;
    assert.deepEqual(JSON.parse(readFileSync(told, 'utf8')), {
      args,
      flags: [],
      ours: [],
      setting: '1',
      cwd: programs.folder,
    });
  });

  it('includes worker threads', async () => {
    const recording = await start(programs, 'uses-workers.js').done;
    assert.deepEqual(
      recording.profile.lanes?.map(lane => lane.name),
      ['main', 'worker 1'],
    );
  });

  it('maps a bundle whose map is deleted by the program itself', async () => {
    const recording = await start(programs, 'deletes-its-map.js').done;
    const line = hottest(recording);
    assert.deepEqual([line.file, line.line], [programs.path('original.ts'), 6]);
    const text = readFileSync(programs.path('original.ts'));
    assert.equal(
      recording.texts.get(programs.path('original.ts')),
      createHash('sha256').update(text).digest('hex'),
    );
  });

  it('names files as the user does, also in a folder that is a link', async () => {
    const link = `${programs.folder}-link`;
    symlinkSync(programs.folder, link);
    try {
      const target = { ...programs, folder: link, path: (name: string) => join(link, name) };
      const recording = await start(target, 'ends.js').done;
      assert.equal(hottest(recording).file, join(link, 'ends.js'));
      assert.ok(recording.texts.has(join(link, 'ends.js')));
    } finally {
      rmSync(link);
    }
  });

  it('survives a program that prints megabytes', async () => {
    const { run } = await start(programs, 'prints.js').done;
    assert.equal(run.exitCode, 0);
  });

  it('says that a short program gave few samples', async () => {
    const recording = await start(programs, 'prints.js', { interval: 20_000 }).done;
    assert.ok(codesOf(recording).includes('few-samples'));
  });

  it('says that a program samples itself, while the log has no samples', async () => {
    const recording = await start(programs, 'samples-itself.js').done;
    assert.ok(codesOf(recording).includes('own-profiler'));
  });

  it('ends where the program becomes another one, and says so', async function () {
    const [major, minor] = testNodeVersion.split('.').map(Number);
    if (major < 22 || (major === 22 && minor < 15)) this.skip(); // it has no process.execve
    const recording = await start(programs, 'becomes-other.js').done;
    const note = recording.run.notes.find(({ code }) => code === 'became-other');
    // A last signal of the sampling thread can't be kept from the other program.
    if (recording.run.signal === 'SIGPROF') assert.equal(note?.detail, 'SIGPROF');
    else assert.deepEqual([recording.run.exitCode, note?.detail], [4, '']);
    const line = hottest(recording);
    assert.equal(line.file, programs.path('processes/busy.js'));
    // Four times as much was worked afterwards.
    const { active } = times(recording.profile);
    const { cpu = 0 } = recording.run;
    assert.ok(
      line.self > 0.6 * active && active < 1.5 * cpu && cpu < 2 * active,
      `${active} ${cpu}`,
    );
  });

  it('says what is wrong with a program that does not parse', async () => {
    await assert.rejects(start(programs, 'does-not-parse.js').done, {
      code: 'no-samples',
      message: /exit code 1[\s\S]*SyntaxError/,
    });
  });

  const mistakes = [
    { wishes: { node: '/nowhere/node' }, code: 'no-node' },
    { wishes: { node: '/bin/echo' }, code: 'not-node' },
    { wishes: { node: undefined, env: { PATH: '/nowhere' } }, code: 'no-node' },
    { wishes: { cwd: '/nowhere' }, code: 'no-folder' },
  ];
  for (const { wishes, code } of mistakes) {
    it(`refuses with ${code} when it gets ${JSON.stringify(wishes)}`, async () => {
      await assert.rejects(start(programs, 'ends.js', wishes).done, { code });
    });
  }

  it('refuses a program that is not there, and one that node can not run', async () => {
    await assert.rejects(start(programs, 'nowhere.js').done, { code: 'no-file' });
    await assert.rejects(start(programs, 'README.md').done, { code: 'unsupported-file' });
  });

  it('finds the node of the tests by name on PATH', async () => {
    const folder = testNode.replace(/[\\/][^\\/]+$/, '');
    const { run } = await start(programs, 'exits.js', { node: undefined, env: { PATH: folder } })
      .done;
    assert.equal(run.exitCode, 3);
  });
});
