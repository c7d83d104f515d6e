import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folders where version managers keep one folder a version, and where `node` lies in it. */
function places(env: NodeJS.ProcessEnv): { readonly folder: string; readonly node: string }[] {
  const home = homedir();
  const isWindows = process.platform === 'win32';
  const inBin = isWindows ? 'node.exe' : join('bin', 'node');
  const data = env.XDG_DATA_HOME ?? join(home, '.local', 'share');
  const installation = isWindows ? join('installation', 'node.exe') : join('installation', inBin);
  return [
    { folder: join(env.NVM_DIR ?? join(home, '.nvm'), 'versions', 'node'), node: inBin },
    { folder: env.NVM_HOME ?? '', node: 'node.exe' },
    { folder: join(env.FNM_DIR ?? join(data, 'fnm'), 'node-versions'), node: installation },
    { folder: join(env.VOLTA_HOME ?? join(home, '.volta'), 'tools', 'image', 'node'), node: inBin },
  ].filter(({ folder }) => folder !== '');
}

/** The newest `node` of a version such as `20`, `v22.1` or `24.0.1` that nvm, fnm or Volta has installed. */
export async function findNodeVersion(
  wanted: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const numbers = numbersIn(wanted);
  if (numbers === undefined) return undefined;
  const found: { readonly path: string; readonly numbers: readonly number[] }[] = [];
  for (const { folder, node } of places(env)) {
    for (const name of await readdir(folder).catch(() => [])) {
      const has = numbersIn(name);
      const path = join(folder, name, node);
      if (has !== undefined && numbers.every((one, at) => has[at] === one) && existsSync(path))
        found.push({ path, numbers: has });
    }
  }
  return found.sort((a, b) => compare(b.numbers, a.numbers))[0]?.path;
}

function numbersIn(version: string): number[] | undefined {
  return /^v?\d+(\.\d+){0,2}$/.test(version)
    ? version.replace('v', '').split('.').map(Number)
    : undefined;
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0);
}
