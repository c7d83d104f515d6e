import assert from 'node:assert/strict';
import { compareOutputs } from '../../src/core/same-output';

describe('comparing what two versions write', () => {
  it('finds the first line that differs', () => {
    const { equal, difference } = compareOutputs(['a\nb\nc\n'], ['a\nB\nC\n']);
    assert.equal(equal, false);
    assert.deepEqual(difference, { line: 2, before: 'b', after: 'B' });
  });

  it('finds a line that is missing, or one too many', () => {
    assert.equal(compareOutputs(['a\nb\n'], ['a\n']).equal, false);
    assert.equal(compareOutputs([''], ['a']).equal, false);
  });

  it('leaves out the word that varies, and nothing else of its line', () => {
    const before = ['done in 1.25ms: 7 files\n', 'done in 980µs: 7 files\n'];
    const same = compareOutputs(before, ['done in 1.5ms: 7 files\n']);
    assert.equal(same.equal, true);
    assert.deepEqual(same.leftOut, {
      lines: 1,
      of: 2,
      example: 'done in …: 7 files',
      order: false,
    });
    assert.equal(compareOutputs(before, ['done in 1.5ms: 8 files\n']).equal, false);
  });

  it('leaves out what varies in the version after, too', () => {
    assert.equal(compareOutputs(['id 1\n'], ['id 2\n', 'id 3\n']).equal, true);
  });

  it('leaves out the order of lines where they come in another one each time', () => {
    const before = ['a\nb\nc\n', 'b\na\nc\n'];
    assert.equal(compareOutputs(before, ['c\nb\na\n']).equal, true);
    assert.equal(compareOutputs(before, ['c\nb\na\n']).leftOut.order, true);
    assert.equal(compareOutputs(before, ['c\nb\nx\n']).equal, false);
  });

  it('compares the beginning and the end where the number of lines varies', () => {
    const before = ['start\nend 5\n', 'start\nwaiting\nend 5\n'];
    assert.equal(compareOutputs(before, ['start\nwaiting\nwaiting\nend 5\n']).equal, true);
    assert.equal(compareOutputs(before, ['start\nwaiting\nend 6\n']).equal, false);
    assert.equal(compareOutputs(before, ['begin\nwaiting\nend 5\n']).equal, false);
  });

  it('takes line ends of either kind for the same', () => {
    assert.equal(compareOutputs(['a\r\nb\r\n'], ['a\nb\n']).equal, true);
  });

  it('compares a long line with a text that varies in it', () => {
    const json = (time: string, value: number) =>
      JSON.stringify({ time, value, list: Array.from({ length: 1000 }, (_, at) => at) });
    const before = [json('2026-01-01T10:00:00Z', 1), json('2026-01-01T10:00:01.5Z', 1)];
    assert.equal(compareOutputs(before, [json('2026-01-01T10:00:07Z', 1)]).equal, true);
    assert.equal(compareOutputs(before, [json('2026-01-01T10:00:07Z', 2)]).equal, false);
  });
});
