import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf, onePlaceEach } from './sample';

describe('tunings that are looked at, and those that are not wanted', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'places.ts'), onePlaceEach);
    await editor.openFile('places.ts');
    await editor.profileThisFile();
  });

  it('one that needs a look names where it differs, and is shown before it is applied; nothing of it is applied that is not ticked, which is said', async () => {
    const line = lineOf(editor, 'places.ts', 'values.indexOf(value)');
    await editor.waitForHeat(line);
    const titles = await editor.quickFix(line, 'Use the index');
    assert.match(titles[0], /Use the index .* has a value twice/);
    assert.match(titles.at(-1) ?? '', /^Silence: /);
    const preview = editor.page.locator('.bulk-edit-panel');
    await preview.locator('.edit-checkbox').first().waitFor();
    const before = readFileSync(join(editor.workspace, 'src', 'places.ts'), 'utf8');
    assert.equal(before, onePlaceEach, 'it was applied unasked');
    const edits = preview.locator('.monaco-list-row .textedit');
    assert.equal(await edits.count(), 1, 'a part of it can be applied without the rest');
    await preview.locator('.buttons').getByText('Apply').click();
    const told = editor.page.locator('.notification-list-item', {
      hasText: 'tick it in the preview',
    });
    await told.first().waitFor();
    await editor.quickFix(line, 'Use the index');
    await preview.locator('.edit-checkbox').first().click();
    await preview.locator('.buttons').getByText('Apply').click();
    await editor.waitForText(line, 'values.map((value, index) => index)');
  });

  it('one that is not wanted is silenced on its line by a comment, and not offered again', async () => {
    const line = lineOf(editor, 'places.ts', 'queue.shift()');
    await editor.quickFix(line, 'Silence:');
    await editor.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'On This Line' })
      .first()
      .click();
    await editor.waitForText(line, '// tuneline-disable-next-line queue-shift');
    const titles = await editor.quickFix(line + 1);
    assert.ok(!titles.some(title => title.includes('queue')), titles.join('\n'));
  });
});
