import { join } from 'node:path';
import type * as esbuild from 'esbuild';
import { load, pathOf } from './packages';

// The bundlers' own types would have to be installed to check the tests: what is used of them is said here.
interface Rollup {
  rollup(options: object): Promise<{ write(options: object): Promise<unknown> }>;
}
type Webpack = (options: object, done: (error: Error | null, stats?: Stats) => void) => void;
interface Stats {
  hasErrors(): boolean;
  toString(): string;
}

/** A bundle to make: of `entry`, as `file`, with its map; to one line where it is minified. */
export interface Bundle {
  readonly entry: string;
  readonly file: string;
  readonly isMinified: boolean;
}

export async function bundleWithEsbuild({ entry, file, isMinified }: Bundle): Promise<void> {
  const { build } = load<typeof esbuild>('esbuild');
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    minify: isMinified,
    sourcemap: true,
    platform: 'node',
    logLevel: 'warning',
  });
}

export async function bundleWithRollup({ entry, file, isMinified }: Bundle): Promise<void> {
  const { rollup } = load<Rollup>('rollup');
  const terser = load<{ default: () => object }>('@rollup/plugin-terser').default;
  const { transform } = load<typeof esbuild>('esbuild');
  const typescript = {
    name: 'typescript',
    resolveId: (source: string, importer: string | undefined) =>
      source.startsWith('./') && importer !== undefined
        ? join(importer, '..', `${source}.ts`)
        : null,
    transform: (code: string, id: string) =>
      transform(code, { loader: 'ts', sourcemap: true, sourcefile: id }),
  };
  const bundle = await rollup({ input: entry, plugins: [typescript] });
  await bundle.write({
    file,
    format: 'cjs',
    sourcemap: true,
    plugins: isMinified ? [terser()] : [],
  });
}

export function bundleWithWebpack(
  { entry, file, isMinified }: Bundle,
  devtool: 'source-map' | 'eval-source-map',
): Promise<void> {
  const webpack = load<Webpack>('webpack');
  const Terser = load<new (options: object) => object>('terser-webpack-plugin');
  const compiling = { transpileOnly: true, compilerOptions: { sourceMap: true } };
  const options = {
    context: join(entry, '..', '..'),
    mode: isMinified ? 'production' : 'development',
    devtool,
    target: 'node',
    entry,
    output: { path: join(file, '..'), filename: 'line-costs.js' },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
      rules: [{ test: /\.ts$/, loader: pathOf('ts-loader'), options: compiling }],
    },
    optimization: { minimizer: [new Terser({ parallel: false })] },
    performance: { hints: false },
  };
  return new Promise((done, failed) =>
    webpack(options, (error, stats) => {
      if (error !== null) failed(error);
      else if (stats?.hasErrors()) failed(new Error(stats.toString()));
      else done();
    }),
  );
}
