import ts from 'typescript';
import { builtinCallee } from './builtins';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { bare } from './walk';

/** Whether an expression makes an object that nobody else holds; true also for what is no object at all. */
export function isFreshValue(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (shapeOf(node, scopes).primitive) return true;
  switch (node.kind) {
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.RegularExpressionLiteral:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return true;
    default:
      break;
  }
  if (ts.isConditionalExpression(node))
    return isFreshValue(node.whenTrue, scopes) && isFreshValue(node.whenFalse, scopes);
  if (ts.isNewExpression(node)) return shapeOf(node, scopes).kind !== 'unknown';
  if (!ts.isCallExpression(node)) return false;
  const name = builtinCallee(node, scopes);
  if (name === 'Object.freeze')
    return node.arguments.length === 1 && isFreshValue(node.arguments[0], scopes);
  if (name !== undefined && shapeOf(node, scopes).kind === 'array') return true;
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const owner = shapeOf(callee.expression, scopes);
  const method = callee.name.text;
  if (owner.kind === 'string') return true;
  if (owner.kind !== 'array') return false;
  if (method === 'sort' || method === 'reverse' || method === 'fill')
    return isFreshValue(callee.expression, scopes);
  return freshArrayMethods.has(method);
}

const freshArrayMethods = new Set([
  ...['map', 'filter', 'slice', 'concat', 'flat', 'flatMap', 'splice', 'toSorted', 'toReversed'],
  ...['toSpliced', 'with', 'join'],
]);
