import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileForImport, fileOf, isRelative } from './preload/resolve';
import { isFile, type TsConfig } from './preload/tsconfig';
import type { Package } from './targets/packages';

/** Files of a project that a request in one of its files may run, as far as this can be read without running anything. */
export type ReachedFiles = (request: string, from: string) => readonly string[];

/**
 * Knows folders as node does (`main` of their package.json), `imports` of the package, the package by its own name, and of what is
 * built the sources; other packages that are linked with it are given as `members`. A request that ends in `*` means all files of that folder whose names begin like it.
 */
export function reachedFiles(
  tsConfigOf: (file: string) => TsConfig,
  members: readonly Package[] = [],
): ReachedFiles {
  const packageOf = packages();
  const byName = new Map(members.map(one => [one.name, one]));
  const known = new Map<string, readonly string[]>();
  const sources = (path: string) => {
    const found = known.get(path) ?? withSources(path);
    known.set(path, found);
    return found;
  };
  return (request, from) => {
    if (request.endsWith('*')) return filesBeginningWith(resolve(dirname(from), request));
    const found = fileForImport(request, from, tsConfigOf);
    const path = isRelative(request) ? resolve(dirname(from), request) : undefined;
    const paths = [
      ...(found === undefined ? [] : [found]),
      // What is named may not be built yet, or have its name from the compiler's output.
      ...(path === undefined
        ? [packageOf(dirname(from)), byName.get(packageName(request))].flatMap(of =>
            namedBy(of, request),
          )
        : [path, ...mainOf(path)]),
    ];
    return [...new Set(paths.flatMap(sources))];
  };
}

/** `@a/b` of `@a/b/c`, and `a` of `a/b`. */
function packageName(request: string): string {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}

function filesBeginningWith(pattern: string): string[] {
  const begins = pattern.slice(0, -1);
  const isFolder = /[\\/]\*$/.test(pattern);
  const folder = isFolder ? begins : dirname(begins);
  try {
    return readdirSync(folder)
      .map(name => join(folder, name))
      .filter(path => path.startsWith(begins))
      .flatMap(path => fileOf(path) ?? []);
  } catch {
    return []; // it is made when the program runs, or by it
  }
}

/** What a folder's package.json names as its start; a folder with an index needs none. */
function mainOf(folder: string): string[] {
  const { main } = manifestIn(folder) ?? {};
  return typeof main === 'string' ? startOf(join(folder, main)) : [];
}

function startOf(path: string): string[] {
  return [fileOf(path) ?? path];
}

/** Files that the nearest package gives a name of its own: its own name with what it exports, or `#…` of its imports. */
function namedBy(of: NamedPackage | undefined, request: string): string[] {
  if (of === undefined) return [];
  const { folder, manifest } = of;
  if (request.startsWith('#')) return targets(manifest.imports, request, folder);
  const { name, exports } = manifest;
  if (typeof name !== 'string' || (request !== name && !request.startsWith(`${name}/`))) return [];
  const inside = `.${request.slice(name.length)}`;
  if (exports === undefined || exports === null)
    return inside === '.'
      ? [manifest.main, manifest.module, './index.js']
          .filter(one => typeof one === 'string')
          .flatMap(one => startOf(join(folder, one)))
      : startOf(join(folder, inside));
  return targets(hasSubpaths(exports) ? exports : { '.': exports }, inside, folder);
}

function hasSubpaths(exports: unknown): boolean {
  return typeof exports === 'object' && Object.keys(exports ?? {}).some(key => key.startsWith('.'));
}

/** Of `exports` or `imports`, under any condition: which one holds is known when it runs. */
function targets(map: unknown, request: string, folder: string): string[] {
  if (typeof map !== 'object' || map === null) return [];
  for (const [key, value] of Object.entries(map)) {
    const [before, after] = key.split('*');
    const fits =
      after === undefined
        ? key === request
        : request.length >= key.length && request.startsWith(before) && request.endsWith(after);
    if (!fits) continue;
    const star = request.slice(before.length, request.length - (after ?? '').length);
    return pathsIn(value)
      .filter(path => path.startsWith('./') && !/\.d\.[cm]?ts$/.test(path))
      .map(path =>
        join(
          folder,
          path.replaceAll('*', () => star),
        ),
      );
  }
  return [];
}

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? Object.values(value ?? {}).flatMap(pathsIn) : [];
}

interface NamedPackage {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The package that a folder is in; each folder is looked at once. */
function packages(): (folder: string) => NamedPackage | undefined {
  const known = new Map<string, NamedPackage | undefined>();
  const packageOf = (folder: string): NamedPackage | undefined => {
    if (known.has(folder)) return known.get(folder);
    const manifest = manifestIn(folder);
    const isRoot = existsSync(join(folder, '.git')) || dirname(folder) === folder;
    // A package.json without a name only says how its folder is read.
    const found =
      typeof manifest?.name === 'string'
        ? { folder, manifest }
        : isRoot
          ? undefined
          : packageOf(dirname(folder));
    known.set(folder, found);
    return found;
  };
  return packageOf;
}

type Manifest = Readonly<Record<string, unknown>>;

function manifestIn(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined; // none, or half-written
  }
}

/** A file, and what it was probably built from. */
function withSources(path: string): string[] {
  return [...(isFile(path) ? [path] : []), ...sourcesOf(path)];
}

/** Where builds are written; below that a folder for a format may stand that the sources have not. */
const built = /[\\/](?:dist|out|build|lib|libcjs|libesm|es|esm|cjs)(?=[\\/])/g;
const format = /^(esm?|cjs|umd|node)[\\/]/;
const places = ['src', 'source', '.'];
const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs'];

/** What a built file was made of: as its map says, else by its name: `dist/main.js` of `src/main.ts` or `main.ts`. */
export function sourcesOf(path: string): string[] {
  const folders = [...path.matchAll(built)];
  if (folders.length === 0) return [];
  const ofMap = sourcesInMap(path);
  if (ofMap.length > 0) return ofMap;
  for (const { index, 0: name } of folders.reverse()) {
    const inside = path.slice(index + name.length + 1);
    const bare = inside.slice(0, inside.length - extname(inside).length);
    const sources = [bare, bare.replace(format, '')]
      .flatMap(one => places.map(place => join(path.slice(0, index), place, one)))
      .flatMap(one => endings.map(ending => one + ending))
      .filter(one => one !== path && isFile(one));
    if (sources.length > 0) return [...new Set(sources)];
  }
  return [];
}

function sourcesInMap(path: string): string[] {
  try {
    const map = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as {
      readonly sourceRoot?: string;
      readonly sources?: readonly (string | null)[];
    };
    return (map.sources ?? [])
      .map(source => resolve(dirname(path), map.sourceRoot ?? '', source ?? ''))
      .filter(isFile);
  } catch {
    return []; // it has no map beside it
  }
}
