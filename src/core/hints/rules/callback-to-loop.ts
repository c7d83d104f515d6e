import ts from 'typescript';
import { builtinNames } from '../analysis/builtins';
import { areKept, isNamed, namesIn } from '../analysis/declared-names';
import { hasComment, shortText, textOf } from '../analysis/edits';
import { listChange, loopDiffers } from '../analysis/looped';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { inOrder } from '../../text-edit';
import { bare, functionAround, some, walk } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { indexLoop } from './callback/index-loop';
import { keepsLength } from './iteration/indexed';

/** A function that is called for each element, where a loop calls none. */
export const callbackToLoop: Rule = {
  id: 'callback-to-loop',
  category: 'code',
  explanation: {
    text: 'forEach calls a function for each element. A loop goes through the same elements in the same order and calls none. It matters only where the body does little.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const each = eachOf(node as ts.CallExpression, code.scopes); // as `kinds` says
    return each && findingOf(each, code);
  },
};

/** `list.forEach(element => …);` of an array, or with the index. */
interface Each {
  readonly statement: ts.ExpressionStatement;
  readonly callee: ts.PropertyAccessExpression;
  readonly list: ts.Expression;
  readonly fn: ts.ArrowFunction;
  readonly element: ts.ParameterDeclaration;
}

function eachOf(call: ts.CallExpression, scopes: Scopes): Each | undefined {
  const { parent: statement, expression: callee, arguments: args } = call;
  if (!ts.isExpressionStatement(statement) || args.length !== 1) return undefined;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'forEach') return undefined;
  const fn = bare(args[0]);
  if (ts.isOptionalChain(call) || !ts.isArrowFunction(fn) || fn.modifiers !== undefined)
    return undefined;
  const [element, index, more] = fn.parameters;
  if (element === undefined || element.dotDotDotToken) return undefined;
  if (more !== undefined || index?.dotDotDotToken) return undefined;
  const list = callee.expression;
  if (shapeOf(list, scopes).kind !== 'array') return undefined; // a map gives pairs to a loop
  return { statement, callee, list, fn, element };
}

function findingOf(each: Each, code: Code): Finding {
  const { statement, callee, list, fn } = each;
  const edits = editsOf(each, code);
  const open = loopDiffers(list, statement, code.scopes);
  const why: Template = {
    text: 'not as an edit: what the function declares, gives back or is commented with is in the way',
    args: [],
  };
  return {
    node: statement.expression,
    title: {
      text: 'Go through `{0}` in a loop instead of calling a function for each element',
      args: [shortText(list)],
    },
    safety: edits === undefined ? 'advice' : open === undefined ? 'safe' : 'review',
    differs: edits === undefined ? why : open,
    edits: edits ?? [],
    cost: {
      start: callee.name.getStart(),
      end: fn.getStart(),
      builtins: builtinNames('Array', 'forEach'),
      withCalls: false,
      ratio: 1.25,
      least: 0.15,
    },
  };
}

/** Undefined where the body would mean something else in a loop, or a comment would be lost. */
function editsOf(each: Each, code: Code): TextEdit[] | undefined {
  const { file, scopes } = code;
  const { statement, list, fn, element } = each;
  const { body } = fn;
  const { initializer, type, name } = element;
  if (initializer !== undefined || type !== undefined) return undefined;
  const names = fn.parameters.flatMap(one => namesIn(one.name).map(({ text }) => text));
  if (isNamed(list, names)) return undefined;
  if (listChange(list, statement, scopes) === 'yes' && !setsItsElement(fn, list, code))
    return undefined;
  if (hasComment(file, list.end, body.getStart()) || hasComment(file, body.end, statement.end))
    return undefined;
  const returns = returnsOf(fn);
  if (returns === undefined || declaresForFunction(body)) return undefined;
  const word = areKept(name, scopes) ? 'const' : 'let';
  const start = statement.getStart();
  const head = `for (${word} ${textOf(name)} of ${textOf(list)}) `;
  const ofElements = { head, first: [], end: ts.isBlock(body) ? '' : ';' };
  const loop = fn.parameters.length > 1 ? indexLoop(list, fn, word, code) : ofElements;
  if (loop === undefined) return undefined;
  return inOrder([
    { start, end: body.getStart(), text: loop.head },
    ...loop.first,
    ...returns.map(one => ({ start: one.getStart(), end: one.getStart() + 6, text: 'continue' })),
    { start: body.end, end: statement.end, text: loop.end },
  ]);
}

/** Whether all that the function changes of the list is the element that it is called for. */
function setsItsElement(fn: ts.ArrowFunction, list: ts.Expression, code: Code): boolean {
  const index = fn.parameters.at(1)?.name;
  if (index === undefined || !ts.isIdentifier(index) || !ts.isIdentifier(list)) return false;
  return keepsLength(fn, list, index, code);
}

/** What leaves the function early; undefined where a `continue` there would be of another loop, or a value is given back. */
function returnsOf(fn: ts.ArrowFunction): ts.ReturnStatement[] | undefined {
  const found: ts.ReturnStatement[] = [];
  walk(fn.body, node => {
    if (ts.isReturnStatement(node) && functionAround(node) === fn) found.push(node);
    return undefined;
  });
  const isPlain = found.every(one => one.expression === undefined && !isInLoop(one, fn));
  return isPlain ? found : undefined;
}

function isInLoop(node: ts.Node, fn: ts.Node): boolean {
  for (let at = node.parent; at !== fn; at = at.parent)
    if (ts.isIterationStatement(at, false)) return true;
  return false;
}

/** `var`, functions and directives belong to the whole function: in a loop, to the one around it. */
function declaresForFunction(body: ts.ConciseBody): boolean {
  return some(body, node => {
    if (ts.isFunctionDeclaration(node)) return true;
    if (ts.isExpressionStatement(node)) return ts.isStringLiteral(node.expression);
    const isList = ts.isVariableDeclarationList(node);
    return isList && (node.flags & ts.NodeFlags.BlockScoped) === 0;
  });
}
