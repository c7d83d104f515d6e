import assert from 'node:assert/strict';
import { movedRequest } from '../../src/core/hints/moved-request';
import { applyEdits, offsetAfter } from '../../src/core/text-edit';
import { drawn, soundHints } from './heat';

describe('asking for hints again after one was applied', () => {
  const { text, hot } = drawn(`
    export function run(words) {
      const known = words.filter(word => word.length > 3);
      let found = 0;
      for (const word of words) if (known.includes(word)) found++; //^
      const wanted = words.filter(word => word.length < 3);
      for (const word of words) if (wanted.includes(word)) found++; //^
      return found;
    }
  `);
  const request = { file: '/w/main.js', text, hot, activeSamples: 1000 };
  const hints = soundHints(request).filter(({ edits }) => edits.length > 0);

  it('finds the others where they stand now, with edits that fit the text as it is now', () => {
    assert.ok(hints.length >= 2, JSON.stringify(hints.map(({ rule }) => rule)));
    for (const first of hints) {
      const moved = movedRequest(request, first.edits);
      const now = soundHints(moved);
      for (const other of hints) {
        if (other === first) continue;
        const start = offsetAfter(other.start, first.edits);
        const found = now.find(one => one.rule === other.rule && one.start === start);
        assert.ok(found, `${other.rule} after ${first.rule}`);
        const both = applyEdits(moved.text, found.edits);
        assert.ok(!both.includes('known.includes') && !both.includes('wanted.includes'), both);
      }
    }
  });

  it('keeps what was measured at the code it was measured at, columns too', () => {
    const column = text.split('\n')[3].indexOf('known.includes');
    const exact = { ...request, hot: request.hot.map(row => ({ ...row, column })) };
    const line = text.indexOf('  for (const');
    const edits = [
      { start: 0, end: 0, text: '// two\n// lines\n' },
      { start: line, end: line, text: '  label:' },
    ];
    const [{ line: now, column: at }] = movedRequest(exact, edits).hot;
    const lines = applyEdits(text, edits).split('\n');
    assert.equal(lines[now - 1].slice(at).indexOf('known.includes'), 0);
  });
});
