import ts from 'typescript';
import {
  eitherOf,
  objectShape,
  primitiveShape,
  type Shape,
  shapeOfLibraryClass,
  unknownShape,
} from '../analysis/types';
import { isOfPlatform } from './declared-in';

/** What the types of a program say of values. `any`, `unknown`, type parameters and what is not listed here say nothing. */
export function typeShapes(program: ts.Program): { shapeOfType: (type: ts.Type) => Shape } {
  const checker = program.getTypeChecker();
  // The flags of a type have other numbers in other versions of TypeScript; its own types tell them.
  const flags = {
    string: checker.getStringType().flags,
    number: checker.getNumberType().flags,
    bigint: checker.getBigIntType().flags,
    symbol: checker.getESSymbolType().flags,
    undefined: checker.getUndefinedType().flags,
    null: checker.getNullType().flags,
    boolean: checker.getTrueType().flags,
    booleans: checker.getBooleanType().flags,
  };

  const primitive = (type: ts.Type): Shape | undefined => {
    if (type.isStringLiteral()) return primitiveShape('string', [type.value]);
    // Any number may stand in for a member of a numeric enum.
    if (type.isNumberLiteral())
      return {
        kind: 'number',
        primitive: true,
        maybeNaN: !Number.isFinite(type.value) || type.symbol !== undefined,
      };
    for (const kind of ['string', 'number', 'bigint', 'symbol', 'undefined', 'null'] as const)
      if (type.flags === flags[kind]) return primitiveShape(kind);
    if (type.flags === flags.boolean || type.flags === flags.booleans)
      return primitiveShape('boolean');
    return undefined;
  };

  const of = (type: ts.Type, depth: number): Shape => {
    if (depth > 5) return unknownShape;
    const simple = primitive(type);
    if (simple !== undefined) return simple;
    if (type.isUnion()) {
      // A large union of texts is a text: which ones no rule asks.
      return type.types.length > 60
        ? unknownShape
        : eitherOf(type.types.map(one => of(one, depth + 1)));
    }
    if (type.isIntersection()) {
      // A branded text: `string & { … }`.
      const texts = type.types.map(primitive).filter(one => one !== undefined);
      return texts.length === 1 ? { ...texts[0], texts: undefined } : unknownShape;
    }
    if (type.isTypeParameter()) return unknownShape;
    return ofObject(type, depth);
  };

  const ofObject = (type: ts.Type, depth: number): Shape => {
    if (checker.isTupleType(type)) return ofTuple(type as ts.TupleTypeReference, depth);
    const args = () =>
      checker.getTypeArguments(type as ts.TypeReference).map(one => of(one, depth + 1));
    if (checker.isArrayType(type)) return objectShape('array', args()[0]);
    const declarations = type.symbol?.declarations;
    if (declarations === undefined) return unknownShape;
    const name = declarations.some(one => isOfPlatform(one, program)) ? type.symbol.name : '';
    const known = shapeOfLibraryClass(name, at => args()[at]);
    if (known !== undefined) return known;
    if (type.getCallSignatures().length > 0) return objectShape('function');
    if (checker.isArrayLikeType(type)) return unknownShape; // a class that extends Array
    return declarations.some(isOfObjects) ? objectShape('object') : unknownShape;
  };

  const ofTuple = (type: ts.TupleTypeReference, depth: number): Shape => {
    const { elementFlags } = type.target;
    const fixed = elementFlags.every(flag => flag === ts.ElementFlags.Required);
    const elements = checker.getTypeArguments(type).map(one => of(one, depth + 1));
    return objectShape('array', fixed && elements.length > 0 ? eitherOf(elements) : undefined);
  };

  return { shapeOfType: type => of(type, 0) };
}

/** A type of objects for certain: `{}` and empty interfaces are not, a number is one of those too. */
function isOfObjects(node: ts.Declaration): boolean {
  if (ts.isClassLike(node)) return node.members.length > 0;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) return node.members.length > 0;
  return ts.isObjectLiteralExpression(node);
}
