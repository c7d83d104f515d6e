// Looks at every state of the extension: node --import tsx test/editor/shoot.ts [--theme dark|light|hc|hc-light]… --out FOLDER [--only SCENE,…]
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { build } from './build';
import { type Editor, openEditor, type Theme } from './page';
import { evidence } from './places';
import {
  lineOf,
  manyAwaits,
  oftenRun,
  onePlaceEach,
  threeTunings,
  twoSizes,
  twoTunings,
} from './sample';
import { clickInMenu, sessionRows } from './sessions-page';

type Scene = (editor: Editor, shoot: (name: string) => Promise<void>) => Promise<void>;

const partsProgram = `const known = Array.from({ length: 4000 }, (_, n) => \`word \${n}\`);
const rows = Array.from({ length: 900 }, (_, n) => ({ id: n, text: \`word \${n} of a row\`, cents: n * 7 }));

function weigh(text: string, times: number): number {
  let sum = 0;
  for (let n = 0; n < times; n++) sum = (sum * 31 + text.charCodeAt(n % text.length)) | 0;
  return sum;
}

function describe(id: number): string {
  return weigh(rows[id].text, 20_000) + weigh(rows[id].text, 60_000) + ' cents for a line that goes on and on, beyond the right edge of the window: ' + JSON.stringify(rows[id]).length;
}

function isNew(text: string): boolean {
  return text.length > 3 && !known.includes(text) && text.trim() !== '';
}

function copy(): number {
  const copied = JSON.parse(JSON.stringify(rows)); return copied.filter((row: { cents: number }) => row.cents % 2 === 0).length;
}

let found = 0;
for (const end = Date.now() + 3000; Date.now() < end;) {
  for (let id = 0; id < 20; id++) found += describe(id).length;
  for (let n = 0; n < 300; n++) if (isNew(\`other \${n}\`)) found++;
  for (let n = 0; n < 10; n++) found += copy();
}
console.log(found);
`;

const needsProfile = async (editor: Editor) => {
  await editor.openFile('main.ts');
  await editor.profileThisFile();
  await editor.waitForHeat(lineOf(editor, 'main.ts', 'Math.max(...spent)'));
};

