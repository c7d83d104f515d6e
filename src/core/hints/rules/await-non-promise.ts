import ts from 'typescript';
import { initializerOf, isConstant } from '../analysis/changes';
import { hasComment, shortText } from '../analysis/edits';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { type Shape, shapeOfType, unknownShape } from '../analysis/types';
import { bare, isFunction } from '../analysis/walk';
import { defaultGate, type Finding, type Rule } from '../hint';
import { needlesslyAsync } from './await/needlessly-async';
import { costOfWaiting, hasNoThen, joinsLines, laterOrder } from './await/waiting';

/** Waiting for what is there already. */
export const awaitNonPromise: Rule = {
  id: 'await-non-promise',
  category: 'concurrency',
  explanation: {
    text: 'An await of what is no promise makes one, leaves the function and comes back to it when everything else has run that waits. Without it the function simply goes on. The same is so of an async function that waits for nothing: each call makes a promise that its caller waits for.',
    args: [],
  },
  kinds: [ts.SyntaxKind.AwaitExpression],
  gate: defaultGate,
  check(node, { file, scopes }) {
    const wait = node as ts.AwaitExpression; // as `kinds` says
    const value = bare(wait.expression);
    if (!isNoPromise(value, scopes)) return needlesslyAsync(wait, value, { file, scopes });
    const start = wait.getStart();
    const end = wait.expression.getStart();
    const isEdit = !hasComment(file, start, end) && !joinsLines(wait);
    return {
      node: wait,
      title: { text: 'Do not wait for `{0}`, which is no promise', args: [shortText(value)] },
      safety: isEdit ? 'review' : 'advice',
      differs: laterOrder,
      edits: isEdit ? [{ start, end, text: '' }] : [],
      cost: { ...costOfWaiting(wait), ratio: 3 },
    } satisfies Finding;
  },
};

/** A primitive value, or an object of the language that has no `then`. */
function isNoPromise(value: ts.Expression, scopes: Scopes): boolean {
  return hasNoThen(ts.isCallExpression(value) ? resultOf(value, scopes) : shapeOf(value, scopes));
}

/** What a call gives: a function of the language, or one of this file that is not async and says what it returns. */
function resultOf(call: ts.CallExpression, scopes: Scopes): Shape {
  const known = shapeOf(call, scopes);
  if (known.kind !== 'unknown' || known.primitive) return known;
  const callee = bare(call.expression);
  const binding = ts.isIdentifier(callee) ? scopes.bindingOf(callee) : undefined;
  if (binding === undefined || !isConstant(binding, scopes)) return unknownShape;
  const declared = binding.kind === 'function' ? binding.names[0].parent : initializerOf(binding);
  const fn = declared && ts.isExpression(declared) ? bare(declared) : declared;
  if (fn === undefined || !isFunction(fn) || fn.asteriskToken !== undefined) return unknownShape;
  if (ts.getModifiers(fn)?.some(isAsync) === true) return unknownShape;
  if (fn.type !== undefined) return shapeOfType(fn.type, scopes);
  return ts.isArrowFunction(fn) && !ts.isBlock(fn.body) ? shapeOf(fn.body, scopes) : unknownShape;
}

function isAsync({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.AsyncKeyword;
}
