// Bundles a small program of several modules with a few sets of options.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const webpack = createRequire(import.meta.url)('./node_modules/webpack');
const folder = join(process.cwd(), 'program');
mkdirSync(folder);
const files = {
  'a.js':
    "import b, { used } from './b.js';\nimport * as c from './c.cjs';\nimport data from './d.json';\nexport const all = [b, used, c.x, data.y];\nimport('./e.js').then(e => console.log(e.late));\nconsole.log(all, process.env.NODE_ENV, import.meta.url.length > 0, typeof __dirname);",
  'b.js':
    "export const used = 1;\nexport const unused = 2;\nexport default function named() { return used; }\nexport * from './f.js';",
  'c.cjs':
    "exports.x = require('./f.js').f;\nmodule.exports.y = __filename;\nif (module.hot) module.hot.accept();",
  'd.json': '{ "y": [1, 2, { "z": 3 }] }',
  'e.js':
    "export const late = await Promise.resolve('late');\nexport { f as again } from './f.js';\nconst x = require.context('./', false, /b\\.js$/).keys();",
  'f.js': 'export const f = () => 5;\nexport class G { static #p = 1; get p() { return G.#p; } }',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
const sets = [
  { mode: 'development' },
  { mode: 'production', optimization: { minimize: false } },
  { mode: 'none', devtool: 'source-map', output: { library: { type: 'umd', name: 'L' } } },
  {
    mode: 'development',
    devtool: false,
    target: 'node',
    optimization: { splitChunks: { chunks: 'all', minSize: 0 }, runtimeChunk: true },
  },
  { entry: './missing.js', mode: 'none' },
];
for (const [index, options] of sets.entries()) {
  const out = join(folder, `out${index}`);
  await new Promise(done =>
    webpack(
      { context: folder, entry: './a.js', ...options, output: { path: out, ...options.output } },
      (error, stats) => {
        console.log(
          error?.message ?? '',
          stats
            .toString({
              timings: false,
              builtAt: false,
              version: false,
              outputPath: false,
              colors: false,
              hash: false,
              modules: true,
              reasons: true,
              usedExports: true,
            })
            .replaceAll(folder, ''),
        );
        done();
      },
    ),
  );
  try {
    for (const name of readdirSync(out).sort())
      console.log(
        name,
        createHash('sha256')
          .update(readFileSync(join(out, name), 'utf8').replaceAll(folder, ''))
          .digest('hex'),
      );
  } catch (error) {
    console.log(error.code);
  }
}
