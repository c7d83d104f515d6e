import type { Dirent } from 'node:fs';
import { lstat, mkdir, readdir, realpath, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isOfPackages, pathInside } from './workspace';

/** What tools keep for themselves beside the packages: written to by what runs, so never shared. */
const kept = /^\.(cache|vite|vite-temp|vitest|tmp|temp|nyc_output|jiti)/;

/**
 * Gives a copy of a workspace its installed packages: each `node_modules` is a folder of its own, with a link for each package
 * (also inside a scope and `.bin`). A package from elsewhere is shared with the workspace; one that is a link to a package of the
 * workspace leads to the copy's. `folders`: those of the copy, relative, `''` included.
 */
export async function linkPackages(
  root: string,
  copy: string,
  folders: Iterable<string>,
): Promise<void> {
  for (const folder of folders) {
    const from = join(root, folder, 'node_modules');
    if (await isFolder(from))
      await linkAll(from, join(copy, folder, 'node_modules'), { root, copy });
  }
  // Those of folders around the workspace are found around the copy, the nearest first.
  for (let at = dirname(root); dirname(at) !== at; at = dirname(at)) {
    const from = join(at, 'node_modules');
    if (await isFolder(from))
      await linkAll(from, join(dirname(copy), 'node_modules'), { root, copy });
  }
}

interface Place {
  readonly root: string;
  readonly copy: string;
}

async function linkAll(from: string, to: string, place: Place): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (kept.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === '.bin' || (entry.name.startsWith('@') && !entry.isSymbolicLink()))
      await linkAll(source, target, place);
    else await linkOne(source, target, entry, place);
  }
}

async function linkOne(from: string, to: string, entry: Dirent, place: Place): Promise<void> {
  const real = entry.isSymbolicLink() ? await realpath(from).catch(() => undefined) : from;
  if (real === undefined) return; // it leads nowhere
  const inside = pathInside(place.root, real);
  const isOurs = inside !== undefined && !isOfPackages(inside);
  const target = isOurs ? join(place.copy, inside) : real;
  // A package that this version has not, or a file that its build makes later: there is nothing of the workspace's to fall back to.
  const isThere = (await lstat(to).catch(() => undefined)) !== undefined;
  const isDirectory = (await stat(real)).isDirectory();
  if (!isThere) await symlink(target, to, isDirectory ? 'junction' : 'file');
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** Every folder that files lie in, `''` for the root. */
export function foldersOf(files: Iterable<string>): Set<string> {
  const folders = new Set<string>(['']);
  for (const file of files) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const folder = file.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}
