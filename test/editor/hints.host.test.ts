import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import * as vscode from 'vscode';
import { manyAwaits } from './sample';
import { eventually, hoverText, lineWith, profile, sample, workspaceFolder } from './window';

/** What the program prints, by the workspace's own standards: TypeScript run without Tuneline. */
async function report(): Promise<string> {
  const root = vscode.extensions.getExtension('tuneline.tuneline')?.extensionPath ?? '';
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs');
  const options = { cwd: workspaceFolder() };
  const run = promisify(execFile)('node', ['--import', tsx, sample('main.ts').fsPath], options);
  return (await run).stdout;
}

/** Tuneline's actions on the line with `code` now. */
async function actionsOn(file: vscode.Uri, code: string): Promise<vscode.CodeAction[]> {
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    file,
    document.lineAt(lineWith(document, code)).range,
    undefined,
    10,
  );
  return actions.filter(action => action.title.endsWith('(Tuneline)'));
}

/** The same, once the syntax worker has answered. */
function tuningsOn(file: vscode.Uri, code: string): Promise<vscode.CodeAction[]> {
  return eventually(async () => {
    const ours = await actionsOn(file, code);
    return ours.length > 0 ? ours : undefined;
  }, `a tuning on ${code}`);
}

function noTuningOn(file: vscode.Uri, code: string): Promise<true> {
  return eventually(
    async () => ((await actionsOn(file, code)).length === 0 ? true : undefined),
    `no tuning on ${code}`,
  );
}

/** So that what the copies of labels cost is far above what their tuning needs. */
async function growBatches(): Promise<void> {
  const { fsPath } = sample('labels.ts');
  writeFileSync(fsPath, readFileSync(fsPath, 'utf8').replace('10_000', '30_000'));
  await profile(sample('main.ts'));
}

