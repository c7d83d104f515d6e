import assert from 'node:assert/strict';
import { hotSpots } from '../../src/core/hot-lines';
import { mergeProfiles } from '../../src/core/merge';
import { times } from '../../src/core/profile';
import { drawnProfile } from './drawn-profile';

describe('runs merged into one profile', () => {
  const first = drawnProfile('main:9;work:3 30\nmain:9 10');
  const second = drawnProfile('other:4 20\nmain:9;work:3 40?');

  it('add up time and samples of the same line', () => {
    const merged = mergeProfiles([first, second]);
    const work = hotSpots(merged).lines.find(line => line.line === 3);
    assert.equal(work?.self, 70_000);
    assert.equal(work?.samples, 70);
    assert.equal(work?.uncertain, 40_000);
    assert.equal(times(merged).active, 100_000);
    assert.equal(merged.duration, 100_000);
  });

  it('know call lines only where every run knows them', () => {
    const without = drawnProfile('main:9;work:3 30', { callLines: 'none' });
    assert.equal(mergeProfiles([first, without]).callLines, 'none');
  });
});
