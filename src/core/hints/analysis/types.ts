import ts from 'typescript';
import type { Scopes } from './scopes';

export type ShapeKind =
  | 'array'
  | 'string'
  | 'number'
  | 'boolean'
  | 'bigint'
  | 'symbol'
  | 'undefined'
  | 'null'
  | 'set'
  | 'map'
  | 'regexp'
  | 'date'
  | 'function'
  | 'bytes'
  | 'object'
  | 'unknown';

/** What is known of a value from the code alone, without a type checker. */
export interface Shape {
  readonly kind: ShapeKind;
  /** String, number, boolean, bigint, symbol, undefined or null for certain, if not known which. */
  readonly primitive: boolean;
  /** It may be NaN; false only where that is proven. */
  readonly maybeNaN: boolean;
  /** Elements of an array, a set or (values) a map. */
  readonly element?: Shape;
  /** An array for certain without holes. */
  readonly dense?: boolean;
  /** The only texts a string can be. */
  readonly texts?: readonly string[];
}

/** What a type checker proves of a value, where there is one. */
export type Types = (expression: ts.Expression) => Shape;

export const unknownShape: Shape = { kind: 'unknown', primitive: false, maybeNaN: true };

export function primitiveShape(kind: ShapeKind, texts?: readonly string[]): Shape {
  return { kind, primitive: true, maybeNaN: kind === 'number', texts };
}

export function objectShape(kind: ShapeKind, element?: Shape, dense?: boolean): Shape {
  return { kind, primitive: false, maybeNaN: false, element, dense };
}

/** What a value is that is one of several. */
export function eitherOf(shapes: readonly Shape[]): Shape {
  if (shapes.length === 0) return unknownShape;
  const [first] = shapes;
  const same = shapes.every(({ kind }) => kind === first.kind);
  const elements = shapes.map(({ element }) => element);
  return {
    kind: same ? first.kind : 'unknown',
    primitive: shapes.every(({ primitive }) => primitive),
    maybeNaN: shapes.some(({ maybeNaN }) => maybeNaN),
    element:
      same && elements.every(element => element !== undefined) ? eitherOf(elements) : undefined,
    dense: shapes.every(({ dense }) => dense === true),
    texts: shapes.every(({ texts }) => texts !== undefined)
      ? shapes.flatMap(({ texts }) => texts ?? [])
      : undefined,
  };
}

/** What comes out of a value one by one in `for…of` and spreads. */
export function iterated(of: Shape): Shape {
  if (of.kind === 'string') return primitiveShape('string');
  return of.kind === 'map' ? objectShape('array') : (of.element ?? unknownShape);
}

/** What an annotation promises. */
export function shapeOfType(type: ts.TypeNode, scopes: Scopes, depth = 0): Shape {
  if (depth > 8) return unknownShape;
  const of = (node: ts.TypeNode) => shapeOfType(node, scopes, depth + 1);
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return primitiveShape('string');
    case ts.SyntaxKind.NumberKeyword:
      return primitiveShape('number');
    case ts.SyntaxKind.BooleanKeyword:
      return primitiveShape('boolean');
    case ts.SyntaxKind.BigIntKeyword:
      return primitiveShape('bigint');
    case ts.SyntaxKind.SymbolKeyword:
      return primitiveShape('symbol');
    case ts.SyntaxKind.UndefinedKeyword:
    case ts.SyntaxKind.VoidKeyword:
      return primitiveShape('undefined');
    case ts.SyntaxKind.ObjectKeyword:
    case ts.SyntaxKind.TypeLiteral:
      return objectShape('object');
    default:
      break;
  }
  if (ts.isParenthesizedTypeNode(type)) return of(type.type);
  if (ts.isTypeOperatorNode(type))
    return type.operator === ts.SyntaxKind.KeyOfKeyword ? unknownShape : of(type.type);
  if (ts.isArrayTypeNode(type)) return objectShape('array', of(type.elementType));
  if (ts.isTupleTypeNode(type)) return shapeOfTuple(type, of);
  if (ts.isLiteralTypeNode(type)) return shapeOfLiteralType(type);
  if (ts.isUnionTypeNode(type)) return eitherOf(type.types.map(of));
  if (ts.isFunctionTypeNode(type)) return objectShape('function');
  if (ts.isTypeReferenceNode(type)) return shapeOfReference(type, scopes, depth);
  return unknownShape;
}

