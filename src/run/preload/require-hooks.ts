import Module from 'node:module';
import type { Files } from './files';

/** The parts of node's CommonJS loader that every runner patches; not in its types. */
interface Patched {
  _extensions: Record<string, (module: Compiled, path: string) => void>;
  _resolveFilename(
    request: string,
    parent: { readonly filename?: string | null } | undefined,
    isMain: boolean,
    options?: object,
  ): string;
}

interface Compiled {
  _compile(source: string, path: string): void;
}

const loader = Module as unknown as Patched;

/** Teaches `require` to load TypeScript, before 22.15. A file that is an ES module is run as CommonJS there. */
export function patchLoading(files: Files): void {
  for (const extension of ['.ts', '.tsx', '.mts', '.cts', '.jsx']) {
    loader._extensions[extension] = (module, path) => {
      module._compile(files.load(path, 'old-require')?.source ?? '', path);
    };
  }
}

/** Teaches `require` to find TypeScript; before 24 also needed with `registerHooks`, for CommonJS that an ES module imports. */
export function patchResolving(files: Files): void {
  const original = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, isMain, options) {
    const from = parent?.filename ?? undefined;
    const found = files.find(request, from);
    if (found !== undefined) return found;
    try {
      return original.call(this, request, parent, isMain, options);
    } catch (error) {
      const instead = files.findInstead(request, from, undefined);
      if (instead === undefined) throw error;
      return instead;
    }
  };
}
