import assert from 'node:assert/strict';
import type { Hint } from '../../src/core/hints/hint';
import { toldByCounts } from '../../src/core/hints/told-by-counts';

const size = { text: '`{0}` was gone through once, {1} elements', args: ['words', '3,000'] };

function hint(rule: string, facts: Partial<Hint> = {}, file = '/app/main.js') {
  const text = { text: '', args: [] };
  const interval = { low: 0.2, high: 0.4 };
  const told = { title: text, evidence: text, share: 0.3, interval, differs: undefined, edits: [] };
  return { rule, line: 1, start: 10, end: 20, safety: 'review', ...told, ...facts, file } as const;
}

describe('what is said of counts that have come', () => {
  it('names tunings that are safe since, are silent since, or tell their size, and those that still do not', () => {
    const before = ['a', 'b', 'c', 'd'].map(rule => hint(rule, { size: 'not-counted' }));
    const after = [
      hint('a', { safety: 'safe', size }),
      hint('c', { size }),
      hint('d', { size: 'not-counted' }),
    ];
    assert.deepEqual(toldByCounts(before, after), { safe: 1, silent: 1, sized: 1, unknown: 1 });
  });

  it('tells tunings apart by where they stand, and passes over those that no size decides', () => {
    const before = [hint('a'), hint('b', {}, '/app/other.js'), hint('b', { start: 30 })];
    const after = [hint('a'), hint('b', { safety: 'safe', size }, '/app/other.js')];
    assert.deepEqual(toldByCounts(before, after), { safe: 1, silent: 1, sized: 0, unknown: 0 });
  });
});
