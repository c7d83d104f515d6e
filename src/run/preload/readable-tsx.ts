// tsx has esbuild write a function on one line. The inspector tells lines only, so under it the lines have to be kept.
import Module from 'node:module';

type Options = { minifyWhitespace?: boolean } | undefined;
type Transform = (input: string, options: Options) => unknown;

interface Loaded {
  exports: { transform?: Transform; transformSync?: Transform };
}

const { _extensions: extensions } = Module as unknown as {
  _extensions: Record<string, (module: Loaded, path: string) => void>;
};
const load = extensions['.js'];
extensions['.js'] = (module, path) => {
  load(module, path);
  if (/[\\/]esbuild[\\/]lib[\\/]main\.js$/.test(path))
    module.exports = keepingLines(module.exports);
};

function keepingLines(esbuild: Loaded['exports']): Loaded['exports'] {
  const keep =
    (transform: Transform | undefined): Transform =>
    (input, options) =>
      transform?.(input, { ...options, minifyWhitespace: false });
  return {
    ...esbuild,
    transform: keep(esbuild.transform),
    transformSync: keep(esbuild.transformSync),
  };
}
