// Builds dist/ (what ships) and, with --tests, out/ (the test suites and benches).
// `node esbuild.mjs [--watch | --tests]`; other tools import `ensureBuilt()` so that nothing ever runs stale code.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const stampFile = join(root, 'dist', '.stamp');

/** What ships: each output of dist/ and where it runs. An entry that does not exist yet is an error, not skipped. */
const host = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // Its main file asks for its others in a way that can't be bundled.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};
/**
 * TypeScript as it is, for all files that import it: what esbuild writes for `import ts` would copy its 2,500 names for each of them, a
 * tenth of a second and 46 MB in a bundle of 130 files, and more than 4 GB in all suites. `path`: where it is asked for.
 */
const typeScriptAt = path => ({
  name: 'typescript',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^typescript$/ }, ({ namespace }) =>
      namespace === 'typescript' ? { path, external: true } : { path, namespace: 'typescript' },
    );
    onResolve({ filter: /^\.\/typescript\.js$/, namespace: 'typescript' }, () => ({
      path,
      external: true,
    }));
    onLoad({ filter: /./, namespace: 'typescript' }, () => ({
      contents: `export default require(${JSON.stringify(path)});`,
    }));
  },
});
/** It lies beside what uses it, once, and is read when it is first asked for. */
const withTypeScript = { ...host, plugins: [typeScriptAt('./typescript.js')] };
const browser = { platform: 'browser', format: 'iife', target: 'es2022' };
const outputs = [
  { in: 'src/extension.ts', out: 'extension', ...host },
  { in: 'src/cli.ts', out: 'cli', ...withTypeScript },
  { in: 'src/eslint.ts', out: 'eslint', ...withTypeScript },
  { in: 'src/run/reader-worker.ts', out: 'reader', ...host },
  { in: 'src/run/counting-worker.ts', out: 'counting', ...host },
  { in: 'src/run/attach/attacher.ts', out: 'attacher', ...host },
  { in: 'src/run/load/client.ts', out: 'load-client', ...host },
  { in: 'src/editor/syntax-worker.ts', out: 'syntax', ...withTypeScript },
  { in: 'src/editor/types-worker.ts', out: 'types', ...withTypeScript },
  { in: 'src/run/preload/loader.ts', out: 'loader', ...host },
  { in: 'src/run/preload/hooks-thread.ts', out: 'hooks', ...host },
  // Without a map: our loader has node read the map of whatever is loaded after it.
  { in: 'src/run/preload/transpile.ts', out: 'transpile', ...withTypeScript, sourcemap: false },
  { in: 'typescript', out: 'typescript', ...host, sourcemap: false },
  { in: 'src/run/preload/readable-tsx.ts', out: 'readable-tsx', ...host },
  { in: 'src/run/preload/boot.ts', out: 'boot', ...host },
  { in: 'src/run/preload/children.ts', out: 'children', ...host },
  { in: 'src/run/preload/launch.ts', out: 'launch', ...host },
  { in: 'src/run/preload/look.ts', out: 'look', ...host },
  { in: 'src/run/preload/listen.ts', out: 'listen', ...host },
  { in: 'src/run/verify/guard-process.ts', out: 'guard', ...host },
  { in: 'src/chart/main.ts', out: 'chart', ...browser },
];

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === '.cache') continue;
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** Names, sizes and times of everything the build reads: equal stamps mean dist/ is fresh. */
function stamp() {
  const inputs = [
    ...filesUnder(join(root, 'src')),
    ...filesUnder(join(root, 'test', 'hints')),
    ...['figures.json', 'figures.ts'].map(name => join(root, 'test', 'bench', name)),
    join(root, 'esbuild.mjs'),
    join(root, 'package-lock.json'),
  ];
  return inputs
    .map(file => {
      const { size, mtimeMs } = statSync(file);
      return `${relative(root, file)} ${size} ${mtimeMs}`;
    })
    .sort()
    .join('\n');
}

/** dist/lib/: the types of the language, which the checker reads from beside itself. */
function copyLibraries() {
  const from = join(root, 'node_modules', 'typescript', 'lib');
  for (const name of readdirSync(from))
    if (/^lib\.(.+\.)?d\.ts$/.test(name)) cpSync(join(from, name), join(root, 'dist', 'lib', name));
}

/** What the pages that explain the rules are made of: the tests of the rules, and what was measured of them. */
const ruleTests = () =>
  [...filesUnder(join(root, 'test', 'hints'))].filter(
    file =>
      file.endsWith('.test.ts') &&
      /^test(?:Rule|Configuration)\(/m.test(readFileSync(file, 'utf8')),
  );

/** dist/rule-pages.json: an entry for each rule with examples from its own test. Mocha's words do nothing here. */
async function buildRulePages() {
  const imports = ruleTests().map(file => `import ${JSON.stringify(file)};`);
  const { outputFiles } = await esbuild.build({
    ...shared,
    stdin: {
      contents: `${imports.join('\n')}
        import { rulePages } from './test/hints/rule-pages.ts';
        process.stdout.write(JSON.stringify(rulePages()));`,
      resolveDir: root,
      loader: 'ts',
    },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    banner: { js: 'globalThis.describe = () => {};' },
    write: false,
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-'], {
    cwd: root,
    input: outputFiles[0].text,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw new Error(`the pages of the rules could not be made: ${stderr}`);
  writeFileSync(join(root, 'dist', 'rule-pages.json'), stdout);
}

const shared = { absWorkingDir: root, bundle: true, legalComments: 'none', logLevel: 'warning' };

async function build() {
  const before = stamp();
  await Promise.all(
    outputs.map(({ in: entry, out, ...where }) =>
      esbuild.build({
        ...shared,
        sourcemap: 'linked',
        ...where,
        entryPoints: [{ in: entry, out }],
        outdir: 'dist',
        sourcesContent: false,
        minifySyntax: true,
        minifyWhitespace: true,
      }),
    ),
  );
  copyLibraries();
  mkdirSync(dirname(stampFile), { recursive: true });
  await buildRulePages();
  writeFileSync(stampFile, before);
}

/** Builds dist/ unless it was built from exactly the sources that are there now. */
export async function ensureBuilt() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  await build();
}

async function buildTests() {
  await ensureBuilt();
  const entries = [...filesUnder(join(root, 'test'))].filter(
    file =>
      !/test[\\/](fixtures|workspace)[\\/]/.test(file) &&
      (/\.test\.ts$/.test(file) ||
        /test[\\/]bench[\\/][\w-]+\.ts$/.test(file) ||
        /test[\\/]editor[\\/][\w-]+\.ts$/.test(file)),
  );
  rmSync(join(root, 'out', 'test'), { recursive: true, force: true }); // a test that was deleted must not run
  await esbuild.build({
    ...shared,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    entryPoints: entries.map(file => relative(root, file)),
    outbase: '.',
    outdir: 'out',
    sourcemap: 'inline',
    external: ['vscode'],
    plugins: [typeScriptAt('typescript')],
  });
}

async function watch() {
  copyLibraries();
  await buildRulePages();
  for (const { in: entry, out, ...where } of outputs) {
    const context = await esbuild.context({
      ...shared,
      sourcemap: 'linked',
      ...where,
      entryPoints: [{ in: entry, out }],
      outdir: 'dist',
    });
    await context.watch();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--watch')) await watch();
  else if (process.argv.includes('--tests')) await buildTests();
  else await build();
}
