import ts from 'typescript';
import { builtinCallee, comparingArrayMethods, iteratingArrayMethods } from './builtins';
import { shapeOfCall } from './call-shapes';
import { declaredType } from './declared-types';
import { shapeOfGathered } from './gathered';
import type { Binding, Scopes } from './scopes';
import {
  eitherOf,
  iterated,
  objectShape,
  primitiveShape,
  type Shape,
  shapeOfType,
  type Types,
  unknownShape,
} from './types';
import { isTarget, useOf } from './uses';
import { bare } from './walk';

/**
 * What the value of an expression is, as far as this file shows it: literals, annotations, JSDoc, functions of the language. Where it
 * shows nothing, what a type checker proves.
 */
export function shapeOf(expression: ts.Expression, scopes: Scopes): Shape {
  return shape(expression, scopes, 0);
}

function shape(expression: ts.Expression, scopes: Scopes, depth: number): Shape {
  if (depth > 12) return unknownShape;
  const shown = shownShape(expression, scopes, depth);
  return scopes.types === undefined ? shown : withTypes(shown, expression, scopes.types);
}

/** The file itself comes first; of a collection whose elements it does not show, the type may. */
function withTypes(shown: Shape, expression: ts.Expression, types: Types): Shape {
  if (isUnknown(shown)) return types(expression);
  const holds = shown.kind === 'array' || shown.kind === 'set' || shown.kind === 'map';
  if (!holds || !isUnknown(shown.element ?? unknownShape)) return shown;
  const typed = types(expression);
  return typed.kind === shown.kind ? { ...shown, element: typed.element } : shown;
}

function isUnknown({ kind, primitive }: Shape): boolean {
  return kind === 'unknown' && !primitive;
}

function shownShape(expression: ts.Expression, scopes: Scopes, depth: number): Shape {
  const of = (node: ts.Expression) => shape(node, scopes, depth + 1);
  if (ts.isAsExpression(expression) || ts.isTypeAssertionExpression(expression)) {
    const said = shapeOfType(expression.type, scopes);
    return isUnknown(said) ? of(expression.expression) : said;
  }
  if (bare(expression) !== expression)
    return of((expression as ts.ParenthesizedExpression).expression);
  const node = expression;
  switch (node.kind) {
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return primitiveShape('string', [(node as ts.StringLiteral).text]);
    case ts.SyntaxKind.TemplateExpression:
    case ts.SyntaxKind.TypeOfExpression:
      return primitiveShape('string');
    case ts.SyntaxKind.NumericLiteral:
      return { kind: 'number', primitive: true, maybeNaN: false };
    case ts.SyntaxKind.BigIntLiteral:
      return primitiveShape('bigint');
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.DeleteExpression:
      return primitiveShape('boolean');
    case ts.SyntaxKind.NullKeyword:
      return primitiveShape('null');
    case ts.SyntaxKind.VoidExpression:
      return primitiveShape('undefined');
    case ts.SyntaxKind.RegularExpressionLiteral:
      return objectShape('regexp');
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return objectShape('function');
    case ts.SyntaxKind.ObjectLiteralExpression:
      return objectShape('object');
    default:
      break;
  }
  if (ts.isArrayLiteralExpression(node)) return shapeOfArrayLiteral(node, of);
  if (ts.isPrefixUnaryExpression(node)) return shapeOfPrefix(node, of);
  if (ts.isPostfixUnaryExpression(node)) return primitiveOf(of(node.operand));
  if (ts.isBinaryExpression(node)) return shapeOfBinary(node, of);
  if (ts.isConditionalExpression(node)) return eitherOf([of(node.whenTrue), of(node.whenFalse)]);
  if (ts.isNewExpression(node)) return shapeOfNew(node, scopes, of);
  if (ts.isCallExpression(node)) return shapeOfCall(node, scopes, of);
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'length') {
    const { kind } = of(node.expression);
    if (kind === 'array' || kind === 'string')
      return { kind: 'number', primitive: true, maybeNaN: false };
  }
  if (ts.isElementAccessExpression(node)) {
    const owner = of(node.expression);
    if (owner.kind === 'array' && owner.element?.primitive)
      return { ...owner.element, texts: undefined };
  }
  if (ts.isIdentifier(node)) return shapeOfIdentifier(node, scopes, depth);
  return shapeOfDeclared(node, scopes);
}

