import { existsSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { findImporters } from '../importers';
import type { LaunchOffer } from './launch-entries';
import { type Offer, offerId } from './offer';
import { packagesAbove } from './packages';
import { type ScriptOffer, scriptOffers } from './scripts';
import { commandsIn } from './shell-words';
import { needsOtherFramework, textOf } from './test-frameworks';
import { testOffer } from './tests';
import { plainVariable, type VariableContext } from './variables';

/** Something that can be profiled and that runs a file. */
export interface Use {
  readonly offer: Offer;
  /** Imports from what it starts to the file: 0 when it starts the file itself. */
  readonly distance: number;
  /** What it starts. */
  readonly starts: string;
}

/**
 * What runs `file`: tests that import it, programs, and scripts and launch entries that start it or what imports it; the
 * nearest first. Looks at a bounded number of files.
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
  for (const of of packagesAbove(dirname(file)))
    for (const script of scriptOffers(of)) add(script, startedByScript(script));
  for (const launch of launches) add(launch, startedByLaunch(launch, context));
  const others = importers
    .filter(({ isTop }) => isTop)
    .map(({ file: path, kind, distance }): Use => {
      const test = kind === 'test' ? offerOfTest(path) : undefined;
      const offer = test ?? { kind: 'file' as const, name: basename(path), file: path };
      return { offer, distance, starts: path };
    });
  const found = [...others, ...started].sort(
    (a, b) => a.distance - b.distance || rank[a.offer.kind] - rank[b.offer.kind],
  );
  return found.filter((use, at) => at === found.findIndex(one => isSame(one.offer, use.offer)));
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
    .flatMap(({ words }) => words)
    .flatMap(word => sourceOf(resolve(dirname(file), word)));
}

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

/** A code file as it is, and what a built one was probably made of: `dist/main.js` of `src/main.ts` or `main.ts`. */
function sourceOf(path: string): string[] {
  const candidates = code.test(path) ? [path] : ['.js', '.ts', '.mjs'].map(ending => path + ending);
  const found = candidates.filter(one => existsSync(one));
  const [, root, inside] = /^(.*?)[\\/](?:dist|out|build|lib)[\\/](.*)$/.exec(path) ?? [];
  if (root === undefined) return found;
  const bare = inside.slice(0, inside.length - extname(inside).length);
  const sources = ['src', '.'].flatMap(folder =>
    ['.ts', '.mts', '.cts', '.tsx', '.js'].map(ending => join(root, folder, bare + ending)),
  );
  return [...found, ...sources.filter(one => existsSync(one) && relative(one, path) !== '')];
}
