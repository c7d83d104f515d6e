import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import { hasComment, textOf } from '../analysis/edits';
import { functionOfExpression, isSameValue } from '../analysis/callbacks';
import { shapeOf } from '../analysis/shapes';
import type { Shape } from '../analysis/types';
import { bare, some } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { fewOnAverage, isFew, roundsOf, toldElements } from '../analysis/rounds';
import { gatheredOnce, leastDifferent } from './dedupe/gathered';
import { membershipTest } from './membership/test';

/** Looking through what was gathered for every further element: a Set knows what it holds. */
export const dedupeSet: Rule = {
  id: 'dedupe-set',
  category: 'algorithm',
  explanation: {
    text: 'To keep each value once, indexOf and includes look through all values so far for every element: n²/2 comparisons. A Set looks each up once. It pays off from about {0} different values.',
    args: [leastDifferent],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    if (!seesGlobal('Set', node, code.scopes)) return undefined;
    const test = membershipTest(call);
    if (test !== undefined) return gatheredOnce(test, code);
    const search = firstOnly(call, code);
    return search && findingOf(call, search, code);
  },
};

/** The search in `list.filter((x, i) => list.indexOf(x) === i)`. */
function firstOnly(call: ts.CallExpression, code: Code): ts.CallExpression | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'filter') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 1) return undefined;
  const fn = functionOfExpression(args[0]);
  if (fn === undefined || fn.parameters.length < 2) return undefined;
  if (call.typeArguments !== undefined || hasOwnThis(fn.fn)) return undefined;
  const [item, index, all] = fn.parameters;
  const compared = bare(fn.value);
  if (!ts.isBinaryExpression(compared)) return undefined;
  const { kind } = compared.operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken)
    return undefined;
  const means = (node: ts.Expression, name: ts.Identifier | undefined) =>
    name !== undefined &&
    ts.isIdentifier(bare(node)) &&
    code.scopes.bindingOf(bare(node) as ts.Identifier)?.names[0] === name;
  const [left, right] = [bare(compared.left), bare(compared.right)];
  const search = means(left, index) ? right : means(right, index) ? left : undefined;
  if (search === undefined || !ts.isCallExpression(search)) return undefined;
  if (search.arguments.length !== 1 || !means(search.arguments[0], item)) return undefined;
  const owner = search.expression;
  if (!ts.isPropertyAccessExpression(owner) || owner.name.text !== 'indexOf') return undefined;
  const same =
    means(owner.expression, all) || isSameValue(owner.expression, callee.expression, code.scopes);
  return same ? search : undefined;
}

function hasOwnThis(fn: ts.Node): boolean {
  return ts.isFunctionExpression(fn) && some(fn, ({ kind }) => kind === ts.SyntaxKind.ThisKeyword);
}

function findingOf(
  call: ts.CallExpression,
  search: ts.CallExpression,
  code: Code,
): Finding | undefined {
  const { expression: list } = call.expression as ts.PropertyAccessExpression; // as firstOnly found
  const commented = hasComment(code.file, list.end, call.end);
  const seen = seesGlobal('Array', call, code.scopes);
  const name = search.expression as ts.PropertyAccessExpression; // as firstOnly found
  const advice = commented || !seen;
  // How many of the elements are different isn't counted: not more than there are.
  const rounds = roundsOf([call.arguments[0]], [call], code);
  const few = isFew(rounds, leastDifferent);
  if (few === 'all') return undefined;
  const finding: Finding = {
    node: call,
    title: { text: 'Keep each value once with a Set', args: [] },
    safety: advice ? 'advice' : 'review',
    size: rounds === undefined ? 'not-counted' : toldElements(rounds, textOf(list)),
    differs: differs(shapeOf(list, code.scopes), list.getText()),
    edits: advice
      ? []
      : [
          { start: list.getStart(), end: list.getStart(), text: 'Array.from(new Set(' },
          { start: list.end, end: call.end, text: '))' },
        ],
    cost: {
      start: name.name.getStart(),
      end: search.end,
      builtins: /^(?:Array\.prototype\.)?indexOf$|^Array(?:Prototype)?IndexOf/,
      withCalls: false,
      ratio: 1.3,
    },
  };
  return few === 'mean' ? fewOnAverage(finding, [search], leastDifferent, code) : finding;
}

/** A Set finds NaN, takes -0 for 0, and holds undefined for a hole; `indexOf` does none of that. */
function differs({ kind, element, dense }: Shape, list: string): Template {
  const args = [list];
  if (kind !== 'array') return { text: 'if `{0}` is not an array, or has NaN, -0 or holes', args };
  const odd = element === undefined || element.kind === 'unknown' || element.kind === 'number';
  if (odd) return { text: 'if `{0}` has NaN, -0 or holes', args };
  if (dense !== true) return { text: 'if `{0}` has holes', args };
  return { text: 'slower with fewer than about {0} different values', args: [leastDifferent] };
}