function shapeOfDeclared(node: ts.Expression, scopes: Scopes): Shape {
  const type = declaredType(node, scopes);
  return type === undefined ? unknownShape : shapeOfType(type, scopes);
}

type Of = (node: ts.Expression) => Shape;

function shapeOfArrayLiteral(node: ts.ArrayLiteralExpression, of: Of): Shape {
  const elements = node.elements.map(element => {
    if (ts.isOmittedExpression(element)) return primitiveShape('undefined');
    return ts.isSpreadElement(element) ? iterated(of(element.expression)) : of(element);
  });
  return objectShape('array', eitherOf(elements), !node.elements.some(ts.isOmittedExpression));
}

function shapeOfPrefix(node: ts.PrefixUnaryExpression, of: Of): Shape {
  if (node.operator === ts.SyntaxKind.ExclamationToken) return primitiveShape('boolean');
  const { maybeNaN, kind } = of(node.operand);
  if (kind === 'number') return { kind, primitive: true, maybeNaN };
  if (node.operator === ts.SyntaxKind.PlusToken) return primitiveShape('number');
  return primitiveOf(of(node.operand));
}

/** What arithmetic makes of a value. */
function primitiveOf({ kind }: Shape): Shape {
  if (kind === 'number' || kind === 'bigint') return primitiveShape(kind);
  return { kind: 'unknown', primitive: true, maybeNaN: true };
}

/** A number and a BigInt don't mix: with one of them on a side, the result is of its kind if there is one. */
function arithmetic(sides: readonly Shape[]): Shape {
  const side = sides.find(({ kind }) => kind === 'number' || kind === 'bigint');
  return primitiveOf(side ?? unknownShape);
}

function shapeOfBinary(node: ts.BinaryExpression, of: Of): Shape {
  const kind = node.operatorToken.kind;
  switch (kind) {
    case ts.SyntaxKind.EqualsToken:
    case ts.SyntaxKind.CommaToken:
      return of(node.right);
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return eitherOf([of(node.left), of(node.right)]);
    case ts.SyntaxKind.PlusToken: {
      const sides = [of(node.left), of(node.right)];
      if (sides.some(side => side.kind === 'string')) return primitiveShape('string');
      if (sides.every(side => side.kind === 'number')) return primitiveShape('number');
      if (sides.every(side => side.kind === 'bigint')) return primitiveShape('bigint');
      return { kind: 'unknown', primitive: true, maybeNaN: true };
    }
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.InKeyword:
    case ts.SyntaxKind.InstanceOfKeyword:
      return primitiveShape('boolean');
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.AsteriskAsteriskToken:
    case ts.SyntaxKind.AmpersandToken:
    case ts.SyntaxKind.BarToken:
    case ts.SyntaxKind.CaretToken:
    case ts.SyntaxKind.LessThanLessThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
      return arithmetic([of(node.left), of(node.right)]);
    default:
      return unknownShape;
  }
}

function shapeOfNew(node: ts.NewExpression, scopes: Scopes, of: Of): Shape {
  const typed = node.typeArguments?.at(-1);
  const first = node.arguments?.[0];
  const element = typed !== undefined ? shapeOfType(typed, scopes) : undefined;
  switch (builtinCallee(node, scopes)) {
    case 'new Array':
      return objectShape('array', element);
    case 'new Set':
      return objectShape('set', element ?? (first === undefined ? undefined : iterated(of(first))));
    case 'new Map':
      return objectShape('map', element);
    case 'new Date':
      return objectShape('date');
    case 'new RegExp':
      return objectShape('regexp');
    default:
      return unknownShape;
  }
}

function shapeOfIdentifier(id: ts.Identifier, scopes: Scopes, depth: number): Shape {
  const binding = scopes.bindingOf(id);
  if (binding === undefined) {
    if (id.text === 'undefined') return primitiveShape('undefined');
    return id.text === 'NaN' || id.text === 'Infinity' ? primitiveShape('number') : unknownShape;
  }
  return shapeOfBinding(binding, scopes, depth);
}

