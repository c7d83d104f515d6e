// Measures what each rule advises: its own fix of a piece of code against that code, on each version of Node.
// `npm run bench:rules [-- --node 20,24] [--rule ID]… [--keep]`; fails when a fix is not faster at a size that its rule fires at.
// `--keep` writes what was measured into figures.json, where the pages that explain the rules take it from.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { rules } from '../../src/core/hints';
import { drawn } from '../hints/heat';
import { constantCollectionPerCallPairs } from '../hints/constant-collection-per-call.pair';
import { dedupeSetPairs } from '../hints/dedupe-set.pair';
import { bufferConcatLoopPairs } from '../hints/buffer-concat-loop.pair';
import { keysIncludesPairs } from '../hints/keys-includes.pair';
import { unshiftInLoopPairs } from '../hints/unshift-in-loop.pair';
import { ownIndexPairs } from '../hints/own-index.pair';
import { sortForExtremePairs } from '../hints/sort-for-extreme.pair';
import { keyByNumberPairs } from '../hints/key-by-number.pair';
import { keyByStringPairs } from '../hints/key-by-string.pair';
import { typedArrayPairs } from '../hints/typed-array.pair';
import { callbackToLoopPairs } from '../hints/callback-to-loop.pair';
import { chainFusionPairs } from '../hints/chain-fusion.pair';
import { chainToLoopPairs } from '../hints/chain-to-loop.pair';
import { flatToLoopPairs } from '../hints/flat-to-loop.pair';
import { sortPerInsertPairs } from '../hints/sort-per-insert.pair';
import { memoisePureRecursionPairs } from '../hints/memoise-pure-recursion.pair';
import { deletePropertyPairs } from '../hints/delete-property.pair';
import { arrayRecursionCopyPairs } from '../hints/array-recursion-copy.pair';
import { sortKeyOncePairs } from '../hints/sort-key-once.pair';
import { primeBoundPairs } from '../hints/prime-bound.pair';
import { spliceRemoveLoopPairs } from '../hints/splice-remove-loop.pair';
import { intlPerCallPairs } from '../hints/intl-per-call.pair';
import { readSameFilePairs } from '../hints/read-same-file.pair';
import { findInLoopJoinPairs } from '../hints/find-in-loop-join.pair';
import { arrayBuildPairs } from '../hints/array-build.pair';
import { doubleLookupPairs } from '../hints/double-lookup.pair';
import { hoistInvariantCallPairs } from '../hints/hoist-invariant-call.pair';
import { iterationFormPairs } from '../hints/iteration-form.pair';
import { mathMaxSpreadPairs } from '../hints/math-max-spread.pair';
import { membershipSetPairs } from '../hints/membership-set.pair';
import { nodeApiSwapsPairs } from '../hints/node-api-swaps.pair';
import { numberFunctionsPairs } from '../hints/number-functions.pair';
import { processEnvInHotCodePairs } from '../hints/process-env-in-hot-code.pair';
import { queueShiftPairs } from '../hints/queue-shift.pair';
import { sliceArgumentsPairs } from '../hints/slice-arguments.pair';
import { spreadAccumulatorPairs } from '../hints/spread-accumulator.pair';
import { startsWithPairs } from '../hints/starts-with.pair';
import { stringFirstFieldPairs } from '../hints/string-first-field.pair';
import { regexSuperlinearPairs } from '../hints/regex-superlinear.pair';
import { logPerLinePairs } from '../hints/log-per-line.pair';
import { appendPerLinePairs } from '../hints/append-per-line.pair';
import { hoistRequirePairs } from '../hints/hoist-require.pair';
import { eagerLogArgumentPairs } from '../hints/eager-log-argument.pair';
import { httpKeepalivePairs } from '../hints/http-keepalive.pair';
import { readlineForAwaitPairs } from '../hints/readline-for-await.pair';
import { awaitNonPromisePairs } from '../hints/await-non-promise.pair';
import { settimeoutZeroYieldPairs } from '../hints/settimeout-zero-yield.pair';
import { awaitSequentialPairs } from '../hints/await-sequential.pair';
import { syncApiInServerPairs } from '../hints/sync-api-in-server.pair';
import { ropeFlattenPairs } from '../hints/rope-flatten.pair';
import { proxyInHotPathPairs } from '../hints/proxy-in-hot-path.pair';
import { exceptionsAsControlFlowPairs } from '../hints/exceptions-as-control-flow.pair';
import { classArrowFieldsPairs } from '../hints/class-arrow-fields.pair';
import { loopInterchangePairs } from '../hints/loop-interchange.pair';
import { spreadMergeKnownShapePairs } from '../hints/spread-merge-known-shape.pair';
import { cloneKnownShapePairs } from '../hints/clone-known-shape.pair';
import { objectShapesPairs } from '../hints/object-shapes.pair';
import { type BenchPair, fixedPair } from '../hints/rule-tester';
import { nodeOf, versions } from './accuracy/nodes';
import { keepFigures, type KeptFigure, keptFigure } from './figures';
import { type Measured, measure, type NotMeasured } from './pair-runner';

