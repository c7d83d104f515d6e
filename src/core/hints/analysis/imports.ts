import ts from 'typescript';
import type { Scopes } from './scopes';
import { bare } from './walk';

/** A function or value that a module exports: `join` of `path`. */
export interface ModuleMember {
  /** Without `node:`. */
  readonly module: string;
  readonly name: string;
}

/** What an imported or required name, or a property of an imported module, stands for; undefined for anything else. */
export function moduleMember(expression: ts.Expression, scopes: Scopes): ModuleMember | undefined {
  const node = bare(expression);
  if (ts.isIdentifier(node)) return memberOfName(node, scopes);
  if (!ts.isPropertyAccessExpression(node) || node.questionDotToken !== undefined) return undefined;
  const owner = bare(node.expression);
  if (!ts.isIdentifier(owner)) return undefined;
  const module = moduleOfName(owner, scopes);
  return module === undefined ? undefined : { module, name: node.name.text };
}

/** Whether a name stands for the whole of a core module: imported, or required. */
export function isModule(name: ts.Identifier, module: string, scopes: Scopes): boolean {
  return moduleOfName(name, scopes) === module;
}

function memberOfName(id: ts.Identifier, scopes: Scopes): ModuleMember | undefined {
  const declaration = onlyDeclaration(id, scopes);
  if (declaration === undefined) return undefined;
  if (ts.isImportSpecifier(declaration)) {
    const module = moduleText(declaration.parent.parent.parent.moduleSpecifier);
    const { propertyName, name } = declaration;
    return module === undefined ? undefined : { module, name: (propertyName ?? name).text };
  }
  if (!ts.isBindingElement(declaration) || declaration.initializer !== undefined) return undefined;
  const { propertyName, name, parent } = declaration;
  const key = propertyName ?? name;
  if (!ts.isObjectBindingPattern(parent) || !ts.isIdentifier(key)) return undefined;
  if (!ts.isVariableDeclaration(parent.parent) || !isConst(parent.parent)) return undefined;
  const module = requiredModule(parent.parent.initializer);
  return module === undefined ? undefined : { module, name: key.text };
}

function moduleOfName(id: ts.Identifier, scopes: Scopes): string | undefined {
  const declaration = onlyDeclaration(id, scopes);
  if (declaration === undefined) return undefined;
  if (ts.isImportClause(declaration)) return moduleText(declaration.parent.moduleSpecifier);
  if (ts.isNamespaceImport(declaration))
    return moduleText(declaration.parent.parent.moduleSpecifier);
  if (ts.isImportEqualsDeclaration(declaration)) {
    const { moduleReference } = declaration;
    return ts.isExternalModuleReference(moduleReference)
      ? moduleText(moduleReference.expression)
      : undefined;
  }
  if (!ts.isVariableDeclaration(declaration) || !isConst(declaration)) return undefined;
  return requiredModule(declaration.initializer);
}

function onlyDeclaration(id: ts.Identifier, scopes: Scopes): ts.Node | undefined {
  const binding = scopes.bindingOf(id);
  if (binding === undefined || binding.scope.dynamic) return undefined;
  return binding.names[0].parent;
}

function isConst(declaration: ts.VariableDeclaration): boolean {
  return (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

function requiredModule(value: ts.Expression | undefined): string | undefined {
  if (value === undefined || !ts.isCallExpression(value) || value.arguments.length !== 1)
    return undefined;
  return value.expression.getText() === 'require' ? moduleText(value.arguments[0]) : undefined;
}

function moduleText(node: ts.Expression): string | undefined {
  return ts.isStringLiteral(node) ? node.text.replace(/^node:/, '') : undefined;
}
