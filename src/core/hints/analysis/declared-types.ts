import ts from 'typescript';
import { comparingArrayMethods, iteratingArrayMethods } from './builtins';
import type { Scopes } from './scopes';
import { findType } from './types';
import { bare } from './walk';

/** The annotation in this file that says what an expression is, followed through members, elements and loops. */
export function declaredType(expression: ts.Expression, scopes: Scopes): ts.TypeNode | undefined {
  return declared(expression, scopes, 0);
}

function declared(
  expression: ts.Expression,
  scopes: Scopes,
  depth: number,
): ts.TypeNode | undefined {
  if (depth > 10) return undefined;
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression))
    return expression.type;
  const node = bare(expression);
  const of = (one: ts.Expression) => declared(one, scopes, depth + 1);
  if (node !== expression) return of((expression as ts.ParenthesizedExpression).expression);
  if (ts.isPropertyAccessExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return typeOfField(node);
    const owner = of(node.expression);
    return owner && memberType(owner, node.name.text);
  }
  if (ts.isElementAccessExpression(node)) {
    const owner = of(node.expression);
    return owner && elementType(owner);
  }
  if (!ts.isIdentifier(node)) return undefined;
  const binding = scopes.bindingOf(node);
  if (binding === undefined || binding.names.length !== 1) return undefined;
  return typeOfDeclaration(binding.names[0].parent, scopes, depth);
}

function typeOfDeclaration(
  declaration: ts.Node,
  scopes: Scopes,
  depth: number,
): ts.TypeNode | undefined {
  const of = (one: ts.Expression) => declared(one, scopes, depth + 1);
  if (ts.isBindingElement(declaration)) {
    const key = declaration.propertyName ?? declaration.name;
    if (!ts.isObjectBindingPattern(declaration.parent) || !ts.isIdentifier(key)) return undefined;
    if (declaration.dotDotDotToken !== undefined) return undefined;
    const owner = typeOfDeclaration(declaration.parent.parent, scopes, depth + 1);
    return owner && memberType(owner, key.text);
  }
  if (ts.isParameter(declaration))
    return declaration.type ?? typeOfCallbackParameter(declaration, of);
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  if (declaration.type !== undefined) return declaration.type;
  const list = declaration.parent;
  if (ts.isForOfStatement(list.parent) && list.parent.awaitModifier === undefined) {
    const whole = of(list.parent.expression);
    return whole && elementType(whole);
  }
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  return isConst && declaration.initializer ? of(declaration.initializer) : undefined;
}

function typeOfCallbackParameter(
  parameter: ts.ParameterDeclaration,
  of: (one: ts.Expression) => ts.TypeNode | undefined,
): ts.TypeNode | undefined {
  const fn = parameter.parent;
  if (!ts.isCallExpression(fn.parent) || fn.parent.arguments[0] !== fn) return undefined;
  const callee = fn.parent.expression;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  const compares = comparingArrayMethods.has(method);
  if (!compares && !iteratingArrayMethods.has(method)) return undefined;
  const element = method.startsWith('reduce') ? 1 : 0;
  if (!compares && fn.parameters[element] !== parameter) return undefined;
  const owner = of(callee.expression);
  return owner && elementType(owner);
}

function typeOfField(node: ts.PropertyAccessExpression): ts.TypeNode | undefined {
  for (let at: ts.Node = node; at.parent !== undefined; at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return undefined;
    if (!ts.isClassLike(at)) continue;
    const member = at.members.find(
      one =>
        ts.isPropertyDeclaration(one) &&
        (ts.isIdentifier(one.name) || ts.isPrivateIdentifier(one.name)) &&
        one.name.text === node.name.text,
    );
    return member !== undefined && ts.isPropertyDeclaration(member) ? member.type : undefined;
  }
  return undefined;
}

/** The type of a member of a type literal or interface of this file; undefined for optional and inherited ones. */
function memberType(owner: ts.TypeNode, name: string): ts.TypeNode | undefined {
  const members = membersOf(owner);
  const member = members?.find(
    one =>
      ts.isPropertySignature(one) &&
      one.questionToken === undefined &&
      (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) &&
      one.name.text === name,
  );
  return member !== undefined && ts.isPropertySignature(member) ? member.type : undefined;
}

function membersOf(owner: ts.TypeNode, depth = 0): readonly ts.TypeElement[] | undefined {
  if (depth > 6) return undefined;
  if (ts.isParenthesizedTypeNode(owner)) return membersOf(owner.type, depth + 1);
  if (ts.isTypeLiteralNode(owner)) return owner.members;
  if (!ts.isTypeReferenceNode(owner) || !ts.isIdentifier(owner.typeName)) return undefined;
  const found = findType(owner.typeName);
  if (found === undefined || found === 'parameter') {
    const inner = owner.typeArguments?.[0];
    return owner.typeName.text === 'Readonly' && inner ? membersOf(inner, depth + 1) : undefined;
  }
  if (ts.isInterfaceDeclaration(found)) return found.members;
  return ts.isTypeAliasDeclaration(found) && found.typeParameters === undefined
    ? membersOf(found.type, depth + 1)
    : undefined;
}

/** `E` of `E[]`, `readonly E[]`, `Array<E>`, `ReadonlyArray<E>`, `Set<E>` and aliases of them in this file. */
export function elementType(type: ts.TypeNode, depth = 0): ts.TypeNode | undefined {
  if (depth > 6) return undefined;
  if (ts.isParenthesizedTypeNode(type)) return elementType(type.type, depth + 1);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return elementType(type.type, depth + 1);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const found = findType(type.typeName);
  if (found !== undefined) {
    return found !== 'parameter' && ts.isTypeAliasDeclaration(found)
      ? elementType(found.type, depth + 1)
      : undefined;
  }
  const lists = ['Array', 'ReadonlyArray', 'Set', 'ReadonlySet'];
  return lists.includes(type.typeName.text) ? type.typeArguments?.[0] : undefined;
}
