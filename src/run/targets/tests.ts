import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { CommandTarget, FileTarget } from '../../core/session';
import { needsLoader } from '../preload/module-format';
import { type Package, packageIn } from './packages';
import { packageManagerOf, scriptOffers, scriptTarget } from './scripts';
import { TargetError } from './target-error';
import type { TestCall } from './test-names';
import {
  frameworksOf,
  installed,
  type TestFramework,
  type TestSetup,
  testSetup,
  textOf,
} from './test-frameworks';
import { type ScriptOptions, scriptOptions } from './test-options';

/** Tests that can be profiled: of one file, one of them or a suite of it, or all of a package. */
export interface TestOffer {
  readonly kind: 'test';
  readonly name: string;
  /** The test file; the package.json when all are run. */
  readonly file: string;
  readonly framework: TestFramework;
  /** The one to run, or the suite; absent: all of the file. */
  readonly call?: Pick<TestCall, 'kind' | 'names'>;
}

/** The tests of a file, or one of them; undefined when it is no test of a framework that is known. */
export function testOffer(
  file: string,
  call?: Pick<TestCall, 'kind' | 'names'>,
  text = textOf(file),
): TestOffer | undefined {
  const setup = testSetup(file, text);
  if (setup === undefined) return undefined;
  const names = (call?.names ?? []).map(one => one.text);
  const name = [basename(file), ...names].join(' › ');
  return { kind: 'test', name, file, framework: setup.framework, ...(call && { call }) };
}

/** All tests of a package, one offer a framework. */
export function packageTestOffers(of: Package): TestOffer[] {
  return frameworksOf(of).map(({ framework }) => ({
    kind: 'test' as const,
    name: of.name === undefined ? framework : `${framework} (${of.name})`,
    file: of.file,
    framework,
  }));
}

export interface TestOptions {
  /** What runs JavaScript: a path, or a name on PATH. */
  readonly node?: string;
  readonly args?: readonly string[];
  /** Other tests of the file, to tell one by its own name where that is enough. */
  readonly calls?: readonly TestCall[];
}

/** What runs the tests, with the package's own configuration. @throws TargetError */
export function testTarget(
  offer: TestOffer,
  options: TestOptions = {},
): FileTarget | CommandTarget {
  if (basename(offer.file) === 'package.json') return packageTarget(offer, options);
  const setup = testSetup(offer.file, textOf(offer.file));
  if (setup === undefined) throw noFramework(offer.file);
  const script = scriptOptions(setup.command, setup.framework);
  const args = options.args ?? [];
  if (setup.framework === 'node:test') {
    return {
      kind: 'file',
      name: offer.name,
      file: offer.file,
      args,
      cwd: setup.folder,
      env: script.env,
      nodeArgs: [...withoutLoaders(script.node), ...namePattern(offer, options.calls ?? [])],
    };
  }
  const selected = ofFile[setup.framework](offer, setup);
  return commandOf(offer, setup, script, options, [...selected, ...args]);
}

/** The framework's command with options of the package's script. */
function commandOf(
  { name, file }: TestOffer,
  setup: TestSetup,
  script: ScriptOptions,
  { node = 'node' }: TestOptions,
  args: readonly string[],
): CommandTarget {
  const { folder, framework } = setup;
  const found = installed(framework, folder);
  const common = { kind: 'command' as const, name, file, cwd: folder, env: script.env };
  if (found === undefined) {
    // Plug'n'Play: only the package manager knows where it is.
    if (!hasPlugAndPlay(folder)) throw notInstalled(framework, folder);
    const all = ['run', framework, ...script.options, ...args];
    return { ...common, executable: packageManagerOf(folder), args: all };
  }
  const all = [...script.node, binaryOf(found, framework), ...script.options, ...args];
  const bare = framework === 'mocha' && needsLoader.test(file) && !hasLoader(script, folder);
  return { ...common, executable: node, args: all, ...(bare && { loaderFor: file }) };
}

/** The arguments that run one file, alone in its process where the framework can do that. */
const ofFile: Readonly<
  Record<
    Exclude<TestFramework, 'node:test'>,
    (offer: TestOffer, setup: TestSetup) => readonly string[]
  >
> = {
  mocha: ({ file, call }, { folder }) => [
    file,
    ...(mochaSays(/spec/, folder) ? onlyAbsolute : []),
    ...(mochaSays(/parallel/, folder) ? ['--no-parallel'] : []),
    ...(call === undefined ? [] : ['--grep', fullPattern(call)]),
  ],
  vitest: ({ file, call }, setup) => [
    'run',
    file,
    ...(says(/coverage/, setup, /^vite(st)?\./) ? ['--coverage.enabled=false'] : []),
    ...(call === undefined ? [] : ['--testNamePattern', fullPattern(call)]),
  ],
  jest: ({ file, call }, setup) => [
    '--runInBand',
    ...(says(/collectCoverage/, setup, /^(jest\.config|package\.json)/)
      ? ['--coverage=false']
      : []),
    ...(call === undefined ? [] : ['--testNamePattern', fullPattern(call)]),
    '--runTestsByPath',
    file,
  ],
};

/**
 * Mocha adds the files that its configuration names to those on its command line. Those are named relative to the working
 * directory, ours is absolute: what is relative is left out. (A drive letter's colon is the second character.)
 */
