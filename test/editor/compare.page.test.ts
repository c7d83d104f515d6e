import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf, oftenRun } from './sample';
import { sessionRow } from './sessions-page';

describe('two sessions beside each other', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'often.ts'), oftenRun);
    await editor.openFile('often.ts');
    await editor.profileThisFile();
    const slower = `// it stands further down\n${oftenRun.replace('growing(2e8)', 'growing(8e8)')}`;
    writeFileSync(join(editor.workspace, 'src', 'often.ts'), slower);
    await editor.profileAgain();
  });

  it('are compared by one command, which says in three places that it is so', async () => {
    await editor.runCommand('Tuneline: Compare With…');
    const first = editor.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'often.ts',
    });
    await first.first().click();
    await editor.waitForStatus('active');
    const message = editor.page.locator('.pane-body', { hasText: 'Comparing src/often.ts' });
    await message.first().waitFor();
    assert.ok((await editor.statusBar()).some(text => text.includes('→')));
  });

  it('mark the line that takes longer, where it stands now, with what it was', async () => {
    const line = lineOf(editor, 'often.ts', '// growing');
    await editor.goTo(line);
    const { after } = await editor.waitForAfter(line, /^▲/);
    assert.match(after, /^▲ [\d.]+% · [\d.]+ m?s, was [\d.]+% · [\d.]+ m?s/);
    const text = await editor.hover(line, 'Takes longer');
    assert.match(text, /now [\d.]+% \([\d.]+–[\d.]+%\), [\d.]+ m?s \(.+–.+\), was [\d.]+%/);
  });

  it('list what changed by how much, and lead to it', async () => {
    const line = lineOf(editor, 'often.ts', '// growing');
    const row = sessionRow(editor, new RegExp(`\\+[\\d.]+ m?s often.ts:${line}`));
    await row.waitFor();
    assert.match(await row.innerText(), /→/);
    await row.click();
    await editor.waitForStatus(`Ln ${line}, `);
    // Functions stand further down, and only rows in sight are drawn.
    await row.hover();
    await editor.page.mouse.wheel(0, 100);
    await sessionRow(editor, /\+[\d.]+ m?s growing/).waitFor();
  });

  it('are let go by a click in the status bar', async () => {
    await editor.page.locator('.statusbar-item', { hasText: '→' }).first().click();
    const line = lineOf(editor, 'often.ts', '// growing');
    await editor.waitForAfter(line, /^[\d.]+% · /);
    await sessionRow(editor, 'Lines That Changed').waitFor({ state: 'detached' });
  });

  it('may be of a commit that was never profiled, which is then profiled in a scratch copy', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
        cwd: editor.workspace,
      });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'as it is');
    const pick = (text: string) =>
      editor.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
    await editor.runCommand('Tuneline: Compare With…');
    await pick('A Commit…');
    await pick('Last Commit');
    await editor.page
      .locator('.notification-list-item')
      .getByText('Profile It', { exact: true })
      .click();
    const message = editor.page.locator('.pane-body', { hasText: 'Comparing src/often.ts' });
    await message.first().waitFor({ timeout: 60_000 });
    assert.ok((await editor.statusBar()).some(text => text.includes('→')));
  });
});
