import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** What of a `tsconfig.json` decides how a file runs. */
export interface TsConfig {
  /** As written, without what only the type checker reads. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Absolute folder that `paths` are relative to; undefined when there are none and no `baseUrl`. */
  readonly pathsFrom: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Absolute; bare names are looked for here. */
  readonly baseUrl: string | undefined;
}

const empty: TsConfig = { options: {}, pathsFrom: undefined, paths: {}, baseUrl: undefined };

/** What may change the code that is made of a file; the rest is for the checker. */
const matters = new Set([
  'emitDecoratorMetadata',
  'experimentalDecorators',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'module',
  'target',
  'useDefineForClassFields',
  'verbatimModuleSyntax',
]);

/** What stands for the folder of the config, in paths (TypeScript 5.5). */
const configDir = /^\$\{configDir\}/;

/** Chains of `extends` longer than this are circles. */
const deepest = 20;

/** Finds and reads the `tsconfig.json` that is nearest to a file; each folder once. */
export function tsConfigs(): (file: string) => TsConfig {
  const byFolder = new Map<string, TsConfig>();
  const ofFolder = (folder: string): TsConfig => {
    let config = byFolder.get(folder);
    if (config === undefined) {
      const path = join(folder, 'tsconfig.json');
      const above = dirname(folder);
      if (isFile(path)) config = readTsConfig(path, 0);
      else config = above === folder ? empty : ofFolder(above);
      byFolder.set(folder, config);
    }
    return config;
  };
  return file => ofFolder(dirname(file));
}

/** A `tsconfig.json` with what it extends; what can't be read counts as not there, since node would run the file all the same. */
export function readTsConfig(path: string, depth: number): TsConfig {
  let json: { extends?: unknown; compilerOptions?: Record<string, unknown> };
  try {
    json = parseJsonWithComments(readFileSync(path, 'utf8')) as typeof json;
  } catch {
    return empty; // the editor already shows what is wrong with it
  }
  const names = depth < deepest ? [json.extends ?? []].flat() : [];
  const result = names
    .map(name => (typeof name === 'string' ? extended(name, path) : undefined))
    .map(base => (base === undefined ? empty : readTsConfig(base, depth + 1)))
    .reduce(onTopOf, empty);
  return onTopOf(result, ownConfig(json.compilerOptions ?? {}, dirname(path)));
}

function onTopOf(base: TsConfig, top: TsConfig): TsConfig {
  const hasPaths = top.pathsFrom !== undefined;
  return {
    options: { ...base.options, ...top.options },
    baseUrl: top.baseUrl ?? base.baseUrl,
    pathsFrom: hasPaths ? top.pathsFrom : base.pathsFrom,
    paths: hasPaths ? top.paths : base.paths,
  };
}

function ownConfig(compiler: Record<string, unknown>, folder: string): TsConfig {
  const options = Object.fromEntries(Object.entries(compiler).filter(([key]) => matters.has(key)));
  const from = (path: unknown) =>
    typeof path === 'string' ? resolve(folder, path.replace(configDir, folder)) : undefined;
  const baseUrl = from(compiler.baseUrl);
  const paths = compiler.paths as TsConfig['paths'] | undefined;
  return {
    options,
    baseUrl,
    paths: paths ?? {},
    pathsFrom: paths === undefined ? undefined : (baseUrl ?? folder),
  };
}

function extended(name: string, from: string): string | undefined {
  if (name.startsWith('.') || isAbsolute(name)) {
    const path = resolve(dirname(from), name);
    return [path, `${path}.json`, join(path, 'tsconfig.json')].find(isFile);
  }
  const require = createRequire(from);
  for (const request of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const found = require.resolve(request);
      if (found.endsWith('.json')) return found;
    } catch {
      // not spelled like this
    }
  }
  return undefined;
}

export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** JSON as `tsconfig.json` has it: comments and commas before a closing bracket are allowed. */
export function parseJsonWithComments(text: string): unknown {
  const bare = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_all, string) => string ?? ' ')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_all, string) => string ?? '');
  return JSON.parse(bare);
}
