import ts from 'typescript';
import { builtinCallee } from './builtins';
import type { Scopes } from './scopes';
import { eitherOf, iterated, objectShape, primitiveShape, type Shape, unknownShape } from './types';
import { bare } from './walk';

type Of = (node: ts.Expression) => Shape;

/** What functions of the language return. */
const returns: Readonly<Record<string, Shape>> = {
  'Object.keys': objectShape('array', primitiveShape('string'), true),
  'Object.getOwnPropertyNames': objectShape('array', primitiveShape('string'), true),
  'Object.values': objectShape('array', undefined, true),
  'Object.entries': objectShape('array', objectShape('array', undefined, true), true),
  'Array.isArray': primitiveShape('boolean'),
  'JSON.stringify': unknownShape,
  'Date.now': { kind: 'number', primitive: true, maybeNaN: false },
  'performance.now': { kind: 'number', primitive: true, maybeNaN: false },
  String: primitiveShape('string'),
  Number: primitiveShape('number'),
  Boolean: primitiveShape('boolean'),
  BigInt: primitiveShape('bigint'),
  Symbol: primitiveShape('symbol'),
  'Buffer.alloc': objectShape('bytes'),
  'Buffer.concat': objectShape('bytes'),
  'Buffer.from': objectShape('bytes'),
  'Buffer.byteLength': { kind: 'number', primitive: true, maybeNaN: false },
  parseInt: primitiveShape('number'),
  parseFloat: primitiveShape('number'),
};

/** What a call returns; `of` tells what its operands are. */
export function shapeOfCall(node: ts.CallExpression, scopes: Scopes, of: Of): Shape {
  const name = builtinCallee(node, scopes);
  if (name !== undefined) {
    if (Object.hasOwn(returns, name)) return returns[name];
    if (name.startsWith('Math.')) return primitiveShape('number');
    if (name === 'Array') return objectShape('array');
    if (name === 'Array.of') return objectShape('array', eitherOf(node.arguments.map(of)), true);
    if (name === 'Array.from') return shapeOfArrayFrom(node, of);
    if (name === 'Object.freeze' && node.arguments.length === 1) return of(node.arguments[0]);
  }
  const callee = bare(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return unknownShape;
  const owner = of(callee.expression);
  if (owner.kind === 'array') return shapeOfArrayMethod(callee.name.text, node, owner, of);
  if (owner.kind === 'string') return shapeOfStringMethod(callee.name.text);
  if (owner.kind === 'map' || owner.kind === 'set')
    return shapeOfMapMethod(callee.name.text, owner);
  if (callee.name.text === 'toString' || callee.name.text === 'toFixed')
    return primitiveShape('string');
  return unknownShape;
}

/** `values()` gives an iterator: an object out of which the values come. */
function shapeOfMapMethod(name: string, owner: Shape): Shape {
  if (name === 'values') return objectShape('object', owner.element);
  return name === 'has' || name === 'delete' ? primitiveShape('boolean') : unknownShape;
}

function shapeOfArrayFrom(node: ts.CallExpression, of: Of): Shape {
  const [source, map] = node.arguments;
  if (source === undefined) return unknownShape;
  return objectShape('array', map === undefined ? iterated(of(source)) : resultOf(map, of), true);
}

/** What a callback that stands here returns, if it is a single expression. */
function resultOf(callback: ts.Expression, of: Of): Shape | undefined {
  const fn = bare(callback);
  if (ts.isIdentifier(fn) && (fn.text === 'String' || fn.text === 'Number'))
    return primitiveShape(fn.text === 'String' ? 'string' : 'number');
  if (!ts.isArrowFunction(fn) || ts.isBlock(fn.body)) return undefined;
  return fn.modifiers === undefined ? of(fn.body) : undefined;
}

function shapeOfArrayMethod(name: string, call: ts.CallExpression, owner: Shape, of: Of): Shape {
  switch (name) {
    case 'map':
      return objectShape(
        'array',
        call.arguments[0] && resultOf(call.arguments[0], of),
        owner.dense,
      );
    case 'filter':
      return objectShape('array', owner.element, true);
    case 'flatMap':
      return objectShape('array', undefined, true);
    case 'flat':
      return objectShape('array', undefined, true);
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'fill':
      return objectShape('array', name === 'fill' ? undefined : owner.element, owner.dense);
    case 'toSorted':
    case 'toReversed':
      return objectShape('array', owner.element, true);
    case 'concat':
    case 'splice':
    case 'toSpliced':
    case 'with':
      return objectShape('array');
    case 'join':
      return primitiveShape('string');
    case 'includes':
    case 'some':
    case 'every':
      return primitiveShape('boolean');
    case 'indexOf':
    case 'lastIndexOf':
    case 'findIndex':
    case 'findLastIndex':
    case 'push':
    case 'unshift':
      return { kind: 'number', primitive: true, maybeNaN: false };
    case 'pop':
    case 'shift':
    case 'at':
    case 'find':
      return owner.element?.primitive === true
        ? { kind: 'unknown', primitive: true, maybeNaN: owner.element.maybeNaN }
        : unknownShape;
    default:
      return unknownShape;
  }
}

const stringMethods = new Set([
  ...['charAt', 'concat', 'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll'],
  ...['slice', 'substring', 'substr', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase'],
  ...['toLocaleUpperCase', 'trim', 'trimStart', 'trimEnd', 'toString', 'valueOf'],
]);

function shapeOfStringMethod(name: string): Shape {
  if (stringMethods.has(name)) return primitiveShape('string');
  if (name === 'split') return objectShape('array', primitiveShape('string'), true);
  if (['indexOf', 'lastIndexOf', 'search', 'localeCompare'].includes(name))
    return { kind: 'number', primitive: true, maybeNaN: false };
  if (name === 'charCodeAt') return primitiveShape('number');
  return ['includes', 'startsWith', 'endsWith'].includes(name)
    ? primitiveShape('boolean')
    : unknownShape;
}
