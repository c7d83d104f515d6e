// Every rule on published packages, with heat on every line: nothing crashes, every fix leaves a file that parses, safe ones one
// that type-checks as before and programs that do what they did.
// `node out/test/bench/corpus.js [--only NAME,NAME] [--rule ID,ID]`; fails when there is any failure.
import { parseArgs } from 'node:util';
import type { Hint } from '../../src/core/hints/hint';
import { examine, type Examined } from './corpus/examine';
import { type CorpusPackage, installCorpus, packages, versionOf } from './corpus/packages';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rule: { type: 'string' },
  },
});

const columns = 'package, files, lines, safe, review, advice, applied, failures, proof'.split(', ');

function main(): void {
  installCorpus();
  const chosen = packages.filter(({ name }) => values.only?.split(',').includes(name) ?? true);
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const one of chosen) {
    const result = examine(one, isWanted);
    rows.push(row(one, result));
    console.log(rows.at(-1)?.join('  '));
    failures.push(...result.failures);
  }
  printTable([columns, ...rows]);
  for (const failure of failures) console.error(failure);
  console.log(`${failures.length} failures in ${rows.length} packages.`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function isWanted(hint: Hint): boolean {
  return values.rule?.split(',').includes(hint.rule) ?? true;
}

function row(one: CorpusPackage, result: Examined): string[] {
  const { safe, review, advice } = result.sites;
  return [
    `${one.name} ${versionOf(one)}`,
    ...[result.files, result.lines, safe, review, advice, result.applied, result.failures.length],
    result.proof,
  ].map(String);
}

function printTable(rows: readonly string[][]): void {
  const widths = columns.map((_, at) => Math.max(...rows.map(cells => cells[at].length)));
  for (const cells of rows)
    console.log(
      cells
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    );
}

main();
