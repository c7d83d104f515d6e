import assert from 'node:assert/strict';
import { readV8Coverage, stepAt } from '../../../src/core/formats/v8-coverage';

describe('counts that V8 wrote', () => {
  it('are right above 2,147,483,647, which V8 writes as less than none', () => {
    const ranges = [
      { startOffset: 0, endOffset: 80, count: 1 },
      { startOffset: 54, endOffset: 68, count: -2_094_967_296 },
    ];
    const result = [{ url: 'file:///a.js', functions: [{ ranges, isBlockCoverage: true }] }];
    const [script] = readV8Coverage(JSON.stringify({ result }), () => true);
    assert.deepEqual(
      [10, 60, 70].map(offset => stepAt(script.steps, offset)),
      [1, 2_200_000_000, 1],
    );
  });
});
