import ts from 'typescript';
import {
  globalName,
  isHarmlessCall,
  iteratingArrayMethods,
  readingArrayMethods,
  readingOtherMethods,
} from './builtins';
import { type Change, callsUnknown, changeDuring, changesShared } from './changes';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { isTarget, useOf } from './uses';
import { bare, isFunctionLike, isInside, some, walk } from './walk';

/** Whether an expression has the same value whenever `region` evaluates it; undefined if it is not of a kind that can be told. */
export function changeOf(
  expression: ts.Expression,
  region: ts.Node,
  deep: boolean,
  scopes: Scopes,
): Change | undefined {
  const found = readsOf(expression, scopes);
  if (found === undefined) return undefined;
  const { reads, names } = found;
  let worst = pathChange(names, region, scopes);
  for (const one of reads)
    worst = worse(worst, changeOfRead(one, region, deep || names.length > 0, scopes));
  return worst;
}

function worse(a: Change, b: Change): Change {
  const order: readonly Change[] = ['never', 'perhaps', 'yes'];
  return order[Math.max(order.indexOf(a), order.indexOf(b))];
}

/** A variable, or a property read from one: what the value of an expression comes from. */
interface Read {
  readonly root: ts.Identifier | ts.ThisExpression;
  /** Names of the properties read, outermost object first. */
  readonly path: readonly string[];
}

interface Reads {
  readonly reads: Read[];
  /** Names of properties read from what is held by those: from elements in a callback, from `list[0]`. */
  readonly names: string[];
}

/** All that an expression reads; undefined where it does more than read and compute. */
function readsOf(expression: ts.Expression, scopes: Scopes): Reads | undefined {
  const found: Reads = { reads: [], names: [] };
  const visit = (node: ts.Node): boolean => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
    if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword)
      return addRead({ root: node as Read['root'], path: [] }, found, expression, scopes);
    if (ts.isPropertyAccessExpression(node)) {
      const read = readOf(node);
      if (read !== undefined) return addRead(read, found, expression, scopes);
      if (node.name.text !== 'length') found.names.push(node.name.text);
      return visit(node.expression);
    }
    if (ts.isPropertyAssignment(node))
      return (
        (!ts.isComputedPropertyName(node.name) || visit(node.name.expression)) &&
        visit(node.initializer)
      );
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
      return visitCall(node, scopes, visit);
    if (ts.isArrowFunction(node)) return visitCallback(node, visit);
    if (!isPlain(node)) return false;
    let all = true;
    ts.forEachChild(node, child => {
      all = all && visit(child);
    });
    return all;
  };
  return visit(expression) ? found : undefined;
}

function addRead(read: Read, found: Reads, whole: ts.Node, scopes: Scopes): boolean {
  const { root } = read;
  if (ts.isIdentifier(root)) {
    const binding = scopes.bindingOf(root);
    if (binding === undefined) return ['undefined', 'NaN', 'Infinity', 'Math'].includes(root.text);
    if (isInside(binding.names[0], whole)) {
      found.names.push(...read.path);
      return true;
    }
  }
  found.reads.push(read);
  return true;
}

function readOf(node: ts.PropertyAccessExpression): Read | undefined {
  const path: string[] = [];
  let at: ts.Expression = node;
  while (ts.isPropertyAccessExpression(at)) {
    path.unshift(at.name.text);
    at = bare(at.expression);
  }
  return ts.isIdentifier(at) || at.kind === ts.SyntaxKind.ThisKeyword
    ? { root: at as Read['root'], path }
    : undefined;
}

/** Calls inside the expression: harmless functions of the language, and reading methods of what is known to have them. */
function visitCall(
  call: ts.CallExpression | ts.NewExpression,
  scopes: Scopes,
  visit: (node: ts.Node) => boolean,
): boolean {
  const args = (call.arguments ?? []).every(visit);
  const callee = bare(call.expression);
  if (isHarmlessCall(call, scopes))
    return args && !/^(?:Date\.now|performance)/.test(callee.getText());
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(callee)) return false;
  const { kind } = shapeOf(callee.expression, scopes);
  const method = callee.name.text;
  if (!['array', 'string', 'set', 'map'].includes(kind)) return false;
  const reads =
    iteratingArrayMethods.has(method) ||
    readingArrayMethods.has(method) ||
    readingOtherMethods.has(method);
  return args && reads && visit(callee.expression);
}

/** An arrow function that only computes: its parameters stand for elements. */
function visitCallback(fn: ts.ArrowFunction, visit: (node: ts.Node) => boolean): boolean {
  return fn.modifiers === undefined && visit(fn.body);
}

function isPlain(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment;
  }
  if (ts.isPrefixUnaryExpression(node)) return !isTarget(node.operand);
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.ConditionalExpression:
    case ts.SyntaxKind.SpreadElement:
    case ts.SyntaxKind.SpreadAssignment:
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.TemplateExpression:
    case ts.SyntaxKind.TemplateSpan:
    case ts.SyntaxKind.ElementAccessExpression:
    case ts.SyntaxKind.TypeOfExpression:
      return true;
    default:
      return ts.isToken(node); // literals are tokens
  }
}

function changeOfRead(read: Read, region: ts.Node, deep: boolean, scopes: Scopes): Change {
  const { root, path } = read;
  let change: Change = 'never';
  if (ts.isIdentifier(root)) {
    const binding = scopes.bindingOf(root);
    if (binding === undefined) return 'yes';
    if (isInside(binding.names[0], region)) return 'yes';
    change = changeDuring(binding, region, scopes);
    if (path.length === 0 && !deep) return change;
  } else if (isOtherThis(root, region)) return 'yes';
  if (change === 'yes') return change;
  const written = pathChange(path, region, scopes);
  if (written !== 'never') return written;
  if (change === 'perhaps') return change;
  return callsUnknown(region, scopes) || changesShared(region, scopes) ? 'perhaps' : 'never';
}

/** Whether a function of its own, with a `this` of its own, lies between. */
function isOtherThis(node: ts.Node, region: ts.Node): boolean {
  for (let at = node; at !== region && at.parent !== undefined; at = at.parent)
    if (isFunctionLike(at) && !ts.isArrowFunction(at)) return true;
  return false;
}

/** Whether the region changes something of the same name, wherever it hangs. */
function pathChange(path: readonly string[], region: ts.Node, scopes: Scopes): Change {
  let change: Change = 'never';
  walk(region, node => {
    if (!ts.isPropertyAccessExpression(node) || !path.includes(node.name.text)) return undefined;
    const { kind } = useOf(node, scopes);
    if (kind === 'write' || (kind === 'change' && !shapeOf(node, scopes).primitive)) change = 'yes';
    return undefined;
  });
  return change;
}

/** Whether evaluating the expression can throw: it reads a property of what is not proven to have any. */
export function mayThrowReading(expression: ts.Expression, scopes: Scopes): boolean {
  return some(expression, node => {
    if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
    if (node.questionDotToken !== undefined) return false;
    const owner = bare(node.expression);
    if (owner.kind === ts.SyntaxKind.ThisKeyword || isLanguageName(owner, scopes)) return false;
    if (ts.isElementAccessExpression(owner)) return true; // there may be no such element, whatever its type
    const { kind } = shapeOf(node.expression, scopes);
    return kind === 'unknown' || kind === 'undefined' || kind === 'null';
  });
}

function isLanguageName(node: ts.Expression, scopes: Scopes): boolean {
  const name = globalName(node, scopes);
  return (
    name !== undefined && ['Math', 'Object', 'String', 'Number', 'Array', 'JSON'].includes(name)
  );
}
