import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { applyEdits } from '../../../src/core/text-edit';
import { formatTemplate, type Hint, type Safety } from '../../../src/core/hints/hint';
import { isBroken, parse } from '../../../src/core/hints/parse';
import { hintsEverywhere } from '../../hints/heat';
import { type CorpusPackage, folderOf, sourcesOf } from './packages';
import { runWith } from './scratch';
import { added, type TypeChecker, typeChecker } from './type-checker';

/** What was found in one package. */
export interface Examined {
  readonly files: number;
  readonly lines: number;
  readonly sites: Record<Safety, number>;
  /** Safe fixes that were applied one after another; more than sites where one makes room for the next. */
  applied: number;
  /** What its tests, or the program that uses it, said after them. */
  proof: string;
  readonly failures: string[];
}

/** No loop of fixes is longer: a fix that offers itself again and again is a failure. */
const mostFixes = 2000;

export function examine(one: CorpusPackage, isWanted: (hint: Hint) => boolean): Examined {
  const files = sourcesOf(one);
  const result: Examined = {
    files: files.length,
    lines: 0,
    sites: { safe: 0, review: 0, advice: 0 },
    applied: 0,
    proof: '',
    failures: [],
  };
  const typed = files.filter(file => /\.[cm]?tsx?$/.test(file));
  const checker = typed.length > 0 ? typeChecker(typed, folderOf(one)) : undefined;
  const fixed = new Map<string, string>();
  let lines = 0;
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    lines += text.split('\n').length;
    const fail = (what: string) =>
      result.failures.push(`${one.name} ${relative(folderOf(one), file)}: ${what}`);
    try {
      const checked = typed.includes(file) ? checker : undefined;
      eachAlone(file, text, checked, isWanted, result.sites, fail);
      const all = allInTurn(file, text, checked, isWanted, fail);
      result.applied += all.applied;
      if (all.applied > 0) fixed.set(file, all.text);
    } catch (error) {
      fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
  result.proof = prove(one, fixed, result.failures);
  return { ...result, lines };
}

/** Every hint by itself: what it leaves must parse, and where it says that it is safe, type-check as before. */
function eachAlone(
  file: string,
  text: string,
  checker: TypeChecker | undefined,
  isWanted: (hint: Hint) => boolean,
  sites: Record<Safety, number>,
  fail: (what: string) => void,
): void {
  let before: readonly string[] | undefined;
  for (const hint of hintsEverywhere(file, text).filter(isWanted)) {
    sites[hint.safety]++;
    if (hint.edits.length === 0) continue;
    const after = applyEdits(text, hint.edits);
    if (!parses(file, after)) fail(`does not parse after ${described(hint)}`);
    if (hint.safety !== 'safe' || checker === undefined) continue;
    before ??= checker.errorsIn(file, text);
    const news = added(before, checker.errorsIn(file, after));
    for (const error of news) fail(`${described(hint)} brings the type error ${error}`);
  }
}

/** The text after every safe fix, each looked for anew in what the last one left. */
function allInTurn(
  file: string,
  text: string,
  checker: TypeChecker | undefined,
  isWanted: (hint: Hint) => boolean,
  fail: (what: string) => void,
): { readonly text: string; readonly applied: number } {
  let now = text;
  let applied = 0;
  for (; applied < mostFixes; applied++) {
    const hint = hintsEverywhere(file, now).find(at => at.safety === 'safe' && isWanted(at));
    if (hint === undefined) break;
    now = applyEdits(now, hint.edits);
    if (!parses(file, now)) fail(`does not parse after a series ending in ${described(hint)}`);
  }
  if (applied === mostFixes) fail('fixes without end');
  if (checker !== undefined && applied > 0)
    for (const error of added(checker.errorsIn(file, text), checker.errorsIn(file, now)))
      fail(`all fixes together bring the type error ${error}`);
  return { text: now, applied };
}

function parses(file: string, text: string): boolean {
  const tree = parse(file, text);
  return tree !== undefined && !isBroken(tree);
}

/** The package's own suite, or a program that uses it, before and after all fixes. */
function prove(one: CorpusPackage, fixed: ReadonlyMap<string, string>, failures: string[]): string {
  const what = one.suite !== undefined ? 'suite' : one.isExercised ? 'exercise' : undefined;
  if (what === undefined || fixed.size === 0) return '';
  const before = runWith(one, new Map());
  if (before.status !== 0) {
    failures.push(`${one.name}: its ${what} fails as installed: ${before.output.slice(-600)}`);
    return `${what} fails`;
  }
  const after = runWith(one, fixed);
  const isSame = after.status === 0 && (one.suite !== undefined || after.output === before.output);
  if (isSame) return `${what} passes`;
  failures.push(`${one.name}: its ${what} fails after the fixes: ${after.output.slice(-1500)}`);
  return `${what} FAILS`;
}

function described(hint: Hint): string {
  return `${hint.rule} on line ${hint.line} (${hint.safety}: ${formatTemplate(hint.title)})`;
}
