import assert from 'node:assert/strict';
import {
  anchorsAfter,
  anchorsBetween,
  type LineAnchors,
  type LineChange,
  lineHash,
  ranLineAt,
  ranText,
  standingOf,
  whereNow,
} from '../../src/core/line-anchors';

const program = `import { read } from './read';

export function count(orders) {
  let n = 0;
  for (const order of orders) {
    if (known.includes(order.id)) n++;
  }
  return n;
}

export function print(orders) {
  const rows = orders.map(order => {
    return render(order);
  });
  return rows.join();
}`;
const hotLine = 6;
const ran = ranText(program.split('\n'), [3, 11, 12]);
const untouched = anchorsBetween(ran, program.split('\n'));

/** Edits as an editor does: replaces lines `first` to `last` of the text by `by`, and follows. */
function edit(
  from: { text: string; anchors: LineAnchors },
  first: number,
  last: number,
  by: string[],
) {
  const lines = from.text.split('\n');
  lines.splice(first - 1, last - first + 1, ...by);
  const change: LineChange = { first, last, inserted: by.length };
  return { text: lines.join('\n'), anchors: anchorsAfter(from.anchors, [change], lines) };
}

const start = { text: program, anchors: untouched };
const lineOf = (text: string, code: string) =>
  text.split('\n').findIndex(one => one.includes(code)) + 1;

