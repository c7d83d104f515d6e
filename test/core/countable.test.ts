import assert from 'node:assert/strict';
import { uncountable } from '../../src/core/countable';
import type { Run, Session, TargetDescription } from '../../src/core/session';
import { madeUpRun } from './made-up-run';

const file: TargetDescription = {
  kind: 'file',
  file: '/app/main.js',
  args: [],
  cwd: '/app',
  env: {},
};
const session = (target: TargetDescription, run: Partial<Run> = {}): Session => ({
  schema: 1,
  id: 's',
  target,
  startedAt: 1,
  runs: [madeUpRun(run)],
});

describe('what can be counted by one more run', () => {
  it('is a program that Tuneline started and that ended by itself, also one that failed', () => {
    assert.equal(uncountable(session(file)), undefined);
    assert.equal(uncountable(session({ ...file, kind: 'command', executable: 'npm' })), undefined);
    assert.equal(uncountable(session(file, { exitCode: 1 })), undefined);
  });

  it('is not one that ran already, or that was recorded elsewhere', () => {
    const attached = { ...file, kind: 'attached', host: 'localhost', port: 9229 } as const;
    assert.equal(uncountable(session(attached)), 'not-started');
    assert.equal(uncountable(session({ ...file, kind: 'imported' })), 'not-started');
  });

  it('is not one that was stopped, or of which only a part was recorded', () => {
    assert.equal(uncountable(session(file, { ended: 'stopped' })), 'stopped');
    const part = { kind: 'recording', from: 5, to: 9 } as const;
    assert.equal(uncountable(session(file, { part, ended: 'stopped' })), 'part');
  });
});
