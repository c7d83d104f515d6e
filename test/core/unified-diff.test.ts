import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits, type TextEdit } from '../../src/core/text-edit';
import { unifiedDiff } from '../../src/core/unified-diff';
import { hasGit } from '../run/repository';
import { random } from './noise';

const text = Array.from({ length: 30 }, (_, n) => `line ${n + 1}\n`).join('');
const at = (line: number) => text.indexOf(`line ${line}\n`);

describe('a change as a diff', () => {
  it('shows lines with three around them, and those that are near in one piece', () => {
    const edits = [
      { start: at(5), end: at(5) + 4, text: 'LINE' },
      { start: at(9), end: at(9), text: 'new\n' },
      { start: at(20), end: at(21), text: '' },
    ];
    assert.equal(
      unifiedDiff('src/main.ts', text, edits),
      `--- a/src/main.ts
+++ b/src/main.ts
@@ -2,10 +2,11 @@
 line 2
 line 3
 line 4
-line 5
+LINE 5
 line 6
 line 7
 line 8
+new
 line 9
 line 10
 line 11
@@ -17,7 +18,6 @@
 line 17
 line 18
 line 19
-line 20
 line 21
 line 22
 line 23
`,
    );
  });

  it('is empty where nothing changes', () => {
    assert.equal(unifiedDiff('a.ts', text, []), '');
    assert.equal(unifiedDiff('a.ts', text, [{ start: 0, end: 4, text: 'line' }]), '');
  });

  it('is what git makes the same text of, wherever the edits are and however the text ends', function () {
    if (!hasGit) this.skip();
    const folder = mkdtempSync(join(tmpdir(), 'tuneline-test-'));
    try {
      const next = random(11);
      const pick = (most: number) => Math.floor(next() * most);
      for (let round = 0; round < 60; round++) {
        const whole = next() < 0.5 ? text : text.slice(0, -1);
        const before = next() < 0.2 ? whole.slice(0, pick(30)) : whole;
        const edits: TextEdit[] = [];
        for (let start = pick(40); start <= before.length; start += 1 + pick(120)) {
          const end = Math.min(before.length, start + pick(20));
          edits.push({ start, end, text: ['', 'x', 'one\ntwo\n', '\n'][pick(4)] });
          start = end;
        }
        const after = applyEdits(before, edits);
        if (after === before || before === '' || after === '') continue; // git makes and removes files of these
        writeFileSync(join(folder, 'a.ts'), before);
        const input = unifiedDiff('a.ts', before, edits);
        execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input });
        assert.equal(readFileSync(join(folder, 'a.ts'), 'utf8'), after, input);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
