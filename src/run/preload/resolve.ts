import { dirname, extname, join, resolve } from 'node:path';
import { isFile, type TsConfig } from './tsconfig';

/** In the order in which TypeScript tries them. */
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** What TypeScript writes for an import of a file of its own. */
const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file that `path` means when a TypeScript file imports it: `.js` for `.ts`, no extension, or a folder with an index. */
export function fileOf(path: string): string | undefined {
  const extension = extname(path);
  const bare = path.slice(0, path.length - extension.length);
  for (const other of written[extension] ?? []) if (isFile(bare + other)) return bare + other;
  if (isFile(path)) return path;
  for (const other of extensions) if (isFile(path + other)) return path + other;
  for (const other of extensions) {
    const index = join(path, `index${other}`);
    if (isFile(index)) return index;
  }
  return undefined;
}

/** The file of an import by `paths` or `baseUrl`; undefined when they say nothing of it. */
export function fileByPaths(request: string, config: TsConfig): string | undefined {
  for (const pattern of patternsFor(request, Object.keys(config.paths))) {
    const star = pattern.indexOf('*');
    const middle =
      star < 0 ? '' : request.slice(star, request.length - (pattern.length - star - 1));
    for (const place of config.paths[pattern]) {
      const found = fileOf(
        resolve(
          config.pathsFrom ?? '',
          place.replace('*', () => middle),
        ),
      );
      if (found !== undefined) return found;
    }
  }
  return config.baseUrl === undefined ? undefined : fileOf(resolve(config.baseUrl, request));
}

/** Patterns that fit, the most specific first, as TypeScript takes them. */
function patternsFor(request: string, patterns: readonly string[]): string[] {
  const prefix = (pattern: string) => (pattern.includes('*') ? pattern.indexOf('*') : Infinity);
  return patterns
    .filter(pattern => {
      const star = pattern.indexOf('*');
      if (star < 0) return pattern === request;
      const tail = pattern.slice(star + 1);
      return (
        request.length >= pattern.length - 1 &&
        request.startsWith(pattern.slice(0, star)) &&
        request.endsWith(tail)
      );
    })
    .sort((a, b) => prefix(b) - prefix(a));
}

export function isRelative(request: string): boolean {
  return /^\.\.?(\/|$)/.test(request);
}

/** The file that an import from a TypeScript file means, before node is asked; undefined when node knows better. */
export function fileForImport(
  request: string,
  from: string,
  tsConfigOf: (file: string) => TsConfig,
): string | undefined {
  if (isRelative(request)) return fileOf(resolve(dirname(from), request));
  if (request.startsWith('/')) return fileOf(request);
  if (/^(node:|#|[a-z][a-z0-9+.-]+:)/i.test(request)) return undefined;
  return fileByPaths(request, tsConfigOf(from));
}
