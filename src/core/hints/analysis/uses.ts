import ts from 'typescript';
import {
  builtinCallee,
  changingFunctions,
  isHarmlessCall,
  iteratingArrayMethods,
  readingArrayMethods,
  readingOtherMethods,
} from './builtins';
import type { Scopes } from './scopes';
import { bare, usesArguments, wrapped } from './walk';

/**
 * What the code does with the value of an expression, for a value that may be an array or an object.
 *
 * `read`: looked at and let go (tested, compared, printed, copied by a spread or by `Array.from`);
 * `write`: the variable is given another value; `change`: the value's content is changed, or may be, by what stands here;
 * `method`: one of its methods is called that changes nothing; `member`: a property is read;
 * `escape`: it goes where it can't be followed: an alias, an argument, a return value, a property of something else.
 */
export type Use =
  | { readonly kind: 'read' }
  | { readonly kind: 'iterate'; readonly by: ts.Node }
  | { readonly kind: 'write' }
  | { readonly kind: 'change'; readonly by: ts.Node; readonly method: string | undefined }
  | { readonly kind: 'method'; readonly name: string; readonly call: ts.CallExpression }
  | {
      readonly kind: 'member';
      readonly name: string | undefined;
      readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression;
    }
  | { readonly kind: 'escape' };

const read: Use = { kind: 'read' };
const lost: Use = { kind: 'escape' };
const write: Use = { kind: 'write' };

/** How the value of `expression` is used right where it stands. */
export function useOf(expression: ts.Expression, scopes: Scopes): Use {
  const node = wrapped(expression);
  const { parent } = node;
  if (isTarget(node)) return write;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    if (parent.expression === node) return useOfMember(parent, scopes);
    return read; // a property's key is turned into text
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    if (isHarmlessCall(parent, scopes)) return read;
    const isChanged =
      parent.arguments?.[0] === node && changingFunctions.has(builtinCallee(parent, scopes) ?? '');
    return isChanged && ts.isExpressionStatement(parent.parent)
      ? { kind: 'change', by: parent, method: undefined }
      : lost;
  }
  if (ts.isBinaryExpression(parent)) return useOfOperand(node, parent, scopes);
  if (ts.isConditionalExpression(parent))
    return parent.condition === node ? read : useOf(parent, scopes);
  if (ts.isSpreadElement(parent)) return { kind: 'iterate', by: parent };
  if (ts.isSpreadAssignment(parent) || ts.isJsxSpreadAttribute(parent)) return read;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return { kind: 'iterate', by: parent };
  if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? lost : read;
  return isLookedAt(parent) ? read : lost;
}

/** Places where a value is only looked at. */
function isLookedAt(parent: ts.Node): boolean {
  switch (parent.kind) {
    case ts.SyntaxKind.ExpressionStatement:
    case ts.SyntaxKind.IfStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.SwitchStatement:
    case ts.SyntaxKind.CaseClause:
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression:
    case ts.SyntaxKind.TypeOfExpression:
    case ts.SyntaxKind.VoidExpression:
    case ts.SyntaxKind.TemplateSpan:
      return true;
    default:
      return false;
  }
}

function useOfOperand(node: ts.Node, parent: ts.BinaryExpression, scopes: Scopes): Use {
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      // an object on the left of && is true, so it is not what comes out
      return parent.left === node ? read : useOf(parent, scopes);
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return useOf(parent, scopes);
    default:
      break;
  }
  if (!isValueAssignment(parent.operatorToken.kind)) return read; // `+=` and the like make a new primitive
  const target = bare(parent.left);
  const isTakenApart = ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target);
  return isTakenApart && ts.isExpressionStatement(wrapped(parent).parent) ? read : lost;
}

export function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isValueAssignment(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** Whether the expression is assigned to: `x = …`, `x++`, `delete x`, `for (x of …)`, `[x] = …`, `({ a: x } = …)`. */
export function isTarget(expression: ts.Expression): boolean {
  const node = wrapped(expression);
  const { parent } = node;
  if (ts.isBinaryExpression(parent))
    return parent.left === node && isAssignment(parent.operatorToken.kind)
      ? true
      : isDefaultedTarget(parent, node);
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return (
      parent.operator === ts.SyntaxKind.PlusPlusToken ||
      parent.operator === ts.SyntaxKind.MinusMinusToken
    );
  if (ts.isDeleteExpression(parent)) return true;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return parent.initializer === node;
  return isInTargetPattern(node);
}

function isDefaultedTarget(parent: ts.BinaryExpression, node: ts.Node): boolean {
  return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Inside `[…]` or `{…}` that is itself assigned to. */
function isInTargetPattern(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent))
    return parent.name === node && isPattern(parent.parent);
  if (ts.isPropertyAssignment(parent)) return isPattern(parent.parent);
  if (ts.isSpreadAssignment(parent)) return isPattern(parent.parent);
  if (ts.isSpreadElement(parent))
    return ts.isArrayLiteralExpression(parent.parent) && isPattern(parent.parent);
  return ts.isArrayLiteralExpression(parent) && isPattern(parent);
}

function isPattern(literal: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): boolean {
  const node = wrapped(literal);
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return isDefaultedTarget(parent, node);
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent))
    return parent.initializer === node;
  return isInTargetPattern(node);
}

/** What is done to `x` through `x.name` or `x[key]`. */
function useOfMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scopes: Scopes,
): Use {
  const name = memberName(node);
  if (isTarget(node)) return { kind: 'change', by: node, method: undefined };
  const outer = wrapped(node);
  const call = outer.parent;
  if (ts.isTaggedTemplateExpression(call)) return { kind: 'change', by: call, method: name };
  if (!ts.isCallExpression(call) || call.expression !== outer)
    return { kind: 'member', name, node };
  if (name !== undefined && isReadingMethod(name, call, scopes))
    return { kind: 'method', name, call };
  return { kind: 'change', by: call, method: name };
}

/** The property's name where it stands in the code. */
export function memberName(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function isReadingMethod(name: string, call: ts.CallExpression, scopes: Scopes): boolean {
  if (iteratingArrayMethods.has(name)) {
    const own = name === 'reduce' || name === 'reduceRight' ? 3 : 2;
    return call.arguments.length > 0 && keepsTo(call.arguments[0], own, scopes);
  }
  return readingArrayMethods.has(name) || readingOtherMethods.has(name);
}

/** Whether a callback stands right here and takes no more than its first `count` arguments, so that it never sees the array. */
function keepsTo(callback: ts.Expression, count: number, scopes: Scopes): boolean {
  const fn = bare(callback);
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) {
    const name = ts.isIdentifier(fn) && scopes.bindingOf(fn) === undefined ? fn.text : undefined;
    return name === 'Boolean' || name === 'String' || name === 'Number';
  }
  if (fn.parameters.length > count) return false;
  if (fn.parameters.some(parameter => parameter.dotDotDotToken !== undefined)) return false;
  return !usesArguments(fn);
}