function shapeOfTuple(type: ts.TupleTypeNode, of: (node: ts.TypeNode) => Shape): Shape {
  const plain = type.elements.every(
    element => !ts.isRestTypeNode(element) && !ts.isOptionalTypeNode(element),
  );
  const elements = type.elements.map(element =>
    of(ts.isNamedTupleMember(element) ? element.type : element),
  );
  return objectShape('array', plain ? eitherOf(elements) : undefined);
}

function shapeOfLiteralType(type: ts.LiteralTypeNode): Shape {
  const { literal } = type;
  if (ts.isStringLiteralLike(literal)) return primitiveShape('string', [literal.text]);
  if (ts.isNumericLiteral(literal) || ts.isPrefixUnaryExpression(literal))
    return { kind: 'number', primitive: true, maybeNaN: false };
  if (literal.kind === ts.SyntaxKind.NullKeyword) return primitiveShape('null');
  return primitiveShape('boolean');
}

function shapeOfReference(type: ts.TypeReferenceNode, scopes: Scopes, depth: number): Shape {
  if (!ts.isIdentifier(type.typeName)) return unknownShape;
  const { text } = type.typeName;
  const declared = findType(type.typeName);
  if (declared !== undefined) {
    if (declared === 'parameter') return unknownShape;
    if (ts.isTypeAliasDeclaration(declared)) return shapeOfType(declared.type, scopes, depth + 1);
    if (ts.isEnumDeclaration(declared))
      return { kind: 'unknown', primitive: true, maybeNaN: declared.members.some(computed) };
    return ts.isInterfaceDeclaration(declared) ? objectShape('object') : unknownShape;
  }
  if (scopes.top.bindings.has(text)) return unknownShape; // imported: another file knows
  return shapeOfGlobalType(text, type.typeArguments ?? [], node =>
    shapeOfType(node, scopes, depth + 1),
  );
}

function computed(member: ts.EnumMember): boolean {
  return member.initializer !== undefined && !ts.isLiteralExpression(member.initializer);
}

function shapeOfGlobalType(
  name: string,
  args: readonly ts.TypeNode[],
  of: (node: ts.TypeNode) => Shape,
): Shape {
  const last = args.length > 0 ? of(args[args.length - 1]) : undefined;
  switch (name) {
    case 'Array':
    case 'ReadonlyArray':
      return objectShape('array', last);
    case 'Readonly':
      return last ?? unknownShape;
    case 'Record':
    case 'Partial':
      return objectShape('object');
    default:
      return shapeOfLibraryClass(name, at => args[at] && of(args[at])) ?? unknownShape;
  }
}

/** Of an object of a class of the language or of Node.js that holds something or is known by its kind; `argument`: of its type. */
export function shapeOfLibraryClass(
  name: string,
  argument: (at: number) => Shape | undefined,
): Shape | undefined {
  switch (name) {
    case 'Set':
    case 'ReadonlySet':
      return objectShape('set', argument(0));
    case 'Map':
    case 'ReadonlyMap':
      return objectShape('map', argument(1));
    case 'RegExp':
      return objectShape('regexp');
    case 'Date':
      return objectShape('date');
    case 'Buffer':
    case 'Uint8Array':
      return objectShape('bytes');
    default:
      return undefined;
  }
}

type TypeDeclaration =
  ts.TypeAliasDeclaration | ts.InterfaceDeclaration | ts.EnumDeclaration | ts.ClassDeclaration;

/** The declaration in this file that a type's name means, `parameter` for a type parameter. */
export function findType(name: ts.Identifier): TypeDeclaration | 'parameter' | undefined {
  for (let at: ts.Node | undefined = name.parent; at !== undefined; at = at.parent) {
    const { typeParameters } = at as { readonly typeParameters?: readonly ts.Node[] };
    if (
      typeParameters?.some(one => ts.isTypeParameterDeclaration(one) && one.name.text === name.text)
    )
      return 'parameter';
    if (!ts.isSourceFile(at) && !ts.isBlock(at) && !ts.isModuleBlock(at)) continue;
    for (const statement of at.statements)
      if (isTypeDeclaration(statement) && statement.name?.text === name.text) return statement;
  }
  return undefined;
}

function isTypeDeclaration(node: ts.Node): node is TypeDeclaration {
  return (
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isClassDeclaration(node)
  );
}
