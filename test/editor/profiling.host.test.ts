import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  eventually,
  hoverText,
  isAlive,
  lineWith,
  profile,
  program,
  sample,
  selfPercent,
  workspaceFolder,
} from './window';

const spin = `
function spin(ms: number): number {
  const end = Date.now() + ms;
  let turns = 0;
  while (Date.now() < end) {
    for (let n = 0; n < 100_000; n++) turns += Math.sqrt(n) > 50 ? 1 : 0; // the hot line
  }
  return turns;
}
`;

/** Says its pid in a file, then runs until it is ended. */
function endlessProgram(name: string): vscode.Uri {
  return program(
    `${name}.ts`,
    `import { writeFileSync } from 'node:fs';
${spin}
writeFileSync(new URL(import.meta.url).pathname.replace(/\\.ts$/, '.pid'), String(process.pid));
for (let round = 0; round < 600; round++) spin(100);
`,
  );
}

function pidOf(name: string): Promise<number> {
  const file = join(workspaceFolder(), `${name}.pid`);
  return eventually(
    () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined),
    `${name} runs`,
  );
}

describe('profiling in the extension host', () => {
  it('names the time of the hot line in its hover', async () => {
    await profile(sample('main.ts'));
    assert.ok((await selfPercent(sample('main.ts'), 'Math.max(...spent)')) > 3);
  });

  it('has numbers for every file that was hot, not only the one that was profiled', async () => {
    assert.ok((await selfPercent(sample('reviews.ts'), 'stopWords.includes(word)')) > 3);
    assert.ok((await selfPercent(sample('packing.ts'), 'queue.shift()')) > 3);
    assert.ok((await selfPercent(sample('labels.ts'), '[...labels, ')) > 3);
  });

  it('says nothing about a line that did not run', async () => {
    assert.equal(await hoverText(sample('packing.ts'), 'const booksPerParcel'), '');
  });

  it('profiles a file whose path has spaces, # and letters beyond ASCII', async () => {
    const file = program('a folder #1/größe 速い.ts', `${spin}\nspin(600);\n`);
    await profile(file);
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
  });

  it('shows the profile of a program that throws', async () => {
    const file = program('throws.ts', `${spin}\nspin(600);\nthrow new Error('on purpose');\n`);
    await profile(file);
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
  });

  it('keeps what was sampled when it is stopped, and leaves no process behind', async () => {
    const file = endlessProgram('stopped');
    const done = profile(file);
    const pid = await pidOf('stopped');
    await new Promise(resolve => setTimeout(resolve, 1500));
    await vscode.commands.executeCommand('tuneline.stop');
    await done;
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
    await eventually(() => (isAlive(pid) ? undefined : true), 'the stopped program is gone');
  });

  it('throws away what was sampled when it is cancelled, and leaves no process behind', async () => {
    const before = program('before.ts', `${spin}\nspin(600);\n`);
    await profile(before);
    const file = endlessProgram('cancelled');
    const done = profile(file);
    const pid = await pidOf('cancelled');
    await vscode.commands.executeCommand('tuneline.cancel');
    await done;
    await eventually(() => (isAlive(pid) ? undefined : true), 'the cancelled program is gone');
    assert.equal(await hoverText(file, 'the hot line'), '');
    assert.ok(
      (await selfPercent(before, 'the hot line')) > 50,
      'the profile before is shown again',
    );
  });

  it('keeps the profile that is shown when no Node.js is found', async () => {
    const file = program('kept.ts', `${spin}\nspin(600);\n`);
    await profile(file);
    const settings = vscode.workspace.getConfiguration('tuneline');
    await settings.update('node', '/nowhere/node', vscode.ConfigurationTarget.Global);
    try {
      await profile(file);
    } finally {
      await settings.update('node', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
  });

  it('says of an edited line that its numbers are from before', async () => {
    const file = program('edited.ts', `${spin}\nspin(600);\n`);
    await profile(file);
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    const before = await selfPercent(file, 'the hot line');
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// one line more\n'));
    assert.equal(await selfPercent(file, 'the hot line'), before, 'a moved line keeps its data');
    const stands = lineWith(document, 'the hot line');
    await vscode.commands.executeCommand('tuneline.openPlace', file.fsPath, stands);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, stands, 'links follow it');
    const at = document.getText().indexOf('the hot line');
    await editor.edit(edit => edit.insert(document.positionAt(at), 'edited, was '));
    assert.match(await hoverText(file, 'the hot line'), /edited/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