const onlyAbsolute = ['?[!:]*', '?[!:]*/**', '?', '?/**', './**', '../**'].flatMap(pattern => [
  '--ignore',
  pattern,
]);

/** Mocha compiles nothing: whoever writes tests in TypeScript names a loader, or compiles them before and names what came out. */
function hasLoader({ node, options, env }: ScriptOptions, folder: string): boolean {
  const words = [...node, ...options, env.NODE_OPTIONS ?? ''].join(' ');
  return loaders.test(words) || mochaSays(loaders, folder);
}

const loaders = /(^|[\s"'])(-r|(--)?(require|import|(experimental-)?loader|node-option))\b/m;

function mochaSays(option: RegExp, folder: string): boolean {
  const inManifest = packageIn(folder)?.manifest.mocha;
  const names = ['.mocharc.js', '.mocharc.cjs', '.mocharc.mjs', '.mocharc.yaml', '.mocharc.yml'];
  const texts = [...names, '.mocharc.jsonc', '.mocharc.json', '.mocharc'].map(name =>
    textOf(join(folder, name)),
  );
  return [JSON.stringify(inManifest ?? ''), ...texts].some(text => option.test(text));
}

function says(pattern: RegExp, { folder, command }: TestSetup, names: RegExp): boolean {
  const files = ['vitest.config', 'vite.config', 'jest.config'].flatMap(name =>
    ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'].map(ending => name + ending),
  );
  const texts = [...files, 'package.json'].filter(name => names.test(name));
  return (
    texts.some(name => pattern.test(textOf(join(folder, name)))) ||
    (command?.words.some(word => pattern.test(word)) ?? false)
  );
}

/** All tests of a package, in as many processes as it wants. */
function packageTarget(offer: TestOffer, options: TestOptions): CommandTarget {
  const found = packageIn(dirname(offer.file));
  const setup = found && frameworksOf(found).find(one => one.framework === offer.framework);
  if (found === undefined || setup === undefined) throw noFramework(offer.file);
  if (setup.framework === 'node:test') {
    // A shell has to expand what the script selects.
    const scripts = scriptOffers(found);
    const script =
      scripts.find(one => one.script === 'test' && /--test\b/.test(one.line)) ??
      scripts.find(one => /--test\b/.test(one.line));
    if (script === undefined) throw noFramework(offer.file);
    return { ...scriptTarget(script, options.args), name: offer.name };
  }
  const script = scriptOptions(setup.command, setup.framework);
  const run = setup.framework === 'vitest' ? ['run'] : [];
  const args = [...run, ...script.selection, ...(options.args ?? [])];
  return commandOf(offer, setup, script, options, args);
}

/** Fits the full name of a test, or of every test of a suite: names joined with blanks, as mocha, jest and vitest do. */
function fullPattern({ kind, names }: Pick<TestCall, 'kind' | 'names'>): string {
  const full = names.map(name => name.pattern).join(' ');
  return `^\\s*${full}${kind === 'suite' ? '(\\s|$)' : '$'}`;
}

/**
 * Node.js 20 looks for a pattern in each test's own name only, later ones also in the full name: the own name is taken where
 * it tells the test from the others of its file.
 */
function namePattern({ call }: TestOffer, calls: readonly TestCall[]): string[] {
  const own = call?.names.at(-1);
  if (call === undefined || own === undefined) return [];
  const same = calls.filter(one => one.names.at(-1)?.pattern === own.pattern);
  const pattern = same.length > 1 ? call.names.map(name => name.pattern).join(' ') : own.pattern;
  return [`--test-name-pattern=^${pattern}$`];
}

/** Compilers that a script puts into node: the engine chooses for TypeScript itself, and would do it twice. */
function withoutLoaders(flags: readonly string[]): string[] {
  const compilers =
    /^(tsx|ts-node|@swc-node\/register|esbuild-register|ts-node\/|tsx\/|@swc-node\/|esbuild-register\/)/;
  return flags.filter((flag, at) => {
    const value = flag.includes('=') ? flag.slice(flag.indexOf('=') + 1) : flags[at + 1];
    const loads = /^(--(import|require|loader|experimental-loader)(=|$)|-r$)/;
    if (loads.test(flag)) return !compilers.test(value ?? '');
    return !(
      at > 0 &&
      loads.test(flags[at - 1]) &&
      !flags[at - 1].includes('=') &&
      compilers.test(flag)
    );
  });
}

function binaryOf({ folder, manifest }: Package, framework: string): string {
  const { bin } = manifest;
  const path =
    typeof bin === 'string' ? bin : (bin as Record<string, string> | undefined)?.[framework];
  return resolve(folder, path ?? framework);
}

function hasPlugAndPlay(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.pnp.cjs'))) return true;
    if (dirname(at) === at) return false;
  }
}

function noFramework(file: string): TargetError {
  return new TargetError(
    'no-framework',
    `No test framework that is known runs ${file}: mocha, vitest, jest and node:test are.`,
    'Profile the script that runs it, or the file itself.',
    file,
  );
}

function notInstalled(framework: string, folder: string): TargetError {
  return new TargetError(
    'not-installed',
    `${framework} is not installed in ${folder} or above it.`,
    'Install the dependencies of the package, then try again.',
    framework,
  );
}
