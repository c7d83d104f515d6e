import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Package, packageIn, packagesAbove } from './packages';
import { commandsIn, type ScriptCommand } from './shell-words';

export type TestFramework = 'mocha' | 'vitest' | 'jest' | 'node:test';

/** What runs a test file, and how its package runs its tests. */
export interface TestSetup {
  readonly framework: TestFramework;
  /** Where it is run: the folder of the package that has the framework's configuration, or names it. */
  readonly folder: string;
  /** The framework's command in the scripts of that package, from the framework's own word on; undefined when no script has one. */
  readonly command: ScriptCommand | undefined;
}

const imports: readonly (readonly [RegExp, TestFramework])[] = [
  [/['"]node:test['"]/, 'node:test'],
  [/['"]vitest['"]/, 'vitest'],
  [/['"]@jest\/globals['"]/, 'jest'],
  [/(?:from|require\()\s*['"]mocha['"]/, 'mocha'],
];

const configs: Readonly<Record<Exclude<TestFramework, 'node:test'>, RegExp>> = {
  vitest: /^vite(st)?\.(config|workspace)\.[cm]?[jt]s(on)?$/,
  jest: /^jest\.config\.([cm]?[jt]s|json)$/,
  mocha: /^\.mocharc(\.([cm]?js|json|jsonc|ya?ml))?$/,
};
const frameworks = ['vitest', 'jest', 'mocha'] as const;

/** How the tests of a file are run; undefined when neither it nor a package above it names a framework that is known. */
export function testSetup(file: string, text: string): TestSetup | undefined {
  const imported = imports.find(([pattern]) => pattern.test(text))?.[1];
  const packages = packagesAbove(dirname(file));
  if (imported === 'node:test') return nodeTest(file, packages);
  if (imported === undefined && (foreign.test(text) || !declaresTests(text))) return undefined;
  const all = imported === undefined ? frameworks : frameworks.filter(one => one === imported);
  for (const strength of [configured, scripted, declared]) {
    for (const found of packages) {
      const framework = all.find(one => strength(found, one));
      if (framework !== undefined) return setupIn(found, framework, packages);
    }
  }
  if (imported !== undefined)
    return {
      framework: imported,
      folder: packages[0]?.folder ?? dirname(file),
      command: undefined,
    };
  return nodeTestByScript(file, packages);
}

/** The frameworks of a package, for all of its tests. */
export function frameworksOf(of: Package): TestSetup[] {
  const found: TestSetup[] = frameworks
    .filter(one => scripted(of, one) || (configured(of, one) && declared(of, one)))
    .map(one => setupIn(of, one, [of]));
  const command = nodeTestCommand(of);
  if (command !== undefined) found.push({ framework: 'node:test', folder: of.folder, command });
  return found;
}

function setupIn(
  of: Package,
  framework: (typeof frameworks)[number],
  packages: readonly Package[],
): TestSetup {
  const folders = [of, ...packages];
  const command = folders.map(one => commandFor(one, framework)).find(one => one !== undefined);
  return { framework, folder: of.folder, command };
}

function configured(
  { folder, manifest }: Package,
  framework: (typeof frameworks)[number],
): boolean {
  if (framework !== 'vitest' && manifest[framework] !== undefined) return true;
  const names = namesIn(folder);
  // Vite's configuration is there for many packages that vitest never tests.
  if (framework === 'vitest')
    return names.some(
      name => configs.vitest.test(name) && (name.startsWith('vitest.') || hasTests(folder, name)),
    );
  return names.some(name => configs[framework].test(name));
}

function hasTests(folder: string, config: string): boolean {
  return /\btest\s*:/.test(textOf(join(folder, config)));
}

function scripted(of: Package, framework: (typeof frameworks)[number]): boolean {
  return commandFor(of, framework) !== undefined;
}

function declared({ dependencies }: Package, framework: (typeof frameworks)[number]): boolean {
  return dependencies.has(framework);
}

/** The scripts of a package, those for tests first. */
function linesOf({ scripts }: Package): string[] {
  const rank = (name: string) => (name === 'test' ? 0 : name.startsWith('test') ? 1 : 2);
  return [...scripts].sort(([a], [b]) => rank(a) - rank(b)).map(([, line]) => line);
}

/** The first command of the scripts that runs the framework, its own options behind it, flags of `node` before. */
function commandFor(of: Package, framework: string): ScriptCommand | undefined {
  for (const line of linesOf(of)) {
    for (const command of commandsIn(line)) {
      const at = command.words.findIndex(word => isBinary(word, framework));
      if (at === 0 || (at > 0 && /^node(\.exe)?$/.test(basename(command.words[0])))) return command;
    }
  }
  return undefined;
}

/** `mocha`, `_mocha`, `./node_modules/.bin/mocha`, `node_modules/mocha/bin/mocha.js`. */
export function isBinary(word: string, framework: string): boolean {
  const name = basename(word).replace(/\.[cm]?js$|\.cmd$/, '');
  const isPath = /[\\/]/.test(word);
  return (
    (name === framework || name === `_${framework}`) && (!isPath || word.includes('node_modules'))
  );
}

function nodeTest(file: string, packages: readonly Package[]): TestSetup {
  const found = packages.find(one => nodeTestCommand(one) !== undefined);
  const folder = (packages[0] ?? found)?.folder ?? dirname(file);
  return { framework: 'node:test', folder, command: found && nodeTestCommand(found) };
}

/** A file without an import of a framework is one of node's own tests where only those are run. */
function nodeTestByScript(file: string, packages: readonly Package[]): TestSetup | undefined {
  const found = packages.find(one => nodeTestCommand(one) !== undefined);
  return found && nodeTest(file, packages);
}

/** `node --test …`, also by way of `tsx --test` and with flags before. */
function nodeTestCommand(of: Package): ScriptCommand | undefined {
  for (const line of linesOf(of)) {
    const found = commandsIn(line).find(
      ({ words }) => /^(node|tsx)$/.test(basename(words[0])) && words.includes('--test'),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A program that checks itself, or what tests share, is run as it is. */
function declaresTests(text: string): boolean {
  return /^[ \t]*(describe|context|suite|it|test|specify)(\.\w+)*\s*[(`]/m.test(text);
}

/** Frameworks whose tests only they can run, and that are not known here. */
const foreign =
  /(?:from|import|require\()\s*['"](ava|bun:test|@playwright\/test|cypress|lab|@hapi\/lab|jasmine|tap|tape|uvu|vows|qunit|zora|baretest)['"/]/;

/** Whether the tests of a text are of a framework that is not known, and that runs them itself. */
export function needsOtherFramework(text: string): boolean {
  return foreign.test(text) && !/['"](tap|tape|uvu|zora|baretest)['"]/.test(text);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // gone since it was listed
  }
}

/** The folder of an installed package, as node would find it from a folder; undefined when it is not installed. */
export function installed(name: string, from: string): Package | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return packageIn(folder);
    if (dirname(at) === at) return undefined;
  }
}
