import type { ScriptRole } from '../core/profile';

/** What decides which scripts are tool. Plain data: it is sent to the reader's thread. */
export interface RoleRules {
  /** Paths of our own preloads. */
  readonly own: readonly string[];
  /** Absolute path of the program. */
  readonly target: string;
  /** What runs the program. */
  readonly runner?: string;
}

/** Packages that run a TypeScript file, or compile a test's files for jest, and do nothing else. */
const runners =
  /^(ts-jest|babel-jest|babel-preset-jest|babel-plugin-jest-hoist|@swc\/jest|@jest\/transform|esbuild-jest|tsx|ts-node|vite-node|@swc-node\/.*|@esbuild-kit\/.*|get-tsconfig|resolve-pkg-maps|source-map-support|@cspotcode\/source-map-support|buffer-from|v8-compile-cache-lib|@tsconfig\/node\d+|pirates|colorette)$/;

/** Packages that a runner calls, but a program may too. */
const libraries =
  /^(typescript|@babel\/.*|esbuild|@swc\/core|oxc-resolver|@oxc-.*|@node-rs\/xxhash|@jridgewell\/.*|acorn|acorn-walk|source-map|diff|arg|make-error|create-require|yn)$/;

/** What vite-node compiles with, most of it between two turns of the event loop, where nothing else says for whom it works. */
const ofViteNode =
  /^(vite-node|vite|rolldown|@rolldown\/.*|rollup|@rollup\/.*|esbuild|lightningcss|postcss|nanoid|picomatch|tinyglobby|fdir|es-module-lexer|cac|pathe|obug|debug|ms)$/;

/** What part a script plays in a run: what runs the program is tool, unless the program is a file of that package itself. */
export function roleOf(rules: RoleRules): (script: string) => ScriptRole {
  const own = new Set(rules.own);
  const home = packageRoot(rules.target);
  return script => {
    if (own.has(script)) return 'tool';
    const root = packageRoot(script);
    if (root === undefined || root === home) return 'program';
    const name = packageName(root);
    if (runners.test(name)) return 'tool';
    if (rules.runner === 'vite-node' && ofViteNode.test(name)) return 'tool';
    return libraries.test(name) ? 'tool-library' : 'program';
  };
}

const folder = /[\\/]node_modules[\\/]/g;

/** `…/node_modules/name` or `…/node_modules/@scope/name` of a file inside a package; undefined outside of one. */
function packageRoot(path: string): string | undefined {
  let start = -1;
  for (const match of path.matchAll(folder)) start = match.index + match[0].length;
  if (start < 0) return undefined;
  const length = /^(@[^\\/]+[\\/])?[^\\/]+/.exec(path.slice(start))?.[0].length ?? 0;
  return path.slice(0, start + length);
}

function packageName(root: string): string {
  const parts = root.split(/[\\/]/);
  const last = parts[parts.length - 1];
  const scope = parts[parts.length - 2];
  return scope.startsWith('@') ? `${scope}/${last}` : last;
}
