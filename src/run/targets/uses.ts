import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, resolve } from 'node:path';
import { exportsSomething } from '../../core/only-exports';
import { findImporters } from '../importers';
import { sourcesOf } from '../reached-files';
import type { LaunchOffer } from './launch-entries';
import { type Offer, offerId } from './offer';
import { packagesAbove } from './packages';
import { type ScriptOffer, scriptOffers } from './scripts';
import { commandsIn } from './shell-words';
import { needsOtherFramework, textOf } from './test-frameworks';
import { packageTestOffers, testOffer } from './tests';
import { plainVariable, type VariableContext } from './variables';

/** Something that can be profiled and that runs a file. */
export interface Use {
  readonly offer: Offer;
  /** Imports from what it starts to the file: 0 when it starts the file itself; undefined when no way to it was found. */
  readonly distance: number | undefined;
  /** What it starts. */
  readonly starts: string;
}

/**
 * What runs `file`: tests that import it, programs, and scripts and launch entries that start it or what imports it; the
 * nearest first, and examples and what is no program by its look after all others. Looks at a bounded number of files.
 */
export async function findUses(
  file: string,
  launches: readonly LaunchOffer[],
  context: VariableContext,
  signal: AbortSignal,
): Promise<Use[]> {
  const all = await findImporters(file, signal);
  // In a circle of imports nothing is the first.
  const importers = all.some(one => one.isTop) ? all : all.map(one => ({ ...one, isTop: true }));
  const distances = new Map(importers.map(one => [one.file, one.distance]));
  distances.set(file, 0);
  const started: Use[] = [];
  const add = (offer: Offer, starts: readonly string[]) => {
    for (const one of starts) {
      const distance = distances.get(one);
      if (distance !== undefined) return void started.push({ offer, distance, starts: one });
    }
  };
  const folders = new Set([file, ...importers.map(one => one.file)].map(path => dirname(path)));
  const packages = new Map([...folders].flatMap(packagesAbove).map(of => [of.file, of]));
  for (const of of packages.values())
    for (const script of scriptOffers(of)) add(script, startedByScript(script));
  for (const launch of launches) add(launch, startedByLaunch(launch, context));
  const others: Use[] = importers
    .filter(({ isTop }) => isTop)
    .map(({ file: path, distance }) => {
      // Also what is no test by its name: a file that declares tests can't be run alone.
      const offer = offerOfTest(path) ?? {
        kind: 'file' as const,
        name: basename(path),
        file: path,
      };
      return { offer, distance, starts: path };
    });
  // A framework may refuse to run what is no test by its name.
  const misnamed = new Set(
    importers
      .filter(({ file: path, kind }) => kind === 'program' && testOffer(path))
      .map(one => one.file),
  );
  const found = [...others, ...started];
  const hasTest = found.some(({ offer }) => offer.kind === 'test');
  return [...found, ...(hasTest ? [] : allTests(file))]
    .map(use => ({ use, doubt: misnamed.has(use.starts) ? 1 : doubtOf(use) }))
    .sort(
      (a, b) =>
        a.doubt - b.doubt ||
        (a.use.distance ?? 0) - (b.use.distance ?? 0) ||
        rank[a.use.offer.kind] - rank[b.use.offer.kind],
    )
    .map(({ use }) => use)
    .filter((use, at, uses) => at === uses.findIndex(one => isSame(one.offer, use.offer)));
}

/** How little running it may tell of the file, whatever the distance. */
function doubtOf({ offer, distance }: Use): number {
  if (distance === undefined) return 2;
  if (offer.kind !== 'file' || distance === 0) return 0;
  // Something may import it, too, in a way that can't be read.
  if (exportsSomething(textOf(offer.file))) return 3;
  // There to be read, and may wait for a person, or take long.
  const aside = /[\\/](examples?|demos?|samples?|docs?|website|bench|benchmarks?)[\\/]/;
  return aside.test(offer.file) ? 1 : 0;
}

/** Where no test is seen to import a file (a name may be computed, a file be given to another process) any of them may. */
function allTests(file: string): Use[] {
  for (const of of packagesAbove(dirname(file))) {
    const offers: Offer[] = packageTestOffers(of);
    const script = scriptOffers(of).find(one => one.script === 'test');
    const tests = offers.length > 0 || script === undefined ? offers : [script];
    if (tests.length > 0)
      return tests.map(offer => ({ offer, distance: undefined, starts: of.file }));
  }
  return [];
}

function isSame(a: Offer, b: Offer): boolean {
  return offerId(a) === offerId(b);
}

/** A test's own framework; where that is not known and runs its tests itself, the script that runs all of them. */
function offerOfTest(file: string): Offer | undefined {
  const known = testOffer(file);
  if (known !== undefined || !needsOtherFramework(textOf(file))) return known;
  const scripts = packagesAbove(dirname(file)).flatMap(scriptOffers);
  return scripts.find(({ script }) => script === 'test');
}

/** Of equally near ones, the smaller piece of work first: a script starts npm as well. */
const rank = { test: 0, file: 1, script: 2, launch: 3 } as const;

/** Files of the package that a script names. */
function startedByScript({ line, file }: ScriptOffer): string[] {
  return commandsIn(line)
    .filter(
      ({ words }) => !onlyReads.test(basename(words.find(word => !isLauncher.test(word)) ?? '')),
    )
    .flatMap(({ words }) => words)
    .flatMap(word => sourceOf(resolve(dirname(file), word)));
}

const isLauncher = /^(npx|pnpx|bunx|npm|pnpm|yarn|exec|dlx|run|-.*)$/;

/** What checks, builds, moves or measures files does not run them. */
const onlyReads =
  /^(tsc|vue-tsc|tsd|attw|publint|eslint|oxlint|biome|standard|xo|prettier|oxfmt|rollup|rolldown|esbuild|webpack|babel|swc|tsup|tsdown|unbuild|microbundle|ncc|browserify|terser|uglifyjs|size-limit|typedoc|jsdoc|api-extractor|git|cp|mv|rm|rimraf|shx|cpy|mkdir|chmod|touch|cat|echo|ls|find|grep|sed|wc|diff|zip|tar)$/;

function startedByLaunch({ entry, folder, file, whyNot }: LaunchOffer, context: VariableContext) {
  if (whyNot !== undefined) return [];
  const here = folder ?? dirname(file);
  const words = [entry.program, entry.runtimeArgs, entry.args].flat();
  return words
    .filter(word => typeof word === 'string')
    .map(word =>
      word.replace(/\$\{([^}]*)\}/g, (whole, name: string) =>
        // What is open in the editor is not what the entry is for.
        /^(relative)?file/.test(name)
          ? whole
          : (plainVariable(name, { ...context, folder }) ?? whole),
      ),
    )
    .flatMap(word => sourceOf(isAbsolute(word) ? word : resolve(here, word)));
}

const code = /\.([mc]?[jt]s|[jt]sx)$/;

/** A code file as it is, and what a built one was probably made of. */
function sourceOf(path: string): string[] {
  const candidates = code.test(path) ? [path] : ['.js', '.ts', '.mjs'].map(ending => path + ending);
  return [...candidates.filter(one => existsSync(one)), ...sourcesOf(path)];
}
