import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programEnvironment } from '../../src/run/environment';
import { chooseRunner } from '../../src/run/runner';

describe('the runner of a program', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tunelinetest-runner-')));
    write('main.ts', '');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, text: string): string {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  function install(name: string, main = 'index.js'): string {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main }));
    return write(`node_modules/${name}/${main}`, '');
  }

  const chosen = (file: string, wanted: 'auto' | 'tuneline' = 'auto') =>
    chooseRunner(join(folder, file), folder, wanted, '/dist');

  it('is node for JavaScript, and our loader for TypeScript and JSX', async () => {
    for (const name of ['a.js', 'a.mjs', 'a.cjs']) {
      write(name, '');
      assert.deepEqual(await chosen(name), { name: 'node', args: [], env: {} });
    }
    for (const name of ['main.ts', 'a.tsx', 'a.cts', 'a.jsx']) {
      write(name, '');
      const { args } = await chosen(name);
      assert.deepEqual(args, ['--require', join('/dist', 'loader.js')]);
    }
  });

  it('is tsx where the workspace declares it and has it installed', async () => {
    const tsx = install('tsx', 'loader.mjs');
    write('package.json', '{"devDependencies":{"tsx":"*"}}');
    write('packages/one/package.json', '{}');
    write('packages/one/main.ts', '');
    const runner = await chosen('packages/one/main.ts');
    assert.deepEqual(runner.args, ['--import', pathToFileURL(tsx).href]);
    assert.equal((await chosen('packages/one/main.ts', 'tuneline')).name, 'tuneline');
  });

  it('is our loader where tsx is only declared, or only there for others', async () => {
    write('package.json', '{"devDependencies":{"tsx":"*"}}');
    assert.equal((await chosen('main.ts')).name, 'tuneline');
    install('tsx');
    write('package.json', '{}');
    assert.equal((await chosen('main.ts')).name, 'tuneline');
  });

  it('is ts-node for CommonJS only: for ES modules it makes node warn', async () => {
    const register = write('node_modules/ts-node/register.js', '');
    write('package.json', '{"dependencies":{"ts-node":"*"}}');
    assert.deepEqual((await chosen('main.ts')).args, ['--require', register]);
    write('main.mts', '');
    assert.equal((await chosen('main.mts')).name, 'tuneline');
  });

  it('is vite-node where the workspace declares no other, and the program keeps its own arguments', async () => {
    const bin = { 'vite-node': './dist/cli.mjs' };
    write('node_modules/vite-node/package.json', JSON.stringify({ name: 'vite-node', bin }));
    const command = write('node_modules/vite-node/dist/cli.mjs', '');
    write('package.json', '{"devDependencies":{"vite-node":"*","tsx":"*"}}');
    assert.deepEqual((await chosen('main.ts')).args, [command, '--script']);
    install('tsx');
    assert.equal((await chosen('main.ts')).name, 'tsx');
  });

  it('is told the tsconfig of the file where the working directory has none', async () => {
    install('tsx');
    write('packages/one/package.json', '{"devDependencies":{"tsx":"*"}}');
    write('packages/one/main.ts', '');
    const tsConfig = write('packages/one/tsconfig.json', '{}');
    assert.deepEqual((await chosen('packages/one/main.ts')).env, { TSX_TSCONFIG_PATH: tsConfig });
  });
});

describe('the environment of a program', () => {
  it('has ours and the wishes for it, but nothing of the editor and its debugger', () => {
    const inherited = {
      PATH: '/bin',
      GONE: '1',
      ELECTRON_RUN_AS_NODE: '1',
      VSCODE_IPC_HOOK: 'x',
      VSCODE_INSPECTOR_OPTIONS: '{}',
      NODE_OPTIONS:
        '--require "/ext/ms-vscode.js-debug/bootloader.js" --cpu-prof --max-old-space-size=100 --inspect=0',
    };
    assert.deepEqual(programEnvironment(inherited, { GONE: undefined, NEW: 'é' }), {
      PATH: '/bin',
      NODE_OPTIONS: '--max-old-space-size=100',
      NEW: 'é',
    });
  });
});
