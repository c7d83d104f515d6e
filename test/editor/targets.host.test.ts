import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
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

  it('puts settings, answers and what commands say into a launch entry, whose task makes its program', async () => {
    const tells = vscode.commands.registerCommand('tunelineTest.tells', (told: { word: string }) =>
      told.word.toUpperCase(),
    );
    const file = vscode.Uri.file(join(workspaceFolder(), 'made', 'main.cjs'));
    program(
      'template.cjs',
      `${spin}\nrequire('node:fs').writeFileSync(__filename + '.args', process.argv.slice(2).join());\nspin(1500);\n`,
    );
    const make = 'mkdir -p made && cp template.cjs made/main.cjs && echo FROM=task > made/.env';
    const fails = { type: 'shell', command: 'exit 3' };
    const tasks = [
      { label: 'make it', type: 'shell', command: make },
      { label: 'fails', ...fails },
      { label: 'needs one that fails', dependsOn: ['fails'] },
    ];
    program('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
    const [text, choice, told] = ['${input:text}', '${input:choice}', '${input:told}'];
    const args = ['${config:editor.tabSize}', text, choice, told, '${command:tunelineTest.plain}'];
    const entry = { type: 'node', request: 'launch', program: 'made/main.cjs' };
    const inputs = [
      { id: 'text', type: 'promptString', description: 'What?', default: 'as it was' },
      {
        id: 'choice',
        type: 'pickString',
        options: ['a', { label: 'B', value: 'b' }],
        default: 'b',
      },
      { id: 'told', type: 'command', command: 'tunelineTest.tells', args: { word: 'loud' } },
    ];
    const plain = vscode.commands.registerCommand('tunelineTest.plain', () => 7);
    const configurations = [
      { ...entry, name: 'Made', envFile: 'made/.env', args, preLaunchTask: 'make it' },
      { ...entry, name: 'Not made', preLaunchTask: 'needs one that fails' },
      { ...entry, name: 'Nobody', args: ['${command:nobody.knows}'] },
    ];
    program('.vscode/launch.json', JSON.stringify({ configurations, inputs }));
    await eventually(async () => {
      const known = await vscode.tasks.fetchTasks();
      return known.some(({ name }) => name === 'needs one that fails') ? true : undefined;
    }, 'the editor knows the tasks');
    const accepting = setInterval(
      () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      500,
    );
    try {
      await vscode.commands.executeCommand('tuneline.profileTarget', 'Made');
      const tabSize = vscode.workspace.getConfiguration('editor').get('tabSize');
      const said = readFileSync(`${file.fsPath}.args`, 'utf8');
      assert.equal(said, `${tabSize},as it was,b,LOUD,7`);
      assert.ok((await selfPercent(file, 'the hot line')) > 50);
      // Each is told and settles; what can't be run does not run.
      rmSync(`${file.fsPath}.args`);
      await vscode.commands.executeCommand('tuneline.profileTarget', 'Nobody');
      assert.ok(!existsSync(`${file.fsPath}.args`));
      await vscode.commands.executeCommand('tuneline.profileTarget', 'Not made');
      assert.ok(!existsSync(`${file.fsPath}.args`));
    } finally {
      clearInterval(accepting);
      tells.dispose();
      plain.dispose();
    }
  });

  it('attaches to the program that a launch entry names, and offers the members of a compound', async () => {
    const file = program(
      'served.cjs',
      `${spin}\nconst { url } = require('node:inspector');\nrequire('node:fs').writeFileSync(__filename + '.port', new URL(url()).port);\nspin(9000);\n`,
    );
    const child = spawn('node', ['--inspect=127.0.0.1:0', file.fsPath], { stdio: 'ignore' });
    try {
      const portFile = `${file.fsPath}.port`;
      const port = await eventually(
        () =>
          existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined,
        'the program runs',
      );
      const configurations = [{ type: 'node', request: 'attach', name: 'Running', port }];
      const compounds = [{ name: 'All of it', configurations: ['Running'] }];
      program('.vscode/launch.json', JSON.stringify({ configurations, compounds }));
      const done = vscode.commands.executeCommand('tuneline.profileTarget', 'All of it');
      const accepting = setInterval(
        () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
        500,
      );
      await done;
      clearInterval(accepting);
      assert.ok((await selfPercent(file, 'the hot line')) > 50);
    } finally {
      child.kill();
    }
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
