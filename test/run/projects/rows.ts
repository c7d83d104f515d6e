import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RunNote } from '../../../src/core/session';
import type { RunnerName } from '../../../src/run/runner';
import { type Bundle, bundleWithEsbuild, bundleWithRollup, bundleWithWebpack } from './bundles';
import { compile, joinInSections } from './compiled';
import { type Project, tsConfig } from './workspace';

/** A way to run one and the same program, whose lines are known. */
export interface Row {
  readonly name: string;
  /** Makes the project and says what to run. */
  readonly make: (project: Project) => Program | Promise<Program>;
  /** Its tools can't run where a folder's name has a `#`. */
  readonly needsPlainName?: boolean;
  /** The oldest node that can. */
  readonly since?: string;
}

export interface Program {
  readonly file: string;
  /** Instead of the milliseconds that it is told otherwise: those are then in the variable LINE_COSTS_MILLISECONDS. */
  readonly args?: readonly string[];
  /** Absent: the one that the product chooses. */
  readonly runner?: RunnerName;
  /** The one that must have run it. */
  readonly ranBy: RunnerName;
  /** Files with the marked lines. */
  readonly sources: readonly string[];
  /** What the recording must tell. */
  readonly note?: RunNote['code'];
}

export const rows: readonly Row[] = [
  { name: 'JavaScript, CommonJS', make: project => javaScript(project, 'line-costs.cjs') },
  { name: 'JavaScript, ES modules', make: project => javaScript(project, 'line-costs.mjs') },
  { name: 'tsc, external maps', make: project => compiled(project, { sourceMap: true }) },
  { name: 'tsc, inline maps', make: project => compiled(project, { inlineSourceMap: true }) },
  {
    name: 'tsc, sourceRoot',
    make: project => compiled(project, { sourceMap: true, sourceRoot: '../src' }),
  },
  { name: 'map with sections', make: sections },
  { name: 'map absent', make: project => withoutMap(project, undefined, 'map-missing') },
  { name: 'map broken', make: project => withoutMap(project, '{"version":3,', 'map-broken') },
  { name: 'our loader, CommonJS', make: project => typeScript(project, 'tuneline') },
  { name: 'our loader, ES modules', make: project => asModules(project, 'tuneline') },
  { name: 'our loader, TSX and all of TypeScript', make: project => features(project, 'tuneline') },
  { name: 'tsx, CommonJS', make: project => typeScript(project, 'tsx') },
  { name: 'tsx, ES modules', make: project => asModules(project, 'tsx') },
  { name: 'tsx, TSX and all of TypeScript', make: project => features(project, 'tsx') },
  { name: 'ts-node', make: project => typeScript(project, 'ts-node') },
  { name: '@swc-node/register', make: project => typeScript(project, '@swc-node/register') },
  {
    name: 'vite-node',
    make: project => typeScript(project, 'vite-node'),
    needsPlainName: true,
  },
  { name: 'native type stripping', make: stripped, since: '22.18' },
  ...bundled('esbuild', bundleWithEsbuild),
  ...bundled('rollup', bundleWithRollup),
  ...bundled('webpack source-map', bundle => bundleWithWebpack(bundle, 'source-map')),
  ...bundled('webpack eval-source-map', bundle => bundleWithWebpack(bundle, 'eval-source-map')),
  { name: 'linked package, TypeScript', make: project => linked(project, 'src/mix.ts') },
  { name: 'linked package, built with maps', make: project => linked(project, 'dist/mix.js') },
];

function javaScript(project: Project, name: string): Program {
  const file = project.copy('line-costs/line-costs.js', name);
  return { file, ranBy: 'node', sources: [file] };
}

/** A script that names a map which is not there, or holds `map`: then its lines are what is known. */
function withoutMap(project: Project, map: string | undefined, note: RunNote['code']): Program {
  const program = javaScript(project, 'line-costs.js');
  if (map !== undefined) project.write('line-costs.js.map', map);
  const text = project.read('line-costs.js');
  project.write('line-costs.js', `${text}//# sourceMappingURL=line-costs.js.map\n`);
  return { ...program, note };
}

/** The two modules of the program in TypeScript. */
function sources(project: Project, folder: string, mix = 'line-costs/mix.ts'): string[] {
  const extension = mix.slice(mix.lastIndexOf('.'));
  return [
    project.copy('line-costs/line-costs.ts', join(folder, `line-costs${extension}`)),
    project.copy(mix, join(folder, `mix${extension}`)),
  ];
}

function typeScript(project: Project, runner: RunnerName, mix?: string): Program {
  const files = sources(project, 'src', mix);
  return { file: files[0], runner, ranBy: runner, sources: files };
}

function asModules(project: Project, runner: RunnerName): Program {
  project.write('package.json', '{ "private": true, "type": "module" }');
  const config = tsConfig({ module: 'ESNext', moduleResolution: 'bundler' });
  project.write('tsconfig.json', JSON.stringify(config));
  return typeScript(project, runner);
}

function features(project: Project, runner: RunnerName): Program {
  const config = tsConfig({ jsx: 'react', experimentalDecorators: true });
  project.write('tsconfig.json', JSON.stringify(config));
  return typeScript(project, runner, 'jsx/mix.tsx');
}

function stripped(project: Project): Program {
  project.write('package.json', '{ "private": true, "type": "module" }');
  const program = typeScript(project, 'node', 'erasable/mix.ts');
  project.replace('src/line-costs.ts', "'./mix'", "'./mix.ts'");
  return program;
}

function compiled(project: Project, how: Parameters<typeof compile>[2]): Program {
  const files = sources(project, 'src');
  compile(project.path('src'), project.path('dist'), how);
  return { file: project.path('dist/line-costs.js'), ranBy: 'node', sources: files };
}

function sections(project: Project): Program {
  const program = compiled(project, { sourceMap: true });
  joinInSections(project.path('dist'));
  rmSync(project.path('dist/mix.js'));
  return program;
}

function bundled(name: string, bundle: (bundle: Bundle) => Promise<void>): Row[] {
  return [false, true].map(isMinified => ({
    name: isMinified ? `${name}, on one line` : name,
    make: async project => {
      const files = sources(project, 'src');
      const file = project.path('dist/line-costs.js');
      await bundle({ entry: files[0], file, isMinified });
      return { file, ranBy: 'node', sources: files };
    },
  }));
}

/** A package of a monorepo that the program finds through a link in its node_modules. */
function linked(project: Project, main: string): Program {
  const program = project.copy('line-costs/line-costs.ts', 'packages/app/line-costs.ts');
  project.replace('packages/app/line-costs.ts', "'./mix'", "'@mono/mix'");
  const mix = project.copy('line-costs/mix.ts', 'packages/mix/src/mix.ts');
  project.write('packages/mix/package.json', JSON.stringify({ name: '@mono/mix', main }));
  project.link(project.path('packages/mix'), 'packages/app/node_modules/@mono/mix');
  if (main.startsWith('dist/')) {
    const [src, dist] = ['src', 'dist'].map(one => project.path(`packages/mix/${one}`));
    compile(src, dist, { sourceMap: true }, 'mix.ts');
  }
  return { file: program, ranBy: 'tuneline', sources: [program, mix] };
}

/** Whether a version of node, such as 22 or 22.23.3, can run it. */
export function canRun({ since }: Row, version: string): boolean {
  if (since === undefined) return true;
  const [major, minor = Infinity] = version.split('.').map(Number);
  const [sinceMajor, sinceMinor] = since.split('.').map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}
