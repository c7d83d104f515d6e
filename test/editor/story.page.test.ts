import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOneEditor } from './one-editor';
import type { DrawnLine, Editor } from './page';
import { lineOf } from './sample';

describe('from one click to the right line', function () {
  this.bail(true); // each step begins where the one before ended
  let editor: Editor;
  let shareBefore = 0;

  inOneEditor(opened => {
    editor = opened;
  });

  it('profiles the open file at a click, with live numbers in the status bar', async () => {
    await editor.openFile('main.ts');
    await editor.profileThisFile(() => editor.waitForStatus('samples'));
  });

  it('paints the hot line of the open file: text, background and bar', async () => {
    const drawn = await editor.waitForHeat(lineOf(editor, 'main.ts', 'Math.max(...spent)'));
    assert.match(drawn.after, /^[\d.]+\s?% · [\d.]+\s?m?s/);
    assert.ok(drawn.background, 'no background');
    assert.ok(drawn.gutter, 'no bar in the margin');
  });

  it('leaves a line that never ran unpainted', async () => {
    const drawn = (await editor.lines()).find(one => one.text.includes('/** Points by customer'));
    assert.ok(drawn);
    assert.deepEqual([drawn.after, drawn.background, drawn.gutter], ['', false, false]);
  });

  it('tells everything it knows of a hot line in the hover', async () => {
    const text = await editor.hover(lineOf(editor, 'main.ts', 'Math.max(...spent)'), 'self');
    for (const said of [/% self/, /with calls/, /samples, one every 1\.0\s?ms/, /active time/]) {
      assert.match(text, said);
    }
  });

  it('has heat on the other files that were hot', async () => {
    await editor.openFile('reviews.ts');
    await editor.waitForHeat(lineOf(editor, 'reviews.ts', 'stopWords.includes(word)'));
  });

  it('underlines the call that carries most of a hot line', async () => {
    const line = lineOf(editor, 'reviews.ts', 'stopWords.includes(word)');
    let drawn = await editor.waitForHeat(line);
    for (let waited = 0; drawn.marked === '' && waited < 50; waited++) {
      await editor.page.waitForTimeout(200);
      drawn = await editor.waitForHeat(line);
    }
    assert.equal(drawn.marked, 'stopWords.includes(word)');
  });

  it('lists hot lines of all files and opens one at a click', async () => {
    await editor.runCommand('Tuneline: Focus on Hot Spots View');
    const line = lineOf(editor, 'packing.ts', 'queue.shift()');
    await editor.page
      .locator('.pane-body .monaco-list-row', { hasText: `packing.ts:${line}` })
      .first()
      .click();
    await editor.waitForStatus(`Ln ${line}, `);
    assert.ok((await editor.waitForHeat(line)).gutter, 'no bar in the margin');
  });

  it('lists the tunings of all files, of those that are not open too, and opens one at a click', async () => {
    await editor.runCommand('Tuneline: Focus on Tunings View');
    const line = lineOf(editor, 'packing.ts', 'queue.shift()');
    await editor.page
      .locator('.pane-body .monaco-list-row', { hasText: `packing.ts:${line}` })
      .filter({ hasText: 'Take from “queue”' })
      .click();
    await editor.waitForStatus(`Ln ${line}, `);
  });

  it('draws the calls in the chart and opens the line of a box at a click', async () => {
    await editor.runCommand('Tuneline: Show Chart');
    const canvas = editor.chart().locator('canvas').first();
    await canvas.waitFor();
    const footer = editor.chart().locator('footer .selection');
    await editor.page.waitForTimeout(1000); // the boxes grow into place
    await canvas.click({ position: { x: 30, y: 70 } });
    const link = footer.locator('button').first();
    await link.waitFor();
    const [, file, line] = /([\w.-]+):(\d+)$/.exec((await link.textContent()) ?? '') ?? [];
    assert.ok(file, 'the box that was clicked names no place');
    const name = (await footer.locator('strong').textContent()) ?? '';
    await editor.waitForLine(file, Number(line));
    const text = readFileSync(join(editor.workspace, 'src', file), 'utf8');
    assert.ok(text.includes(name) || name.startsWith('('), `${file} has no ${name}`);
  });

  it('offers a tuning where the time is, and says how much is there', async () => {
    await editor.runCommand('View: Focus First Editor Group');
    await editor.openFile('reviews.ts');
    const line = lineOf(editor, 'reviews.ts', 'stopWords.includes(word)');
    const text = await editor.hover(line, 'Make stopWords a Set');
    assert.match(text, /about [\d.]+\s?% \([\d.]+–[\d.]+\s?%?\) of active time/i);
    shareBefore = shareOf(await editor.waitForHeat(line));
  });

  it('applies the tuning from the quick-fix menu', async () => {
    const line = lineOf(editor, 'reviews.ts', 'stopWords.includes(word)');
    await editor.quickFix(line, 'Make “stopWords” a Set');
    await editor.waitForText(line, 'stopWords.has(word)');
    const drawn = await editor.waitForAfter(line, /\(edited/);
    assert.ok(!/^[\d.]+\s?%/.test(drawn.after), `an edited line still says ${drawn.after}`);
    assert.equal(drawn.marked, '');
    await editor.page.keyboard.press('Control+S');
  });

  it('profiles again, and the line has become colder', async () => {
    await editor.profileAgain();
    await editor.goTo(lineOf(editor, 'reviews.ts', 'stopWords.has(word)'));
    const drawn = await editor.waitForText(
      lineOf(editor, 'reviews.ts', 'stopWords.has(word)'),
      'stopWords.has(word)',
    );
    assert.ok(shareOf(drawn) < shareBefore / 2, `was ${shareBefore} %, is ${drawn.after}`);
  });
});

/** In percent; what is too little for a text counts as nothing. */
function shareOf(drawn: DrawnLine): number {
  return Number(/^([\d.]+)\s?%/.exec(drawn.after)?.[1] ?? 0);
}
