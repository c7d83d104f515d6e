import ts from 'typescript';
import type { Binding, Scopes } from './scopes';
import { some } from './walk';

/**
 * What an identifier is there for. `value`: the program reads or writes the variable of that name; `type`: only the type of
 * that variable is asked for (`typeof x` in a type); `other`: a property's name, a label, a declaration, a type's name.
 */
export function roleOf(id: ts.Identifier): 'value' | 'type' | 'other' {
  const { parent } = id;
  if (isNameOf(id, parent)) return 'other';
  switch (parent.kind) {
    case ts.SyntaxKind.TypeQuery:
      return 'type';
    case ts.SyntaxKind.QualifiedName:
      return roleInQualifiedName(id, parent as ts.QualifiedName);
    case ts.SyntaxKind.ExportSpecifier:
      return roleInExport(id, parent as ts.ExportSpecifier);
    case ts.SyntaxKind.ShorthandPropertyAssignment:
      return 'value';
    case ts.SyntaxKind.JsxOpeningElement:
    case ts.SyntaxKind.JsxSelfClosingElement:
      return isIntrinsic(id) ? 'other' : 'value';
    case ts.SyntaxKind.JsxClosingElement:
    case ts.SyntaxKind.JsxNamespacedName:
    case ts.SyntaxKind.LabeledStatement:
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
    case ts.SyntaxKind.MetaProperty:
      return 'other';
    default:
      return ts.isTypeNode(parent) && !ts.isExpressionWithTypeArguments(parent) ? 'other' : 'value';
  }
}

/** Declarations and properties carry their name in `name` or `propertyName`. */
function isNameOf(id: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isShorthandPropertyAssignment(parent) || ts.isExportSpecifier(parent)) return false;
  const named = parent as { readonly name?: ts.Node; readonly propertyName?: ts.Node };
  return named.name === id || named.propertyName === id;
}

function roleInQualifiedName(
  id: ts.Identifier,
  parent: ts.QualifiedName,
): 'value' | 'type' | 'other' {
  if (parent.left !== id) return 'other';
  let at: ts.Node = parent;
  while (ts.isQualifiedName(at.parent)) at = at.parent;
  if (ts.isImportEqualsDeclaration(at.parent)) return 'value';
  return ts.isTypeQueryNode(at.parent) ? 'type' : 'other';
}

function roleInExport(id: ts.Identifier, parent: ts.ExportSpecifier): 'value' | 'other' {
  if (parent.parent.parent.moduleSpecifier !== undefined) return 'other';
  return (parent.propertyName ?? parent.name) === id ? 'value' : 'other';
}

/** `<div>` names no variable, `<Row>` does. */
function isIntrinsic(id: ts.Identifier): boolean {
  return /^[a-z]/.test(id.text);
}

/** Whether the file has no other variable of that name, and none of the language or of the module is meant by it. */
export function isOnlyName(binding: Binding, scopes: Scopes): boolean {
  if (binding.scope.dynamic || isModuleName(binding.name)) return false;
  return !some(scopes.file, node => {
    if (!ts.isIdentifier(node) || node.text !== binding.name) return false;
    const declared = scopes.declaredBy(node);
    if (declared !== undefined) return declared !== binding;
    return roleOf(node) !== 'other' && scopes.bindingOf(node) !== binding;
  });
}

/** Names that every CommonJS module has. */
export function isModuleName(name: string): boolean {
  return ['require', 'module', 'exports', '__filename', '__dirname'].includes(name);
}
