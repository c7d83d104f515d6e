import type ts from 'typescript';
import type { FileCounts } from '../counts';
import {
  formatShare,
  formatShareRange,
  type Interval,
  type Line,
  type Share,
  shareInterval,
  unreachable,
} from '../units';
import { walk } from './analysis/walk';
import type { ProgramOf } from './checked/types';
import type { Code, Hint, HotEvidence, Rule, Template } from './hint';
import { constantCollectionPerCall } from './rules/constant-collection-per-call';
import { dedupeSet } from './rules/dedupe-set';
import { bufferConcatLoop } from './rules/buffer-concat-loop';
import { keysIncludes } from './rules/keys-includes';
import { unshiftInLoop } from './rules/unshift-in-loop';
import { ownIndex } from './rules/own-index';
import { sortForExtreme } from './rules/sort-for-extreme';
import { keyByNumber } from './rules/key-by-number';
import { keyByString } from './rules/key-by-string';
import { typedArray } from './rules/typed-array';
import { callbackToLoop } from './rules/callback-to-loop';
import { chainFusion } from './rules/chain-fusion';
import { chainToLoop } from './rules/chain-to-loop';
import { flatToLoop } from './rules/flat-to-loop';
import { sortPerInsert } from './rules/sort-per-insert';
import { memoisePureRecursion } from './rules/memoise-pure-recursion';
import { deleteProperty } from './rules/delete-property';
import { arrayRecursionCopy } from './rules/array-recursion-copy';
import { sortKeyOnce } from './rules/sort-key-once';
import { primeBound } from './rules/prime-bound';
import { spliceRemoveLoop } from './rules/splice-remove-loop';
import { intlPerCall } from './rules/intl-per-call';
import { readSameFile } from './rules/read-same-file';
import { findInLoopJoin } from './rules/find-in-loop-join';
import { arrayBuild } from './rules/array-build';
import { doubleLookup } from './rules/double-lookup';
import { hoistInvariantCall } from './rules/hoist-invariant-call';
import { iterationForm } from './rules/iteration-form';
import { mathMaxSpread } from './rules/math-max-spread';
import { membershipSet } from './rules/membership-set';
import { nodeApiSwaps } from './rules/node-api-swaps';
import { numberFunctions } from './rules/number-functions';
import { processEnvInHotCode } from './rules/process-env-in-hot-code';
import { queueShift } from './rules/queue-shift';
import { sliceArguments } from './rules/slice-arguments';
import { spreadAccumulator } from './rules/spread-accumulator';
import { startsWith } from './rules/starts-with';
import { stringFirstField } from './rules/string-first-field';
import { regexSuperlinear } from './rules/regex-superlinear';
import { logPerLine } from './rules/log-per-line';
import { appendPerLine } from './rules/append-per-line';
import { hoistRequire } from './rules/hoist-require';
import { eagerLogArgument } from './rules/eager-log-argument';
import { httpKeepalive } from './rules/http-keepalive';
import { readlineForAwait } from './rules/readline-for-await';
import { awaitNonPromise } from './rules/await-non-promise';
import { settimeoutZeroYield } from './rules/settimeout-zero-yield';
import { awaitSequential } from './rules/await-sequential';
import { syncApiInServer } from './rules/sync-api-in-server';
import { ropeFlatten } from './rules/rope-flatten';
import { proxyInHotPath } from './rules/proxy-in-hot-path';
import { exceptionsAsControlFlow } from './rules/exceptions-as-control-flow';
import { classArrowFields } from './rules/class-arrow-fields';
import { loopInterchange } from './rules/loop-interchange';
import { spreadMergeKnownShape } from './rules/spread-merge-known-shape';
import { cloneKnownShape } from './rules/clone-known-shape';
import { objectShapes } from './rules/object-shapes';
import { parse, readCode } from './parse';
import { type RuleFailure, ruleFailure } from './rule-failure';
import { silencesIn } from './silence';
import { type Time, timeOf } from './time';

export type { ProgramOf } from './checked/types';
export { evidenceFrom } from './evidence';