const pairs: readonly BenchPair[] = [
  ...membershipSetPairs,
  ...spreadAccumulatorPairs,
  ...queueShiftPairs,
  ...hoistInvariantCallPairs,
  ...constantCollectionPerCallPairs,
  ...dedupeSetPairs,
  ...bufferConcatLoopPairs,
  ...keysIncludesPairs,
  ...unshiftInLoopPairs,
  ...ownIndexPairs,
  ...sortForExtremePairs,
  ...keyByStringPairs,
  ...keyByNumberPairs,
  ...typedArrayPairs,
  ...chainFusionPairs,
  ...chainToLoopPairs,
  ...flatToLoopPairs,
  ...callbackToLoopPairs,
  ...sortPerInsertPairs,
  ...memoisePureRecursionPairs,
  ...deletePropertyPairs,
  ...arrayRecursionCopyPairs,
  ...sortKeyOncePairs,
  ...primeBoundPairs,
  ...spliceRemoveLoopPairs,
  ...intlPerCallPairs,
  ...readSameFilePairs,
  ...findInLoopJoinPairs,
  ...stringFirstFieldPairs,
  ...mathMaxSpreadPairs,
  ...startsWithPairs,
  ...iterationFormPairs,
  ...arrayBuildPairs,
  ...sliceArgumentsPairs,
  ...doubleLookupPairs,
  ...numberFunctionsPairs,
  ...nodeApiSwapsPairs,
  ...processEnvInHotCodePairs,
  ...regexSuperlinearPairs,
  ...logPerLinePairs,
  ...appendPerLinePairs,
  ...hoistRequirePairs,
  ...eagerLogArgumentPairs,
  ...httpKeepalivePairs,
  ...readlineForAwaitPairs,
  ...awaitNonPromisePairs,
  ...settimeoutZeroYieldPairs,
  ...awaitSequentialPairs,
  ...syncApiInServerPairs,
  ...ropeFlattenPairs,
  ...proxyInHotPathPairs,
  ...exceptionsAsControlFlowPairs,
  ...classArrowFieldsPairs,
  ...loopInterchangePairs,
  ...spreadMergeKnownShapePairs,
  ...cloneKnownShapePairs,
  ...objectShapesPairs,
];

function main(): void {
  const { values } = parseArgs({
    options: {
      node: { type: 'string' },
      rule: { type: 'string', multiple: true },
      keep: { type: 'boolean' },
    },
  });
  const forgotten = rules.filter(({ id }) => !pairs.some(({ rule }) => rule === id));
  if (forgotten.length > 0) throw new Error(`no pair for ${forgotten.map(({ id }) => id)}`);
  const calls = pairs.map(({ call }) => call);
  const twice = calls.filter((call, at) => calls.indexOf(call) < at); // rows are told apart by them
  if (twice.length > 0) throw new Error(`two pairs are called ${twice}`);
  const asked = pairs.filter(({ rule }) => values.rule?.includes(rule) ?? true);
  const folder = mkdtempSync(join(tmpdir(), 'tuneline-rules-'));
  try {
    const script = join(folder, 'measure.cjs');
    writeFileSync(script, `${measure}\nmeasure(${JSON.stringify(asked.map(runnable))});`);
    const majors = versions.filter(major => values.node?.split(',').includes(major) ?? true);
    const reports = majors.map(major => report(nodeOf(major), script));
    const failed = reports.flatMap(one => one.failed);
    for (const failure of failed) console.error(failure);
    if (values.keep === true) keepFigures(reports.flatMap(({ figures }) => figures));
    process.exitCode = failed.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A pair as plain JavaScript, before and after its rule's fix. */
function runnable(pair: BenchPair) {
  const rule = rules.find(({ id }) => id === pair.rule);
  if (rule === undefined) throw new Error(`no rule ${pair.rule}`);
  const { call, inputs, sizes, waits } = pair;
  return {
    call,
    inputs,
    sizes,
    waits,
    before: withoutTypes(drawn(pair.code).text),
    after: withoutTypes(fixedPair(rule, pair)),
  };
}

function withoutTypes(code: string): string {
  return ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    .outputText;
}

interface Found {
  readonly version: string;
  readonly results: readonly Measured[];
  readonly failures: readonly NotMeasured[];
}

interface Reported {
  readonly failed: readonly string[];
  readonly figures: readonly KeptFigure[];
}

/** Prints what one Node measured; returns it, and what is not as it should be. */
function report(node: string, script: string): Reported {
  const found = `${script}.json`;
  const { stderr, status } = spawnSync(node, ['--expose-gc', script, found], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'], // what a pair prints goes to the null device
    timeout: 1_800_000,
  });
  if (status !== 0) return { failed: [`${node} failed: ${stderr}`], figures: [] };
  const { version, results, failures }: Found = JSON.parse(readFileSync(found, 'utf8'));
  console.log(`\nNode ${version}: CPU time before / after the fix, median of pairs [least–most]`);
  const failed = failures.map(({ call, why }) => `${call} failed on Node ${version}: ${why}`);
  const figures: KeptFigure[] = [];
  for (const { call, size, ratio, least, most, same, micros, waits } of results) {
    const pair = pairs.find(one => one.call === call);
    const fires = pair !== undefined && size >= pair.firesAt;
    const row = `${pair?.rule} ${call}, n = ${size}: ${ratio.toFixed(2)} [${least.toFixed(2)}–${most.toFixed(2)}]`;
    console.log(
      `${row}, ${micros.toFixed(1)} µs before${waits ? ' by the clock' : ''}${fires ? '' : ' (below the size it fires at)'}`,
    );
    if (pair !== undefined && same) figures.push(keptFigure(pair, { node: version, size, ratio }));
    if (!same) failed.push(`${row}: the fix computes something else`);
    if (fires && ratio <= 1) failed.push(`${row}: the fix is not faster on Node ${version}`);
  }
  return { failed, figures };
}

main();
