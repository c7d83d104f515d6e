import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, renameSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { hotSpots } from '../../src/core/hot-lines';
import { lineByLane } from '../../src/core/lanes';
import type { AttachedTarget } from '../../src/core/session';
import { nodeProcesses } from '../../src/run/attach';
import { codesOf, copyPrograms, hottest, type Programs, testNode } from './recording';
import { attachTo, endPrograms, inspected, run, type RunningProgram } from './running-program';

const lineOfBusy = 3;
const second = 1e6;
const major = Number.parseInt(execFileSync(testNode, ['-p', 'process.versions.node']).toString());

async function ask(program: RunningProgram): Promise<number> {
  const port = /serves at (\d+)/.exec(program.output())?.[1];
  return Number(await (await fetch(`http://127.0.0.1:${port}`)).text());
}

/** Sends one request after another while `work` is under way. */
async function underLoad<Result>(program: RunningProgram, work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const settled = () => (isOver = true);
  void work.then(settled, settled);
  while (!isOver && program.isRunning()) await ask(program).catch(() => undefined);
  return work;
}

function listens(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/json/list`).then(
    () => true,
    () => false,
  );
}

describe('attaching to a program that runs', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());
  afterEach(() => endPrograms());

  it('has the hot line of a server, whose code was optimised before, and leaves it serving', async () => {
    const server = await run(programs.path('serves.js'), [inspected]);
    for (let i = 0; i < 20; i++) await ask(server);
    let found: AttachedTarget | undefined;
    const under = attachTo(server.inspectorPort, {
      duration: 2 * second,
      onFound: target => (found = target),
    });
    const recording = await underLoad(server, under.done);
    const line = hottest(recording);
    assert.deepEqual([line.file, line.line], [programs.path('serves.js'), lineOfBusy]);
    assert.ok(line.selfShare > 0.8, `it has ${line.selfShare}`);
    assert.deepEqual([found?.file, found?.port], [line.file, server.inspectorPort]);
    const { run: made, texts } = recording;
    assert.deepEqual([made.ended, made.exitCode, made.signal], ['stopped', undefined, undefined]);
    assert.ok(texts.has(line.file));
    assert.equal(typeof (await ask(server)), 'number');
    assert.ok(await listens(server.inspectorPort), 'its own inspector was closed');
  });

  it('opens the inspector of a process, and closes it again', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere the port can't be chosen
    const server = await run(programs.path('serves.js'), ['--inspect-port=0']);
    let port = 0;
    const under = attachTo(0, {
      pid: server.pid,
      duration: second,
      onFound: target => (port = target.port),
    });
    const recording = await underLoad(server, under.done);
    assert.equal(hottest(recording).line, lineOfBusy);
    await new Promise(done => setTimeout(done, 500));
    assert.ok(port > 0 && !(await listens(port)), 'the inspector is still open');
    assert.equal(typeof (await ask(server)), 'number');
  });

  it('samples a loop that never gives the event loop back', async () => {
    const program = await run(programs.path('never-ends.js'), [inspected]);
    const recording = await attachTo(program.inspectorPort, { duration: 2 * second }).done;
    assert.equal(hottest(recording).line, lineOfBusy);
    assert.ok(program.isRunning());
  });

  it('keeps what was sampled of a program that ends meanwhile', async () => {
    const program = await run(programs.path('handles-terminate.js'), [inspected]);
    const under = attachTo(program.inspectorPort, { onFound: () => program.kill('SIGTERM') });
    const recording = await under.done;
    assert.equal(recording.run.ended, 'by-itself');
    assert.equal(hottest(recording).line, lineOfBusy);
    assert.deepEqual(await program.ended, [5, null]);
  });

  it('keeps what was sampled of a program that is killed meanwhile', async () => {
    const program = await run(programs.path('serves.js'), [inspected]);
    const under = attachTo(program.inspectorPort, {
      onProgress: ({ samples }) => samples > 100 && program.kill('SIGKILL'),
    });
    const recording = await underLoad(program, under.done);
    assert.equal(recording.run.ended, 'by-itself');
    assert.equal(hottest(recording).line, lineOfBusy);
  });

  it('has each worker as a lane, also short ones, and lets a blocked one be', async () => {
    const program = await run(programs.path('works-in-workers.js'), [inspected]);
    const { profile } = await attachTo(program.inspectorPort, { duration: 3 * second }).done;
    const parts = lineByLane(profile, programs.path('works-in-workers.js'), lineOfBusy);
    const names = profile.lanes?.map(({ name }) => name) ?? [];
    assert.equal(names[0], 'main');
    assert.ok(names.length >= 4, `there are ${names.join(', ')}`);
    // One that works all the time, and short ones.
    assert.ok(parts.length >= 2, `${parts.length} worked`);
    assert.ok(program.isRunning());
  });

  it('lets a program go on that waits for a debugger, and has it from its first line to its last', async () => {
    const program = await run(programs.path('computes.js'), ['--inspect-brk=127.0.0.1:0']);
    const recording = await attachTo(program.inspectorPort).done;
    assert.equal(recording.run.ended, 'by-itself');
    assert.equal(hottest(recording).line, lineOfBusy);
    assert.ok(hotSpots(recording.profile).lines[0].self > second);
    await program.ended;
  });

  it('leaves the program and throws everything away when it is cancelled', async () => {
    const server = await run(programs.path('serves.js'), [inspected]);
    const cancel = new AbortController();
    const under = attachTo(
      server.inspectorPort,
      { onProgress: () => cancel.abort() },
      cancel.signal,
    );
    await assert.rejects(underLoad(server, under.done), { code: 'cancelled' });
    assert.equal(typeof (await ask(server)), 'number');
  });

  it('says of a program that waited all the time that nothing came in', async () => {
    const server = await run(programs.path('serves.js'), [inspected]);
    const recording = await attachTo(server.inspectorPort, { duration: second }).done;
    assert.deepEqual(codesOf(recording), ['idle']);
  });

  it('takes lines, maps and texts from what runs, where that is on no disk', async () => {
    const program = await run(programs.path('compiles-itself.js'), [inspected]);
    const recording = await attachTo(program.inspectorPort, { duration: second }).done;
    const line = hottest(recording);
    assert.deepEqual([line.file, line.line], [programs.path('in-memory.ts'), 40]);
    const text = `${'\n'.repeat(39)}the busy line\n`;
    assert.equal(recording.texts.get(line.file), createHash('sha256').update(text).digest('hex'));
  });

  it('finds the files here of a program that runs under another root', async () => {
    const remoteRoot = join(programs.folder, 'remote');
    const localRoot = join(programs.folder, 'local');
    cpSync(programs.path('serves.js'), join(remoteRoot, 'src', 'serves.js'));
    const server = await run(join(remoteRoot, 'src', 'serves.js'), [inspected]);
    renameSync(remoteRoot, localRoot);
    let found: AttachedTarget | undefined;
    const under = attachTo(server.inspectorPort, {
      localRoot,
      remoteRoot: `${remoteRoot}/`,
      duration: second,
      onFound: target => (found = target),
    });
    const recording = await underLoad(server, under.done);
    const file = join(localRoot, 'src', 'serves.js');
    assert.deepEqual([hottest(recording).file, found?.file], [file, file]);
    assert.ok(recording.texts.has(file));
  });

  it('names the processes of Node.js that can be attached to', async () => {
    const server = await run(programs.path('serves.js'));
    const mine = (await nodeProcesses()).find(({ pid }) => pid === server.pid);
    assert.match(mine?.command ?? '', /serves\.js$/);
  });

  describe('that can not be attached to', () => {
    it('says that nothing listens at the port', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise(done => server.once('listening', done));
      const { port } = server.address() as AddressInfo;
      await new Promise(done => server.close(done));
      await assert.rejects(attachTo(port).done, { code: 'no-inspector' });
    });

    it('says that what listens there is no inspector', async () => {
      const server = await run(programs.path('serves.js'));
      const port = Number(/serves at (\d+)/.exec(server.output())?.[1]);
      await assert.rejects(attachTo(port).done, { code: 'not-inspector' });
    });

    it('says that there is no such process', async () => {
      await assert.rejects(attachTo(0, { pid: 2 ** 22 + 1 }).done, { code: 'no-process' });
    });

    it('does not end a process that is not Node.js, and says so', async function () {
      if (process.platform === 'win32') this.skip(); // no such program there
      const other = spawn('sleep', ['60']);
      try {
        await assert.rejects(attachTo(0, { pid: other.pid }).done, { code: 'not-node' });
        assert.equal(other.exitCode ?? other.signalCode, null);
      } finally {
        other.kill();
      }
    });

    it('does not end a process that has no inspector rights, and says so', async function () {
      if (process.platform !== 'linux') this.skip(); // elsewhere the system does not tell
      const flags = [
        major === 20 ? '--experimental-permission' : '--permission',
        '--allow-fs-read=*',
        ...(major > 24 ? ['--allow-net'] : []),
      ];
      const server = await run(programs.path('serves.js'), flags);
      await assert.rejects(attachTo(0, { pid: server.pid }).done, { code: 'not-attachable' });
      assert.ok(server.isRunning());
    });

    it('asks before it talks to another machine', async () => {
      const elsewhere = attachTo(9229, { host: '192.0.2.1' });
      await assert.rejects(elsewhere.done, { code: 'not-this-machine' });
    });
  });
});
