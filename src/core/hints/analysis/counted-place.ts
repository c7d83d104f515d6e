import ts from 'typescript';
import { isLoop } from './iterations';
import { isFunctionLike, some, walk } from './walk';

/**
 * Where in the text V8 tells how often a node ran; undefined where it does not. It counts branches, and anew behind a statement;
 * but behind `a ? b : c`, `a && b` and the like it tells how often the block around them was entered, also where `continue` has left
 * it by then, and behind a `for` with `let` and a function in it how often that went round. What stands before those ran as often.
 */
export function countedPlace(node: ts.Node): number | undefined {
  if (isFunctionLike(node)) return placeOf(node); // the first in its body
  let place = placeOf(node);
  for (let at = node; at.parent !== undefined && !startsCount(at); at = at.parent) {
    if (isCountedAsOther(at)) return undefined;
    for (const before of partsBefore(at)) {
      if (leaves(before)) return misleads(before) ? undefined : place;
      // What is compressed has `a && b` for `if (a) b`, and no place of `if`.
      if (ts.isIfStatement(before)) place = before.expression.getStart();
      else if (misleads(before)) place = before.getStart();
    }
  }
  return place;
}

/** Well inside of a node, at code that every compiler leaves a place of in its map. */
function placeOf(node: ts.Node): number {
  if (isFunctionLike(node) && 'body' in node && node.body !== undefined) return placeOf(node.body);
  if (ts.isBlock(node)) return placeOf(node.statements[0] ?? node.getLastToken() ?? node);
  if (ts.isExpressionStatement(node)) return placeOf(node.expression);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
    return node.expression.name.getStart();
  return node.getStart();
}

/** Whether V8 counts what stands here apart from what is around it. */
function startsCount(node: ts.Node): boolean {
  const { parent } = node;
  if (isFunctionLike(parent)) return !ts.isParameter(node);
  if (ts.isIfStatement(parent)) return node !== parent.expression;
  if (isLoop(parent)) return node === parent.statement;
  if (ts.isConditionalExpression(parent)) return node !== parent.condition;
  if (ts.isBinaryExpression(parent))
    return node === parent.right && isLogical(parent.operatorToken.kind);
  if (ts.isTryStatement(parent)) return node !== parent.tryBlock;
  return ts.isCaseOrDefaultClause(node);
}

/** Whether what stands here runs more or less often than V8 tells of it: a loop's condition, what stands behind `?.`, a default. */
function isCountedAsOther(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isForStatement(parent)) return node !== parent.initializer;
  if (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return true;
  if (ts.isCaseClause(parent)) return node === parent.expression;
  if (ts.isBinaryExpression(parent))
    return node === parent.right && isLogicalAssignment(parent.operatorToken.kind);
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return node === parent.initializer;
  return ts.isOptionalChain(parent) && node !== parent.expression;
}

/** What stands beside a node and runs before it, the last one first. */
function partsBefore(node: ts.Node): ts.Node[] {
  const before: ts.Node[] = [];
  ts.forEachChild(node.parent, part => {
    if (part.end <= node.pos) before.push(part);
  });
  return before.reverse();
}

/** Whether V8 tells something else behind a node than before it, though it may be left as it was entered. */
function misleads(node: ts.Node): boolean {
  if (renews(node)) return isCopiedEachRound(node);
  return someOutside(node, isChoice);
}

/** Statements behind which V8 counts anew. */
function renews(node: ts.Node): boolean {
  if (ts.isLabeledStatement(node)) return renews(node.statement);
  return (
    isLoop(node) || ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isTryStatement(node)
  );
}

function isChoice(node: ts.Node): boolean {
  if (ts.isConditionalExpression(node) || ts.isOptionalChain(node)) return true;
  if (ts.isBindingElement(node)) return node.initializer !== undefined; // compiled to a choice
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return isLogical(kind) || isLogicalAssignment(kind);
}

function isLogical(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isLogicalAssignment(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

/** A loop of which each round has variables of its own: V8 makes a loop in a loop of it, and counts behind the inner one. */
function isCopiedEachRound(node: ts.Node): boolean {
  if (ts.isLabeledStatement(node)) return isCopiedEachRound(node.statement);
  if (!ts.isForStatement(node) || node.initializer === undefined) return false;
  if ((node.initializer.flags & ts.NodeFlags.BlockScoped) === 0) return false;
  return some(
    node,
    one =>
      isFunctionLike(one) || ts.isClassLike(one) || (ts.isIdentifier(one) && one.text === 'eval'),
  );
}

/** Whether running it may end elsewhere than behind it. What is thrown unseen, in what it calls, nobody can tell. */
function leaves(node: ts.Node): boolean {
  return someOutside(node, one => {
    if (ts.isBreakOrContinueStatement(one)) return !isInsideTarget(one, node);
    return ts.isReturnStatement(one) || ts.isThrowStatement(one) || ts.isYieldExpression(one);
  });
}

/** Whether what a jump leaves, or goes on with, stands in `node`. */
function isInsideTarget(jump: ts.BreakOrContinueStatement, node: ts.Node): boolean {
  for (let at = jump.parent; at !== node.parent; at = at.parent) {
    if (jump.label !== undefined) {
      if (ts.isLabeledStatement(at) && at.label.text === jump.label.text) return true;
    } else if (isLoop(at) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(at))) return true;
  }
  return false;
}

/** Whether it is true of a node or something in it that is not in a function. */
function someOutside(root: ts.Node, test: (node: ts.Node) => boolean): boolean {
  let found = false;
  walk(root, node => {
    if (isFunctionLike(node)) return 'skip';
    found = test(node);
    return found ? 'stop' : undefined;
  });
  return found;
}
