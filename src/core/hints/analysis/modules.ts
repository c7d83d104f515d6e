import ts from 'typescript';
import type { Scopes } from './scopes';

/** The name of the function of a core module that is called: `join` for `path.join`, however the module came in. */
export function memberOfModule(
  callee: ts.Expression,
  module: string,
  scopes: Scopes,
): string | undefined {
  if (ts.isIdentifier(callee)) {
    const specifier = scopes.bindingOf(callee)?.names[0]?.parent;
    if (specifier === undefined || !ts.isImportSpecifier(specifier)) return undefined;
    const from = specifier.parent.parent.parent.moduleSpecifier;
    return names(from, module) ? (specifier.propertyName ?? specifier.name).text : undefined;
  }
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression))
    return undefined;
  return isModule(callee.expression, module, scopes) ? callee.name.text : undefined;
}

/** Whether a name stands for the whole of a core module: imported, or required. */
export function isModule(name: ts.Identifier, module: string, scopes: Scopes): boolean {
  const declaration = scopes.bindingOf(name)?.names[0]?.parent;
  if (declaration === undefined) return false;
  if (ts.isImportClause(declaration)) return names(declaration.parent.moduleSpecifier, module);
  if (ts.isNamespaceImport(declaration))
    return names(declaration.parent.parent.moduleSpecifier, module);
  if (
    !ts.isVariableDeclaration(declaration) ||
    declaration.name !== scopes.bindingOf(name)?.names[0]
  )
    return false;
  const value = declaration.initializer;
  if (value === undefined || !ts.isCallExpression(value)) return false;
  return value.expression.getText() === 'require' && names(value.arguments[0], module);
}

/** Whether a specifier means the core module: with or without `node:`. */
function names(node: ts.Expression | undefined, module: string): boolean {
  if (node === undefined || !ts.isStringLiteral(node)) return false;
  return node.text === module || node.text === `node:${module}`;
}
