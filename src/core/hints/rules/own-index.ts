import ts from 'typescript';
import { builtinCallee, iteratingArrayMethods } from '../analysis/builtins';
import { isSameValue } from '../analysis/callbacks';
import { initializerOf, isConstant, neverChanges } from '../analysis/changes';
import { hasComment, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { changeOf } from '../analysis/invariance';
import { iterationOfCallback } from '../analysis/iterations';
import { shapeOf } from '../analysis/shapes';
import { bare, isFunctionLike, isInside, some, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Searching an array for the element that a callback was just given: it is given the index as well. */
export const ownIndex: Rule = {
  id: 'own-index',
  category: 'algorithm',
  explanation: {
    text: 'The callback searches the array for the element it was called with: n²/2 comparisons. The index comes as its second parameter. Where the array has a value twice, indexOf gives the first place and the parameter each its own.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const search = searchOf(node as ts.CallExpression, code); // as `kinds` says
    if (search === undefined || isAboutRepeats(search, code)) return undefined;
    const { call, list, fn, around } = search;
    const change = changeOf(list, around, false, code.scopes);
    if (change === undefined || change === 'yes') return undefined;
    const edits = editsOf(search, code);
    const differs = conditionOf(list, change === 'perhaps', code);
    const why: Template = { text: 'not as an edit: the index has no name here', args: [] };
    return {
      node: call,
      title: { text: 'Use the index that the callback is given', args: [] },
      safety: edits === undefined ? 'advice' : differs === undefined ? 'safe' : 'review',
      differs: edits === undefined ? (differs ?? why) : differs,
      edits: edits ?? [],
      cost: {
        start: Math.max(list.getStart(), fn.getStart()),
        end: call.end,
        builtins: /^(?:Array\.prototype\.)?indexOf$|^Array(?:Prototype)?IndexOf/,
        withCalls: false,
        ratio: 1.7,
      },
    };
  },
};

/** `list.indexOf(item)` in a callback of `list` that was given `item`. */
interface Search {
  readonly call: ts.CallExpression;
  readonly list: ts.Expression;
  readonly fn: ts.ArrowFunction | ts.FunctionExpression;
  /** The call that calls back. */
  readonly around: ts.CallExpression;
}

function searchOf(call: ts.CallExpression, { scopes }: Code): Search | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'indexOf') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 1) return undefined;
  const item = bare(args[0]);
  if (!ts.isIdentifier(item)) return undefined;
  const binding = scopes.bindingOf(item);
  const parameter = binding?.names[0].parent;
  if (binding === undefined || parameter === undefined || !ts.isParameter(parameter))
    return undefined;
  const fn = parameter.parent;
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
  if (ts.isFunctionExpression(fn) && fn.name !== undefined) return undefined; // may call itself
  if (fn.parameters[0] !== parameter || parameter.name !== binding.names[0]) return undefined;
  if (parameter.initializer !== undefined || !isConstant(binding, scopes)) return undefined;
  const around = iterationOfCallback(fn);
  const owner = around?.expression;
  if (around === undefined || owner === undefined || !ts.isPropertyAccessExpression(owner))
    return undefined;
  const { name } = owner;
  if (!iteratingArrayMethods.has(name.text) || name.text.startsWith('reduce')) return undefined;
  if (!isSameValue(callee.expression, owner.expression, scopes)) return undefined;
  if (hasOtherThis(callee.expression, fn)) return undefined;
  return { call, list: bare(callee.expression), fn, around };
}

/** Whether `this` in the list's name is that of a function inside the callback, or of the callback itself. */
function hasOtherThis(list: ts.Expression, callback: ts.Node): boolean {
  if (!some(list, ({ kind }) => kind === ts.SyntaxKind.ThisKeyword)) return false;
  for (let at: ts.Node = list; at !== callback.parent; at = at.parent)
    if (isFunctionLike(at) && !ts.isArrowFunction(at)) return true;
  return false;
}

/** Whether the search is there to tell the first of several: compared with the own index or the last one. */
function isAboutRepeats({ call, fn }: Search, { scopes }: Code): boolean {
  const { parent } = wrapped(call);
  if (!ts.isBinaryExpression(parent) || !comparisons.has(parent.operatorToken.kind)) return false;
  const other = isInside(call, parent.left) ? parent.right : parent.left;
  return some(other, node => {
    if (!ts.isIdentifier(node)) return false;
    const own = fn.parameters
      .slice(1)
      .some(({ name }) => name === scopes.bindingOf(node)?.names[0]);
    return own || node.text === 'lastIndexOf' || node.text === 'indexOf';
  });
}

const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken],
  ...[ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken],
  ...[ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken],
  ...[ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);

function conditionOf(list: ts.Expression, mayChange: boolean, code: Code): Template | undefined {
  const args = [textOf(list)];
  if (isUnlike(list, code)) return undefined;
  if (shapeOf(list, code.scopes).kind !== 'array')
    return { text: 'if `{0}` is not an array, or has a value twice or NaN', args };
  return mayChange
    ? { text: 'if `{0}` has a value twice or NaN, or changes meanwhile', args }
    : { text: 'if `{0}` has a value twice or NaN', args };
}

/** Whether no two elements are equal and none is NaN: keys of an object, a copy of a set, that nothing changes. */
function isUnlike(list: ts.Expression, { scopes }: Code): boolean {
  const binding = ts.isIdentifier(list) ? scopes.bindingOf(list) : undefined;
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined || !neverChanges(binding, scopes)) return false;
  const made = bare(value);
  if (ts.isCallExpression(made) && builtinCallee(made, scopes) === 'Object.keys') return true;
  if (!ts.isArrayLiteralExpression(made) || made.elements.length !== 1) return false;
  const [copied] = made.elements;
  if (!ts.isSpreadElement(copied)) return false;
  const { kind, element } = shapeOf(copied.expression, scopes);
  return kind === 'set' && element?.maybeNaN === false;
}

/** The second parameter in place of the search; a new one where there is none. */
function editsOf({ call, fn }: Search, { file, scopes }: Code): Finding['edits'] | undefined {
  if (hasComment(file, call.getStart(), call.end)) return undefined;
  const [item, index] = fn.parameters;
  if (index === undefined) {
    const name = uniqueName('index', scopes);
    const bareArrow = item.getStart() === fn.getStart() && ts.isArrowFunction(fn);
    const before = { start: item.getStart(), end: item.getStart(), text: '(' };
    const after = { start: item.end, end: item.end, text: `, ${name}${bareArrow ? ')' : ''}` };
    return inOrder([...(bareArrow ? [before] : []), after, replace(call, name)]);
  }
  if (!ts.isIdentifier(index.name) || index.initializer !== undefined) return undefined;
  if (index.dotDotDotToken !== undefined) return undefined;
  const binding = scopes.declaredBy(index.name);
  if (binding === undefined || !isConstant(binding, scopes)) return undefined;
  for (let at = scopes.scopeAt(call); at !== binding.scope; at = at.parent ?? binding.scope)
    if (at.bindings.has(binding.name)) return undefined;
  return [replace(call, binding.name)];
}