/** Each begins where the one before ended; a scene that fails is reported, and the next one goes on. */
const scenes: Readonly<Record<string, Scene>> = {
  async opened(editor, shoot) {
    await editor.openFile('main.ts');
    await shoot('before anything was profiled');
  },
  async running(editor, shoot) {
    await editor.openFile('main.ts');
    await editor.profileThisFile(async () => {
      await editor.page.locator('.notification-toast', { hasText: 'samples' }).first().waitFor();
      await shoot('while the program runs');
    });
  },
  async heat(editor, shoot) {
    await needsProfile(editor);
    await shoot('heat on the file that was profiled');
    for (const file of ['reviews.ts', 'labels.ts', 'packing.ts', 'orders.ts']) {
      await editor.openFile(file);
      await editor.page.waitForTimeout(500);
      await shoot(`heat on ${file}`);
    }
  },
  async hover(editor, shoot) {
    await editor.openFile('reviews.ts');
    await editor.hover(lineOf(editor, 'reviews.ts', 'stopWords.includes'), 'self');
    await editor.page.waitForTimeout(500);
    await shoot('hover on the hottest line');
    await editor.page.keyboard.press('Escape');
  },
  async quickFix(editor, shoot) {
    await editor.openFile('reviews.ts');
    await editor.quickFix(lineOf(editor, 'reviews.ts', 'stopWords.includes'));
    await shoot('quick fixes on the hottest line');
    await editor.page.keyboard.press('Escape');
  },
  async rulePage(editor, shoot) {
    await needsProfile(editor);
    await editor.openFile('reviews.ts');
    const line = lineOf(editor, 'reviews.ts', 'stopWords.includes');
    await editor.hover(line, 'Explain');
    await editor.page.waitForTimeout(500);
    await shoot('hover with the link that explains');
    await editor.page.locator('.monaco-hover a', { hasText: 'Explain' }).first().click();
    await editor.page.mouse.move(100, 700);
    await editor.runCommand('View: Hide Panel');
    await editor.page.waitForTimeout(4000);
    await shoot('page of a rule');
    await editor.page.mouse.move(1200, 500);
    await editor.page.mouse.wheel(0, 700);
    await editor.page.waitForTimeout(800);
    await shoot('page of a rule further down');
    await editor.runCommand('View: Close All Editors');
    await editor.runCommand('Tuneline: Focus on Hot Spots View');
    await editor.runCommand('Tuneline: Focus on Tunings View');
    await editor.page.locator('.monaco-list-row', { hasText: 'Make “stopWords”' }).first().hover();
    await editor.page.waitForTimeout(800);
    await shoot('row of a tuning');
  },
  async verify(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'words.ts'), twoTunings);
    await editor.openFile('words.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'words.ts', 'known.includes');
    await editor.waitForHeat(line);
    await editor.quickFix(line);
    await shoot('light bulb with what applies and verifies');
    await editor.page.keyboard.press('Escape');
    await editor.quickFix(line, 'Apply and verify');
    await editor.page.locator('.monaco-dialog-box').waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('the question before the program is run');
    await editor.page.locator('.monaco-dialog-box').getByText('Run It').click();
    const notification = (text: string) =>
      editor.page.locator('.notification-list-item', { hasText: text }).first();
    await notification('pair').waitFor({ timeout: 180_000 });
    await shoot('while it is measured');
    await notification('output').waitFor({ timeout: 300_000 });
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(800);
    await shoot('the verdict');
    await editor.page.locator('.pane-body .monaco-list-row', { hasText: 'Make' }).first().click();
    await editor.runCommand('View: Hide Panel');
    await editor.page.waitForTimeout(4000);
    await shoot('the page of a verdict');
  },
  async goal(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'words.ts'), twoTunings);
    const input = editor.page.locator('.quick-input-widget');
    const choose = async (words: string) => {
      await input.locator('.monaco-list-row', { hasText: words }).first().click();
    };
    const said = (words: string) =>
      editor.page.locator('.notification-list-item', { hasText: words }).first();
    await editor.openFile('words.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'words.ts', 'known.includes');
    await editor.waitForHeat(line);
    await editor.runCommand('Tuneline: Set a Goal…');
    await input.locator('.monaco-list-row').nth(1).waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('what a goal can be of');
    await choose('CPU time');
    await editor.page.waitForTimeout(800);
    await shoot('what it begins with');
    await choose('Measure Without');
    await said('Measuring').waitFor();
    await editor.page.waitForTimeout(3000);
    await shoot('while it is measured without the profiler');
    await input.getByText('What should it become?').waitFor({ timeout: 300_000 });
    await editor.page.waitForTimeout(500);
    await shoot('what it should become');
    const [, number, unit] = /It is ([\d.]+)\s(m?s) now/.exec(await input.innerText()) ?? [];
    const now = Number(number) * (unit === 's' ? 1000 : 1);
    await input.locator('input').fill('soon');
    await editor.page.waitForTimeout(500);
    await shoot('a value that is none');
    await input.locator('input').fill(`${Math.round(0.8 * now)} ms`);
    await editor.page.keyboard.press('Enter');
    await editor.waitForStatus('(goal');
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(1000);
    await shoot('a goal that is set');
    await editor.page.locator('.statusbar-item', { hasText: '(goal' }).hover();
    await editor.page.waitForTimeout(1500);
    await shoot('how far it is');
    await editor.page
      .locator('.pane-body .monaco-list-row', { hasText: 'Without the profiler' })
      .first()
      .click();
    await editor.runCommand('View: Hide Panel');
    await editor.page.waitForTimeout(3000);
    await shoot('the page of what it takes');
    await editor.openFile('words.ts');
    await editor.quickFix(line, 'Apply and verify');
    await editor.page.waitForTimeout(1000);
    const question = editor.page.locator('.monaco-dialog-box').getByText('Run It');
    if (await question.isVisible()) await question.click(); // it was agreed to in another scene
    await said('× faster').waitFor({ timeout: 300_000 });
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(1500);
    await shoot('a goal that is met');
    await editor.page.locator('.statusbar-item', { hasText: '(goal' }).hover();
    await editor.page.waitForTimeout(1500);
    await shoot('how it was met');
    await editor.runCommand('Tuneline: Lock In This Tuning…');
    await input.locator('.monaco-list-row').nth(1).waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('what can be locked in');
    await choose('Not Slower');
    await editor.page.waitForTimeout(1500);
    await shoot('what was locked in');
  },
  async sessions(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'often.ts'), oftenRun);
    await editor.openFile('often.ts');
    await editor.profileThisFile();
    await editor.profileAgain();
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(800);
    await shoot('programs with their sessions');
    const second = sessionRows(editor).nth(1);
    await clickInMenu(editor, second, 'Pin Session');
    await second.hover();
    await editor.page.waitForTimeout(800);
    await shoot('a pinned one under the pointer');
    await second.click({ button: 'right' });
    await editor.page.waitForTimeout(800);
    await shoot('what can be done with one');
    await editor.page.keyboard.press('Escape');
    await clickInMenu(editor, second, 'Export Session…');
    await editor.page.waitForTimeout(800);
    await shoot('how it is exported');
    await editor.page.keyboard.press('Escape');
  },
  async comparing(editor, shoot) {
    const at = join(editor.workspace, 'src', 'often.ts');
    writeFileSync(at, oftenRun);
    await editor.openFile('often.ts');
    await editor.profileThisFile();
    writeFileSync(
      at,
      `// further down\n${oftenRun.replace('growing(2e8)', 'growing(8e8)').replace('steady(4e8)', 'steady(1e8)')}`,
    );
    await editor.profileAgain();
    await editor.runCommand('Tuneline: Compare With…');
    await editor.page.locator('.quick-input-list .monaco-list-row').nth(1).waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('what can be compared with');
    await editor.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'often.ts' })
      .first()
      .click();
    await editor.page.waitForTimeout(2500);
    await shoot('two sessions beside each other');
    await editor.hover(lineOf(editor, 'often.ts', '// growing'), 'Takes longer');
    await editor.page.waitForTimeout(500);
    await shoot('hover on a line that takes longer');
    await editor.page.keyboard.press('Escape');
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(800);
    await shoot('the compared one in the list');
    await editor.runCommand('Tuneline: End Comparison');
  },
  async autoTune(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'words.ts'), threeTunings);
    await editor.openFile('words.ts');
    await editor.profileThisFile();
    await editor.waitForHeat(lineOf(editor, 'words.ts', 'known.includes'));
    await editor.runCommand('Tuneline: Focus on Tunings View');
    await editor.runCommand('Tuneline: Auto-Tune…');
    await editor.page.locator('.monaco-dialog-box').waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('the question before tunings are tried');
    await editor.page.locator('.monaco-dialog-box').getByText('Try All').click();
    const notification = (text: string) =>
      editor.page.locator('.notification-list-item', { hasText: text }).first();
    await notification('so far').waitFor({ timeout: 180_000 });
    await shoot('while tunings are tried');
    await notification('Auto-tune: ').waitFor({ timeout: 500_000 });
    await editor.runCommand('Tuneline: Focus on Sessions View');
    await editor.page.waitForTimeout(800);
    await shoot('what was found');
    const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'Auto-tune' });
    await row.first().click();
    await editor.runCommand('View: Hide Panel');
    await editor.page.waitForTimeout(4000);
    await shoot('the page of an auto-tuning');
    await row.first().hover();
    await row.first().locator('.action-label[aria-label="Review and Apply…"]').click();
    await editor.page.locator('.bulk-edit-panel .edit-checkbox').first().waitFor();
    await editor.page.waitForTimeout(1000);
    await shoot('the change before it is applied');
    await editor.page.locator('.bulk-edit-panel .buttons').getByText('Discard').click();
  },
  async counting(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'sizes.ts'), twoSizes);
    await editor.openFile('sizes.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'sizes.ts', 'out.includes');
    await editor.waitForHeat(line);
    await editor.runCommand('View: Hide Panel');
    await editor.runCommand('Tuneline: Focus on Tunings View');
    await editor.page.waitForTimeout(800);
    await shoot('tunings whose size is not known');
    await editor.hover(line, 'Count how often it runs');
    await editor.page.waitForTimeout(500);
    await shoot('hover before it is counted');
    await editor.page.keyboard.press('Escape');
    await editor.quickFix(line);
    await shoot('light bulb before it is counted');
    await editor.page.keyboard.press('Escape');
    await editor.runCommand('Tuneline: Count How Often It Runs…');
    const question = editor.page.locator('.monaco-dialog-box');
    await question.waitFor();
    await editor.page.waitForTimeout(500);
    await shoot('the question before it is counted');
    await question.getByText('Run It').click();
    const notification = (text: string) =>
      editor.page.locator('.notification-list-item', { hasText: text }).first();
    await notification('Cancel leaves').waitFor();
    await editor.page.waitForTimeout(700);
    await shoot('while it is counted');
    await notification('Counted how often').waitFor({ timeout: 120_000 });
    await editor.page.waitForTimeout(800);
    await shoot('what was counted');
    await editor.hover(line, 'different values');
    await editor.page.waitForTimeout(500);
    await shoot('hover when it was counted');
    await editor.page.keyboard.press('Escape');
  },
  async configuration(editor, shoot) {
    const folder = join(editor.workspace, 'src', 'compiled');
    mkdirSync(folder);
    const target = '{\n  "compilerOptions": { "target": "ES2015" }\n}\n';
    writeFileSync(join(folder, 'tsconfig.json'), target);
    const compilerOptions = { target: ts.ScriptTarget.ES2015 };
    const { outputText } = ts.transpileModule(manyAwaits, { compilerOptions });
    writeFileSync(join(folder, 'awaits.ts'), manyAwaits);
    writeFileSync(join(folder, 'awaits.js'), outputText);
    await editor.openFile('awaits.js');
    await editor.profileThisFile();
    await editor.runCommand('View: Hide Panel');
    await editor.runCommand('Tuneline: Focus on Tunings View');
    const row = editor.page.locator('.pane-body .monaco-list-row', { hasText: 'ES2022' }).first();
    await row.waitFor();
    await row.click();
    await editor.page.waitForTimeout(1500);
    await shoot('a tuning of tsconfig.json');
    await editor.hover(2, 'Explain');
    await shoot('hover on a line of tsconfig.json');
    await editor.page.locator('.monaco-hover a', { hasText: 'Explain' }).first().click();
    await editor.page.mouse.move(100, 700);
    await editor.page.waitForTimeout(4000);
    await shoot('page of a rule on the configuration');
    await row.hover();
    await row.locator('.action-label[aria-label="Apply Tuning"]').click();
    await editor.page.locator('.bulk-edit-panel .edit-checkbox').first().waitFor();
    await editor.page.waitForTimeout(800);
    await shoot('its change before it is applied');
    await editor.page.locator('.bulk-edit-panel .buttons').getByText('Discard').click();
  },
  async reviewing(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'places.ts'), onePlaceEach);
    await editor.openFile('places.ts');
    await editor.profileThisFile();
    await editor.runCommand('View: Hide Panel');
    const line = lineOf(editor, 'places.ts', 'values.indexOf(value)');
    await editor.waitForHeat(line);
    await editor.quickFix(line);
    await shoot('what is offered where it needs a look');
    await editor.page.keyboard.press('Escape');
    await editor.quickFix(line, 'Use the index');
    await editor.page.locator('.bulk-edit-panel .edit-checkbox').first().click();
    await editor.page.waitForTimeout(800);
    await shoot('a tuning to review, ticked in its preview');
    await editor.page.locator('.bulk-edit-panel .buttons').getByText('Apply').click();
    await editor.waitForText(line, '(value, index) => index');
    await editor.page.waitForTimeout(800);
    await shoot('a tuning to review was applied');
    await editor.quickFix(lineOf(editor, 'places.ts', 'queue.shift()'), 'Silence:');
    const choice = editor.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'On This Line',
    });
    await choice.first().waitFor();
    await editor.page.waitForTimeout(800);
    await shoot('where a tuning can be silenced');
    await choice.first().click();
    await editor.page.waitForTimeout(1500);
    await shoot('a tuning was silenced on its line');
  },
  async edited(editor, shoot) {
    await editor.openFile('packing.ts');
    await editor.goTo(lineOf(editor, 'packing.ts', 'queue.shift()'));
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type(' // edited');
    await editor.page.waitForTimeout(800);
    await shoot('an edited line');
    await editor.runCommand('File: Revert File');
  },
  async hotSpots(editor, shoot) {
    await editor.openFile('main.ts');
    await editor.runCommand('Tuneline: Focus on Hot Spots View');
    await editor.page.waitForTimeout(800);
    await shoot('hot spots and sessions');
  },
  async tunings(editor, shoot) {
    await editor.runCommand('Tuneline: Focus on Tunings View');
    await editor.page.waitForTimeout(1500);
    await shoot('the tunings of the session');
  },
  async chart(editor, shoot) {
    await editor.openFile('main.ts');
    await editor.runCommand('Tuneline: Show Chart');
    await editor.chart().locator('canvas').first().waitFor();
    await editor.page.waitForTimeout(1500);
    await shoot('the chart');
    const canvas = await editor.chart().locator('canvas').first().boundingBox();
    if (canvas) await editor.page.mouse.click(canvas.x + canvas.width * 0.3, canvas.y + 60);
    await editor.page.waitForTimeout(800);
    await shoot('a box of the chart was clicked');
    await editor.openFile('main.ts');
    await editor.runCommand('View: Close Other Editors in Group');
    await editor.runCommand('View: Close Editors in Other Groups');
  },
  async parts(editor, shoot) {
    writeFileSync(join(editor.workspace, 'src', 'parts.ts'), partsProgram);
    await editor.openFile('parts.ts');
    await editor.profileThisFile();
    await editor.waitForHeat(lineOf(editor, 'parts.ts', 'known.includes'));
    await editor.page.waitForTimeout(1500);
    await shoot('the part that carries a line');
    for (const code of ['known.includes', 'return weigh(']) {
      await editor.hover(lineOf(editor, 'parts.ts', code), 'self');
      await editor.page.waitForTimeout(500);
      await shoot(`hover on ${code}`);
      await editor.page.keyboard.press('Escape');
    }
    await editor.goTo(lineOf(editor, 'parts.ts', 'known.includes'));
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.type(' // edited');
    await editor.page.waitForTimeout(1200);
    await shoot('parts after an edit');
    await editor.runCommand('File: Revert File');
  },
  async exportsOnly(editor, shoot) {
    await editor.openFile('pricing.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.page.locator('.quick-input-list .monaco-list-row').nth(2).waitFor();
    await shoot('a file that only exports');
    await editor.page.keyboard.press('Escape');
  },
  async targets(editor, shoot) {
    await editor.openFile('main.ts');
    await editor.runCommand('Tuneline: Profile…');
    await editor.page.locator('.quick-input-list .monaco-list-row').nth(2).waitFor();
    await editor.page.waitForTimeout(1500);
    await shoot('everything that can be profiled');
    await editor.page.keyboard.press('Escape');
    await editor.openFile('package.json');
    await editor.page.locator('.codelens-decoration', { hasText: 'Profile' }).first().waitFor();
    await shoot('scripts in package.json');
  },
  async launches(editor, shoot) {
    mkdirSync(join(editor.workspace, '.vscode'), { recursive: true });
    const entry = (name: string, more: object) => ({ name, type: 'node', ...more });
    writeFileSync(
      join(editor.workspace, '.vscode', 'launch.json'),
      JSON.stringify({
        configurations: [
          entry('Shop', { request: 'launch', program: 'src/main.ts' }),
          entry('Worker', { request: 'launch', program: 'src/labels.ts' }),
          entry('Running shop', { request: 'attach', port: 9229 }),
        ],
        compounds: [{ name: 'Everything', configurations: ['Shop', 'Worker'] }],
      }),
    );
    await editor.openFile('main.ts');
    await editor.runCommand('Tuneline: Profile…');
    const rows = editor.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'side by side' }).first().waitFor();
    await editor.page.waitForTimeout(1500);
    await shoot('launch entries that attach, and compounds');
    await rows.filter({ hasText: 'side by side' }).first().click();
    await editor.page.waitForTimeout(1500);
    await shoot('the members of a compound');
    await editor.page.keyboard.press('Escape');
  },
  async framework(editor, shoot) {
    const folder = join(editor.workspace, 'unit');
    mkdirSync(folder);
    const installed = resolve('test/fixtures/projects/test-runners/node_modules');
    symlinkSync(installed, join(folder, 'node_modules'));
    const manifest = { name: 'unit', devDependencies: { vitest: '*' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    writeFileSync(
      join(folder, 'sum.test.ts'),
      `import { expect, it } from 'vitest';

it('adds up', () => {
  let sum = 0;
  for (let n = 0; n < 2e8; n++) sum = (Math.imul(sum, 31) + n) | 0;
  expect(sum).not.toBe(1);
});
`,
    );
    await editor.openFile('sum.test.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.waitForHeat(5);
    await editor.runCommand('Tuneline: Focus on Hot Spots View');
    const group = editor.page.locator('.monaco-list-row', { hasText: 'Lines of vitest' }).first();
    await group.waitFor();
    await shoot('what runs the tests is folded');
    await group.click();
    await editor.page.waitForTimeout(800);
    await shoot('and unfolded');
  },
  async threads(editor, shoot) {
    writeFileSync(
      join(editor.workspace, 'src', 'crunch.ts'),
      `import { fork } from 'node:child_process';
import { isMainThread, Worker } from 'node:worker_threads';

function crunch(rounds: number): number {
  let sum = 0;
  for (let n = 0; n < rounds * 1e6; n++) sum = (Math.imul(sum, 31) + n) | 0; // the hot line
  return sum;
}

const isChild = process.argv[2] === 'child';
crunch(isMainThread && !isChild ? 200 : 500);
if (isMainThread && !isChild) {
  new Worker(new URL(import.meta.url));
  new Worker(new URL(import.meta.url));
  fork(new URL(import.meta.url).pathname, ['child']);
}
`,
    );
    await editor.openFile('crunch.ts');
    await editor.profileThisFile();
    const line = lineOf(editor, 'crunch.ts', 'the hot line');
    await editor.hover(line, 'By thread');
    await editor.page.waitForTimeout(500);
    await shoot('a line that ran in several threads');
    await editor.page.keyboard.press('Escape');
    await editor.runCommand('Tuneline: Show Chart');
    await editor.chart().locator('canvas').first().waitFor();
    await editor.page.waitForTimeout(1500);
    await shoot('the chart of several threads');
    await editor.runCommand('View: Close Editors in Other Groups');
  },
  async attaching(editor, shoot) {
    const file = join(editor.workspace, 'serves.cjs');
    writeFileSync(
      file,
      `function turn(sum) {
  for (let i = 0; i < 1e6; i++) sum = (Math.imul(sum, 31) + i) | 0; // the hot line
  return sum;
}
setInterval(() => turn(turn(0)), 10);
`,
    );
    const child = spawn('node', ['--inspect-port=0', file], {
      cwd: editor.workspace,
      stdio: 'ignore',
    });
    try {
      await editor.openFile('serves.cjs');
      await editor.runCommand('Tuneline: Attach to Node.js Process…');
      await editor.page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
      await editor.page.waitForTimeout(1500);
      await shoot('what can be attached to');
      await editor.page.keyboard.press('Enter');
      await editor.waitForHeat(2);
      await editor.page.waitForTimeout(1500);
      await shoot('while a program that ran already is sampled');
      await editor.runCommand('Tuneline: Stop Profiling');
      await editor.waitForStatus('serves.cjs');
      await editor.page.waitForTimeout(1500);
      await shoot('when it was left again');
    } finally {
      child.kill();
    }
  },
  async servers(editor, shoot) {
    writeFileSync(
      join(editor.workspace, 'answers.cjs'),
      `const http = require('node:http');
let sum = 0;
const server = http.createServer((request, response) => {
  for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 31) + i) | 0; // the hot line
  response.end(String(sum));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  setInterval(() => fetch('http://127.0.0.1:' + port).then(answer => answer.text()), 20);
});
`,
    );
    await editor.openFile('answers.cjs');
    await editor.clickEditorAction('Profile This File');
    await editor.waitForHeat(4);
    await editor.runCommand('Tuneline: Start Recording');
    await editor.page.waitForTimeout(3000);
    await shoot('while a part is recorded');
    await editor.runCommand('Tuneline: Stop Recording');
    await editor.page.waitForTimeout(2000);
    await editor.runCommand('Tuneline: Focus on Hot Spots View');
    await editor.page.waitForTimeout(1000);
    await shoot('a recording while the server goes on');
    await editor.runCommand('Tuneline: Stop Profiling');
    await editor.page.waitForTimeout(3000);
    await shoot('when the server was ended');
    await editor.openFile('answers.cjs');
    await editor.runCommand('Tuneline: Profile Server Under Load…');
    await editor.page.waitForTimeout(1500);
    await shoot('what the load is');
    await editor.page.keyboard.press('Escape');
  },
  async throwing(editor, shoot) {
    writeFileSync(
      join(editor.workspace, 'src', 'throws.ts'),
      "export {};\nfor (let n = 0; n < 4e8; n++) if (Math.sqrt(n) < 0) break;\nthrow new Error('no stock');\n",
    );
    await editor.openFile('throws.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.page.locator('.notification-toast', { hasText: 'exit code' }).first().waitFor();
    await shoot('a program that throws');
    await editor.runCommand('Notifications: Clear All Notifications');
  },
  async noNode(editor, shoot) {
    const folder = join(editor.workspace, '..', 'server', 'data', 'Machine', 'settings.json');
    writeFileSync(folder, JSON.stringify({ 'tuneline.node': '/nowhere/node' }));
    await editor.page.waitForTimeout(1500);
    await editor.openFile('main.ts');
    await editor.clickEditorAction('Profile This File');
    await editor.page.locator('.notification-toast', { hasText: 'Node.js' }).first().waitFor();
    await shoot('no Node.js found');
  },
};

async function shootTheme(theme: Theme, folder: string, only: readonly string[]): Promise<number> {
  const editor = await openEditor({ theme, screenshots: folder });
  let failures = 0;
  try {
    for (const [name, scene] of Object.entries(scenes)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const shoot = async (what: string) =>
        console.log(await editor.screenshot(`${theme}-${name}-${what.replace(/[^\w.]+/g, '-')}`));
      try {
        await scene(editor, shoot);
      } catch (error) {
        failures++;
        await shoot('FAILED');
        console.error(`${theme}, ${name}: ${error instanceof Error ? error.message : error}`);
        await editor.page.keyboard.press('Escape');
      }
    }
  } finally {
    await editor.close();
  }
  return failures;
}

async function shootAll(): Promise<void> {
  const { values } = parseArgs({
    options: {
      theme: { type: 'string', multiple: true, default: ['dark'] },
      out: { type: 'string', default: evidence },
      only: { type: 'string', default: '' },
    },
  });
  const only = values.only.split(',').filter(name => name !== '');
  const unknown = only.filter(name => !(name in scenes));
  if (unknown.length > 0) {
    throw new Error(`No scene ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}`);
  }
  build();
  let failures = 0;
  for (const theme of values.theme) {
    failures += await shootTheme(theme as Theme, resolve(values.out), only); // an unknown theme is told by VS Code
  }
  if (failures > 0) process.exitCode = 1;
}

shootAll().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
