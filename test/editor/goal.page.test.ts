import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { hasGit } from '../run/repository';
import { inOneEditor } from './one-editor';
import type { Editor } from './page';
import { root } from './places';
import { lineOf } from './sample';

const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
/** Fewer orders than in a year, since the program is run many times. */
const orders = '12_000';
/** So many stop words, and loyalty points so often, that both tunings help more than a busy machine takes away. */
const moreStopWords = Array.from({ length: 1200 }, (_, n) => `'word${n}'`).join(', ');
const points = '[1, 2, 3, 4, 5, 6].map(() => loyaltyPoints(orders))[0]';

/** Reads the whole way of issue and proof as a user goes it: a goal, two tunings, a wrong one, a budget, and a commit that breaks it. */
describe('from a goal to a budget that keeps it', function () {
  this.bail(true); // each step begins where the one before ended
  this.timeout(400_000);
  let editor: Editor;

  const at = (...names: string[]) => join(editor.workspace, ...names);
  const text = (...names: string[]) => readFileSync(at(...names), 'utf8');
  const replace = (file: string, code: string, by: string) => {
    const was = text('src', file);
    assert.ok(was.includes(code), `${file} has no ${code}`);
    writeFileSync(at('src', file), was.replace(code, by));
  };
  const git = (...args: string[]) =>
    execFileSync('git', [...who, ...args], { cwd: editor.workspace, encoding: 'utf8' });
  const check = () => {
    const args = [join(root, 'dist', 'cli.js'), 'check', '--json'];
    const { status, stdout, stderr } = spawnSync('node', args, {
      cwd: editor.workspace,
      encoding: 'utf8',
    });
    assert.ok(stdout.startsWith('{'), stderr);
    return { status, ...JSON.parse(stdout) };
  };
  const notification = (words: string) =>
    editor.page.locator('.notification-list-item', { hasText: words });
  const row = (words: string) =>
    editor.page.locator('.pane-body .monaco-list-row', { hasText: words });
  const quickInput = () => editor.page.locator('.quick-input-widget');
  const pick = async (words: string) => {
    const choice = quickInput().locator('.monaco-list-row', { hasText: words }).first();
    await choice.waitFor();
    await choice.click();
  };
  const input = () => quickInput().locator('input[type="text"]');

  const verifyTuning = async (file: string, code: string, title: string, first = false) => {
    await editor.openFile(file);
    const line = lineOf(editor, file, code);
    await editor.waitForHeat(line);
    await editor.quickFix(line, title);
    // One that needs a look is shown first.
    const preview = editor.page.locator('.bulk-edit-panel .edit-checkbox').first();
    if (
      await preview.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      )
    ) {
      await preview.click();
      await editor.page.locator('.bulk-edit-panel .buttons').getByText('Apply').click();
    }
    if (first) await editor.page.locator('.monaco-dialog-box').getByText('Run It').click();
    const verdict = notification('× faster');
    await verdict.waitFor({ timeout: 300_000 });
    assert.match(await verdict.innerText(), /CPU time; output equal/);
    await verdict.getByText('Keep', { exact: true }).click();
    await editor.runCommand('File: Save All');
  };

  /** Milliseconds that the program takes now, as the question for the wanted value says. */
  const presentValue = async () => {
    await quickInput().getByText('What should it become?').waitFor();
    const said = await quickInput().innerText();
    const [, number, unit] = /It is (?:about )?([\d.]+)\s(m?s) now/.exec(said) ?? [];
    assert.ok(number !== undefined, said);
    return Number(number) * (unit === 's' ? 1000 : 1);
  };

  before(function () {
    if (!hasGit) this.skip();
  });

  inOneEditor(
    async opened => {
      editor = opened;
      replace('main.ts', '80_000', orders);
      replace('main.ts', 'points: loyaltyPoints(orders)', `points: ${points}`);
      replace('reviews.ts', 'const stopWords = [', `const stopWords = [\n  ${moreStopWords},`);
      git('init', '-q');
      git('add', '-A');
      git('commit', '-qm', 'as it was');
      await editor.openFile('main.ts');
      await editor.profileThisFile();
    },
    { 'files.autoSave': 'off' }, // what is not saved stays so
  );

  it('offers for a goal what the session measured, with what it is now', async () => {
    await editor.runCommand('Tuneline: Set a Goal…');
    await quickInput().locator('.monaco-list-row', { hasText: 'CPU time' }).waitFor();
    const offered = await quickInput().innerText();
    for (const said of [
      /CPU time\s*about [\d.]+ m?s now/,
      /Wall time/,
      /Share of src\/\w+\.ts:\d+/,
    ])
      assert.match(offered, said);
    assert.doesNotMatch(offered, /[Rr]equests|latency|start-up/);
    await pick('CPU time');
  });

  it('measures what it begins with without the profiler, in copies of the workspace', async () => {
    await pick('Measure Without the Profiler');
    await quickInput().getByText('What should it become?').waitFor({ timeout: 300_000 });
    assert.match(await quickInput().innerText(), /It is [\d.]+ m?s now\./);
    assert.equal(git('status', '--porcelain'), '');
  });

  it('takes a value that makes sense, and says what is wrong with another', async () => {
    const now = await presentValue();
    assert.match(await input().inputValue(), /^[\d.]+ m?s$/);
    await input().fill('fast');
    await quickInput().getByText('Write a time such as 500 ms or 1.2 s').waitFor();
    await input().fill(`${2 * now} ms`);
    await quickInput().getByText('a goal asks for more than there is').waitFor();
    await input().fill(`${Math.round(0.2 * now)} ms`);
    await editor.page.keyboard.press('Enter');
    await editor.waitForStatus('(goal ');
    const [goal] = JSON.parse(text('tuneline.json')).goals;
    assert.deepEqual([goal.run, goal.metric], ['src/main.ts', 'cpu']);
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await row('Goal:').first().waitFor();
  });

  it('writes into a tuneline.json that is not saved through its text, and nothing into one that is broken', async () => {
    const onDisk = text('tuneline.json');
    await editor.openFile('tuneline.json');
    await editor.page.keyboard.press('Control+Home');
    await editor.page.keyboard.type('// mine\n');
    await editor.runCommand('Tuneline: Set a Goal…');
    await pick('Wall time');
    await quickInput().getByText('What should it become?').waitFor();
    await editor.page.keyboard.press('Enter');
    const isThere = async (words: string) =>
      (await editor.lines('tuneline.json')).some(line => line.text.includes(words));
    for (let waited = 0; !(await isThere('"wall"')) && waited < 50; waited++)
      await editor.page.waitForTimeout(200);
    assert.ok((await isThere('// mine')) && (await isThere('"wall"')));
    assert.equal(text('tuneline.json'), onDisk);

    await editor.page.keyboard.press('Control+Home');
    await editor.page.keyboard.type('[');
    await editor.runCommand('Tuneline: Set a Goal…');
    await pick('CPU time');
    await quickInput().getByText('What should it become?').waitFor();
    await editor.page.keyboard.press('Enter');
    await notification('Nothing was changed: tuneline.json:').waitFor();
    await row('tuneline.json can’t be read').waitFor();
    assert.equal(text('tuneline.json'), onDisk);
    await editor.runCommand('Notifications: Clear All Notifications');
    await editor.openFile('tuneline.json');
    await editor.runCommand('File: Revert File');
    await row('Goal:').first().waitFor();
  });

  it('proves a first tuning, and lists what it brought towards the goal', async () => {
    await verifyTuning('reviews.ts', 'stopWords.includes(word)', 'Apply and verify', true);
    await editor.waitForStatus('→');
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await row('× faster (−').first().waitFor();
    assert.equal(JSON.parse(text('tuneline.json')).goals.length, 1);
  });

  it('is set anew in place of what it was, by what was measured without the profiler', async () => {
    await editor.runCommand('Tuneline: Set a Goal…');
    await pick('CPU time');
    await input().fill(`${Math.round(0.92 * (await presentValue()))} ms`);
    const [before] = JSON.parse(text('tuneline.json')).goals;
    await editor.page.keyboard.press('Enter');
    // The value is looked at first: a list of commands that is opened meanwhile would take its place, and nothing would be set.
    await quickInput().waitFor({ state: 'hidden' });
    const goals = () => JSON.parse(text('tuneline.json')).goals;
    for (let waited = 0; goals()[0].want === before.want && waited < 50; waited++)
      await editor.page.waitForTimeout(200);
    assert.equal(goals().length, 1);
    assert.notEqual(goals()[0].want, before.want);
    await editor.waitForStatus('→');
  });

  it('refuses an edit after which the program says something else', async () => {
    const right = text('src', 'report.ts');
    replace('report.ts', 'this year', 'next year');
    await editor.runCommand('Tuneline: Verify My Edits…');
    await pick('Last Commit');
    const verdict = notification('the output differs');
    await verdict.waitFor({ timeout: 300_000 });
    assert.ok(!(await verdict.innerText()).includes('Lock In'));
    await editor.runCommand('Notifications: Clear All Notifications');
    writeFileSync(at('src', 'report.ts'), right);
  });

  it('meets the goal with a second tuning, and says so with what comes next', async () => {
    await verifyTuning('main.ts', 'Math.max(...spent)', 'Apply and verify');
    await notification('The goal is met').waitFor();
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await row('· met').first().waitFor();
    assert.equal(await row('× faster (−').count(), 2);
  });

  it('locks it in: a budget in tuneline.json, which is shown and checked', async () => {
    await button(notification('The goal is met'), 'Lock In…').click();
    await pick('Not Slower Than the Base Commit');
    await editor.waitForLine('tuneline.json', 1);
    await notification('Locked in').waitFor();
    const [budget] = JSON.parse(text('tuneline.json')).budgets;
    assert.deepEqual([budget.run, budget.metric, budget.mostOfBase], ['src/main.ts', 'cpu', 1.05]);
    const { status, base, budgets } = check();
    assert.deepEqual([status, base, budgets[0].outcome], [0, 'HEAD', 'kept']);
    assert.ok(!existsSync(at('.tuneline')));
  });

  it('fails when a commit breaks it, and names the line at fault', () => {
    git('add', '-A');
    git('commit', '-qm', 'faster');
    replace('reviews.ts', 'stopWords.has(word)', '[...stopWords].includes(word)');
    git('commit', '-qam', 'slower again');
    const { status, base, budgets } = check();
    const [{ outcome, faults }] = budgets;
    assert.deepEqual([status, base, outcome], [1, 'HEAD~1', 'broken']);
    assert.deepEqual(
      [faults[0].file, faults[0].line],
      ['src/reviews.ts', lineOf(editor, 'reviews.ts', '[...stopWords]')],
    );
  });
});

function button(inside: Locator, words: string): Locator {
  return inside.getByText(words, { exact: true });
}
