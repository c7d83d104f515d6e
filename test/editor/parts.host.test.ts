import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, lineWith, profile, program } from './window';

const text = `function mix(x: number, turns: number): number {
  let mixed = x;
  for (let i = 0; i < turns; i++) mixed = (mixed * 31 + i) | 0;
  return mixed;
}
let sum = 0;
for (const end = Date.now() + 1500; Date.now() < end;) {
  sum += mix(sum, 20_000) + mix(sum, 60_000);
}
`;

/** The share with calls that the hover names for a call, in percent. */
function shareIn(hover: string, call: string): number | undefined {
  const at = hover.indexOf(`\`${call}\` `);
  if (at < 0) return undefined;
  return Number(/^`[^`]*` ([\d.]+)\s?%/.exec(hover.slice(at))?.[1]);
}

describe('the parts of a line in the extension host', () => {
  let file: vscode.Uri;

  before(async () => {
    file = program('twice.ts', text);
    await profile(file);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are named in its hover, two calls of one function apart', async () => {
    let said = '';
    const hover = await eventually(
      async () => {
        said = await hoverText(file, 'mix(sum, 20_000)');
        return shareIn(said, 'mix(sum, 20_000)') === undefined ? undefined : said;
      },
      () => `the hover names the calls, it says: ${said}`,
    );
    const less = shareIn(hover, 'mix(sum, 20_000)') ?? 0;
    const more = shareIn(hover, 'mix(sum, 60_000)') ?? 0;
    assert.ok(less > 10 && more > 50, hover);
    assert.match(hover, /`mix\(sum, 60_000\)` [\d.]+\s?% \(\d+–\d+\s?%\) with calls/);
  });

  it('move with their line, and are gone once it was edited', async () => {
    const document = await vscode.workspace.openTextDocument(file);
    const moved = new vscode.WorkspaceEdit();
    moved.insert(file, new vscode.Position(0, 0), '// a comment above\n');
    await vscode.workspace.applyEdit(moved);
    assert.ok(shareIn(await hoverText(file, 'mix(sum, 20_000)'), 'mix(sum, 60_000)'));
    const edited = new vscode.WorkspaceEdit();
    const line = document.lineAt(lineWith(document, 'mix(sum, 20_000)'));
    edited.insert(file, line.range.end, ' // edited');
    await vscode.workspace.applyEdit(edited);
    assert.equal(shareIn(await hoverText(file, 'mix(sum, 20_000)'), 'mix(sum, 60_000)'), undefined);
  });
});
