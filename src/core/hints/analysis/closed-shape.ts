import ts from 'typescript';
import { builtinCallee } from './builtins';
import { initializerOf, isExportedBinding } from './changes';
import { declaredType } from './declared-types';
import type { Binding, Scopes } from './scopes';
import { findType } from './types';
import { useOf } from './uses';
import { bare, wrapped } from './walk';

/** A property that an object is known to have. */
export interface Member {
  readonly name: string;
  /** What an annotation says of it; undefined where the object is written out. */
  readonly type: ts.TypeNode | undefined;
}

/** All properties of an object, in the order in which they are written. */
export interface ClosedShape {
  readonly members: readonly Member[];
  /** The object is written out in this file and nothing can add to it; else a type says so, and types are not exact. */
  readonly proven: boolean;
}

/** What a variable's object has, and nothing else; undefined where this file doesn't tell. */
export function closedShape(id: ts.Identifier, scopes: Scopes): ClosedShape | undefined {
  const binding = scopes.bindingOf(id);
  if (binding === undefined || binding.scope.dynamic) return undefined;
  const written = writtenMembers(binding, scopes);
  if (written !== undefined) return { members: written, proven: true };
  const declaration = binding.names[0].parent;
  if (ts.isParameter(declaration) && declaration.questionToken !== undefined) return undefined;
  const type = declaredType(id, scopes);
  const members = type && closedMembers(type, scopes);
  return members && { members, proven: false };
}

/** `const o = { a: 1, b: 2 }` of which properties are only read, or set that are there already. */
function writtenMembers(binding: Binding, scopes: Scopes): readonly Member[] | undefined {
  const value = initializerOf(binding);
  const literal = value && bare(value);
  if (binding.kind !== 'const' || isExportedBinding(binding) || literal === undefined)
    return undefined;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const names: string[] = [];
  for (const one of literal.properties) {
    if (!ts.isPropertyAssignment(one) && !ts.isShorthandPropertyAssignment(one)) return undefined;
    if (!isPlainName(one.name) || convertors.has(one.name.text)) return undefined;
    names.push(one.name.text);
  }
  if (names.length === 0 || new Set(names).size !== names.length) return undefined;
  const kept = binding.references.every(id => keepsMembers(id, names, scopes));
  return kept ? names.map(name => ({ name, type: undefined })) : undefined;
}

/** Functions under these names run when the object is only looked at, with the object as `this`. */
const convertors: ReadonlySet<string> = new Set(['toJSON', 'toString', 'valueOf', 'then']);
const looking: ReadonlySet<string> = new Set([
  ...['Object.keys', 'Object.values', 'Object.entries', 'JSON.stringify'],
]);

function keepsMembers(id: ts.Identifier, names: readonly string[], scopes: Scopes): boolean {
  const use = useOf(id, scopes);
  switch (use.kind) {
    case 'read': {
      const { parent } = id;
      if (ts.isCallExpression(parent)) return looking.has(builtinCallee(parent, scopes) ?? '');
      return !ts.isNewExpression(parent);
    }
    case 'member':
      return true;
    case 'change': {
      const { by } = use;
      if (!ts.isPropertyAccessExpression(by)) return false;
      return names.includes(by.name.text) && !ts.isDeleteExpression(wrapped(by).parent);
    }
    default:
      return false;
  }
}

function isPlainName(name: ts.PropertyName): name is ts.Identifier {
  return ts.isIdentifier(name) && name.text !== '__proto__';
}

/** The members of a type of this file that leaves none open: all are there, under plain names, and none is a function. */
export function closedMembers(
  type: ts.TypeNode,
  scopes: Scopes,
  depth = 0,
): readonly Member[] | undefined {
  if (depth > 6) return undefined;
  const of = (one: ts.TypeNode) => closedMembers(one, scopes, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return of(type.type);
  if (ts.isTypeLiteralNode(type)) return plainMembers(type.members);
  const found = typeNamed(type, scopes);
  if (found === undefined) {
    const inner = argumentOf(type, 'Readonly', scopes);
    return inner && of(inner);
  }
  if (found.typeParameters !== undefined) return undefined;
  if (ts.isTypeAliasDeclaration(found)) return of(found.type);
  return found.heritageClauses === undefined ? plainMembers(found.members) : undefined;
}

function plainMembers(members: readonly ts.TypeElement[]): readonly Member[] | undefined {
  const result: Member[] = [];
  for (const one of members) {
    if (!ts.isPropertySignature(one) || one.questionToken !== undefined) return undefined;
    if (one.type === undefined || ts.isFunctionTypeNode(one.type)) return undefined;
    if (!isPlainName(one.name)) return undefined;
    result.push({ name: one.name.text, type: one.type });
  }
  const names = new Set(result.map(({ name }) => name));
  return result.length > 0 && names.size === result.length ? result : undefined;
}

/** The alias or interface of this file that a type names, if no other declaration adds to it. */
export function typeNamed(
  type: ts.TypeNode,
  scopes: Scopes,
): ts.TypeAliasDeclaration | ts.InterfaceDeclaration | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const { text } = type.typeName;
  const found = findType(type.typeName);
  if (found === undefined || found === 'parameter' || scopes.top.bindings.has(text))
    return undefined;
  if (ts.isTypeAliasDeclaration(found)) return found;
  if (!ts.isInterfaceDeclaration(found)) return undefined;
  const { statements } = found.parent as ts.SourceFile | ts.Block | ts.ModuleBlock; // as `findType` found it
  const same = statements.filter(
    one =>
      (ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)) && one.name?.text === text,
  );
  return same.length === 1 ? found : undefined;
}

/** `T` of `Name<T>`, where that is the type of the language. */
export function argumentOf(
  type: ts.TypeNode,
  name: string,
  scopes: Scopes,
): ts.TypeNode | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  if (type.typeName.text !== name || scopes.top.bindings.has(name)) return undefined;
  return findType(type.typeName) === undefined ? type.typeArguments?.[0] : undefined;
}

/** What the place where a value stands says of its type: an annotation, `none`, or something that this file's text doesn't tell. */
export function expectedType(value: ts.Expression): ts.TypeNode | 'none' | 'unknown' {
  let at: ts.Expression = value;
  while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isAsExpression(parent)) return parent.type;
  if (ts.isVariableDeclaration(parent)) return parent.type ?? 'none';
  if (ts.isArrowFunction(parent)) return typeOfResult(parent);
  if (!ts.isReturnStatement(parent)) return 'unknown';
  let fn: ts.Node = parent.parent;
  while (fn.parent !== undefined && !ts.isFunctionLike(fn)) fn = fn.parent;
  return ts.isFunctionLike(fn) ? typeOfResult(fn) : 'unknown';
}

/** A callback's result may be expected to be of some type by what calls it; `map` takes what it gets. */
function typeOfResult(fn: ts.SignatureDeclaration): ts.TypeNode | 'none' | 'unknown' {
  const isAsync =
    ts.canHaveModifiers(fn) &&
    ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  if (isAsync) return 'unknown';
  if (fn.type !== undefined) return fn.type;
  if (ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)) return 'none';
  const { parent } = fn;
  if (ts.isVariableDeclaration(parent)) return parent.type === undefined ? 'none' : 'unknown';
  if (!ts.isCallExpression(parent) || parent.typeArguments !== undefined) return 'unknown';
  const callee = parent.expression;
  return ts.isPropertyAccessExpression(callee) && /^(?:map|flatMap)$/.test(callee.name.text)
    ? 'none'
    : 'unknown';
}
