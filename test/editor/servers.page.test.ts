import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { lineOf } from './sample';
import { freePort } from '../free-port';

const serving = (port: number) => `import { createServer } from 'node:http';
let sum = 0;
for (let i = 0; i < 2e8; i++) sum = (Math.imul(sum, 31) + i) | 0; // starts up
const answer = () => {
  for (let i = 0; i < 1e5; i++) sum = (Math.imul(sum, 37) + i) | 0; // answers
  return String(sum);
};
createServer((_, response) => response.end(answer())).listen(${port}, '127.0.0.1');
`;

const findingWords = (port: number) => `import { createServer } from 'node:http';
const words = Array.from({ length: 2000 }, (_, n) => 'word' + n * 7);
const known = words.filter((_, n) => n % 2 === 0);
createServer((_, response) => {
  let found = 0;
  for (const word of words) if (known.includes(word)) found++;
  response.end(String(found));
}).listen(${port}, '127.0.0.1');
`;

/** A port that nobody listens at. */

describe('a server under load', () => {
  let editor: Editor;

  inOneEditor(opened => {
    editor = opened;
  });

  const row = (text: string) =>
    editor.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

  async function answer(text: string): Promise<void> {
    const input = editor.page.locator('.quick-input-widget input[type="text"]');
    await input.fill(text);
    await input.press('Enter');
  }

  it('is asked at its address, and heated by what came in after the warm-up', async () => {
    const port = await freePort();
    writeFileSync(join(editor.workspace, 'src', 'serving.ts'), serving(port));
    await editor.openFile('serving.ts');
    await editor.runCommand('Tuneline: Profile Server Under Load');
    await editor.page.locator('.quick-input-message', { hasText: 'built-in client' }).waitFor();
    await answer(`127.0.0.1:${port}/`);
    await row('Warm-up, cut off').click();
    await answer('1');
    await row('Recorded for').click();
    await answer('2');
    await row('Profile Under Load').click();
    const heat = await editor.waitForHeat(lineOf(editor, 'serving.ts', '// answers'));
    assert.ok(heat.gutter, 'no bar in the margin');
    const [startUp] = (await editor.lines()).filter(one => one.text.includes('// starts up'));
    assert.equal(startUp.after, '', 'the start-up was not cut off');
    const requests = lineOf(editor, 'serving.ts', 'createServer((');
    assert.match(
      await editor.hover(heat.line, 'Called by'),
      new RegExp(`serving\\.ts:${requests}`),
    );
  });

  it('is verified under the same load, by the CPU time of each request', async () => {
    const port = await freePort();
    writeFileSync(join(editor.workspace, 'src', 'finding-words.ts'), findingWords(port));
    await editor.openFile('finding-words.ts');
    await editor.runCommand('Tuneline: Profile Server Under Load');
    await editor.page.locator('.quick-input-message', { hasText: 'built-in client' }).waitFor();
    await answer(`127.0.0.1:${port}/`);
    await row('Recorded for').click();
    await answer('2');
    await row('Profile Under Load').click();
    const line = lineOf(editor, 'finding-words.ts', 'known.includes(word)');
    await editor.waitForHeat(line);
    await editor.quickFix(line, 'Apply and verify');
    const dialog = editor.page.locator('.monaco-dialog-box');
    await dialog.getByText('Run It').waitFor();
    assert.match(await dialog.innerText(), /asked for http:\S+ over 10 connections for 5\.0 s/);
    await dialog.getByText('Run It').click();
    const verdict = editor.page.locator('.notification-list-item', { hasText: '× faster' });
    await verdict.waitFor({ timeout: 300_000 });
    assert.match(await verdict.innerText(), /CPU time for each request; answers equal/);
  });

  it('is locked in with that load', async () => {
    const verdict = editor.page.locator('.notification-list-item', { hasText: '× faster' });
    await verdict.getByText('Lock In…', { exact: true }).click();
    await row('Not Slower Than the Base Commit').click();
    await editor.waitForLine('tuneline.json', 1);
    await editor.page.locator('.notification-list-item', { hasText: 'Locked in' }).waitFor();
    const text = readFileSync(join(editor.workspace, 'tuneline.json'), 'utf8');
    const [budget] = JSON.parse(text).budgets;
    assert.deepEqual(
      [budget.run, budget.metric, budget.mostOfBase],
      ['src/finding-words.ts', 'cpu', 1.05],
    );
    assert.match(budget.load, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  });
});