describe('line anchors', () => {
  it('leave every line where it is in a text that did not change', () => {
    ran.hashes.forEach((_, index) => {
      assert.deepEqual(standingOf(untouched, index + 1), { line: index + 1, state: 'same' });
    });
  });

  it('lead who asks for a line to where it stands now, and for a deleted one to the line before it', () => {
    const moved = edit(start, 2, 2, ['', "import { known } from './known';", '']);
    assert.equal(whereNow(moved.anchors, hotLine), hotLine + 2);
    const deleted = edit(moved, hotLine + 1, hotLine + 2, ['']);
    assert.equal(whereNow(deleted.anchors, hotLine), hotLine);
    assert.equal(whereNow(deleted.anchors, 99), deleted.text.split('\n').length);
  });

  it('move a hot line down with the lines typed above it', () => {
    const after = edit(start, 2, 2, ['', "import { known } from './known';", '']);
    assert.deepEqual(standingOf(after.anchors, hotLine), { line: hotLine + 2, state: 'same' });
  });

  it('follow a line that is pushed down by Enter at its start', () => {
    const after = edit(start, hotLine, hotLine, ['', '    if (known.includes(order.id)) n++;']);
    assert.deepEqual(standingOf(after.anchors, hotLine), { line: hotLine + 1, state: 'same' });
  });

  it('say that an edited line is edited, and that its function is not the one that ran', () => {
    const after = edit(start, hotLine, hotLine, ['    if (known.has(order.id)) n++;']);
    assert.deepEqual(standingOf(after.anchors, hotLine), { line: hotLine, state: 'edited' });
    assert.equal(standingOf(after.anchors, 8)?.state, 'function-changed');
    assert.equal(standingOf(after.anchors, 13)?.state, 'same', 'another function stays as it ran');
  });

  it('take the edit back when the text is what ran again', () => {
    const edited = edit(start, hotLine, hotLine, ['    nothing();']);
    const back = edit(edited, hotLine, hotLine, ['    if (known.includes(order.id)) n++;']);
    assert.deepEqual(standingOf(back.anchors, hotLine), { line: hotLine, state: 'same' });
    assert.equal(standingOf(back.anchors, 8)?.state, 'same');
  });

  it('let a deleted line go, and find it again when the deletion is undone', () => {
    const gone = edit(start, 5, 7, ['  n = orders.length;', '  n++;']);
    assert.equal(standingOf(gone.anchors, hotLine), undefined);
    const back = edit(gone, 5, 6, program.split('\n').slice(4, 7));
    assert.deepEqual(standingOf(back.anchors, hotLine), { line: hotLine, state: 'same' });
  });

  it('keep a line that was only indented', () => {
    const after = edit(start, hotLine, hotLine, ['\t\tif (known.includes(order.id)) n++;']);
    assert.deepEqual(standingOf(after.anchors, hotLine), { line: hotLine, state: 'same' });
  });

  it('grey a function into which code was typed, but not for a blank or a comment', () => {
    const comment = edit(start, 4, 4, ['  // counts', '', '  let n = 0;']);
    assert.equal(standingOf(comment.anchors, hotLine)?.state, 'same');
    const code = edit(start, 4, 4, ['  let n = 0;', '  warm();']);
    assert.deepEqual(standingOf(code.anchors, hotLine), {
      line: hotLine + 1,
      state: 'function-changed',
    });
  });

  it('grey the inner function for an edit inside it, not the one around it', () => {
    const after = edit(start, 13, 13, ['    return draw(order);']);
    assert.equal(standingOf(after.anchors, 14)?.state, 'function-changed');
    assert.equal(standingOf(after.anchors, 15)?.state, 'same');
  });

  it('count the line on which an inner function starts as part of both', () => {
    const after = edit(start, 15, 15, ['  return rows.join(",");']);
    assert.equal(standingOf(after.anchors, 12)?.state, 'function-changed');
    assert.equal(standingOf(after.anchors, 13)?.state, 'same');
  });

  it('find the lines of a file that was changed by another program', () => {
    const text = `// @ts-check\n${program.replace('let n = 0', 'let n = 1')}\n// end`;
    const anchors = anchorsBetween(ran, text.split('\n'));
    assert.deepEqual(standingOf(anchors, hotLine), {
      line: lineOf(text, 'known.includes'),
      state: 'function-changed',
    });
    assert.equal(standingOf(anchors, 4)?.state, 'edited');
  });

  it('find functions that changed places on the right side, or not at all', () => {
    const lines = program.split('\n');
    const swapped = [...lines.slice(0, 2), ...lines.slice(10), '', ...lines.slice(2, 9)];
    const anchors = anchorsBetween(ran, swapped);
    ran.hashes.forEach((hash, index) => {
      const stands = standingOf(anchors, index + 1);
      if (stands === undefined || stands.state === 'edited') return;
      assert.equal(lineHash(swapped[stands.line - 1]), hash, `line ${index + 1}`);
    });
  });

  it('paint nothing on a text that has nothing of what ran', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `row ${i};`);
    const anchors = anchorsBetween(ran, lines);
    assert.ok(ran.hashes.every((_, index) => standingOf(anchors, index + 1)?.state !== 'same'));
  });

  it('never call a line the same when its text is another, whatever is edited', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let round = 0; round < 300; round++) {
      let at = start;
      for (let step = 0; step < 6; step++) {
        const count = at.text.split('\n').length;
        const first = 1 + random(count);
        const last = Math.min(count, first + random(4));
        const pool = [...program.split('\n'), 'x();', '', '}'];
        const by = Array.from({ length: 1 + random(4) }, () => pool[random(pool.length)]);
        at = edit(at, first, last, by);
        const lines = at.text.split('\n');
        const used = new Set<number>();
        ran.hashes.forEach((hash, index) => {
          const stands = standingOf(at.anchors, index + 1);
          if (stands === undefined) return;
          assert.ok(stands.line >= 1 && stands.line <= lines.length);
          assert.ok(!used.has(stands.line), 'two lines on one');
          used.add(stands.line);
          if (stands.state !== 'edited') assert.equal(lineHash(lines[stands.line - 1]), hash);
        });
      }
    }
  });

  it('follow several changes of one edit, the last in the text first', () => {
    const lines = program.split('\n');
    lines.splice(14, 1, '  return rows.join("");');
    lines.splice(1, 1, '', '');
    const anchors = anchorsAfter(
      untouched,
      [
        { first: 15, last: 15, inserted: 1 },
        { first: 2, last: 2, inserted: 2 },
      ],
      lines,
    );
    assert.deepEqual(standingOf(anchors, hotLine), { line: hotLine + 1, state: 'same' });
    assert.equal(standingOf(anchors, 15)?.state, 'edited');
  });

  it('tell which line that ran stands on a line now', () => {
    const after = edit(start, 1, 1, ["import { read } from './read';", '']);
    assert.equal(ranLineAt(after.anchors, hotLine + 1), hotLine);
    assert.equal(ranLineAt(after.anchors, 2), undefined);
  });
});
