import assert from 'node:assert/strict';
import { type Editor, keepEvidence, openEditor } from './page';
import { lineOf } from './sample';

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
    const hot = lineOf(editor, 'main.ts', 'Math.max(...spent)');
    const drawn = await editor.waitForHeat(hot);
    assert.match(drawn.after, /^[\d.]+% · /);
  });
});
