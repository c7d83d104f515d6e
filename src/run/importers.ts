import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { tsConfigs } from './preload/tsconfig';
import { reachedFiles } from './reached-files';
import { type Package, packageIn } from './targets/packages';
import { dependentsOn, workspaceOf } from './targets/workspaces';

/** A file that imports another one, and so runs it. */
export interface Importer {
  readonly file: string;
  readonly kind: 'test' | 'program';
  /** Imports between the two: 1 for one that imports it itself. */
  readonly distance: number;
  /** Whether nothing imports it in its turn. */
  readonly isTop: boolean;
}

/** What is looked at, at most. */
const limits = { files: 5000, bytes: 2 << 20, found: 50, distance: 20 } as const;

const code = /\.([mc]?[jt]s|[jt]sx)$/;
const skipped = /^(node_modules|dist|out|build|coverage|\..*)$/;
/** Whether a file is a test by its name and folder, given from the root of its package. */
export const isTest = (path: string) =>
  /(\.|-|_)(test|spec)\.[^.]+$|(^|[\\/])(__tests__|tests?|spec)[\\/]/.test(path);

/**
 * Files that import `file`, directly or through others: what can be profiled in its place when it only exports. They are of its
 * package, of those of its workspace that depend on that, and of the workspace itself. Tests and files that nothing imports
 * first, then the nearest. Looks at a bounded number of files.
 */
export async function findImporters(file: string, signal: AbortSignal): Promise<Importer[]> {
  const own = packageRoot(file);
  const places = await placesToLook(own, signal);
  const importersOf = await readImports(places, signal);
  const distances = new Map([[file, 0]]);
  let next = [file];
  for (let distance = 1; distance <= limits.distance && next.length > 0; distance++) {
    next = next.flatMap(one => importersOf.get(one) ?? []).filter(one => !distances.has(one));
    for (const one of next) distances.set(one, distance);
    next = [...new Set(next)];
  }
  distances.delete(file);
  const rootOf = (path: string) =>
    places.folders.find(folder => path.startsWith(folder + sep)) ?? own;
  const inRoot = (path: string) => relative(rootOf(path), path);
  return [...distances]
    .map(([path, distance]): Importer => ({
      file: path,
      kind: isTest(inRoot(path)) ? 'test' : 'program',
      distance,
      isTop: !importersOf.has(path),
    }))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        steps(a.file, file) - steps(b.file, file) ||
        a.file.localeCompare(b.file, 'en'),
    )
    .slice(0, limits.found);
}

/** A file that others import is likely to only export, too. */
function rank({ kind, distance, isTop }: Importer): number {
  return (kind === 'test' || isTop ? 0 : limits.distance + 1) + distance;
}

/** Folders to go up and down from one file to the other. */
function steps(from: string, to: string): number {
  return relative(dirname(from), dirname(to)).split(sep).length;
}

/** The outermost folder above `file`, inside its repository, that holds a package; else its own folder. */
function packageRoot(file: string): string {
  let root: string | undefined;
  for (let at = dirname(file); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) root ??= at;
    if (root !== undefined || existsSync(join(at, '.git')) || dirname(at) === at)
      return root ?? dirname(file);
  }
}

interface Places {
  /** The file's own package first; one that lies in another before that. */
  readonly folders: readonly string[];
  /** Packages that are imported by name. */
  readonly members: readonly Package[];
}

async function placesToLook(own: string, signal: AbortSignal): Promise<Places> {
  const workspace = await workspaceOf(own, signal);
  if (workspace === undefined) return { folders: [own], members: [] };
  const { root, members } = workspace;
  const { name } = packageIn(own) ?? {};
  const dependents = name === undefined ? [] : dependentsOn(name, members);
  const folders = dependents.map(one => one.folder).filter(folder => folder !== root);
  return {
    folders: [...new Set([own, ...folders, root])],
    members,
  };
}

/** For each file of some folders, the files that import it. */
async function readImports(
  { folders, members }: Places,
  signal: AbortSignal,
): Promise<Map<string, string[]>> {
  const result = new Map<string, string[]>();
  const reached = reachedFiles(tsConfigs(), members);
  for (const file of await codeIn(folders, members, signal)) {
    signal.throwIfAborted();
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const request of importsIn(text)) {
      for (const imported of reached(request, file)) {
        if (imported === file) continue;
        const importers = result.get(imported);
        if (importers === undefined) result.set(imported, [file]);
        else if (!importers.includes(file)) importers.push(file);
      }
    }
  }
  return result;
}

/** Members that are not asked for are left out where they lie in one that is. */
async function codeIn(
  asked: readonly string[],
  members: readonly Package[],
  signal: AbortSignal,
): Promise<string[]> {
  const result: string[] = [];
  const apart = new Set([...asked, ...members.map(one => one.folder)]);
  const folders = [...asked];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !skipped.test(entry.name) && !apart.has(path)) folders.push(path);
      if (!entry.isFile() || !code.test(entry.name) || entry.name.endsWith('.d.ts')) continue;
      const size = await stat(path).then(
        found => found.size,
        () => Number.POSITIVE_INFINITY,
      );
      if (size <= limits.bytes) result.push(path);
      if (result.length === limits.files) return result;
    }
  }
  return result;
}

/** Nothing runs because of these. */
const typeImports = /\b(import|export)\s+type\b[^'"`;]*from\s*(['"])[^'"\n]*\2/g;

/**
 * Names in `import`, `export … from`, `require` and `import()`; a comment that looks like one does no harm. A name of which only
 * the beginning is written, `require('./routes/' + name)`, ends in `*`.
 */
export function importsIn(text: string): string[] {
  const running = text.replace(typeImports, '');
  const found = running.matchAll(
    /(?:\bfrom|\bimport|\brequire(?:\.resolve)?\s*\(|\bimport\s*\()\s*(['"])([^'"\n]+)\1(\s*\+)?/g,
  );
  const templates = running.matchAll(
    /\b(?:require(?:\.resolve)?|import)\s*\(\s*`([^`$\n]*)(\$\{)?/g,
  );
  const all = [
    ...[...found].map(match => match[2] + (match[3] === undefined ? '' : '*')),
    ...[...templates].map(match => match[1] + (match[2] === undefined ? '' : '*')),
  ];
  // Of no more than the beginning of a package's name nothing can be known.
  return [...new Set(all)].filter(name => !name.endsWith('*') || /^\.\.?\//.test(name));
}
