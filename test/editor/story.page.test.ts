import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Editor, keepEvidence, openEditor } from './page';

/** 1-based line of the first place in a file of the workspace where `code` stands. */
function lineOf(editor: Editor, file: string, code: string): number {
  const lines = readFileSync(join(editor.workspace, file), 'utf8').split('\n');
  const at = lines.findIndex(line => line.includes(code));
  assert.ok(at >= 0, `${file} has no ${code}`);
  return at + 1;
}

describe('from one click to the right line', () => {
  let editor: Editor;

  before(async function () {
    this.timeout(180_000);
    editor = await openEditor();
  });

  after(() => editor?.close());

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    console.error(`      Look at ${await keepEvidence(editor, this.currentTest.fullTitle())}`);
  });

  it('profiles the open file at a click on Profile This File', async () => {
    await editor.openFile('main.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.waitForStatus('samples');
  });

  it('paints the hot line of the open file', async () => {
    const hot = lineOf(editor, 'src/main.ts', 'Math.max(...spent)');
    const drawn = await editor.waitForHeat(hot);
    assert.match(drawn.after, /^[\d.]+% · /);
  });
});
