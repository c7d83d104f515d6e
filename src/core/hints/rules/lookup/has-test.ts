import ts from 'typescript';
import { textOf } from '../../analysis/edits';
import { isQuiet } from '../../analysis/quiet';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import type { Shape } from '../../analysis/types';
import { bare } from '../../analysis/walk';

/** `holder.has(key)` with both quiet: asking again gives the same. */
export interface HasTest {
  readonly call: ts.CallExpression;
  readonly holder: ts.Expression;
  readonly key: ts.Expression;
  readonly shape: Shape;
}

export function hasTest(call: ts.CallExpression, scopes: Scopes): HasTest | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'has') return undefined;
  if (ts.isOptionalChain(call) || args.length !== 1 || ts.isSpreadElement(args[0]))
    return undefined;
  const [key] = args;
  const holder = callee.expression;
  if (!isQuiet(holder, scopes) || !isQuiet(key, scopes) || isMade(key)) return undefined;
  return { call, holder, key, shape: shapeOf(holder, scopes) };
}

/** A function, or a pattern, is another one each time. */
function isMade(key: ts.Expression): boolean {
  const node = bare(key);
  return (
    ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isRegularExpressionLiteral(node)
  );
}

/** Whether the call is `holder.method(key, …)` of the same holder and key. */
export function isSameCall(
  node: ts.Node,
  { holder, key }: HasTest,
  method: string,
): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || ts.isOptionalChain(node)) return false;
  const { expression: callee, arguments: args } = node;
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === method &&
    args.length === 1 &&
    textOf(callee.expression) === textOf(holder) &&
    textOf(args[0]) === textOf(key)
  );
}

/** Whether a value of that shape may be one of these, or anything. */
export function mayBeNothing(element: Shape | undefined, kinds: readonly string[]): boolean {
  if (element === undefined || element.kind === 'unknown') return true;
  return kinds.includes(element.kind);
}
