import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type ModuleFormat, moduleFormats, needsLoader } from './module-format';
import { fileForImport, fileOf, isRelative } from './resolve';
import { transpiled } from './transpiled';
import { tsConfigs } from './tsconfig';

/** What both ways of putting a loader into node ask: which file an import means, and what is run of a file. */
export interface Files {
  /** The file that `request` means when it stands in the file `from`, before node is asked. */
  find(request: string, from: string | undefined): string | undefined;
  /** The same, after node found nothing. `near`: the path that node had come to. */
  findInstead(
    request: string,
    from: string | undefined,
    near: string | undefined,
  ): string | undefined;
  /** Undefined for a file that node can run as it is. */
  load(path: string, importer: Importer): Loaded | undefined;
}

/** Who asks for a file: an ES module, something that says nothing of the format, or a `require` that can only take CommonJS. */
export type Importer = 'module' | 'any' | 'old-require';

export interface Loaded {
  readonly format: ModuleFormat;
  readonly source: string;
}

export function createFiles(): Files {
  const tsConfigOf = tsConfigs();
  const formatOf = moduleFormats(tsConfigOf);
  return {
    find: (request, from) =>
      from !== undefined && needsLoader.test(from)
        ? fileForImport(request, from, tsConfigOf)
        : undefined,
    findInstead(request, from, near) {
      if (from === undefined || /[\\/]node_modules[\\/]/.test(from)) return undefined;
      if (isRelative(request)) return fileOf(resolve(dirname(from), request));
      return near === undefined ? undefined : fileOf(near);
    },
    load(path, importer) {
      if (!needsLoader.test(path)) return undefined;
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
      const format =
        importer === 'old-require' ? 'commonjs' : formatOf(path, text, importer === 'module');
      const source = transpiled(path, text, {
        format,
        options: tsConfigOf(path).options,
        shimImportMeta: format === 'commonjs' && /\bimport\.meta\b/.test(text),
      });
      return { format, source };
    },
  };
}

/** The path and the query of a `file:` URL; undefined for others. */
export function fileUrlParts(
  url: string | undefined,
): { readonly path: string; readonly query: string } | undefined {
  if (url === undefined || !url.startsWith('file:')) return undefined;
  const end = url.search(/[?#]/);
  const bare = end < 0 ? url : url.slice(0, end);
  try {
    return { path: fileURLToPath(bare), query: end < 0 ? '' : url.slice(end) };
  } catch {
    return undefined; // not a path of this platform
  }
}

/** An import's name without its query, and the query. */
export function splitQuery(request: string): readonly [string, string] {
  const end = request.indexOf('?', 1);
  return end < 0 ? [request, ''] : [request.slice(0, end), request.slice(end)];
}

export function urlOf(path: string, query: string): string {
  return pathToFileURL(path).href + query;
}
