import ts from 'typescript';
import { isConstant } from './changes';
import { isLoop } from './iterations';
import { isQuiet } from './quiet';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { isAssignment } from './uses';
import { bare, isFunctionLike, isInside, some, walk } from './walk';

/**
 * Whether `moved`, a part of `whole`, may be evaluated right before `whole` instead of where `at` stands: `whole` evaluates it
 * once in any case, and nothing that comes before it there has to do with it.
 */
export function canMoveBefore(
  moved: ts.Expression,
  at: ts.Node,
  whole: ts.Node,
  scopes: Scopes,
): boolean {
  const before = evaluatedBefore(at, whole);
  if (before === undefined || dependsOn(moved, whole, scopes)) return false;
  const node = bare(moved);
  if (!isQuiet(moved, scopes)) return before.every(one => isInert(one, scopes));
  const isSettled = isFixed(node, scopes) && shapeOf(node, scopes).primitive;
  return isSettled || before.every(one => !hasEffects(one));
}

/** Parts of `whole` that are evaluated before `node`; undefined where `whole` may evaluate `node` not at all, later, or again. */
export function evaluatedBefore(node: ts.Node, whole: ts.Node): ts.Node[] | undefined {
  const result: ts.Node[] = [];
  for (let at = node; at !== whole; at = at.parent) {
    const { parent } = at;
    if (parent === undefined || !isAlwaysEvaluated(at, parent)) return undefined;
    ts.forEachChild(parent, child => {
      if (child.end <= at.pos && !isTargetOf(child, parent)) result.push(child);
    });
  }
  return result;
}

/** Whether evaluating `parent` evaluates this direct part of it once, in the order in which it is written. */
function isAlwaysEvaluated(part: ts.Node, parent: ts.Node): boolean {
  if (isFunctionLike(parent) || ts.isDecorator(parent)) return false;
  if (ts.isConditionalExpression(parent)) return part === parent.condition;
  if (ts.isBinaryExpression(parent))
    return part === parent.left || !isChoice(parent.operatorToken.kind);
  if (ts.isForStatement(parent)) return part === parent.initializer;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return part === parent.expression;
  if (isLoop(parent)) return false;
  if (ts.isIfStatement(parent) || ts.isSwitchStatement(parent)) return part === parent.expression;
  if (ts.isBindingElement(parent) || ts.isBlock(parent)) return false;
  if (ts.isOptionalChain(parent)) return part === parent.expression;
  return true;
}

function isChoice(kind: ts.SyntaxKind): boolean {
  switch (kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
    case ts.SyntaxKind.BarBarEqualsToken:
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return true;
    default:
      return false;
  }
}

/** A plain variable that is given a value, or a declaration's name: nothing is read there. */
function isTargetOf(child: ts.Node, parent: ts.Node): boolean {
  if (!ts.isIdentifier(child)) return false;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent))
    return parent.name === child;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Whether the expression reads a variable that `whole` declares. */
function dependsOn(expression: ts.Expression, whole: ts.Node, scopes: Scopes): boolean {
  return some(expression, node => {
    if (!ts.isIdentifier(node)) return false;
    const names = scopes.bindingOf(node)?.names ?? [];
    return names.some(name => isInside(name, whole) && !isInside(name, expression));
  });
}

/** The value stays what it is, whatever runs in between. */
function isFixed(node: ts.Expression, scopes: Scopes): boolean {
  if (ts.isLiteralExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const binding = scopes.bindingOf(node);
  return binding !== undefined && isConstant(binding, scopes);
}

/** Whether evaluating it gives the same before and after anything else, and cannot throw. */
function isInert(node: ts.Node, scopes: Scopes): boolean {
  if (ts.isToken(node) && !ts.isIdentifier(node)) return true;
  if (ts.isTypeNode(node) || isFunctionLike(node)) return true;
  return ts.isExpression(node) && isFixed(bare(node), scopes);
}

/** Whether something may be changed, called or waited for; what stands in functions runs later. */
export function hasEffects(root: ts.Node): boolean {
  let found = false;
  walk(root, node => {
    if (found || isFunctionLike(node)) return 'skip';
    found =
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isTaggedTemplateExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isYieldExpression(node) ||
      ts.isDeleteExpression(node) ||
      ts.isPostfixUnaryExpression(node) ||
      (ts.isPrefixUnaryExpression(node) &&
        (node.operator === ts.SyntaxKind.PlusPlusToken ||
          node.operator === ts.SyntaxKind.MinusMinusToken)) ||
      (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind));
    return undefined;
  });
  return found;
}
