import assert from 'node:assert/strict';
import { measuredBy } from '../../src/core/measured-by';
import type { Run } from '../../src/core/session';
import { madeUpRun } from './made-up-run';

const run = (more: Partial<Run>): { readonly runs: readonly Run[] } => ({
  runs: [madeUpRun({ wall: 1e6, cpu: 0.8e6, syncWait: 0, ...more })],
});

describe('a change of a session’s program is measured', () => {
  it('by CPU time, but by the clock where it mostly waits', () => {
    assert.deepEqual(measuredBy(run({})), { kind: 'whole-run', metric: 'cpu' });
    const waits = measuredBy(run({ cpu: 0.1e6, startCpu: 0.1e6 }));
    assert.deepEqual(waits, { kind: 'whole-run', metric: 'wall', computes: 0.2 });
    assert.deepEqual(measuredBy(run({ cpu: undefined })), { kind: 'whole-run', metric: 'cpu' });
  });

  it('as the server was recorded: until it listens, or under the same load', () => {
    const part = { kind: 'start-up', from: 0, to: 1 } as const;
    assert.deepEqual(measuredBy(run({ part })), { kind: 'start-up' });
    const load = { what: 'http://127.0.0.1:3000/', kind: 'url', warmUp: 1 } as const;
    const under = run({ load, part: { ...part, kind: 'under-load' }, ended: 'stopped' });
    assert.deepEqual(measuredBy(under), { kind: 'load', load });
  });

  it('under a load that has to be given, where it did not end by itself', () => {
    const part = { kind: 'recording', from: 0, to: 1 } as const;
    assert.equal(measuredBy(run({ part })).kind, 'load-not-known');
    assert.equal(measuredBy(run({ ended: 'stopped' })).kind, 'load-not-known');
  });
});
