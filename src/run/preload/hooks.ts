// The hooks of the module loader: called in the program's thread where node can (22.15 on), else in node's own thread for them.
import { createFiles, fileUrlParts, splitQuery, urlOf } from './files';

interface ResolveContext {
  readonly parentURL?: string;
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

const files = createFiles();

function before(request: string, context: ResolveContext): Resolved | undefined {
  const [bare, query] = splitQuery(request);
  const found = files.find(bare, fileUrlParts(context.parentURL)?.path);
  return found === undefined ? undefined : { url: urlOf(found, query), shortCircuit: true };
}

function instead(request: string, context: ResolveContext, error: unknown): Resolved {
  const [bare, query] = splitQuery(request);
  const { code, url } = error as { code?: string; url?: string };
  const isMissing = /^(ERR_)?MODULE_NOT_FOUND$|^ERR_UNSUPPORTED_DIR_IMPORT$/.test(code ?? '');
  const found = isMissing
    ? files.findInstead(bare, fileUrlParts(context.parentURL)?.path, fileUrlParts(url)?.path)
    : undefined;
  if (found === undefined) throw error;
  return { url: urlOf(found, query), shortCircuit: true };
}

function load(url: string): LoadResult | undefined {
  const path = fileUrlParts(url)?.path;
  const loaded = path === undefined ? undefined : files.load(path);
  return loaded === undefined ? undefined : { ...loaded, shortCircuit: true };
}

type NextResolve = (request: string, context: ResolveContext) => Resolved;
type NextLoad = (url: string, context: object) => LoadResult;

/** For `module.registerHooks`. */
export const syncHooks = {
  resolve(request: string, context: ResolveContext, next: NextResolve): Resolved {
    const found = before(request, context);
    if (found !== undefined) return found;
    try {
      return next(request, context);
    } catch (error) {
      return instead(request, context, error);
    }
  },
  load: (url: string, context: object, next: NextLoad): LoadResult =>
    load(url) ?? next(url, context),
};

/** For `module.register`. */
export const asyncHooks = {
  async resolve(request: string, context: ResolveContext, next: NextResolve): Promise<Resolved> {
    const found = before(request, context);
    if (found !== undefined) return found;
    try {
      return await next(request, context);
    } catch (error) {
      return instead(request, context, error);
    }
  },
  load: async (url: string, context: object, next: NextLoad): Promise<LoadResult> =>
    load(url) ?? next(url, context),
};
