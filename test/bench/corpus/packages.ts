import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A published package that the rules are tried on, installed from `test/bench/corpus/package.json`. */
export interface CorpusPackage {
  readonly name: string;
  /** Its sources: folders and files in it. */
  readonly sources: readonly string[];
  /** How its own tests, which are in it and get fixes as well, are run: a script of its own or of another package, with arguments. */
  readonly suite?: readonly string[];
  /** Whether `exercises/<name>.mjs` uses it and prints what it computes, where it comes without tests. */
  readonly isExercised?: boolean;
}

export const corpus = join(process.cwd(), 'test', 'bench', 'corpus');

const tape = 'tape/bin/tape';
const mocha = 'mocha/bin/mocha.js';

export const packages: readonly CorpusPackage[] = [
  { name: '@noble/hashes', sources: ['src'], isExercised: true },
  { name: '@tanstack/query-core', sources: ['src'] },
  { name: 'acorn', sources: ['dist'] },
  { name: 'ajv', sources: ['lib'] },
  { name: 'argparse', sources: ['lib'], isExercised: true },
  { name: 'chess.js', sources: ['src'], isExercised: true },
  { name: 'clean-css', sources: ['lib'], isExercised: true },
  { name: 'commonmark', sources: ['lib'] },
  { name: 'cytoscape', sources: ['src'] },
  { name: 'deep-equal', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'des.js', sources: ['.'], suite: [mocha, 'test/*-test.js'] },
  { name: 'dijkstrajs', sources: ['.'], suite: [mocha] },
  { name: 'effect', sources: ['src'] },
  { name: 'eslint', sources: ['lib'] },
  { name: 'events', sources: ['.'], suite: ['tests/index.js'] },
  { name: 'express', sources: ['lib'] },
  { name: 'falafel', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'fast-json-stable-stringify', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'fastq', sources: ['.'], suite: [tape, 'test/test.js', 'test/promise.js'] },
  { name: 'fp-ts', sources: ['lib'], isExercised: true },
  { name: 'function-bind', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'functional-red-black-tree', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'handlebars', sources: ['lib'] },
  { name: 'hash.js', sources: ['.'], suite: [mocha, 'test/*-test.js'] },
  { name: 'immer', sources: ['src'] },
  { name: 'interval-tree-1d', sources: ['.'], suite: [tape, 'test/test.js'] },
  { name: 'js-yaml', sources: ['lib'], isExercised: true },
  { name: 'json-schema-traverse', sources: ['.'], suite: [mocha, 'spec'] },
  { name: 'json-stable-stringify', sources: ['.'], suite: [tape, 'test/**/*.js'] },
  { name: 'jsonpath', sources: ['.'], suite: [mocha, '-u', 'tdd', 'test'] },
  { name: 'less', sources: ['lib/less'], isExercised: true },
  { name: 'luxon', sources: ['src'], isExercised: true },
  { name: 'mathjs', sources: ['lib/cjs'], isExercised: true },
  { name: 'minimist', sources: ['.'], suite: [tape, 'test/**/*.js'] },
  { name: 'ml-matrix', sources: ['src'], isExercised: true },
  { name: 'mobx', sources: ['src'] },
  { name: 'mocha', sources: ['lib'], isExercised: true },
  { name: 'moment', sources: ['src'], isExercised: true },
  { name: 'mongoose', sources: ['lib'] },
  { name: 'node-forge', sources: ['lib'] },
  { name: 'nunjucks', sources: ['src'], isExercised: true },
  { name: 'pdfkit', sources: ['js'], isExercised: true },
  { name: 'picomatch', sources: ['lib'], isExercised: true },
  { name: 'preact', sources: ['src', 'hooks/src', 'compat/src'] },
  { name: 'qs', sources: ['.'], suite: [tape, 'test/**/*.js'] },
  { name: 'ramda', sources: ['src'], isExercised: true },
  { name: 'redux', sources: ['src'] },
  { name: 'reselect', sources: ['src'] },
  { name: 'rxjs', sources: ['src'] },
  { name: 'static-eval', sources: ['.'], suite: [tape, 'test/eval.js', 'test/prop.js'] },
  { name: 'static-kdtree', sources: ['.'], suite: [tape, 'test/*.js'] },
  { name: 'stylus', sources: ['lib'], isExercised: true },
  { name: 'svgo', sources: ['lib', 'plugins'], isExercised: true },
  { name: 'three', sources: ['src'], isExercised: true },
  { name: 'traverse', sources: ['.'], suite: [tape, 'test/**/*.js'] },
  { name: 'typed-function', sources: ['lib/esm'], isExercised: true },
  { name: 'underscore', sources: ['modules'], isExercised: true },
  { name: 'validator', sources: ['lib'], isExercised: true },
  { name: 'webpack', sources: ['lib'], isExercised: true },
  { name: 'xstate', sources: ['dist'], isExercised: true },
  { name: 'yargs', sources: ['build/lib'], isExercised: true },
  { name: 'zod', sources: ['src'], isExercised: true },
];

/** Installs the packages, unless they are there as the lock file has them. */
export function installCorpus(): void {
  const lock = readFileSync(join(corpus, 'package-lock.json'), 'utf8');
  const stamp = join(corpus, 'node_modules', '.installed-lock.json');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...quiet], { cwd: corpus, stdio: 'inherit' });
  writeFileSync(stamp, lock);
}

export function folderOf({ name }: CorpusPackage): string {
  return join(corpus, 'node_modules', name);
}

export function versionOf(one: CorpusPackage): string {
  const text = readFileSync(join(folderOf(one), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Files that somebody wrote: neither declarations nor what was minified or bundled into more than 400 kB. */
export function sourcesOf(one: CorpusPackage): string[] {
  return one.sources
    .flatMap(source => filesIn(join(folderOf(one), source)))
    .filter(file => /\.[cm]?[jt]sx?$/.test(file) && !/\.d\.[cm]?ts$|[.-]min\.[cm]?js$/.test(file))
    .filter(file => statSync(file).size <= 400_000);
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter(entry => entry !== 'node_modules')
    .flatMap(entry => filesIn(join(path, entry)));
}
