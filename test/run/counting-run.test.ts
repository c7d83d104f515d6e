import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { countingRun } from '../../src/run/counting-run';
import { isAlive } from '../../src/run/private-folder';
import type { StartProcess } from '../../src/run/record';
import { startChild } from '../../src/run/start-child';

describe('a counting run', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tuneline-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

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
    const target = { kind: 'file', file, cwd: folder, args: [], env: {} } as const;
    const recorded = { run: { exitCode: 0, signal: undefined }, texts: new Map() } as never;
    const options = { dist: resolve('dist'), node: process.execPath, start };
    await assert.rejects(countingRun(target, recorded, options, cancel.signal), {
      code: 'cancelled',
    });
    assert.ok(pid !== undefined, 'it has started');
    assert.ok(!isAlive(pid));
  });
});
