import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { isConstant } from '../../analysis/changes';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { bare, isInside, some, walk, wrapped } from '../../analysis/walk';

/** A place where a comparison makes a key, with the parameter that it is made from. */
export interface Key {
  readonly node: ts.Expression;
  readonly of: ts.Identifier;
}

/** The largest parts of the comparison that take long and depend on one parameter and on constants alone. */
export function keysIn(
  value: ts.Expression,
  parameters: readonly ts.Identifier[],
  scopes: Scopes,
): readonly Key[] {
  const keys: Key[] = [];
  walk(value, node => {
    if (!ts.isExpression(node) || !takesLong(node, scopes)) return undefined;
    const of = parameters.filter(name =>
      some(node, at => ts.isIdentifier(at) && scopes.bindingOf(at)?.names[0] === name),
    );
    if (of.length !== 1 || !dependsOn(node, of[0], scopes)) return undefined;
    if (!isOnlyCompared(node)) return undefined;
    keys.push({ node, of: of[0] });
    return 'skip';
  });
  return keys;
}

/** Whether the key is compared and nothing else is done with it: one that is an object could be changed, or told from another. */
function isOnlyCompared(key: ts.Expression): boolean {
  const node = wrapped(key);
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return comparisons.has(parent.operatorToken.kind);
  const isOwner = ts.isPropertyAccessExpression(parent) && parent.name.text === 'localeCompare';
  if (isOwner) return ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression))
    return false;
  return parent.expression.name.text === 'localeCompare' && parent.arguments[0] === node;
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.MinusToken, ts.SyntaxKind.LessThanToken, ts.SyntaxKind.GreaterThanToken],
  ...[ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);

/** Whether a call stands in it that is worth keeping the value of. */
function takesLong(node: ts.Node, scopes: Scopes): boolean {
  return some(node, at => {
    if (ts.isNewExpression(at)) return builtinCallee(at, scopes) === 'new Date';
    if (!ts.isCallExpression(at)) return false;
    const name = builtinCallee(at, scopes);
    if (name === 'Date.parse' || name === 'JSON.parse') return true;
    const callee = bare(at.expression);
    if (!ts.isPropertyAccessExpression(callee)) return false;
    return ['split', 'match', 'normalize', 'replace', 'replaceAll'].includes(callee.name.text);
  });
}

const pureFunctions: ReadonlySet<string> = new Set([
  ...['Date.parse', 'JSON.parse', 'Number', 'String', 'parseInt', 'parseFloat', 'new Date'],
  ...['Math.abs', 'Math.floor', 'Math.round', 'Math.trunc', 'Math.max', 'Math.min'],
]);

const pureMethods: ReadonlySet<string> = new Set([
  ...['split', 'match', 'normalize', 'replace', 'replaceAll', 'trim', 'toLowerCase'],
  ...['toUpperCase', 'slice', 'substring', 'join', 'at', 'getTime', 'valueOf', 'indexOf'],
  ...['getFullYear', 'getMonth', 'getDate', 'toISOString', 'charCodeAt', 'padStart'],
]);

/** Whether the expression gives the same for the same element: it reads that, constants, and what functions of the language make. */
function dependsOn(node: ts.Expression, parameter: ts.Identifier, scopes: Scopes): boolean {
  let pure = true;
  walk(node, at => {
    pure = pure && isPure(at, node, parameter, scopes);
    return pure ? undefined : 'skip';
  });
  return pure;
}

function isPure(at: ts.Node, whole: ts.Node, parameter: ts.Identifier, scopes: Scopes): boolean {
  if (ts.isCallExpression(at) || ts.isNewExpression(at)) {
    const name = builtinCallee(at, scopes);
    if (name !== undefined && pureFunctions.has(name)) return (at.arguments ?? []).length > 0;
    const callee = bare(at.expression);
    if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(callee)) return false;
    return pureMethods.has(callee.name.text) && !isPattern(callee.expression, scopes);
  }
  if (ts.isIdentifier(at)) {
    if (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at) return true;
    if (ts.isShorthandPropertyAssignment(at.parent)) return false;
    const binding = scopes.bindingOf(at);
    if (binding === undefined)
      return /^(?:Date|JSON|Number|String|Math|parseInt|parseFloat|undefined)$/.test(at.text);
    if (binding.names[0] === parameter || isInside(binding.names[0], whole)) return true;
    return isConstant(binding, scopes) && shapeOf(at, scopes).primitive;
  }
  if (at.kind === ts.SyntaxKind.ThisKeyword || ts.isFunctionExpression(at)) return false;
  return (ts.isArrowFunction(at) && !ts.isBlock(at.body)) || !ts.isExpression(at) || !doesMore(at);
}

/** Whether evaluating this node itself does more than compute. */
function doesMore(node: ts.Expression): boolean {
  return (
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isClassExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) &&
      (node.operator === ts.SyntaxKind.PlusPlusToken ||
        node.operator === ts.SyntaxKind.MinusMinusToken)) ||
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment)
  );
}

function isPattern(node: ts.Expression, scopes: Scopes): boolean {
  return shapeOf(node, scopes).kind === 'regexp';
}

/** The key's text with its parameter by another name. */
export function keyText({ node, of }: Key, name: string, scopes: Scopes): string {
  const from = node.getStart();
  const places: ts.Identifier[] = [];
  walk(node, at => {
    if (ts.isIdentifier(at) && scopes.bindingOf(at)?.names[0] === of) places.push(at);
    return undefined;
  });
  let text = textOf(node);
  for (const place of places.reverse())
    text = text.slice(0, place.getStart() - from) + name + text.slice(place.end - from);
  return text;
}
