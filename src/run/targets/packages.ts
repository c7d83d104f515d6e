import { readFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isRecord } from './json-with-comments';

/** A package.json, as far as targets need it. */
export interface Package {
  readonly file: string;
  readonly folder: string;
  readonly name: string | undefined;
  /** Command lines by the name of the script, in the file's order. */
  readonly scripts: ReadonlyMap<string, string>;
  /** Of any kind: for running, for development, of peers. */
  readonly dependencies: ReadonlySet<string>;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** The package.json of a folder; undefined when there is none that can be read. */
export function packageIn(folder: string): Package | undefined {
  const file = join(folder, 'package.json');
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined; // half-written while it is edited, or none
  }
  if (!isRecord(manifest)) return undefined;
  const { name, scripts } = manifest;
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  const all = [dependencies, devDependencies, peerDependencies, optionalDependencies];
  const lines = Object.entries(isRecord(scripts) ? scripts : {}).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  return {
    file,
    folder,
    name: typeof name === 'string' ? name : undefined,
    scripts: new Map(lines),
    dependencies: new Set(all.flatMap(of => Object.keys(of ?? {}))),
    manifest,
  };
}

/** Packages from a folder upwards, the nearest first, up to the root of its repository. */
export function packagesAbove(folder: string): Package[] {
  const result: Package[] = [];
  for (let at = folder; ; at = dirname(at)) {
    const found = packageIn(at);
    if (found !== undefined) result.push(found);
    if (existsSync(join(at, '.git')) || dirname(at) === at) return result;
  }
}

const limits = { folders: 4000, packages: 200 } as const;
const skipped = /^(node_modules|bower_components|dist|out|build|coverage|\..*)$/;

/** Every package of a workspace folder, the outermost first. Looks at a bounded number of folders. */
export async function packagesBelow(root: string, signal: AbortSignal): Promise<Package[]> {
  const result: Package[] = [];
  const folders = [root];
  for (let at = 0; at < Math.min(folders.length, limits.folders); at++) {
    signal.throwIfAborted();
    const entries = await readdir(folders[at], { withFileTypes: true }).catch(() => []);
    if (entries.some(entry => entry.name === 'package.json')) {
      const found = packageIn(folders[at]);
      if (found !== undefined) result.push(found);
      if (result.length === limits.packages) break;
    }
    for (const entry of entries)
      if (entry.isDirectory() && !skipped.test(entry.name))
        folders.push(join(folders[at], entry.name));
  }
  return result;
}
