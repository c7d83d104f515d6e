import ts from 'typescript';
import { functionOfExpression } from './callbacks';
import type { Binding, Scopes } from './scopes';
import { primitiveShape, type Shape, unknownShape } from './types';
import { isTarget } from './uses';
import { bare } from './walk';

type Of = (node: ts.Expression) => Shape;

/**
 * What `reduce` has gathered when it calls its function: a number or text where it starts as one, and each result is one as long
 * as what was gathered before it is; `of` tells what its other operands are.
 */
export function shapeOfGathered(call: ts.CallExpression, scopes: Scopes, of: Of): Shape {
  const [callback, start] = call.arguments;
  const by = functionOfExpression(callback);
  if (by === undefined || start === undefined) return unknownShape;
  const { kind } = of(start);
  if (kind !== 'number' && kind !== 'string') return unknownShape;
  const all = scopes.declaredBy(by.parameters[0]);
  if (all === undefined || all.scope.dynamic || all.references.some(isTarget)) return unknownShape;
  return stays(by.value, all, kind, scopes, of) ? primitiveShape(kind) : unknownShape;
}

function stays(
  result: ts.Expression,
  all: Binding,
  kind: 'number' | 'string',
  scopes: Scopes,
  of: Of,
): boolean {
  const node = bare(result);
  const stay = (one: ts.Expression) => stays(one, all, kind, scopes, of);
  if (ts.isIdentifier(node) && scopes.bindingOf(node) === all) return true;
  if (ts.isConditionalExpression(node)) return stay(node.whenTrue) && stay(node.whenFalse);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const { left, right } = node;
    return kind === 'string' ? stay(left) || stay(right) : stay(left) && stay(right);
  }
  return of(node).kind === kind;
}
