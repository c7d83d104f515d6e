import ts from 'typescript';
import { isConstant, isExportedBinding } from '../analysis/changes';
import { hasComment, inOrder, replace, textOf, uniqueName } from '../analysis/edits';
import { parenthesized } from '../analysis/parentheses';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, functionAround, isInside, usesArguments, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { readEdit } from './queue/uses';

/** Calling oneself with a copy of all but the first element: a place that moves along makes no copy. */
export const arrayRecursionCopy: Rule = {
  id: 'array-recursion-copy',
  category: 'algorithm',
  explanation: {
    text: 'Each call copies what is left of the array: n²/2 elements in all. Handing on the array with the place where the rest begins copies none. The function gets one more parameter, with a default.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.VariableDeclaration],
  gate: defaultGate,
  check(node, code) {
    const recursion = ts.isCallExpression(node)
      ? recursionBySlice(node, code.scopes)
      : recursionByRest(node as ts.VariableDeclaration, code.scopes); // as `kinds` says
    return recursion && findingOf(recursion, code);
  },
};

type Declared = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

/** A function that calls itself with all but the first element of its parameter. */
interface Recursion {
  /** `list.slice(1)`, or the declaration `[first, ...rest] = list`. */
  readonly copy: ts.CallExpression | ts.VariableDeclaration;
  readonly fn: Declared;
  readonly self: Binding;
  readonly list: Binding;
  readonly parameter: ts.ParameterDeclaration;
}

/** `f(list.slice(1))` inside `f`, whose parameter `list` is. */
function recursionBySlice(copy: ts.CallExpression, scopes: Scopes): Recursion | undefined {
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
function recursionByRest(
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
function takenApart({ name, initializer, type, parent }: ts.VariableDeclaration) {
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
function slicedFrom(call: ts.CallExpression): ts.Identifier | undefined {
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

function isCallOf(call: ts.CallExpression, self: Binding, scopes: Scopes): boolean {
  const callee = bare(call.expression);
  return (
    ts.isIdentifier(callee) &&
    scopes.bindingOf(callee) === self &&
    call.questionDotToken === undefined &&
    !call.arguments.some(ts.isSpreadElement)
  );
}

function findingOf(recursion: Recursion, code: Code): Finding | undefined {
  const { copy, list } = recursion;
  const { kind } = shapeOf(list.names[0], code.scopes);
  if (kind !== 'array' && kind !== 'unknown') return undefined;
  const edits = editsOf(recursion, code);
  const differs = conditionOf(recursion, kind === 'array', code.scopes);
  const why: Template = {
    text: 'not as an edit: `{0}` is also used in another way',
    args: [list.name],
  };
  return {
    node: copy,
    title: {
      text: 'Hand on the place in `{0}` instead of a copy of its rest',
      args: [list.name],
    },
    safety: edits === undefined ? 'advice' : 'review',
    differs: edits === undefined ? why : differs,
    edits: edits ?? [],
    cost: {
      start: copy.getStart(),
      end: copy.end,
      builtins: /^(?:Array\.prototype\.)?slice$|^Array(?:Prototype)?Slice|[Ss]lice/,
      withCalls: false,
      ratio: 3,
    },
  };
}

/** Whoever calls the function with more than it took would now say where to begin. */
function conditionOf({ self, fn }: Recursion, isArray: boolean, scopes: Scopes): Template {
  const args = [self.name];
  const known =
    !isExportedBinding(self) &&
    self.references.every(id => {
      const call = wrapped(id).parent;
      return (
        ts.isCallExpression(call) &&
        isCallOf(call, self, scopes) &&
        call.expression === wrapped(id) &&
        call.arguments.length <= fn.parameters.length
      );
    });
  if (!isArray) return { text: 'if `{0}` is called with what is not an array', args };
  if (!known) return { text: 'if `{0}` is handed to something that calls it with more', args };
  return { text: 'if something that `{0}` calls changes the array meanwhile', args };
}

/** Undefined where something else is done with the array than asking for its length, its elements and its rest. */
function editsOf(recursion: Recursion, code: Code): Finding['edits'] | undefined {
  const { fn, list } = recursion;
  const { scopes, file } = code;
  const start = uniqueName('start', scopes);
  const last = fn.parameters.at(-1);
  if (last === undefined || hasComment(file, last.end, fn.parameters.end + 1)) return undefined;
  const edits = [];
  for (const id of list.references) {
    if (functionAround(id) !== fn || fn.body === undefined || !isInside(id, fn.body))
      return undefined;
    const edit = editOfUse(id, recursion, start, scopes);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  if (edits.some(edit => hasComment(file, edit.start, edit.end))) return undefined;
  if (fn.parameters.some(one => one.questionToken !== undefined)) return undefined;
  const bareArrow = /^\s*=>/.test(file.text.slice(last.end));
  const before = { start: last.getStart(), end: last.getStart(), text: '(' };
  return inOrder([
    ...(bareArrow ? [before] : []),
    { start: last.end, end: last.end, text: `, ${start} = 0${bareArrow ? ')' : ''}` },
    ...edits,
  ]);
}

function editOfUse(
  id: ts.Identifier,
  recursion: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const { parent } = id;
  if (ts.isVariableDeclaration(parent)) return restEdits(parent, recursion, start, scopes);
  if (ts.isElementAccessExpression(parent) && parent.expression === id) {
    if (parent.questionDotToken !== undefined || isTarget(parent)) return undefined;
    const place = bare(parent.argumentExpression);
    if (!ts.isNumericLiteral(place) || !/^\d+$/.test(place.text)) return undefined;
    const text = place.text === '0' ? start : `${start} + ${place.text}`;
    return [replace(parent.argumentExpression, text)];
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== id) return undefined;
  if (parent.questionDotToken !== undefined) return undefined;
  if (parent.name.text === 'length') return lengthEdit(parent, start);
  const copy = parent.parent;
  if (!ts.isCallExpression(copy) || slicedFrom(copy) !== id) return undefined;
  return handedOn(wrapped(copy), recursion, start, scopes);
}

/** The rest of the array as an argument of the function itself: the array and the next place. */
function handedOn(
  argument: ts.Expression,
  { self, parameter, fn, list }: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const call = argument.parent;
  if (!ts.isCallExpression(call) || !isCallOf(call, self, scopes)) return undefined;
  if (functionAround(call) !== fn || call.arguments.length !== fn.parameters.length)
    return undefined;
  if (call.arguments.indexOf(argument) !== fn.parameters.indexOf(parameter)) return undefined;
  const last = call.arguments[call.arguments.length - 1];
  if (last === argument) return [replace(last, `${list.name}, ${start} + 1`)];
  return [replace(argument, list.name), { start: last.end, end: last.end, text: `, ${start} + 1` }];
}

/** `[first, ...rest] = list` becomes `first = list[start]`, and `rest` the array and the next place. */
function restEdits(
  declaration: ts.VariableDeclaration,
  recursion: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const taken = takenApart(declaration);
  const rest = taken && scopes.declaredBy(taken.rest);
  if (taken === undefined || rest === undefined) return undefined;
  const edits = rest.references.map(id => handedOn(wrapped(id), recursion, start, scopes));
  if (!edits.every(edit => edit !== undefined)) return undefined;
  const text = `${textOf(taken.first)} = ${taken.list.text}[${start}]`;
  return [replace(declaration, text), ...edits.flat()];
}

/** Comparisons that say the same of no elements and of fewer than none: the place may be behind the end. */
const plainComparisons = /^(?:===? [1-9]\d*|!==? [1-9]\d*|< [1-9]\d*|<= \d+|> \d+|>= [1-9]\d*)$/;

function lengthEdit(
  length: ts.PropertyAccessExpression,
  start: string,
): Finding['edits'] | undefined {
  const edit = readEdit(length, start);
  const asks = !edit.text.includes(' - ');
  if (asks) return [edit];
  const { parent } = length;
  if (!ts.isBinaryExpression(parent) || parent.left !== length) return undefined;
  const rest = `${textOf(parent.operatorToken)} ${textOf(parent.right)}`;
  if (!plainComparisons.test(rest)) return undefined;
  return [replace(length, parenthesized(`${textOf(length)} - ${start}`, length))];
}
