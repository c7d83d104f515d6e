import ts from 'typescript';
import { isConstant } from '../../analysis/changes';
import { textOf } from '../../analysis/edits';
import type { Binding, Scopes } from '../../analysis/scopes';
import { bare, functionAround, usesArguments, wrapped } from '../../analysis/walk';

type Declared = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

/** A function that calls itself with all but the first element of its parameter. */
export interface Recursion {
  /** `list.slice(1)`, or the declaration `[first, ...rest] = list`. */
  readonly copy: ts.CallExpression | ts.VariableDeclaration;
  readonly fn: Declared;
  readonly self: Binding;
  readonly list: Binding;
  readonly parameter: ts.ParameterDeclaration;
}

/** `f(list.slice(1))` inside `f`, whose parameter `list` is. */
export function recursionBySlice(copy: ts.CallExpression, scopes: Scopes): Recursion | undefined {
  const id = slicedFrom(copy);
  const call = wrapped(copy).parent;
  const recursion = id && recursionOf(copy, id, scopes);
  if (recursion === undefined || !ts.isCallExpression(call)) return undefined;
  const { fn, self, parameter } = recursion;
  if (functionAround(call) !== fn || !isCallOf(call, self, scopes)) return undefined;
  const place = call.arguments.indexOf(wrapped(copy));
  return place === fn.parameters.indexOf(parameter) ? recursion : undefined;
}

/** `const [first, ...rest] = list`, where `rest` is only handed to the function itself. */
export function recursionByRest(
  declaration: ts.VariableDeclaration,
  scopes: Scopes,
): Recursion | undefined {
  const taken = takenApart(declaration);
  const recursion = taken && recursionOf(declaration, taken.list, scopes);
  if (taken === undefined || recursion === undefined) return undefined;
  const rest = scopes.declaredBy(taken.rest);
  const isUsed = rest !== undefined && rest.references.length > 0;
  return isUsed && functionAround(declaration) === recursion.fn ? recursion : undefined;
}

function recursionOf(
  copy: Recursion['copy'],
  id: ts.Identifier,
  scopes: Scopes,
): Recursion | undefined {
  const list = scopes.bindingOf(id);
  const parameter = list?.names[0].parent;
  if (list === undefined || parameter === undefined || !ts.isParameter(parameter)) return undefined;
  const fn = parameter.parent;
  if (!isDeclared(fn) || !isPlainFunction(fn, parameter) || !isConstant(list, scopes))
    return undefined;
  const self = nameOf(fn, scopes);
  return self && { copy, fn, self, list, parameter };
}

/** The names in `const [first, ...rest] = list`. */
export function takenApart({ name, initializer, type, parent }: ts.VariableDeclaration) {
  if (!ts.isArrayBindingPattern(name) || initializer === undefined || type !== undefined)
    return undefined;
  if (ts.isCatchClause(parent) || (parent.flags & ts.NodeFlags.Const) === 0) return undefined;
  const list = bare(initializer);
  const [first, rest, more] = name.elements;
  if (!ts.isIdentifier(list) || rest === undefined || more !== undefined) return undefined;
  if (!ts.isBindingElement(first) || !ts.isBindingElement(rest)) return undefined;
  if (first.dotDotDotToken !== undefined || rest.dotDotDotToken === undefined) return undefined;
  if (first.initializer !== undefined || !ts.isIdentifier(rest.name)) return undefined;
  return { list, first: first.name, rest: rest.name };
}

/** The `list` of `list.slice(1)`. */
export function slicedFrom(call: ts.CallExpression): ts.Identifier | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'slice') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 1) return undefined;
  const owner = bare(callee.expression);
  return textOf(args[0]) === '1' && ts.isIdentifier(owner) ? owner : undefined;
}

function isDeclared(fn: ts.Node): fn is Declared {
  return ts.isFunctionDeclaration(fn) || ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);
}

/** Every parameter is a name, without rest, so that one more can be added at the end. */
function isPlainFunction(fn: Declared, parameter: ts.ParameterDeclaration): boolean {
  if (fn.asteriskToken !== undefined || fn.body === undefined || usesArguments(fn)) return false;
  if (parameter.initializer !== undefined || parameter.questionToken !== undefined) return false;
  return fn.parameters.every(
    ({ name, dotDotDotToken }) => ts.isIdentifier(name) && dotDotDotToken === undefined,
  );
}

/** The variable that the function is called by: its own name, or that of the constant it is. */
function nameOf(fn: Declared, scopes: Scopes): Binding | undefined {
  const named = ts.isArrowFunction(fn) ? undefined : fn.name;
  if (ts.isFunctionExpression(fn) && named !== undefined) return undefined; // has two names
  const declaration = wrapped(fn as ts.Expression).parent;
  const name =
    named ??
    (ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)
      ? declaration.name
      : undefined);
  const binding = name && scopes.declaredBy(name);
  if (binding === undefined || binding.scope.dynamic || binding.names.length !== 1)
    return undefined;
  const typed = ts.isVariableDeclaration(declaration) && declaration.type !== undefined;
  return isConstant(binding, scopes) && !typed ? binding : undefined;
}

export function isCallOf(call: ts.CallExpression, self: Binding, scopes: Scopes): boolean {
  const callee = bare(call.expression);
  return (
    ts.isIdentifier(callee) &&
    scopes.bindingOf(callee) === self &&
    call.questionDotToken === undefined &&
    !call.arguments.some(ts.isSpreadElement)
  );
}
