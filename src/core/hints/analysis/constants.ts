import ts from 'typescript';
import { findType } from './types';
import { bare, some } from './walk';

/** Whether an expression is written out as one primitive value: a text, a number, `true`, `null`. */
export function isPrimitiveLiteral(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isPrefixUnaryExpression(node))
    return (
      node.operator === ts.SyntaxKind.MinusToken &&
      (ts.isNumericLiteral(node.operand) || ts.isBigIntLiteral(node.operand))
    );
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
    case ts.SyntaxKind.NumericLiteral:
    case ts.SyntaxKind.BigIntLiteral:
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
      return true;
    default:
      return false;
  }
}

/** The elements of an array that is written out, if all pass the test and none is left out or spread. */
export function literalElements(
  expression: ts.Expression,
  test: (element: ts.Expression) => boolean,
): readonly ts.Expression[] | undefined {
  const node = bare(expression);
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  const plain = node.elements.every(
    one => !ts.isOmittedExpression(one) && !ts.isSpreadElement(one) && test(one),
  );
  return plain ? node.elements : undefined;
}

/** How many entries an object has that is written out with plain names and values that pass the test. */
export function literalEntries(
  expression: ts.Expression,
  test: (value: ts.Expression) => boolean,
): number | undefined {
  const node = bare(expression);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const plain = node.properties.every(
    one =>
      ts.isPropertyAssignment(one) &&
      !ts.isComputedPropertyName(one.name) &&
      one.name.getText().replace(/^['"]|['"]$/g, '') !== '__proto__' &&
      test(one.initializer),
  );
  return plain ? node.properties.length : undefined;
}

/** Whether the types named in a piece of code mean the same at the level of the file. */
export function namesTypesOfFile(node: ts.Node): boolean {
  return !some(node, at => {
    if (ts.isTypeQueryNode(at)) return true;
    if (!ts.isTypeReferenceNode(at)) return false;
    let name = at.typeName;
    while (ts.isQualifiedName(name)) name = name.left;
    const found = findType(name);
    return found !== undefined && (found === 'parameter' || !ts.isSourceFile(found.parent));
  });
}