function shapeOfBinding(binding: Binding, scopes: Scopes, depth: number): Shape {
  if (binding.kind === 'function' || binding.kind === 'class') return objectShape('function');
  if (binding.names.length !== 1) return unknownShape;
  const declaration = binding.names[0].parent;
  if (ts.isParameter(declaration)) return shapeOfParameter(declaration, scopes, depth);
  if (ts.isBindingElement(declaration)) return shapeOfDeclared(binding.names[0], scopes);
  if (!ts.isVariableDeclaration(declaration)) return unknownShape;
  const type = declaration.type ?? ts.getJSDocType(declaration);
  if (type !== undefined) return shapeOfType(type, scopes);
  if (binding.scope.dynamic) return unknownShape;
  if (binding.references.some(isTarget))
    return shapeThroughWrites(binding, declaration, scopes, depth);
  if (declaration.initializer !== undefined) {
    const value = shape(declaration.initializer, scopes, depth + 1);
    return value.kind === 'array' ? throughChanges(binding, value, scopes) : value;
  }
  const loop = declaration.parent.parent;
  if (ts.isForOfStatement(loop) && loop.awaitModifier === undefined)
    return iterated(shape(loop.expression, scopes, depth + 1));
  return ts.isForInStatement(loop) ? primitiveShape('string') : unknownShape;
}

/** What an array's initialiser says of its elements holds only while nothing else is put into it. */
function throughChanges(binding: Binding, value: Shape, scopes: Scopes): Shape {
  const kept = binding.references.every(id => {
    const { kind } = useOf(id, scopes);
    return kind !== 'change' && kind !== 'escape';
  });
  return kept ? value : { ...value, element: undefined, dense: undefined };
}

/** A variable that is counted up or set anew is a number or string only if everything it is given is one. */
function shapeThroughWrites(
  binding: Binding,
  declaration: ts.VariableDeclaration,
  scopes: Scopes,
  depth: number,
): Shape {
  if (declaration.initializer === undefined) return unknownShape;
  const first = shape(declaration.initializer, scopes, depth + 1);
  const alike = binding.references.filter(isTarget).every(id => {
    const { parent } = id;
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
      return first.kind === 'number';
    if (!ts.isBinaryExpression(parent)) return false;
    if (isConcatOf(id, parent.right)) return true;
    return depth < 4 && shape(parent.right, scopes, depth + 4).kind === first.kind;
  });
  if (!alike) return unknownShape;
  if (first.primitive) return primitiveShape(first.kind);
  return { kind: first.kind, primitive: false, maybeNaN: false };
}

/** `a = a.concat(…)` stays an array if it is one. */
function isConcatOf(id: ts.Identifier, value: ts.Expression): boolean {
  if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return false;
  const { expression, name } = value.expression;
  return name.text === 'concat' && ts.isIdentifier(expression) && expression.text === id.text;
}

function shapeOfParameter(
  parameter: ts.ParameterDeclaration,
  scopes: Scopes,
  depth: number,
): Shape {
  const type = parameter.type ?? ts.getJSDocType(parameter);
  if (type !== undefined) {
    const said = shapeOfType(type, scopes);
    return parameter.questionToken !== undefined
      ? eitherOf([said, primitiveShape('undefined')])
      : said;
  }
  if (parameter.dotDotDotToken !== undefined) return objectShape('array', undefined, true);
  return shapeOfCallbackParameter(parameter, scopes, depth);
}

/** `xs.map((x, i) => …)`: `x` is an element of `xs`, `i` a number. */
function shapeOfCallbackParameter(
  parameter: ts.ParameterDeclaration,
  scopes: Scopes,
  depth: number,
): Shape {
  const fn = parameter.parent;
  if (!ts.isCallExpression(fn.parent)) return unknownShape;
  const callee = fn.parent.expression;
  if (!ts.isPropertyAccessExpression(callee) || fn.parent.arguments[0] !== fn) return unknownShape;
  const method = callee.name.text;
  const compares = comparingArrayMethods.has(method);
  if (!compares && !iteratingArrayMethods.has(method)) return unknownShape;
  const owner = shape(callee.expression, scopes, depth + 1);
  if (owner.kind !== 'array') return unknownShape;
  if (compares) return owner.element ?? unknownShape;
  const first = method.startsWith('reduce') ? 1 : 0;
  const index = fn.parameters.indexOf(parameter);
  if (index < first && depth < 3)
    return shapeOfGathered(fn.parent, scopes, node => shape(node, scopes, depth + 2));
  if (index === first) return owner.element ?? unknownShape;
  if (index === first + 1) return { kind: 'number', primitive: true, maybeNaN: false };
  return unknownShape;
}
