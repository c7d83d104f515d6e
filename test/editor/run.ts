// `npm run test:editor [-- --grep WORDS]`: the suite in the extension host, then the page tests.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { desktopProgram } from './desktop';
import { canRunPinnedEditor, preparePinnedEditor } from './pinned-editor';
import { cache, root, sampleWorkspace } from './places';

const { values: chosen } = parseArgs({ options: { grep: { type: 'string' } } });

function step(what: string, command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`${what} failed, its messages are above.`);
}

/** An installed desktop VS Code, or a downloaded one, or the pinned one behind the same command line. */
async function editorForSuite(): Promise<string> {
  const installed = desktopProgram();
  const hasScreen =
    process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.env.TUNELINE_VSCODE || (installed && hasScreen)) return installed!;
  const standIn = join(root, 'test', 'editor', 'stand-in.mjs');
  chmodSync(standIn, 0o755);
  if (!hasScreen && canRunPinnedEditor) return standIn;
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(cache, 'desktop'), timeout: 20_000 });
  } catch (error) {
    if (!canRunPinnedEditor) throw error;
    console.log(`No desktop VS Code (${error}); the pinned editor stands in.`);
    return standIn;
  }
}

async function testInExtensionHost(): Promise<void> {
  const editor = await editorForSuite();
  const scratch = mkdtempSync(join(tmpdir(), 'tuneline-suite-'));
  const workspace = join(scratch, 'workspace');
  cpSync(sampleWorkspace, workspace, { recursive: true });
  try {
    await runTests({
      vscodeExecutablePath: editor,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out', 'test', 'editor', 'index'),
      extensionTestsEnv: chosen.grep === undefined ? {} : { TUNELINE_TESTS: chosen.grep },
      launchArgs: [
        workspace,
        `--extensions-dir=${join(scratch, 'extensions')}`,
        `--user-data-dir=${join(scratch, 'data')}`,
      ],
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

function testThroughPage(): void {
  if (!canRunPinnedEditor) {
    console.log(
      `Page tests are left out: the pinned editor is for Linux x64, this is ${process.platform} ${process.arch}.`,
    );
    return;
  }
  step('The page tests', process.execPath, [
    ...['--enable-source-maps', join('node_modules', 'mocha', 'bin', 'mocha.js'), '--no-package'],
    ...['--forbid-only', '--timeout', '120000', 'out/test/editor/*.page.test.js'],
    ...(chosen.grep === undefined ? [] : ['--grep', chosen.grep]),
  ]);
}

async function testEditor(): Promise<void> {
  step('The build', process.execPath, ['esbuild.mjs', '--tests']);
  if (!existsSync(sampleWorkspace)) throw new Error('test/workspace is missing');
  if (canRunPinnedEditor) preparePinnedEditor();
  await testInExtensionHost();
  testThroughPage();
}

testEditor().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
