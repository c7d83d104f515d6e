import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { hoverText, profile, program, selfPercent, workspaceFolder } from './window';

const text = `
function spin(ms) {
  const end = Date.now() + ms;
  let turns = 0;
  while (Date.now() < end) {
    for (let n = 0; n < 100_000; n++) turns += Math.sqrt(n) > 50 ? 1 : 0; // the hot line
  }
  return turns;
}
spin(500);
`;

/** A profile that Node.js itself made of a program in the workspace. */
function profileOf(name: string): { readonly file: vscode.Uri; readonly profile: vscode.Uri } {
  const file = program(`${name}.js`, text);
  const args = ['--cpu-prof', `--cpu-prof-dir=${workspaceFolder()}`];
  execFileSync('node', [...args, `--cpu-prof-name=${name}.cpuprofile`, file.fsPath]);
  return { file, profile: vscode.Uri.file(join(workspaceFolder(), `${name}.cpuprofile`)) };
}

const open = (uri: vscode.Uri) => vscode.commands.executeCommand('tuneline.openProfile', uri);

describe('opening a profile that was made elsewhere', () => {
  it('shows its heat, with calls estimated from the code', async () => {
    const made = profileOf('elsewhere');
    await open(made.profile);
    assert.ok((await selfPercent(made.file, 'the hot line')) > 50);
    assert.match(await hoverText(made.file, 'the hot line'), /from a \.cpuprofile file/);
    assert.match(await hoverText(made.file, 'the hot line'), /estimated from the code/);
  });

  it('paints nothing on a file that can’t be the one that ran', async () => {
    const made = profileOf('changed');
    writeFileSync(made.file.fsPath, `// the hot line\n${text.replaceAll('spin', 'turn')}`);
    await open(made.profile);
    assert.equal(await hoverText(made.file, 'the hot line'), '');
  });

  it('keeps what is shown when a file is empty, cut off or no profile at all', async () => {
    const shown = program('still-shown.js', text);
    await profile(shown);
    const bad = {
      'empty.cpuprofile': '',
      'cut.cpuprofile': '{"nodes":[{"id":1,',
      'no.cpuprofile': 'x',
    };
    for (const [name, content] of Object.entries(bad)) {
      await open(program(name, content));
      assert.ok((await selfPercent(shown, 'the hot line')) > 50, name);
    }
  });
});
