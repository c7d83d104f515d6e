import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { moduleFormats, needsLoader } from './preload/module-format';
import { tsConfigs } from './preload/tsconfig';

/** What runs the program: `node` as it is, our loader, or the workspace's own runner. */
export type RunnerName =
  'node' | 'tuneline' | 'tsx' | 'ts-node' | '@swc-node/register' | 'vite-node';

export interface Runner {
  readonly name: RunnerName;
  /** Arguments of `node` that put it in. */
  readonly args: readonly string[];
  /** On top of the program's environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runners that a workspace may have, the most capable first. */
const ofWorkspaces = ['tsx', '@swc-node/register', 'ts-node', 'vite-node'] as const;

/**
 * Which runner runs `file`: for TypeScript and JSX the one that the workspace declares and has installed, from the file's
 * folder upwards, else our loader. A runner that is only there because another package needs it is not the workspace's.
 */
export async function chooseRunner(
  file: string,
  cwd: string,
  wanted: RunnerName | 'auto',
  dist: string,
): Promise<Runner> {
  if (wanted === 'node' || !needsLoader.test(file)) return { name: 'node', args: [], env: {} };
  const isModule = (await formatOf(file)) === 'module';
  const own: Runner = {
    name: 'tuneline',
    args: ['--require', join(dist, 'loader.js'), ...(isModule ? asModule : [])],
    env: {},
  };
  if (wanted === 'tuneline') return own;
  const declared = wanted === 'auto' ? await declaredPackages(dirname(file)) : new Set([wanted]);
  for (const name of ofWorkspaces) {
    const runner = declared.has(name) ? workspaceRunner(name, file, isModule, cwd) : undefined;
    if (runner !== undefined) return runner;
  }
  return own;
}

/** With any import on its command line, node takes the program for an ES module and asks the loader what it is. */
const asModule = ['--import', 'data:text/javascript,'];

async function formatOf(file: string): Promise<string> {
  const tsConfigOf = tsConfigs();
  return moduleFormats(tsConfigOf)(file, await readFile(file, 'utf8'), false);
}

/** What the `package.json` files from a folder upwards list as dependencies. */
async function declaredPackages(folder: string): Promise<Set<string>> {
  const result = new Set<string>();
  for (let at = folder; ; at = dirname(at)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => '{}');
    for (const name of dependenciesIn(text)) result.add(name);
    if (dirname(at) === at) return result;
  }
}

function dependenciesIn(packageJson: string): string[] {
  try {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(packageJson);
    return [dependencies, devDependencies, optionalDependencies].flatMap(of =>
      Object.keys(of ?? {}),
    );
  } catch {
    return []; // not ours to complain about
  }
}

/** Undefined when it is not installed, or can't run this file on this node without warnings on the program's stderr. */
function workspaceRunner(
  name: (typeof ofWorkspaces)[number],
  file: string,
  isModule: boolean,
  cwd: string,
): Runner | undefined {
  const require = createRequire(file);
  const find = (request: string) => {
    try {
      return require.resolve(request);
    } catch {
      return undefined; // not installed, or too old to have it
    }
  };
  const url = (path: string) => pathToFileURL(path).href;
  switch (name) {
    case 'tsx': {
      const loader = find('tsx');
      if (loader === undefined) return undefined;
      return {
        name,
        args: ['--import', url(loader)],
        env: tsConfigFor('TSX_TSCONFIG_PATH', file, cwd),
      };
    }
    case '@swc-node/register': {
      const register = find(isModule ? '@swc-node/register/esm-register' : '@swc-node/register');
      if (register === undefined) return undefined;
      const args = isModule ? ['--import', url(register)] : ['--require', register];
      // Without `sourceMap` in tsconfig.json it moves lines and leaves no map; told to, it writes one into the code, and leaves
      // it to node to map the stacks of errors.
      const project = tsConfigFor('TS_NODE_PROJECT', file, cwd);
      const env = { ...project, SWC_NODE_INLINE_SOURCE_MAP: '1' };
      return { name, args: ['--enable-source-maps', ...args], env };
    }
    case 'ts-node': {
      // Its hooks for ES modules need a flag that makes node warn.
      const register = isModule ? undefined : find('ts-node/register');
      if (register === undefined) return undefined;
      const env = tsConfigFor('TS_NODE_PROJECT', file, cwd);
      return { name, args: ['--require', register], env };
    }
    case 'vite-node': {
      const command = commandOf('vite-node', find);
      // As a script's runner it leaves the program's own arguments to the program.
      return command === undefined ? undefined : { name, args: [command, '--script'], env: {} };
    }
  }
}

/** The script behind a package's command. */
function commandOf(
  name: string,
  find: (request: string) => string | undefined,
): string | undefined {
  const home = find(`${name}/package.json`);
  if (home === undefined) return undefined;
  const { bin } = JSON.parse(readFileSync(home, 'utf8')) as { bin?: Record<string, string> };
  const command = bin?.[name];
  return command === undefined ? undefined : join(dirname(home), command);
}

/** Runners read the `tsconfig.json` of the working directory; where there is none, they are told the file's own. */
function tsConfigFor(variable: string, file: string, cwd: string): Record<string, string> {
  if (existsSync(join(cwd, 'tsconfig.json'))) return {};
  for (let at = dirname(file); ; at = dirname(at)) {
    const path = join(at, 'tsconfig.json');
    if (existsSync(path)) return { [variable]: path };
    if (dirname(at) === at) return {};
  }
}