describe('tunings in the extension host', () => {
  const tuned = ['reviews.ts', 'packing.ts', 'labels.ts'].map(name => sample(name).fsPath);
  const asItWas = tuned.map(file => readFileSync(file, 'utf8'));

  before(() => profile(sample('main.ts')));

  after(async () => {
    for (const [at, file] of tuned.entries()) writeFileSync(file, asItWas[at]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are quick fixes where they are safe', async () => {
    const [action] = await tuningsOn(sample('reviews.ts'), 'stopWords.includes(word)');
    assert.match(action.title, /^Make “stopWords” a Set/);
    assert.ok(action.kind?.contains(vscode.CodeActionKind.QuickFix), `is a ${action.kind?.value}`);
  });

  it('are not offered on a line that is not hot', async () => {
    const document = await vscode.workspace.openTextDocument(sample('report.ts'));
    await vscode.window.showTextDocument(document);
    const line = lineWith(document, 'Math.max(...report');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      document.lineAt(line).range,
    );
    assert.deepEqual(
      actions.map(action => action.title).filter(title => title.includes('Tuneline')),
      [],
    );
  });

  it('are silenced on a line by a comment, and everywhere by a setting', async () => {
    const file = sample('reviews.ts');
    const code = 'stopWords.includes(word)';
    const silence = (await tuningsOn(file, code)).at(-1);
    assert.match(silence?.title ?? '', /^Silence: Make “stopWords” a Set/);
    const { command, arguments: unwanted = [] } = silence?.command ?? { command: '' };
    const silenced = vscode.commands.executeCommand(command, ...unwanted);
    const document = await vscode.workspace.openTextDocument(file);
    const isSilenced = () =>
      /\n *\/\/ tuneline-disable-next-line membership-set\n/.test(document.getText());
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isSilenced() ? true : undefined;
    }, 'the comment stands above the line');
    await silenced;
    await noTuningOn(file, code);
    await vscode.commands.executeCommand('undo');
    await tuningsOn(file, code);
    const settings = vscode.workspace.getConfiguration('tuneline');
    await settings.update(
      'hints.disabledRules',
      ['membership-set'],
      vscode.ConfigurationTarget.Workspace,
    );
    await noTuningOn(file, code);
    await settings.update('hints.disabledRules', undefined, vscode.ConfigurationTarget.Workspace);
    await tuningsOn(file, code);
  });

  it('are explained on a page that is rendered in the editor, from the hover and the diagnostic', async () => {
    const file = sample('reviews.ts');
    await tuningsOn(file, 'stopWords.includes(word)');
    const link = 'command:tuneline.explainTuning?';
    assert.ok((await hoverText(file, 'stopWords.includes(word)')).includes(link));
    const ours = vscode.languages.getDiagnostics(file).filter(one => one.source === 'Tuneline');
    for (const { code } of ours)
      assert.ok(typeof code === 'object' && code.target.toString(true).startsWith(link));
    await vscode.commands.executeCommand('tuneline.explainTuning', 'membership-set');
    const isPreview = (tab: vscode.Tab) =>
      tab.input instanceof vscode.TabInputWebview &&
      tab.input.viewType.includes('markdown.preview');
    await eventually(
      async () => vscode.window.tabGroups.all.flatMap(group => group.tabs).find(isPreview),
      'the page is shown',
    );
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('tuneline-rule:/membership-set.md'),
    );
    assert.match(page.getText(), /^# membership-set\n[\s\S]*Make `allowed` a Set/);
    assert.match(page.getText(), /allowed\.includes\(word\)[\s\S]*allowed\.has\(word\)/);
  });

  it('on the configuration have a page too, with what whole programs gained', async () => {
    await vscode.commands.executeCommand('tuneline.explainTuning', 'compile-cache');
    const page = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('tuneline-rule:/compile-cache.md'),
    );
    assert.match(page.getText(), /^# compile-cache\n[\s\S]*"NODE_COMPILE_CACHE": /);
    assert.match(page.getText(), /\| Program \| Node\.js 22 \|[\s\S]*times/);
  });

  it('on the configuration are offered in its file, as long as that says so', async () => {
    const folder = join(workspaceFolder(), 'compiled');
    const tsconfig = vscode.Uri.file(join(folder, 'tsconfig.json'));
    mkdirSync(folder);
    try {
      writeFileSync(tsconfig.fsPath, '{\n  "compilerOptions": { "target": "ES2015" }\n}\n');
      const compilerOptions = { target: ts.ScriptTarget.ES2015 };
      const program = vscode.Uri.file(join(folder, 'main.js'));
      writeFileSync(program.fsPath, ts.transpileModule(manyAwaits, { compilerOptions }).outputText);
      await profile(program);
      const [action] = await tuningsOn(tsconfig, 'ES2015');
      assert.match(action.title, /^Compile for “ES2022” instead of “ES2015”; review: class fields/);
      assert.equal(action.command?.command, 'tuneline.applyTuning');
      const hover = await hoverText(tsconfig, 'ES2015');
      assert.match(hover, /Compile for `ES2022`[\s\S]*\[Apply\][\s\S]*\[Explain\]/);
      const [shown] = vscode.languages.getDiagnostics(tsconfig);
      assert.match(shown.message, /active time is in what TypeScript writes for older engines/);

      const document = await vscode.workspace.openTextDocument(tsconfig);
      const at = document.getText().indexOf('ES2015');
      const edit = new vscode.WorkspaceEdit();
      const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 6));
      edit.replace(tsconfig, range, 'ES2022');
      await vscode.workspace.applyEdit(edit);
      await noTuningOn(tsconfig, 'ES2022');
      await vscode.commands.executeCommand('undo');
      await tuningsOn(tsconfig, 'ES2015');
      await document.save();
    } finally {
      rmSync(folder, { recursive: true });
      await profile(sample('main.ts'));
    }
  });

  it('leave the report of the program as it was', async () => {
    const before = await report();
    for (const [file, code, fixed] of [
      ['reviews.ts', 'stopWords.includes(word)', 'stopWords.has(word)'],
      ['packing.ts', 'queue.shift()', 'queue['],
      ['labels.ts', '[...labels, ', 'labels.push('],
    ]) {
      if (file === 'labels.ts') await growBatches();
      const [action] = await tuningsOn(sample(file), code);
      assert.ok(action.edit, `${action.title} has no edit`);
      await vscode.workspace.applyEdit(action.edit);
      const document = await vscode.workspace.openTextDocument(sample(file));
      assert.ok(document.getText().includes(fixed), document.getText());
      await document.save();
      await profile(sample('main.ts')); // what is left has a larger share now
    }
    assert.equal(await report(), before);
  });

  it('know the types of other files, where the file itself shows nothing', async () => {
    const [listed, counted] = [sample('listed.ts').fsPath, sample('counted.ts').fsPath];
    writeFileSync(
      listed,
      `export const listed: readonly string[] = Array.from({ length: 4000 }, (_, n) => 'w' + n);\n`,
    );
    writeFileSync(
      counted,
      [
        `import { listed } from './listed.ts';`,
        `function count(texts: readonly string[]): number {`,
        `  let sum = 0;`,
        `  for (const text of texts) if (listed.indexOf(text) >= 0) sum++;`,
        `  return sum;`,
        `}`,
        `let all = 0;`,
        `for (let round = 0; round < 25; round++) all += count([...listed]);`,
        `console.log(all);\n`,
      ].join('\n'),
    );
    try {
      await profile(sample('counted.ts'));
      // What one file shows is advice; with the type of the list there is something to apply.
      let seen: readonly string[] = [];
      await eventually(
        async () => {
          const actions = await actionsOn(sample('counted.ts'), 'listed.indexOf');
          seen = actions.map(({ title }) => title);
          return seen.find(title => /^Keep a Set beside “listed”.*; review: /.test(title));
        },
        () => `a tuning to apply, but ${seen}`,
        60,
      );
    } finally {
      for (const file of [listed, counted]) rmSync(file);
    }
  });
});
