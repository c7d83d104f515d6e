import ts from 'typescript';
import { timesAt } from '../../counts';
import { formatCount } from '../../units';
import type { Code, Finding, Template } from '../hint';
import { countedPlace } from './counted-place';
import { useOf } from './uses';
import { initializerOf, isConstant, isExportedBinding } from './changes';
import type { Binding } from './scopes';
import type { Loop } from './iterations';
import { bare } from './walk';

/** How often code ran for what it belongs to: a loop's body for the loop, a callback for its call, an addition for its list. */
export interface Rounds {
  /** How often that was there that the rounds belong to; at least 1. */
  readonly starts: number;
  /** Rounds for each of those; where there are several, the mean. More than 0. */
  readonly each: number;
}

/**
 * How often the nodes of `ran`, together, ran for each time that one of `per` did. Undefined where it was not counted, and
 * where none of them ran: the run that counted then did something else than the profiled one.
 */
export function roundsOf(
  ran: readonly ts.Node[],
  per: readonly ts.Node[],
  code: Code,
): Rounds | undefined {
  const [times, starts] = [ran, per].map(nodes => timesOf(nodes, code));
  if (times === undefined || starts === undefined || times === 0 || starts === 0) return undefined;
  return { starts, each: times / starts };
}

/**
 * Whether rounds were fewer than `least`. `mean`: only on average. Where the work grows with their square, a few long ones among
 * many short ones make most of it, and what is saved on the mean is less than what is saved in all.
 */
export function isFew(rounds: Rounds | undefined, least: number): 'all' | 'mean' | 'no' {
  if (rounds === undefined || rounds.each >= least) return 'no';
  const { starts, each } = rounds;
  return starts * each < least ? 'all' : 'mean';
}

/** The finding where rounds were few on average: made only if the time of what ran, `work`, shows that some were long. */
export function fewOnAverage(
  finding: Finding,
  work: readonly ts.Node[],
  least: number,
  code: Code,
): Finding | undefined {
  const workTimes = timesOf(work, code);
  if (workTimes === undefined) return undefined;
  const slower: Template = { text: 'slower with fewer than about {0} elements', args: [least] };
  const { safety, differs = slower } = finding;
  return { ...finding, safety: safety === 'safe' ? 'review' : safety, differs, workTimes };
}

/** Rounds of a loop, each time that it is entered. */
export function loopRounds(loop: Loop, code: Code): Rounds | undefined {
  return roundsOf([loop.statement], [loop], code);
}

/** How often the nodes ran together; undefined where that of one is not known. */
export function timesOf(nodes: readonly ts.Node[], { counts, file }: Code): number | undefined {
  if (counts === undefined) return undefined;
  let sum = 0;
  for (const node of nodes) {
    const place = countedPlace(node);
    if (place === undefined) return undefined;
    const { line, character } = file.getLineAndCharacterOfPosition(place);
    const times = timesAt(counts, line + 1, character);
    if (times === undefined) return undefined;
    sum += times;
  }
  return sum;
}

/**
 * How many elements a list has in the end, on average where it is made several times: a literal that is only added to by
 * `push`, or what `map` or `Array.from` made by a callback. Undefined where the code does not show it, or it was not counted,
 * and where it is added to behind `until`, for which its length is asked.
 */
export function lengthOf(binding: Binding, code: Code, until?: ts.Node): Rounds | undefined {
  const value = initializerOf(binding);
  const { scopes } = code;
  if (value === undefined || !isConstant(binding, scopes) || isExportedBinding(binding))
    return undefined;
  const made = bare(value);
  const pushes: ts.Node[] = [];
  for (const id of binding.references) {
    const use = useOf(id, scopes);
    if (use.kind === 'escape') return undefined;
    if (use.kind !== 'change') continue;
    if (use.method !== 'push' || !ts.isCallExpression(use.by)) return undefined;
    const [added, more] = use.by.arguments;
    if (added === undefined || more !== undefined || ts.isSpreadElement(added)) return undefined;
    if (until !== undefined && use.by.pos >= until.end && !ts.isVariableDeclaration(until))
      return undefined;
    pushes.push(use.by);
  }
  if (ts.isArrayLiteralExpression(made)) {
    if (made.elements.some(ts.isSpreadElement)) return undefined;
    const added = roundsOf(pushes, [binding.names[0]], code);
    return added && { ...added, each: added.each + made.elements.length };
  }
  const callback = callbackOf(made);
  return callback === undefined || pushes.length > 0
    ? undefined
    : roundsOf([callback], [made], code);
}

/** The callback that makes each element of what the call returns. */
function callbackOf(made: ts.Expression): ts.Node | undefined {
  if (!ts.isCallExpression(made) || !ts.isPropertyAccessExpression(made.expression))
    return undefined;
  const { name, expression } = made.expression;
  const isFrom = name.text === 'from' && ts.isIdentifier(expression) && expression.text === 'Array';
  const callback = name.text === 'map' ? made.arguments[0] : isFrom ? made.arguments[1] : undefined;
  const fn = callback && bare(callback);
  return fn !== undefined && (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn))
    ? fn
    : undefined;
}

/**
 * What is said of rounds, behind the arguments that the templates have: `once`, with the rounds, where there was one start; else
 * `often`, with the starts and the mean of their rounds.
 */
export function told({ starts, each }: Rounds, once: Template, often: Template): Template {
  if (starts === 1) return { text: once.text, args: [...once.args, formatCount(each)] };
  return { text: often.text, args: [...often.args, formatCount(starts), roughly(each)] };
}

/** A mean, in two digits. */
export function roughly(mean: number): string {
  if (mean < 9.95) return mean.toFixed(1).replace(/\.0$/, '');
  return formatCount(Number(mean.toPrecision(2)));
}

/** What is said of a list that is added to again and again. */
export function toldAdditions(rounds: Rounds, list: string): Template {
  return told(
    rounds,
    { text: '`{0}` was added to {1} times', args: [list] },
    { text: '`{0}` was started {1} times and added to about {2} times each', args: [list] },
  );
}

/** What is said of a list that is gone through, by a loop or a callback. */
export function toldElements(rounds: Rounds, list: string): Template {
  return told(
    rounds,
    { text: '`{0}` was gone through once, {1} elements', args: [list] },
    { text: '`{0}` was gone through {1} times, about {2} elements each', args: [list] },
  );
}
