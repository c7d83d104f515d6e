import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit } from '../run/repository';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { rendered } from './rendered';
import { lineOf, twoTunings } from './sample';

const readsIgnored = `import { readFileSync } from 'node:fs';
const known: string[] = JSON.parse(readFileSync(new URL('../known.json', import.meta.url), 'utf8'));
let found = 0;
for (let round = 0; round < 40; round++) {
  for (let n = 0; n < 3000; n++) {
    const word = 'word' + n * 7;
    if (known.includes(word)) found++;
  }
}
console.log(found);
`;
const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];

describe('tunings that are proven', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  const textOf = async () => (await editor.lines()).map(({ text }) => text).join('\n');
  const notification = (text: string) =>
    editor.page.locator('.notification-list-item', { hasText: text });

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'words.ts'), twoTunings);
    await editor.openFile('words.ts');
    await editor.profileThisFile();
  });

  it('one that helps is applied, run against what was there after the user agreed, and said to be faster', async () => {
    const line = lineOf(editor, 'words.ts', 'known.includes(word)');
    await editor.waitForHeat(line);
    await editor.quickFix(line, 'Apply and verify');
    await editor.page.locator('.monaco-dialog-box').getByText('Run It').click();
    const verdict = notification('× faster');
    await verdict.waitFor({ timeout: 180_000 });
    assert.match(await verdict.innerText(), /CPU time; output equal/);
    await verdict.getByText('Keep', { exact: true }).click();
    assert.ok(!(await textOf()).includes('known.includes(word)'));
  });

  it('is listed with its verdict below the session, and tells all that was measured', async () => {
    await editor.runCommand('Tuneline: Focus on Sessions View');
    const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: '× faster' });
    await row.first().click();
    const page = await rendered(editor, 'Each pair of runs');
    assert.match(page, /CPU time[^]*before[^]*after|before[^]*after[^]*CPU time/);
    assert.match(page, /How verdicts are decided/);
  });

  it('one that changes what the program says is refused, and one click restores exactly what was there', async () => {
    await editor.openFile('words.ts');
    const before = await textOf();
    const line = (await editor.lines()).find(one => one.text.includes('values.indexOf'))?.line;
    assert.ok(line !== undefined);
    await editor.quickFix(line, 'Apply and verify');
    const preview = editor.page.locator('.bulk-edit-panel');
    await preview.locator('.edit-checkbox').first().click();
    await preview.locator('.buttons').getByText('Apply').click();
    const verdict = notification('the output differs');
    await verdict.waitFor({ timeout: 180_000 });
    assert.ok((await textOf()) !== before, 'it was not applied');
    await verdict.getByText('Revert', { exact: true }).click();
    await editor.waitForText(line, 'values.indexOf(value)');
    assert.equal(await textOf(), before);
  });

  it('asks once for the files that git ignores and the program looks for', async function () {
    if (!hasGit) this.skip();
    const at = (name: string) => join(editor.workspace, name);
    writeFileSync(at('.gitignore'), 'known.json\n');
    const known = Array.from({ length: 1500 }, (_, n) => `word${n * 14}`);
    writeFileSync(at('known.json'), JSON.stringify(known));
    writeFileSync(at('src/reads.ts'), readsIgnored);
    for (const args of [
      ['init', '-q'],
      ['add', '-A'],
      ['commit', '-qm', 'all'],
    ])
      execFileSync('git', [...who, ...args], { cwd: editor.workspace });
    await editor.openFile('reads.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'reads.ts', 'known.includes(word)');
    const verdict = notification('× faster');
    const applyAndVerify = async () => {
      await editor.waitForText(line, 'known.includes(word)');
      await editor.waitForHeat(line);
      await editor.quickFix(line, 'Apply and verify');
    };
    await applyAndVerify();
    await editor.page.locator('.monaco-dialog-box').getByText('Run It').click();
    const asked = editor.page.locator('.quick-input-widget', { hasText: 'Files That Git Ignores' });
    await asked.waitFor({ timeout: 60_000 });
    assert.match(await asked.innerText(), /known\.json/);
    await editor.page.keyboard.press('Enter');
    await verdict.waitFor({ timeout: 180_000 });
    await verdict.getByText('Revert', { exact: true }).click();
    await applyAndVerify();
    await verdict.waitFor({ timeout: 180_000 }); // would not come while a question stood open
  });
});
