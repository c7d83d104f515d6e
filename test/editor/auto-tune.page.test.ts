import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { rendered } from './rendered';
import { lineOf, threeTunings } from './sample';

describe('tunings that are tried one by one', function () {
  this.timeout(600_000); // the program runs some 100 times
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  const textOf = async () => (await editor.lines()).map(({ text }) => text).join('\n');
  const onDisk = () => readFileSync(join(editor.workspace, 'src', 'words.ts'), 'utf8');
  const notification = (text: string) =>
    editor.page.locator('.notification-list-item', { hasText: text });
  const row = () =>
    editor.page.locator('.pane-body .monaco-list-row', { hasText: 'Auto-tune:' }).first();

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'words.ts'), threeTunings);
    await editor.openFile('words.ts');
    await editor.profileThisFile();
  });

  it('are tried once the user was told how often the program runs for that and agreed, in scratch copies', async () => {
    await editor.waitForHeat(lineOf(editor, 'words.ts', 'known.includes(word)'));
    await editor.runCommand('Tuneline: Auto-Tune…');
    const question = editor.page.locator('.monaco-dialog-box');
    await question.waitFor();
    assert.match(await question.innerText(), /try 3 tunings\?[^]*runs about \d+ times/);
    await question.getByText('Try All 3').click();
    const found = notification('Auto-tune: 2 of 3 tunings');
    await found.waitFor({ timeout: 500_000 });
    assert.match(await found.innerText(), /× faster .*output equal/);
    assert.equal(onDisk(), threeTunings, 'a file was touched before anything was applied');
  });

  it('are told in a table: what each was about, gained, and whether the output is equal; and all together', async () => {
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await row().click();
    const page = await rendered(editor, 'all that were kept');
    assert.match(page, /known[^\n]*Set[^]*words\.ts:5[^]*\d+%[^]*\d\.\d\d×/);
    assert.match(page, /the output differs/);
    assert.match(page, /Nothing in your files was changed/);
  });

  it('are applied as one change that is shown first, and taken back as one', async () => {
    await editor.openFile('words.ts');
    const before = await textOf();
    const line = lineOf(editor, 'words.ts', 'known.includes(word)');
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await row().hover();
    await row().locator('.action-label[aria-label="Review and Apply…"]').click();
    const preview = editor.page.locator('.bulk-edit-panel');
    await preview.locator('.edit-checkbox').first().waitFor();
    await preview.locator('.edit-checkbox').first().click();
    await preview.locator('.buttons').getByText('Apply').click();
    const applied = notification('Auto-tune: 2 of 3 tunings').filter({ hasText: 'Revert' });
    await applied.waitFor({ timeout: 30_000 });
    await editor.openFile('words.ts');
    const after = await textOf();
    assert.ok(!after.includes('known.includes(word)') && after.includes('values.indexOf(value)'));
    await applied.getByText('Revert', { exact: true }).click();
    await editor.waitForText(line, 'known.includes(word)');
    assert.equal(await textOf(), before);
  });

  it('are not applied to a text that is another one by now', async () => {
    // The editor reads no file again that it has changes of. It may be saving them by itself still, and while it does a tab looks saved.
    const file = join(editor.workspace, 'src', 'words.ts');
    await editor.runCommand('File: Save All');
    let [seen, quiet] = [0, 0];
    while (quiet < 2000) {
      const { mtimeMs } = statSync(file);
      const isSaved = (await editor.page.locator('.tab.dirty').count()) === 0;
      quiet = isSaved && mtimeMs === seen ? quiet + 100 : 0;
      seen = mtimeMs;
      await editor.page.waitForTimeout(100);
    }
    assert.equal(onDisk(), threeTunings);
    writeFileSync(file, `// new\n${threeTunings}`);
    await editor.openFile('words.ts');
    await editor.goTo(1);
    await editor.waitForText(1, '// new');
    await row().hover();
    await row().locator('.action-label[aria-label="Review and Apply…"]').click();
    await notification('was changed since').waitFor({ timeout: 30_000 });
  });
});
