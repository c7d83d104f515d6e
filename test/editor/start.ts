// `npm start`: the sample workspace in a real VS Code with the checkout's extension. `--desktop` uses an installed one, `--fresh` throws away the last trial.
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build';
import { desktopEditor, desktopProgram } from './desktop';
import { startServer } from './editor-server';
import { spawnOwned } from './owned-process';
import { canRunPinnedEditor, preparePinnedEditor } from './pinned-editor';
import { cache, root, sampleWorkspace } from './places';

const trial = join(cache, 'trial');
const workspace = join(trial, 'workspace');

const steps = `
  1. Open src/main.ts and click the flame at the top right ("Profile This File").
  2. After a few seconds the hot lines are painted: here, and in src/reviews.ts, src/packing.ts and src/labels.ts.
  3. Point at a hot line for everything that is known about it.
  4. Press F1 and choose "Tuneline: Show Chart"; click a box to open its line.
  5. Open src/reviews.ts, put the cursor on the line with a dot behind its numbers, press Ctrl+. and choose the tuning.
  6. Save, press F1, choose "Tuneline: Profile Again", and see what has changed.

You are working on a copy of test/workspace in test/editor/.cache/trial: the checkout stays as it is.
It is kept for next time; npm start -- --fresh starts over.`;

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { desktop: { type: 'boolean' }, fresh: { type: 'boolean' } },
  });
  if (values.fresh) rmSync(trial, { recursive: true, force: true });
  build();
  mkdirSync(trial, { recursive: true });
  if (!existsSync(workspace)) cpSync(sampleWorkspace, workspace, { recursive: true });
  if (values.desktop) startDesktop();
  else await startPinned();
}

function startDesktop(): void {
  // Windows can't start a .cmd without a shell; the program behind it takes the same arguments.
  const editor = process.platform === 'win32' ? desktopProgram() : desktopEditor();
  if (!editor) {
    throw new Error(
      'No installed VS Code found: there is no `code` on PATH and none in the usual places. Name one with TUNELINE_VSCODE=/path/to/code, or leave --desktop out.',
    );
  }
  console.log(`Opening ${editor} …\n${steps}`);
  const { child } = spawnOwned(
    editor,
    [
      ...['--new-window', '--wait', '--disable-workspace-trust'],
      ...['--user-data-dir', join(trial, 'desktop'), '--extensionDevelopmentPath', root],
      workspace,
    ],
    { stdio: 'inherit' },
  );
  child.on('exit', code => {
    process.exitCode = code ?? 1;
  });
}

async function startPinned(): Promise<void> {
  if (!canRunPinnedEditor) {
    throw new Error(
      `The pinned editor is for Linux x64, this is ${process.platform} ${process.arch}. Use your own VS Code: npm start -- --desktop`,
    );
  }
  const editor = preparePinnedEditor();
  console.log('Starting the editor …');
  const server = await startServer({ editor, folder: join(trial, 'server'), withExtension: true });
  console.log(`
Open this address in a browser on this machine:

  ${server.address(workspace)}

It answers on loopback only and asks for the token that is in the address.
${steps}

Ctrl+C ends the editor and everything it started.`);
  void server.ended.then(() => {
    console.error(`The editor ended by itself. Its last output:\n${server.output().slice(-4000)}`);
    process.exit(1);
  });
}

start().catch(error => {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
});
