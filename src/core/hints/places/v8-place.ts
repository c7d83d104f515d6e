import ts from 'typescript';
import { bare, wrapped } from '../analysis/walk';

/**
 * Where V8 puts a call, on Node 20, 22, 24 and 26 alike (measured): on the callee's name, `f` of `f(x)` and `b` of `a.b(x)`;
 * on the bracket for every other callee, as in `a[k](x)`, `a.#b(x)`, `a.b?.(x)` and `(…)(x)`; on `new`; on the text of a tagged template.
 */
export function placeOfCall(
  call: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
): number {
  if (ts.isNewExpression(call)) return call.getStart();
  if (ts.isTaggedTemplateExpression(call)) return call.template.getStart();
  const callee = bare(call.expression);
  const isNamed = ts.isIdentifier(callee) || callee.kind === ts.SyntaxKind.SuperKeyword;
  if (call.questionDotToken === undefined) {
    if (isNamed) return callee.getStart();
    if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.name))
      return callee.name.getStart();
  }
  return openingOf(call);
}

/** The bracket before a call's arguments: also where a compiler made `(0, module.f)(x)` of `f(x)`. */
function openingOf(call: ts.CallExpression): number {
  const children = call.getChildren();
  const bracket = children.find(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return bracket?.getStart() ?? call.getStart();
}

/** A range of the text, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An expression, and the offsets that V8 puts its time at. */
export interface Operation {
  readonly span: Span;
  readonly at: readonly number[];
}

/** What V8 may give a place of its own to; undefined for what it does not, such as reading a variable. */
export function operationOf(node: ts.Node): Operation | undefined {
  if (ts.isCallExpression(node))
    return { span: spanOfCall(node), at: [placeOfCall(node), openingOf(node)] };
  if (ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return { span: spanOf(node), at: [placeOfCall(node)] };
  if (ts.isPropertyAccessExpression(node))
    return { span: userOf(node), at: [node.name.getStart()] };
  if (ts.isElementAccessExpression(node)) {
    const bracket = node.getChildren().find(({ kind }) => kind === ts.SyntaxKind.OpenBracketToken);
    return { span: userOf(node), at: [bracket?.getStart() ?? node.getStart()] };
  }
  if (ts.isBinaryExpression(node))
    return { span: calculation(node), at: [node.operatorToken.getStart()] };
  if (ts.isPrefixUnaryExpression(node)) return { span: calculation(node), at: [node.getStart()] };
  if (ts.isPostfixUnaryExpression(node)) return { span: calculation(node), at: [node.operand.end] };
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) return spread(node);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return loopOver(node);
  if (ts.isBindingElement(node))
    return { span: spanOf(node), at: [node.getStart(), node.name.getStart()] };
  if (isCreation(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node))
    return { span: spanOf(node), at: [node.getStart()] };
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return oneLiner(node);
  return undefined;
}

function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.end };
}

/** In a chain such as `xs.map(f).filter(g)` the second call is `filter(g)`: what it is called on has its own time. */
function spanOfCall(call: ts.CallExpression): Span {
  if (!ts.isPropertyAccessExpression(call.expression)) return spanOf(call);
  const { expression: object, name } = call.expression;
  const isChain = ts.isCallExpression(object) || ts.isNewExpression(object);
  return isChain ? { start: name.getStart(), end: call.end } : spanOf(call);
}

/** A loop over values: V8 puts each step at the variable, and the start at what is looped over. */
function loopOver({ initializer, expression }: ts.ForOfStatement | ts.ForInStatement): Operation {
  const variable = ts.isVariableDeclarationList(initializer)
    ? initializer.declarations[0]
    : initializer;
  const at = [variable?.getStart() ?? initializer.getStart(), expression.getStart()];
  return { span: { start: initializer.getStart(), end: expression.end }, at };
}

/** Reading a method is a part of calling it, reading and writing a property a part of its assignment. */
function userOf(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): Span {
  const outer = wrapped(access);
  const { parent } = outer;
  if (ts.isCallExpression(parent) && parent.expression === outer) return spanOfCall(parent);
  if (ts.isNewExpression(parent) && parent.expression === outer) return spanOf(parent);
  if (ts.isTaggedTemplateExpression(parent) && parent.tag === outer) return spanOf(parent);
  if (ts.isBinaryExpression(parent) && parent.left === outer && isAssignment(parent))
    return calculation(parent);
  return spanOf(access);
}

/** V8 puts a spread at what is spread, and the growing of the copy at the element behind it. */
function spread(node: ts.SpreadElement | ts.SpreadAssignment): Operation {
  const at = [node.getStart(), node.expression.getStart()];
  const list = ts.isArrayLiteralExpression(node.parent) ? node.parent.elements : [];
  const next = list[list.findIndex(element => element === node) + 1];
  const isPlain = next !== undefined && (ts.isIdentifier(next) || ts.isLiteralExpression(next));
  return { span: spanOf(node), at: isPlain ? [...at, next.getStart()] : at };
}

/**
 * The processor works on several steps of one calculation at once, and V8 merges and reorders them: an operator's time is told
 * for the whole calculation, not for the operator, and for the head of a loop as a whole.
 */
function calculation(node: ts.Expression): Span {
  let whole: ts.Expression = wrapped(node);
  while (isCalculation(whole.parent)) whole = wrapped(whole.parent);
  const { parent } = whole;
  if (ts.isForStatement(parent) && (parent.condition === whole || parent.incrementor === whole)) {
    const parts = [parent.initializer, parent.condition, parent.incrementor].filter(
      part => part !== undefined,
    );
    return { start: parts[0].getStart(), end: parts[parts.length - 1].end };
  }
  return spanOf(bare(whole));
}

function isCalculation(node: ts.Node): node is ts.Expression {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return true;
  if (!ts.isBinaryExpression(node)) return false;
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.CommaToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return false;
    default:
      return true;
  }
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isCreation(node: ts.Node): boolean {
  return (
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isTemplateExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isTypeOfExpression(node)
  );
}

/** A function written into a line is entered at its start and left at its end. */
function oneLiner(node: ts.ArrowFunction | ts.FunctionExpression): Operation | undefined {
  if (/[\r\n]/.test(node.getText())) return undefined;
  const end = ts.isBlock(node.body) ? node.end - 1 : node.end;
  return { span: spanOf(node), at: [node.getStart(), node.parameters.pos - 1, end] };
}