/** Every rule there is. */
export const rules: readonly Rule[] = [
  membershipSet,
  spreadAccumulator,
  queueShift,
  hoistInvariantCall,
  constantCollectionPerCall,
  dedupeSet,
  bufferConcatLoop,
  keysIncludes,
  unshiftInLoop,
  ownIndex,
  sortForExtreme,
  keyByString,
  keyByNumber,
  typedArray,
  chainFusion,
  chainToLoop,
  flatToLoop,
  callbackToLoop,
  sortPerInsert,
  memoisePureRecursion,
  deleteProperty,
  arrayRecursionCopy,
  sortKeyOnce,
  primeBound,
  spliceRemoveLoop,
  intlPerCall,
  readSameFile,
  findInLoopJoin,
  stringFirstField,
  mathMaxSpread,
  startsWith,
  iterationForm,
  arrayBuild,
  sliceArguments,
  doubleLookup,
  numberFunctions,
  nodeApiSwaps,
  processEnvInHotCode,
  regexSuperlinear,
  logPerLine,
  appendPerLine,
  hoistRequire,
  eagerLogArgument,
  httpKeepalive,
  readlineForAwait,
  awaitNonPromise,
  settimeoutZeroYield,
  awaitSequential,
  syncApiInServer,
  ropeFlatten,
  proxyInHotPath,
  exceptionsAsControlFlow,
  classArrowFields,
  loopInterchange,
  spreadMergeKnownShape,
  cloneKnownShape,
  objectShapes,
];

/** What `findHints` is asked: one file's text and what was measured on its lines. */
export interface HintRequest {
  /** Absolute path; its ending decides how the text is parsed. */
  readonly file: string;
  readonly text: string;
  readonly hot: readonly HotEvidence[];
  /** Samples of active time in the whole profile, for intervals. */
  readonly activeSamples: number;
  /** How often the code of this text ran in one execution, where that was counted. */
  readonly counts?: FileCounts;
  /** How many executions the times are sums of; absent: one. */
  readonly executions?: number;
  /** Rules that are never asked. */
  readonly disabled?: readonly string[];
}

export interface FoundHints {
  /** By the time they are about, most first. */
  readonly hints: readonly Hint[];
  /** Rules that threw, each with the first place where it did: for whoever can tell that somebody. */
  readonly failures: readonly RuleFailure[];
}

/**
 * Hints that the code allows and the evidence supports. With a program of TypeScript's, types from other files count too; it is
 * asked for only when something can't be told without.
 */
export function findHints(request: HintRequest, programOf?: ProgramOf): FoundHints {
  const least = Math.min(...rules.map(({ gate }) => gate.share));
  const hot = hotLines(request.hot, least);
  if (hot.length === 0) return nothing;
  const file = parse(request.file, request.text);
  if (file === undefined) return nothing;
  const code: Code = { ...readCode(file, programOf), counts: request.counts };
  const byKind = rulesByKind(request.disabled);
  const isSilenced = silencesIn(file);
  const isHot = touching(file, hot);
  const hints = new Map<string, Hint>();
  const failures = new Map<string, RuleFailure>();
  walk(file, node => {
    if (!isHot(node)) return 'skip';
    for (const rule of byKind.get(node.kind) ?? []) {
      const hint = hintOrFailure(rule, node, code, request);
      if (hint === undefined) continue;
      if ('error' in hint) {
        if (!failures.has(rule.id)) failures.set(rule.id, hint);
        continue;
      }
      if (isSilenced(rule.id, hint.line)) continue;
      const key = `${rule.id} ${hint.line} ${JSON.stringify(hint.edits)}`;
      if ((hints.get(key)?.share ?? 0) < hint.share) hints.set(key, hint);
    }
    return undefined;
  });
  return {
    hints: [...hints.values()].sort((a, b) => b.share - a.share || a.start - b.start),
    failures: [...failures.values()],
  };
}

const nothing: FoundHints = { hints: [], failures: [] };

/** Lines that reach the lowest gate, with or without what they call, in order. */
function hotLines(hot: readonly HotEvidence[], least: number): Line[] {
  const shares = new Map<Line, number>();
  for (const { line, selfShare, totalShare } of hot)
    shares.set(line, (shares.get(line) ?? 0) + Math.max(selfShare, totalShare ?? 0));
  const lines = [...shares].filter(([, share]) => share >= least).map(([line]) => line);
  return lines.sort((a, b) => a - b);
}

