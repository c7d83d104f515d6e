import assert from 'node:assert/strict';
import { changedLines, grownLines, hottestLines } from '../../src/core/faults';
import { drawnFile, drawnProfile } from './drawn-profile';

const of = (drawing: string) => ({ profile: drawnProfile(drawing), runs: 1 });

describe('the lines that a broken budget points to', () => {
  it('are those that grew since the profile that was kept', () => {
    const faults = grownLines(
      of('main:1;work:12 100\nmain:2 100'),
      of('main:1;work:12 400\nmain:2 101\nmain:3 50'),
    );
    assert.deepEqual(
      faults.map(({ line, before, after }) => [line, before, after]),
      [
        [12, 100_000, 400_000],
        [3, 0, 50_000],
      ],
    );
  });

  it('are first of all those that were changed and got more, with what they call; not those that cost as much before', () => {
    const before = 'main:1;work:12 100\nmain:2 300\nmain:3 100';
    const after = 'main:1;work:12 400\nmain:2 301\nmain:3 100\nmain:4 250';
    const changed = new Map([[drawnFile, new Set([1, 2])]]);
    const faults = grownLines(of(before), of(after), changed);
    assert.deepEqual(
      faults.map(({ line, why, before: was, after: is }) => [line, why, was, is]),
      [
        [1, 'changed', 100_000, 400_000],
        [12, 'grew', 100_000, 400_000],
        [4, 'grew', 0, 250_000],
      ],
    );
  });

  it('are changed lines with the most time, the one that runs before the ones that call it', () => {
    const changed = new Map([[drawnFile, new Set([1, 12, 30])]]);
    const faults = changedLines(of('main:1;work:12 300\nmain:2 100\nmain:30 1'), changed);
    assert.deepEqual(
      faults.map(({ line, why }) => [line, why]),
      [
        [12, 'changed'],
        [1, 'changed'],
      ],
    );
  });

  it('are those that take most where nothing is known of before', () => {
    const [first] = hottestLines(of('main:1;work:12 300\nmain:2 100'));
    assert.deepEqual([first.line, first.why], [12, 'hot']);
  });
});
