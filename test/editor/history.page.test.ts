import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasGit } from '../run/repository';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf, oftenRun } from './sample';
import { clickInMenu, pressPath, sessionRow, sessionRows } from './sessions-page';

const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];

describe('the sessions that are kept', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'often.ts'), oftenRun);
    if (hasGit)
      for (const args of [
        ['init', '-q'],
        ['add', '-A'],
        ['commit', '-qm', 'all'],
      ])
        execFileSync('git', [...who, ...args], { cwd: editor.workspace });
  });

  it('stand below the program that ran, with the commit it was at and whether it was changed', async () => {
    await editor.openFile('often.ts');
    await editor.profileThisFile();
    writeFileSync(join(editor.workspace, 'src', 'new.ts'), 'export {};\n');
    await editor.profileAgain();
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await sessionRow(editor, '2 sessions').waitFor();
    if (!hasGit) return;
    const id = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: editor.workspace }).toString();
    await sessionRow(editor, `${id.slice(0, 7)} + changes`).waitFor();
    await sessionRow(editor, new RegExp(`${id.slice(0, 7)}$`)).waitFor();
  });

  it('are renamed and pinned', async () => {
    await clickInMenu(editor, sessionRows(editor).first(), 'Rename Session…');
    const input = editor.page.locator('.quick-input-widget input[type="text"]');
    await input.fill('with a new file');
    await editor.page.keyboard.press('Enter');
    const row = sessionRow(editor, 'with a new file');
    await row.waitFor();
    await clickInMenu(editor, row, 'Pin Session');
    await sessionRow(editor, /with a new file.*pinned/).waitFor();
  });

  it('are exported, deleted, and opened again from the file', async () => {
    const file = join(editor.workspace, 'kept.tuneline');
    await clickInMenu(editor, sessionRow(editor, 'with a new file'), 'Export Session…');
    const format = editor.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'Tuneline Session',
    });
    await format.click();
    await pressPath(editor, file);
    await eventually(() => existsSync(file), 'the file is written');
    await clickInMenu(editor, sessionRow(editor, 'with a new file'), 'Delete Session…');
    await editor.page.locator('.monaco-dialog-box').getByText('Delete', { exact: true }).click();
    await sessionRow(editor, '1 session').waitFor();
    await editor.runCommand('Tuneline: Open Profile…');
    await pressPath(editor, file);
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await sessionRow(editor, '2 sessions').waitFor();
    await sessionRow(editor, /with a new file.*pinned/).waitFor();
    await editor.openFile('often.ts');
    await editor.waitForHeat(lineOf(editor, 'often.ts', '// growing'));
  });

  it('are there after the window was loaded again', async () => {
    await editor.reload();
    await editor.openFile('often.ts');
    await editor.waitForHeat(lineOf(editor, 'often.ts', '// growing'));
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await sessionRow(editor, /with a new file.*pinned/).waitFor();
    assert.equal(await sessionRows(editor).count(), 2);
  });

  async function eventually(isSo: () => boolean, what: string): Promise<void> {
    for (let waited = 0; waited < 100 && !isSo(); waited++) await editor.page.waitForTimeout(100);
    assert.ok(isSo(), what);
  }
});
