// Builds dist/ (what ships) and, with --tests, out/ (the test suites and benches).
// `node esbuild.mjs [--watch | --tests]`; other tools import `ensureBuilt()` so that nothing ever runs stale code.
import {
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
const browser = { platform: 'browser', format: 'iife', target: 'es2022' };
const outputs = [
  { in: 'src/extension.ts', out: 'extension', ...host },
  { in: 'src/cli.ts', out: 'cli', ...host },
  { in: 'src/run/reader-worker.ts', out: 'reader', ...host },
  { in: 'src/run/attach/attacher.ts', out: 'attacher', ...host },
  { in: 'src/run/load/client.ts', out: 'load-client', ...host },
  { in: 'src/editor/syntax-worker.ts', out: 'syntax', ...host },
  { in: 'src/run/preload/loader.ts', out: 'loader', ...host },
  { in: 'src/run/preload/hooks-thread.ts', out: 'hooks', ...host },
  // Without a map: our loader has node read the map of whatever is loaded after it.
  { in: 'src/run/preload/transpile.ts', out: 'transpile', ...host, sourcemap: false },
  { in: 'src/run/preload/readable-tsx.ts', out: 'readable-tsx', ...host },
  { in: 'src/run/preload/boot.ts', out: 'boot', ...host },
  { in: 'src/run/preload/children.ts', out: 'children', ...host },
  { in: 'src/run/preload/launch.ts', out: 'launch', ...host },
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
  mkdirSync(dirname(stampFile), { recursive: true });
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
  });
}

async function watch() {
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
