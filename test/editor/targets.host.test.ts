import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, program, selfPercent, workspaceFolder } from './window';

const spin = `
function spin(ms) {
  const end = Date.now() + ms;
  let turns = 0;
  while (Date.now() < end) {
    for (let n = 0; n < 100_000; n++) turns += Math.sqrt(n) > 50 ? 1 : 0; // the hot line
  }
  return turns;
}
`;

describe('targets in the extension host', () => {
  it('profiles a launch entry with its arguments, its task before it', async () => {
    const file = program('launched/main.cjs', `${spin}\nspin(Number(process.argv[2]));\n`);
    program(
      '.vscode/tasks.json',
      JSON.stringify({
        version: '2.0.0',
        tasks: [{ label: 'prepare', type: 'shell', command: 'echo done > prepared.txt' }],
      }),
    );
    program(
      '.vscode/launch.json',
      `{ "configurations": [{
        "type": "node", "request": "launch", "name": "Spin", // a comment
        "program": "\${workspaceFolder}/launched/main.cjs", "args": ["1500"], "preLaunchTask": "prepare",
      }] }`,
    );
    // The editor reads a file that was just written in its own time.
    await eventually(async () => {
      const tasks = await vscode.tasks.fetchTasks();
      return tasks.some(({ name }) => name === 'prepare') ? true : undefined;
    }, 'the editor knows the task');
    await vscode.commands.executeCommand('tuneline.profileTarget', 'Spin');
    assert.ok(existsSync(join(workspaceFolder(), 'prepared.txt')), 'the task did not run');
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
  });

  it('profiles a script of package.json, with the lines of what npm starts', async () => {
    const scripts = { spin: 'node run.cjs' };
    const { fsPath } = program('scripted/package.json', JSON.stringify({ scripts }));
    const file = program('scripted/run.cjs', `${spin}\nspin(1500);\n`);
    await vscode.commands.executeCommand('tuneline.profileScript', {
      file: fsPath,
      script: 'spin',
    });
    assert.ok((await selfPercent(file, 'the hot line')) > 50);
  });

  it('profiles one test of another extension’s Test Explorer item, and keeps the profile when it fails', async () => {
    program('tested/package.json', '{}');
    const file = program(
      'tested/a.test.cjs',
      `const { it } = require('node:test');\n${spin}
it('spins', () => { spin(1500); throw new Error('on purpose'); });
it('does not run', () => { spin(9000); spin(9000); spin(9000); }); // the other test
`,
    );
    const controller = vscode.tests.createTestController('others', 'Others');
    try {
      const item = controller.createTestItem('1', 'spins', file);
      item.range = new vscode.Range(11, 0, 11, 10);
      controller.items.add(item);
      await vscode.commands.executeCommand('tuneline.profileTest', item);
      assert.ok((await selfPercent(file, 'the hot line')) > 50);
    } finally {
      controller.dispose();
    }
  });
});
