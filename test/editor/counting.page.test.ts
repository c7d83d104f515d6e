import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../../src/run/private-folder';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf, twoSizes } from './sample';
import { clickInMenu, sessionRow, sessionRows } from './sessions-page';

/** Says who it is, and does not end where its code is counted. */
const endlessWhenCounted = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('it.pid', import.meta.url), String(process.pid));
if (process.env.NODE_V8_COVERAGE !== undefined) setInterval(() => undefined, 1000);
${twoSizes}`;

/** Ends otherwise when what it has made is there. */
const runsOnce = `import { writeFileSync } from 'node:fs';
writeFileSync(new URL('made', import.meta.url), '', { flag: 'wx' });
${twoSizes}`;

describe('tunings whose size is not known', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;

  const different = () => lineOf(editor, 'sizes.ts', 'out.includes(word)');
  const notification = (text: string) =>
    editor.page.locator('.notification-list-item', { hasText: text }).first();
  const question = () => editor.page.locator('.monaco-dialog-box');

  inOneEditor(async opened => {
    editor = opened;
    writeFileSync(join(editor.workspace, 'src', 'sizes.ts'), twoSizes);
    writeFileSync(join(editor.workspace, 'src', 'goesOn.ts'), endlessWhenCounted);
    writeFileSync(join(editor.workspace, 'src', 'runsOnce.ts'), runsOnce);
    await editor.openFile('sizes.ts');
    await editor.profileThisFile();
  });

  it('say from which size on they pay, and where they stand that it can be counted', async () => {
    await editor.waitForHeat(different());
    const text = await editor.hover(different(), 'Count how often it runs');
    assert.match(text, /needs review[^]*[Ss]lower with fewer than about 40 different values/);
    const titles = await editor.quickFix(different());
    await editor.page.keyboard.press('Escape');
    assert.ok(titles.includes('Count how often it runs (Tuneline)'), titles.join('\n'));
    await editor.runCommand('Tuneline: Focus on Tunings View');
    await sessionRow(editor, '2 sizes unknown').waitFor();
  });

  it('are counted when the user has agreed that the program runs once more, and say then what they are', async () => {
    await sessionRow(editor, '2 sizes unknown').click();
    await question().waitFor();
    const asked = await question().innerText();
    assert.match(asked, /Run sizes\.ts once more to count how often its code runs\?/);
    assert.match(asked, /in the workspace itself, not in a copy[^]*it took \d[^]*never shown/);
    await question().getByText('Run It').click();
    const told = notification('Counted how often');
    await told.waitFor({ timeout: 120_000 });
    assert.match(
      await told.innerText(),
      /1 tuning is safe now, 1 tuning does not pay and is not offered any more/,
    );
    await assertCounted();
    const silent = lineOf(editor, 'sizes.ts', 'all.includes(part)');
    const titles = await editor.quickFix(silent);
    await editor.page.keyboard.press('Escape');
    assert.ok(!titles.some(title => title.endsWith('(Tuneline)')), titles.join('\n'));
  });

  it('are what they were counted to be when the window was loaded again', async () => {
    await editor.reload();
    await editor.openFile('sizes.ts');
    await editor.waitForHeat(different());
    await assertCounted();
  });

  it('leave no program behind when counting is cancelled, and are as they were', async () => {
    await editor.openFile('goesOn.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'goesOn.ts', 'out.includes(word)');
    await editor.waitForHeat(line);
    const pid = await pidOf(async () => {
      await editor.runCommand('Tuneline: Count How Often It Runs…');
      await question().getByText('Run It').click();
    });
    const progress = notification('so far');
    assert.match(
      await progress.innerText(),
      /profiled it took .*Cancel leaves everything as it is/,
    );
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await notification('Counting was cancelled').waitFor({ timeout: 30_000 });
    await eventually(() => !isAlive(pid), 'the cancelled program is gone');
    await editor.hover(line, 'Count how often it runs');
  });

  it('are as they were, and say why, when the program does not run twice alike or was changed', async () => {
    await editor.openFile('runsOnce.ts');
    await editor.profileThisFile();
    await editor.waitForHeat(lineOf(editor, 'runsOnce.ts', 'out.includes(word)'));
    await editor.runCommand('Tuneline: Count How Often It Runs…');
    await question().getByText('Run It').click();
    const failed = notification('runsOnce.ts was not counted');
    await failed.waitFor({ timeout: 60_000 });
    assert.match(await failed.innerText(), /It ended with exit code 1, other than when/);
    writeFileSync(join(editor.workspace, 'src', 'runsOnce.ts'), `// new\n${runsOnce}`);
    await editor.runCommand('Tuneline: Count How Often It Runs…');
    await notification('runsOnce.ts was changed since it was profiled').waitFor();
  });

  it('are counted from the list of sessions too, without being asked again; closing the editor ends the program', async () => {
    await editor.runCommand('Tuneline: Focus on Sessions View');
    const session = sessionRows(editor).nth(1);
    const pid = await pidOf(() => clickInMenu(editor, session, 'Count How Often It Runs…'));
    await editor.close();
    await eventually(() => !isAlive(pid), 'the program is gone');
  });

  /** The process that the program runs in which does not end, once it is started. */
  async function pidOf(start: () => Promise<void>): Promise<number> {
    const file = join(editor.workspace, 'src', 'it.pid');
    rmSync(file);
    await start();
    await eventually(() => existsSync(file) && Number(readFileSync(file, 'utf8')) > 0, 'it runs');
    return Number(readFileSync(file, 'utf8'));
  }

  async function assertCounted(): Promise<void> {
    const text = await editor.hover(different(), 'came to 4,000 different values');
    assert.match(text, /\(safe\)/);
    assert.doesNotMatch(text, /Count how often it runs|fewer than/);
  }

  async function eventually(isSo: () => boolean, what: string): Promise<void> {
    for (let waited = 0; waited < 300 && !isSo(); waited++)
      await new Promise(resolve => setTimeout(resolve, 100));
    assert.ok(isSo(), what);
  }
});
