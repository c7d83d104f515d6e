import ts from 'typescript';
import { builtinNames } from '../../analysis/builtins';
import { hasComment, replace, shortText, textOf } from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import { isTested } from '../../analysis/parentheses';
import { isQuietCallback } from '../../analysis/quiet';
import { shapeOf } from '../../analysis/shapes';
import { isTarget } from '../../analysis/uses';
import { bare, wrapped } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';

/** `list.filter(test)` of which only the first match is taken, or only asked whether there is one. */
interface FilterUse {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly whole: ts.Expression;
  readonly method: 'find' | 'some' | 'not some';
  /** Whether the type checker takes the first match to be there for certain. */
  readonly isSure: boolean;
  /** `[name]` of a declaration. */
  readonly pattern?: ts.ArrayBindingPattern;
}

export function filterForm(call: ts.CallExpression, code: Code): Finding | undefined {
  const use = filterUse(call);
  if (use === undefined) return undefined;
  const { callee, method, whole } = use;
  const { scopes } = code;
  const shape = shapeOf(callee.expression, scopes);
  if (shape.kind !== 'array' && shape.kind !== 'unknown') return undefined;
  const open: Template[] = [];
  const args = [shortText(callee.expression)];
  if (shape.kind !== 'array') open.push({ text: 'if `{0}` is not an array', args });
  else if (method === 'find' && shape.dense !== true)
    open.push({ text: 'if `{0}` has holes, which find looks at too', args });
  if (!isQuietCallback(call.arguments[0], scopes, shape.element))
    open.push({ text: 'if the test changes something or throws: it stops at a match', args: [] });
  const edits = editsOf(use, code);
  const advice = edits === undefined || open.length > 1;
  const inTheWay: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node: whole,
    title: {
      text:
        method === 'find'
          ? 'Find the first match instead of filtering all of `{0}`'
          : 'Ask whether there is some instead of filtering all of `{0}`',
      args,
    },
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs: open[0] ?? (advice ? inTheWay : undefined),
    edits: advice ? [] : edits,
    cost: {
      start: callee.name.getStart(),
      end: whole.end,
      builtins: builtinNames('Array', 'filter'),
      withCalls: true,
      ratio: 1.4,
    },
  };
}

function filterUse(call: ts.CallExpression): FilterUse | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'filter') return undefined;
  if (ts.isOptionalChain(call) || args.length < 1 || args.length > 2) return undefined;
  if (args.some(ts.isSpreadElement)) return undefined;
  const found = { call, callee };
  const { parent } = call;
  if (ts.isElementAccessExpression(parent) && parent.expression === call) {
    if (textOf(parent.argumentExpression) !== '0' || parent.questionDotToken) return undefined;
    const outer = wrapped(parent);
    /** `list[0]()` calls with the list as `this`. */
    const isCalled = ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
    if (isTarget(parent) || isCalled || ts.isTaggedTemplateExpression(outer.parent))
      return undefined;
    return { ...found, whole: parent, method: 'find', isSure: true };
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === call) {
    if (parent.questionDotToken !== undefined) return undefined;
    if (parent.name.text === 'length') return lengthUse(parent, found);
    const outer = parent.parent;
    if (!ts.isCallExpression(outer) || outer.expression !== parent) return undefined;
    const taking = `${parent.name.text}(${outer.arguments.map(textOf).join()})`;
    const isFirst = (taking === 'at(0)' || taking === 'shift()') && !ts.isOptionalChain(outer);
    return isFirst ? { ...found, whole: outer, method: 'find', isSure: false } : undefined;
  }
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== call) return undefined;
  const { name, type } = parent;
  if (!ts.isArrayBindingPattern(name) || name.elements.length !== 1 || type) return undefined;
  const [element] = name.elements;
  if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return undefined;
  if (element.initializer !== undefined || element.dotDotDotToken !== undefined) return undefined;
  return { ...found, whole: call, method: 'find', isSure: true, pattern: name };
}

const some = /^(?:> 0|!==? 0|>= 1)$/;
const none = /^(?:===? 0|< 1|<= 0)$/;

/** `.length` compared so that it only says whether there is any. */
function lengthUse(
  length: ts.PropertyAccessExpression,
  found: Pick<FilterUse, 'call' | 'callee'>,
): FilterUse | undefined {
  const node = wrapped(length);
  const whole = node.parent;
  const asked = { ...found, isSure: false };
  if (ts.isPrefixUnaryExpression(whole) && whole.operator === ts.SyntaxKind.ExclamationToken)
    return { ...asked, whole, method: 'not some' };
  if (ts.isBinaryExpression(whole) && whole.left === node) {
    const rest = `${textOf(whole.operatorToken)} ${textOf(bare(whole.right))}`;
    if (some.test(rest)) return { ...asked, whole, method: 'some' };
    if (none.test(rest)) return { ...asked, whole, method: 'not some' };
  }
  return isTested(node) ? { ...asked, whole: node, method: 'some' } : undefined;
}

/** Undefined where a comment would be lost. */
function editsOf(use: FilterUse, { typed, file }: Code): TextEdit[] | undefined {
  const { call, callee, whole, method, isSure, pattern } = use;
  const before = { start: whole.getStart(), end: call.getStart() };
  const after = { start: call.end, end: whole.end };
  if (hasComment(file, before.start, before.end) || hasComment(file, after.start, after.end))
    return undefined;
  const isFollowed = ts.isNonNullExpression(whole.parent);
  const edits = [
    { ...before, text: method === 'not some' ? '!' : '' },
    replace(callee.name, method === 'find' ? 'find' : 'some'),
    { ...after, text: isSure && typed && !isFollowed ? '!' : '' },
  ];
  if (pattern !== undefined) {
    if (hasComment(file, pattern.getStart(), pattern.end)) return undefined;
    edits.push(replace(pattern, textOf(pattern.elements[0])));
  }
  return inOrder(edits.filter(({ start, end, text }) => end > start || text !== ''));
}
