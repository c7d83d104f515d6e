import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  eventually,
  hoverText,
  isAlive,
  profile,
  program,
  selfPercent,
  workspaceFolder,
} from './window';

/** Starts up with work, and serves two routes that work on a line each. */
function serverProgram(name: string): vscode.Uri {
  return program(
    `${name}.cjs`,
    `const http = require('node:http');
const { writeFileSync } = require('node:fs');
let sum = 0;
for (let i = 0; i < 3e8; i++) sum = (Math.imul(sum, 31) + i) | 0; // starts up
function works() {
  for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 31) + i) | 0; // works
}
function writes() {
  for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 37) + i) | 0; // writes
}
const server = http.createServer((request, response) => {
  (request.url === '/works' ? works : writes)();
  response.end(String(sum));
});
server.listen(0, '127.0.0.1', () => {
  writeFileSync(__filename.replace(/cjs$/, 'port'), server.address().port + ' ' + process.pid);
});
`,
  );
}

function serverOf(name: string): Promise<{ port: number; pid: number }> {
  const file = join(workspaceFolder(), `${name}.port`);
  return eventually(() => {
    const [port, pid] = existsSync(file) ? readFileSync(file, 'utf8').split(' ').map(Number) : [];
    return pid > 0 ? { port, pid } : undefined;
  }, `${name} listens`);
}

async function ask(port: number, route: string, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;)
    await (await fetch(`http://127.0.0.1:${port}${route}`)).text();
}

const run = (command: string) => vscode.commands.executeCommand(`tuneline.${command}`);

describe('servers in the extension host', () => {
  it('are recorded as often as one likes while they go on, each time on its own', async () => {
    const file = serverProgram('serves-twice');
    const done = profile(file);
    const { port, pid } = await serverOf('serves-twice');
    try {
      await run('startRecording');
      await ask(port, '/works', 2);
      await run('stopRecording');
      assert.ok((await selfPercent(file, '// works')) > 70);
      assert.equal(await hoverText(file, 'sum = (Math.imul(sum, 37)'), '');
      assert.equal(await hoverText(file, 'for (let i = 0; i < 3e8'), '');
      assert.ok(isAlive(pid), 'it was ended');
      await ask(port, '/works', 0.5);
      await run('startRecording');
      await ask(port, '/writes', 2);
      await run('stopRecording');
      assert.ok((await selfPercent(file, '// writes')) > 70);
      assert.equal(
        await hoverText(file, 'for (let i = 0; i < 2e6; i++) sum = (Math.imul(sum, 31)'),
        '',
      );
      assert.ok(isAlive(pid), 'it was ended');
    } finally {
      await run('stop');
      await done;
    }
    assert.ok(!isAlive(pid));
    assert.ok((await selfPercent(file, '// writes')) > 70, 'the last recording is not shown');
  });

  it('are recorded until they listen', async () => {
    const file = serverProgram('starts-up');
    await vscode.commands.executeCommand('tuneline.profileStartUp', file);
    assert.ok((await selfPercent(file, '// starts up')) > 70);
    assert.equal(await hoverText(file, '// works'), '');
  });
});
