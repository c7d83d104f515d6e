import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hotSpots } from '../../src/core/hot-lines';
import type { LaunchSpec } from '../../src/run/launch-messages';
import { isAlive } from '../../src/run/private-folder';
import type { Progress } from '../../src/run/record';
import { startThroughLauncher, type TerminalCommand } from '../../src/run/start-through-launcher';
import { copyPrograms, dist, hottest, type Programs, start, testNode } from './recording';

/** What stands in for a terminal: a process with the command's arguments. */
function terminal(onOpen: (launcher: ChildProcess) => void = () => undefined) {
  return async ({ executable, args, cwd, env }: TerminalCommand) => {
    const all: NodeJS.ProcessEnv = { ...process.env, TERM: 'of the terminal' };
    for (const [name, value] of Object.entries(env)) {
      if (value === null) delete all[name];
      else all[name] = value;
    }
    onOpen(spawn(executable, args, { cwd, env: all, stdio: 'ignore' }));
  };
}

describe('a program in a terminal', () => {
  let programs: Programs;
  before(() => {
    programs = copyPrograms();
  });
  after(() => programs.remove());

  it('is recorded, and the terminal ends as the program did', async () => {
    let ended: Promise<unknown[]> | undefined;
    const openTerminal = terminal(launcher => {
      ended = once(launcher, 'exit');
    });
    const launch = startThroughLauncher({ dist, openTerminal });
    const recording = await start(programs, 'exits.js', { start: launch }).done;
    assert.equal(recording.run.exitCode, 3);
    assert.equal(hottest(recording).file, programs.path('exits.js'));
    assert.deepEqual(await ended, [3, null]);
  });

  it('is no failure to its terminal when the user ended it', async () => {
    let ended: Promise<unknown[]> | undefined;
    const openTerminal = terminal(launcher => {
      ended = once(launcher, 'exit');
    });
    const launch = startThroughLauncher({ dist, openTerminal });
    const under = start(programs, 'never-ends.js', { start: launch });
    setTimeout(() => under.stop(), 2500);
    const { run } = await under.done;
    assert.equal(run.ended, 'stopped');
    assert.deepEqual(await ended, [0, null]);
  });

  it('is ended by a cancel though it blocks for ever', async () => {
    const cancel = new AbortController();
    const openTerminal = terminal(() => setTimeout(() => cancel.abort(), 500));
    let pid = 0;
    const begin = startThroughLauncher({ dist, openTerminal });
    const wishes: Parameters<typeof start>[2] = {
      start: async (command, signal) => {
        const child = await begin(command, signal);
        pid = child.pid;
        return child;
      },
    };
    const under = start(programs, 'never-ends.js', wishes, cancel.signal);
    await assert.rejects(under.done, { code: 'cancelled' });
    assert.ok(pid === 0 || !isAlive(pid));
  });

  it('still gives its profile when the terminal is killed', async () => {
    let kill: () => unknown = () => assert.fail('it was not started');
    const openTerminal = terminal(launcher => {
      kill = () => launcher.kill('SIGKILL');
    });
    const launch = startThroughLauncher({ dist, openTerminal });
    const onProgress = ({ profile }: Progress) => {
      if (hotSpots(profile).lines.some(({ samples }) => samples > 0)) kill();
    };
    const wishes = { start: launch, onProgress };
    const { run } = await start(programs, 'never-ends.js', wishes).done;
    assert.deepEqual([run.exitCode, run.signal, run.ended], [undefined, 'SIGHUP', 'by-itself']);
  });

  it('is told of a terminal that can not start it', async () => {
    const failing = async () => {
      throw new Error('no terminal');
    };
    const launch = startThroughLauncher({ dist, openTerminal: failing });
    await assert.rejects(start(programs, 'ends.js', { start: launch }).done, /no terminal/);
  });

  it('does not outlive the editor', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tunelinetest-launch-'));
    const server = createServer();
    const address =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\tunelinetest-${process.pid}`
        : join(folder, 'socket');
    server.listen(address);
    await once(server, 'listening');
    const spec: LaunchSpec = {
      command: {
        executable: testNode,
        node: testNode,
        args: [programs.path('never-ends.js')],
        cwd: folder,
        env: {},
      },
      address,
      token: 'token',
    };
    const file = join(folder, 'spec.json');
    writeFileSync(file, JSON.stringify(spec));
    const launcher = spawn(testNode, [join(dist, 'launch.js'), file], { stdio: 'ignore' });
    const ended = once(launcher, 'exit');
    const failed = ended.then(() => Promise.reject(new Error('the launcher ended at once')));
    failed.catch(() => undefined);
    try {
      const [socket] = await Promise.race([once(server, 'connection'), failed]);
      let heard = '';
      socket.on('data', (text: Buffer) => {
        heard += text;
      });
      while (!heard.includes('started')) await once(socket, 'data');
      const { pid } = JSON.parse(heard.split('\n')[1]);
      assert.ok(isAlive(pid));
      socket.destroy();
      await ended;
      assert.ok(!isAlive(pid));
    } finally {
      launcher.kill('SIGKILL');
      server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
