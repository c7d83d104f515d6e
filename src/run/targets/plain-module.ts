import ts from 'typescript';

/**
 * Whether a text plainly only exports: it exports something, and running it would do no more than declare. When in doubt it is
 * a program.
 */
export function onlyExports(file: string, text: string): boolean {
  if (text.startsWith('#!')) return false;
  const kind = /\.[mc]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
  let exports = false;
  for (const statement of source.statements) {
    if (isExport(statement)) exports = true;
    else if (!isDeclaration(statement)) return false;
  }
  return exports;
}

function isExport(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement)) return true;
  if (ts.isExportAssignment(statement)) return !hasCallOrAwait(statement.expression);
  if (ts.isExpressionStatement(statement)) return assignsToExports(statement.expression);
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  const exported = modifiers?.some(one => one.kind === ts.SyntaxKind.ExportKeyword) ?? false;
  return exported && isDeclaration(statement);
}

/** `module.exports = …`, `exports.name = …`, also several in a row. */
function assignsToExports(node: ts.Expression): boolean {
  if (
    !ts.isBinaryExpression(node) ||
    node.operatorToken.kind !== ts.SyntaxKind.EqualsToken ||
    !/^(module\.)?exports\b/.test(dotted(node.left))
  )
    return false;
  return ts.isBinaryExpression(node.right) ? assignsToExports(node.right) : true;
}

function dotted(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? `${dotted(node.expression)}.${node.name.text}` : '';
}

function isDeclaration(statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return ts.isStringLiteral(statement.expression);
  if (ts.isImportDeclaration(statement)) return statement.importClause !== undefined;
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.every(
      ({ initializer }) => initializer === undefined || !ts.isAwaitExpression(initializer),
    );
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isEmptyStatement(statement)
  );
}

/** `export default run();` starts something. */
function hasCallOrAwait(node: ts.Expression): boolean {
  return ts.isCallExpression(node) || ts.isAwaitExpression(node);
}
