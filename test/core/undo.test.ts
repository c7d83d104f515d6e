import assert from 'node:assert/strict';
import { applyEdits, type TextEdit } from '../../src/core/text-edit';
import { takingBack, undoOf } from '../../src/core/undo';

const before = `import { a } from './a';\n\nexport function slow(list) {\n  return list.includes(a);\n}\n\nconst other = slow([1]);\n`;
const after = before.replace('list.includes(a)', 'new Set(list).has(a)');

function applied(text: string, edit: TextEdit | undefined): string | undefined {
  return edit && applyEdits(text, [edit]);
}

describe('taking a change back', () => {
  it('restores exactly what was there', () => {
    assert.equal(applied(after, takingBack(after, undoOf(before, after))), before);
  });

  it('restores a text that the change emptied, filled, or left as it was', () => {
    for (const [one, two] of [
      [before, ''],
      ['', after],
      [before, before],
      ['aaaa', 'aa'],
      ['aa', 'aaaa'],
    ]) {
      assert.equal(applied(two, takingBack(two, undoOf(one, two))), one, `${one} → ${two}`);
    }
  });

  it('keeps what was edited elsewhere since', () => {
    const since = `// new\n${after}// more\n`;
    assert.equal(
      applied(since, takingBack(since, undoOf(before, after))),
      `// new\n${before}// more\n`,
    );
  });

  it('is refused where the changed piece was edited since', () => {
    const since = after.replace('new Set(list)', 'new Set(list.slice())');
    assert.equal(takingBack(since, undoOf(before, after)), undefined);
  });

  it('is refused where the piece can not be told from another like it', () => {
    const line = 'x'.repeat(200);
    const twice = `a${line}${line}`;
    const undo = undoOf(`${line}y${line}`, `${line}${line}`);
    assert.equal(takingBack(`shifted ${twice} ${twice}`, undo), undefined);
  });
});
