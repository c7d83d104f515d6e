// The hooks of the module loader: called in the program's thread where node can (22.15 on), else in node's own thread for them.
import { type Files, fileUrlParts, splitQuery, urlOf } from './files';

interface ResolveContext {
  readonly parentURL?: string;
  readonly conditions?: readonly string[];
}

interface Resolved {
  readonly url: string;
  readonly format?: string | null;
  readonly shortCircuit?: boolean;
}

interface LoadResult {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: true;
}

/** What both kinds of hooks do before and after they ask node. */
function steps(files: Files) {
  const commonJs = new Set<string>();
  const importedByModule = new Set<string>();
  return {
    before(request: string, context: ResolveContext): Resolved | undefined {
      const [bare, query] = splitQuery(request);
      const found = files.find(bare, fileUrlParts(context.parentURL)?.path);
      return found === undefined ? undefined : { url: urlOf(found, query), shortCircuit: true };
    },
    instead(request: string, context: ResolveContext, error: unknown): Resolved {
      const [bare, query] = splitQuery(request);
      const { code, url } = error as { code?: string; url?: string };
      const isMissing = /^(ERR_)?MODULE_NOT_FOUND$|^ERR_UNSUPPORTED_DIR_IMPORT$/.test(code ?? '');
      const found = isMissing
        ? files.findInstead(bare, fileUrlParts(context.parentURL)?.path, fileUrlParts(url)?.path)
        : undefined;
      if (found === undefined) throw error;
      return { url: urlOf(found, query), shortCircuit: true };
    },
    /** Remembers who imports a file; a `require` in CommonJS that was imported comes as an import, too. */
    note(resolved: Resolved, { parentURL, conditions }: ResolveContext): Resolved {
      const isImport = conditions?.includes('import') === true;
      if (isImport && parentURL !== undefined && !commonJs.has(parentURL))
        importedByModule.add(resolved.url);
      return resolved;
    },
    load(url: string): LoadResult | undefined {
      const path = fileUrlParts(url)?.path;
      if (path === undefined) return undefined;
      const loaded = files.load(path, importedByModule.has(url) ? 'module' : 'any');
      if (loaded?.format === 'commonjs') commonJs.add(url);
      return loaded === undefined ? undefined : { ...loaded, shortCircuit: true };
    },
  };
}

type NextResolve<T> = (request: string, context: ResolveContext) => T;
type NextLoad<T> = (url: string, context: object) => T;

/** For `module.registerHooks`. */
export function syncHooks(files: Files) {
  const { before, instead, note, load } = steps(files);
  const resolve = (request: string, context: ResolveContext, next: NextResolve<Resolved>) => {
    try {
      return before(request, context) ?? next(request, context);
    } catch (error) {
      return instead(request, context, error);
    }
  };
  return {
    resolve: (request: string, context: ResolveContext, next: NextResolve<Resolved>) =>
      note(resolve(request, context, next), context),
    load: (url: string, context: object, next: NextLoad<LoadResult>) =>
      load(url) ?? next(url, context),
  };
}

/** For `module.register`. */
export function asyncHooks(files: Files) {
  const { before, instead, note, load } = steps(files);
  const resolve = async (
    request: string,
    context: ResolveContext,
    next: NextResolve<Promise<Resolved>>,
  ) => {
    try {
      return before(request, context) ?? (await next(request, context));
    } catch (error) {
      return instead(request, context, error);
    }
  };
  return {
    resolve: async (
      request: string,
      context: ResolveContext,
      next: NextResolve<Promise<Resolved>>,
    ) => note(await resolve(request, context, next), context),
    load: async (url: string, context: object, next: NextLoad<Promise<LoadResult>>) =>
      load(url) ?? next(url, context),
  };
}
