import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf } from './sample';

const endless = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('endless.pid', import.meta.url), String(process.pid));
let sum = 0;
for (let n = 0; n < 1e12; n++) sum += Math.sqrt(n); // the hot line
console.log(sum);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // ESRCH: there is no such process, which is the answer
  }
}

async function eventually(is: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (await is()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail(`After 30 s still not: ${what}`);
}

describe('whatever happens to the program or the window', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  inOneEditor(opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'endless.ts'), endless);
  });

  async function pidOfEndless(): Promise<number> {
    const file = join(editor.workspace, 'src', 'endless.pid');
    const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
    await eventually(() => pid() > 0, 'the endless program runs');
    return pid();
  }

  it('a file that only exports leads to the programs that use it', async () => {
    await editor.openFile('pricing.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'src/main.ts' })
      .first()
      .click();
    await editor.openFile('main.ts');
    await editor.waitForHeat(lineOf(editor, 'main.ts', 'Math.max(...spent)'));
  });

  it('Cancel in the notification ends the program and shows the profile before again', async () => {
    await editor.openFile('endless.ts');
    await editor.profileThisFile(async () => {
      const pid = await pidOfEndless();
      const toast = editor.page.locator('.notification-toast', {
        hasText: 'Profiling endless.ts',
      });
      await toast.getByRole('button', { name: 'Cancel' }).click();
      await eventually(() => !isAlive(pid), 'the cancelled program is gone');
    });
    const line = lineOf(editor, 'endless.ts', 'the hot line');
    await editor.waitForText(line, 'the hot line');
    await eventually(
      async () => (await editor.hotLines()).length === 0,
      'the heat of what was thrown away is gone',
    );
    await editor.page.waitForTimeout(700); // as long as numbers of the program would come
    assert.deepEqual(await editor.hotLines(), []);
    await editor.openFile('main.ts');
    await editor.waitForHeat(lineOf(editor, 'main.ts', 'Math.max(...spent)'));
  });

  it('a reload of the window keeps the sessions and the heat', async () => {
    await editor.reload();
    await editor.openFile('main.ts');
    await editor.waitForHeat(lineOf(editor, 'main.ts', 'Math.max(...spent)'));
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page
      .locator('.pane-body .monaco-list-row', { hasText: 'main.ts' })
      .first()
      .waitFor();
  });

  it('closing the editor ends the program that is being profiled', async () => {
    writeFileSync(join(editor.workspace, 'src', 'endless.pid'), '');
    await editor.openFile('endless.ts');
    await editor.clickEditorAction('Profile This File');
    const pid = await pidOfEndless();
    await editor.close();
    await eventually(() => !isAlive(pid), 'the program is gone');
  });
});
