import ts from 'typescript';

/** What a function returns, as it is written; undefined where it has no body, or one that hands out values in another way. */
export function returnedFrom(fn: ts.SignatureDeclaration): ts.Expression[] | undefined {
  const { body, asteriskToken } = fn as Partial<ts.FunctionLikeDeclaration>;
  if (body === undefined || asteriskToken !== undefined) return undefined;
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
