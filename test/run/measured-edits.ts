import type { Trial } from '../../src/core/trial';

/** Edits that were measured, and changed what the program says. */
export function measuredEdits(id: string, at: number): Trial {
  const costs = { cpu: undefined, wall: 1 };
  return {
    id,
    at,
    change: { kind: 'edits', against: 'abc1234' },
    state: 'applied',
    verification: {
      metric: 'cpu',
      verdict: undefined,
      ratios: { cpu: undefined, wall: 1 },
      outputEqual: false,
      differences: [],
      leftOut: [],
      before: costs,
      after: costs,
      pairs: [],
      notes: [],
      copied: { files: 1, bytes: 1 },
      runs: 2,
    },
  };
}
