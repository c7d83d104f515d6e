import assert from 'node:assert/strict';
import { readStoredCounts, writeCounts } from '../../../src/core/formats/stored-counts';

describe('stored counts', () => {
  const steps = { lines: [1, 3], columns: [0, 2], times: [1, -1] };
  const texts = new Map([['/app/main.js', 'hash']]);
  const read = (one: object) => {
    const text = writeCounts(new Map([['/app/main.js', { ...steps, ...one }]]), texts);
    return readStoredCounts(text, file => texts.get(file))?.get('/app/main.js');
  };

  it('are read as they were written', () => assert.deepEqual(read({}), steps));

  it('are not believed where no run can have counted so', () => {
    for (const one of [
      { times: [-5, 1] },
      { times: [1.5, 1] },
      { times: [1e300, 1] },
      { times: [1] },
      { times: 'ab' },
      { times: ['1', '1'] },
      { lines: [0, 1] },
      { columns: [-1, 0] },
    ])
      assert.equal(read(one), undefined, JSON.stringify(one));
  });

  it('are not believed of lines that no text has, which would be gone through for hours', () =>
    assert.equal(read({ lines: [1, 1e12] }), undefined));
});
