import ts from 'typescript';
import type { TextRange } from '../hint';

/** What the calls along an expression (`a(x).b(y).c`) are given: code that stays when only the calls are others. */
export function argumentsOf(expression: ts.Expression): TextRange[] {
  const result: TextRange[] = [];
  const enter = (node: ts.Expression): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
      for (const given of node.arguments ?? [])
        result.push({ start: given.getStart(), end: given.end });
    if (ts.isBinaryExpression(node)) {
      enter(node.left);
      enter(node.right);
    } else if (
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isPropertyAccessExpression(node) ||
      ts.isElementAccessExpression(node) ||
      ts.isParenthesizedExpression(node) ||
      ts.isPrefixUnaryExpression(node)
    )
      enter('expression' in node ? node.expression : node.operand);
  };
  enter(expression);
  return result;
}