/** Whether a hot line goes through a node: asked of every node, so it compares offsets and looks up no lines. */
function touching(file: ts.SourceFile, hot: readonly Line[]): (node: ts.Node) => boolean {
  const starts = file.getLineStarts();
  const known = hot.filter(line => line <= starts.length);
  const first = known.map(line => starts[line - 1]);
  const last = known.map(line => (line < starts.length ? starts[line] : Infinity));
  return node => {
    let low = 0;
    let high = last.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (last[middle] <= node.pos) low = middle + 1;
      else high = middle;
    }
    return low < first.length && first[low] <= node.end;
  };
}

function rulesByKind(disabled: readonly string[] = []): Map<ts.SyntaxKind, Rule[]> {
  const result = new Map<ts.SyntaxKind, Rule[]>();
  for (const rule of rules.filter(({ id }) => !disabled.includes(id)))
    for (const kind of rule.kinds) {
      const of = result.get(kind);
      if (of === undefined) result.set(kind, [rule]);
      else of.push(rule);
    }
  return result;
}

function hintOrFailure(
  rule: Rule,
  node: ts.Node,
  code: Code,
  request: HintRequest,
): Hint | RuleFailure | undefined {
  try {
    return hintAt(rule, node, code, request);
  } catch (error) {
    const { file } = request;
    const line = code.file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    return ruleFailure(error, { rule: rule.id, at: { file, line } });
  }
}

/** The rule's finding with its evidence; undefined where the rule has none or the evidence does not carry it. */
function hintAt(rule: Rule, node: ts.Node, code: Code, request: HintRequest): Hint | undefined {
  const finding = rule.check(node, code);
  if (finding === undefined) return undefined;
  const time = timeOf(finding.cost, code.file, request.hot);
  const { gate } = rule;
  const least = Math.max(gate.share, finding.cost.least ?? 0);
  if (time.share < least || time.samples < gate.samples) return undefined;
  if (time.share * (1 - 1 / finding.cost.ratio) < gate.gain) return undefined;
  if (finding.workTimes !== undefined && !isLong(time, finding.workTimes, request))
    return undefined;
  const interval = shareInterval(time.share, request.activeSamples);
  return {
    rule: rule.id,
    line: time.line,
    start: finding.node.getStart(),
    end: finding.node.end,
    safety: finding.safety,
    title: finding.title,
    evidence: evidenceText(time, interval),
    share: time.share,
    interval,
    ...(finding.size === undefined ? {} : { size: finding.size }),
    differs: finding.differs,
    edits: finding.edits,
  };
}

/** Microseconds: longer than one addition to, or one search of, a few elements takes. */
const longest = 1;

/** Whether what ran so many times in an execution took longer each time than it does on a few elements. */
function isLong({ share }: Time, times: number, { hot, executions = 1 }: HintRequest): boolean {
  const known = hot.find(({ selfShare, self }) => selfShare > 0 && self > 0);
  if (known === undefined) return false;
  return (share * known.self) / known.selfShare > longest * times * executions;
}

function evidenceText(time: Time, interval: Interval): Template {
  const args = [formatShare(roundedDown(time.share)), formatShareRange(time.share, interval)];
  switch (time.of) {
    case 'call':
      return {
        text: 'about {0} ({1}) of active time is on this call; garbage collection not included',
        args,
      };
    case 'line':
      return {
        text: 'about {0} ({1}) of active time is on this line; garbage collection not included',
        args,
      };
    case 'waiting':
      return { text: 'for about {0} ({1}) of the run the program only waits here', args };
    case 'serving':
      return {
        text: 'about {0} ({1}) of active time is on this call while a request is handled; garbage collection not included',
        args,
      };
    default:
      return unreachable(time.of);
  }
}

/** To the digits that are written: a hint names no more time than was measured. */
function roundedDown(share: Share): Share {
  const steps = share < 0.0995 ? 1000 : 100;
  return Math.floor(share * steps + 1e-9) / steps;
}
