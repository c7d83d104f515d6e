import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Run } from '../../src/core/session';
import { countingRun } from '../../src/run/counting-run';
import { textHash } from '../../src/run/maps';
import { isAlive } from '../../src/run/private-folder';
import type { StartProcess } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';
import { mountSmallDisk } from './small-disk';

describe('a counting run', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tuneline-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const counted = (file: string, start: StartProcess, signal = new AbortController().signal) => {
    const target = { kind: 'file', file, cwd: folder, args: [], env: {} } as const;
    const texts = new Map([[file, textHash(readFileSync(file, 'utf8'))]]);
    const recorded = { run: { exitCode: 0, signal: undefined } as Run, texts };
    const options = { dist: resolve('dist'), node: process.execPath, start };
    return countingRun(target, recorded, options, signal);
  };

  it('leaves no program where it is cancelled while that starts', async () => {
    const file = join(folder, 'endless.js');
    writeFileSync(file, 'setInterval(() => undefined, 1000);');
    const cancel = new AbortController();
    let pid: number | undefined;
    const start: StartProcess = async (command, signal) => {
      cancel.abort();
      const child = await startChild(['ignore', 'ignore', 'ignore'])(command, signal);
      pid = child.pid;
      return child;
    };
    await assert.rejects(counted(file, start, cancel.signal), { code: 'cancelled' });
    assert.ok(pid !== undefined, 'it has started');
    assert.ok(!isAlive(pid));
  });

  it('tells no numbers of which a full disk may have kept some back', async function () {
    const disk = mountSmallDisk(folder);
    if (disk === undefined) this.skip(); // only root may mount
    const { TMPDIR } = process.env;
    process.env.TMPDIR = disk.path;
    try {
      const file = join(folder, 'large.js');
      writeFileSync(file, 'function f() {}\n'.repeat(5000));
      const run = counted(file, startChild(['ignore', 'ignore', 'ignore']));
      await assert.rejects(run, /disk of the temporary folder is full/);
      assert.deepEqual(readdirSync(disk.path), []);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      disk.unmount();
    }
  });
});
