import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, isAlive, program, selfPercent, workspaceFolder } from './window';

/** Says its pid in a file, then works and rests in turn until it is ended. */
function busyProgram(name: string): vscode.Uri {
  return program(
    `${name}.cjs`,
    `const { writeFileSync } = require('node:fs');
function turn(sum) {
  for (let i = 0; i < 1e6; i++) sum = (Math.imul(sum, 31) + i) | 0; // the hot line
  return sum;
}
let sum = 0;
setInterval(() => {
  for (let i = 0; i < 20; i++) sum = turn(sum);
  globalThis.turned = true; // a place to stop at
}, 40);
writeFileSync(__filename.replace(/\\.cjs$/, '.pid'), String(process.pid));
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

const wait = (seconds: number) => new Promise(done => setTimeout(done, seconds * 1000));

describe('attaching in the extension host', () => {
  afterEach(() => vscode.debug.stopDebugging());

  it('profiles the program that is being debugged, without starting it again', async () => {
    const file = busyProgram('debugged');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    await vscode.debug.startDebugging(folder, {
      type: 'node',
      request: 'launch',
      name: 'Debugged',
      program: file.fsPath,
      console: 'internalConsole',
    });
    const pid = await pidOf('debugged');
    const done = vscode.commands.executeCommand('tuneline.profileDebugSession');
    await wait(4);
    await vscode.commands.executeCommand('tuneline.stop');
    await done;
    assert.ok((await selfPercent(file, 'the hot line')) > 70);
    assert.equal(await pidOf('debugged'), pid, 'it was started again');
    assert.ok(isAlive(pid) && vscode.debug.activeDebugSession, 'its debugger has gone');
  });

  it('counts no time in which the debugger holds the program', async () => {
    const file = busyProgram('held');
    const document = await vscode.workspace.openTextDocument(file);
    const line = document.positionAt(document.getText().indexOf('a place to stop at')).line;
    const at = new vscode.SourceBreakpoint(new vscode.Location(file, new vscode.Position(line, 2)));
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    await vscode.debug.startDebugging(folder, {
      type: 'node',
      request: 'launch',
      name: 'Held',
      program: file.fsPath,
      console: 'internalConsole',
    });
    await pidOf('held');
    const done = vscode.commands.executeCommand('tuneline.profileDebugSession');
    await wait(3);
    vscode.debug.addBreakpoints([at]);
    await eventually(
      () => (vscode.debug.activeStackItem instanceof vscode.DebugStackFrame ? true : undefined),
      'it stands at the breakpoint',
    );
    await wait(4);
    vscode.debug.removeBreakpoints([at]);
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await wait(2);
    await vscode.commands.executeCommand('tuneline.stop');
    await done;
    assert.ok((await selfPercent(file, 'the hot line')) > 70);
  });

  it('attaches to a process of the workspace that is picked, and leaves it running', async function () {
    if (process.platform !== 'linux') this.skip(); // elsewhere its port can't be chosen
    const file = busyProgram('picked');
    const child = spawn('node', ['--inspect-port=0', file.fsPath], {
      cwd: workspaceFolder(),
      stdio: 'ignore',
    });
    try {
      const pid = await pidOf('picked');
      const done = vscode.commands.executeCommand('tuneline.attach');
      await wait(2);
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await wait(4);
      await vscode.commands.executeCommand('tuneline.stop');
      await done;
      assert.ok((await selfPercent(file, 'the hot line')) > 70);
      assert.ok(isAlive(pid));
    } finally {
      child.kill();
    }
  });
});
