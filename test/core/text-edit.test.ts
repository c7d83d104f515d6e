import assert from 'node:assert/strict';
import { applyEdits, composed, offsetAfter, type TextEdit } from '../../src/core/text-edit';
import { random, type Random } from './noise';

/** Up to three edits that neither overlap nor touch. */
function someEdits(text: string, next: Random): TextEdit[] {
  const edits: TextEdit[] = [];
  let from = 0;
  for (let count = Math.floor(next() * 4); count > 0; count--) {
    const start = from + Math.floor(next() * 8);
    const end = start + Math.floor(next() * 4);
    if (end > text.length) break;
    edits.push({ start, end, text: ['', 'X', 'new\n', '-<>-'][Math.floor(next() * 4)] });
    from = end + 1;
  }
  return edits;
}

describe('edits of a text', () => {
  it('move what stands behind them, and what they are inserted before', () => {
    const text = 'one two three';
    const edits = [
      { start: 0, end: 3, text: '1' },
      { start: 8, end: 8, text: 'and ' },
    ];
    assert.equal(applyEdits(text, edits), '1 two and three');
    const after = (word: string) => offsetAfter(text.indexOf(word), edits);
    assert.deepEqual([after('one'), after('two'), after('three')], [0, 2, 10]);
    assert.equal(offsetAfter(text.indexOf('ne'), edits), undefined);
    assert.equal(offsetAfter(text.length, edits), 15);
  });

  it('that follow each other are, taken together, edits of the first text that do not touch', () => {
    const next = random(7);
    for (let round = 0; round < 3000; round++) {
      const text = 'function slow() {\n  return 1;\n}\n'.slice(0, Math.floor(next() * 32));
      const steps: TextEdit[][] = [];
      let now = text;
      for (let step = 0; step < 3; step++) {
        const edits = someEdits(now, next);
        steps.push(edits);
        now = applyEdits(now, edits);
      }
      const all = composed(text, steps);
      assert.equal(applyEdits(text, all), now, JSON.stringify([text, steps]));
      for (const [index, edit] of all.entries())
        assert.ok(index === 0 || all[index - 1].end < edit.start, JSON.stringify(all));
    }
  });

  it('that follow each other know which steps each is made of', () => {
    const text = 'a b c d';
    const steps = [
      [{ start: 0, end: 1, text: 'first' }],
      [{ start: 8, end: 9, text: 'third' }],
      [{ start: 0, end: 5, text: 'again' }],
    ];
    assert.deepEqual(composed(text, steps), [
      { start: 0, end: 1, text: 'again', by: [0, 2] },
      { start: 4, end: 5, text: 'third', by: [1] },
    ]);
  });
});
