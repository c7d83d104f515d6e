import type { Run } from '../../src/core/session';

/** A run that ended well, of a millisecond by the clock; `facts`: what of it matters to a test. */
export function madeUpRun(facts: Partial<Run> = {}): Run {
  return {
    id: 'run',
    exitCode: 0,
    signal: undefined,
    ended: 'by-itself',
    wall: 1000,
    cpu: undefined,
    syncWait: undefined,
    nodeVersion: '20.6.0',
    runner: 'node',
    notes: [],
    ...facts,
  };
}
