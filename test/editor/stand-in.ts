// Takes the command line that @vscode/test-electron gives to a desktop VS Code, runs the suite in the extension host of
// the pinned one with a headless browser as its window, and exits with the suite's code.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from './browser';
import { startServer } from './editor-server';
import { firstWords } from './first-words';
import { preparePinnedEditor } from './pinned-editor';

const suiteTimeout = 420_000;

function argument(name: string): string {
  const given = process.argv.find(one => one.startsWith(`--${name}=`));
  if (!given) throw new Error(`--${name}=… is missing`);
  return given.slice(name.length + 3);
}

async function runSuite(): Promise<number> {
  const extension = argument('extensionDevelopmentPath');
  const suite = argument('extensionTestsPath');
  const workspace = process.argv.slice(2).find(one => !one.startsWith('-'));
  const scratch = mkdtempSync(join(tmpdir(), 'tuneline-host-'));
  const server = await startServer({
    editor: preparePinnedEditor(),
    folder: scratch,
    withExtension: false,
    testDriver: true,
  });
  const browser = await launchBrowser().catch(async error => {
    await server.close();
    throw error;
  });
  try {
    const page = await browser.newPage();
    let finish: (code: number) => void = () => {};
    const exit = new Promise<number>((resolve, reject) => {
      finish = resolve;
      setTimeout(
        () =>
          reject(new Error(`The suite took over ${suiteTimeout / 1000} s.\n${server.output()}`)),
        suiteTimeout,
      ).unref();
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
    // The suite's console arrives here, after VS Code's own words about its start and optional native modules.
    let speaks = Boolean(process.env.TUNELINE_VERBOSE);
    await page.exposeFunction('codeAutomationLog', (level: string, args: unknown[]) => {
      speaks ||= args[0] === firstWords;
      const isOurs = level === 'info' && !/^\[\w+\] /.test(String(args[0]));
      if (speaks && (isOurs || process.env.TUNELINE_VERBOSE)) console.log(...args);
    });
    const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(`${suite.replace(/\.js$/, '')}.js`)],
    ]);
    await page.goto(server.address(workspace ?? extension, { payload }));
    return await exit;
  } finally {
    await browser.close();
    await server.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

runSuite().then(
  code => process.exit(code),
  error => {
    console.error(error);
    process.exit(1);
  },
);
