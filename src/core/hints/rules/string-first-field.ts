import ts from 'typescript';
import { hasComment, placeBefore, replace, shortText, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { canMoveBefore } from '../analysis/order';
import { parenthesized } from '../analysis/parentheses';
import { shapeOf } from '../analysis/shapes';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Splitting a text into an array only to take the first part: the part up to the separator is a slice. */
export const stringFirstField: Rule = {
  id: 'string-first-field',
  category: 'code',
  explanation: {
    text: 'String.split makes an array of every part, of which only the first is used. Looking for the separator and cutting there makes one text and stops at the first separator.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const first = firstField(node as ts.CallExpression); // as `kinds` says
    return first && findingOf(first, code);
  },
};

/** `text.split(separator)[0]`, or `[name] = text.split(separator)` in a declaration. */
interface FirstField {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly separator: ts.StringLiteralLike;
  /** The expression that gives the first part; the call where a pattern takes it. */
  readonly whole: ts.Expression;
  /** `[name]`. */
  readonly pattern: ts.ArrayBindingPattern | undefined;
}

function firstField(call: ts.CallExpression): FirstField | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'split') return undefined;
  if (callee.questionDotToken !== undefined || ts.isOptionalChain(call)) return undefined;
  const [separator] = args;
  if (args.length !== 1 || !ts.isStringLiteralLike(separator) || separator.text === '')
    return undefined;
  const found = { call, callee, separator, pattern: undefined };
  const { parent } = call;
  if (ts.isElementAccessExpression(parent) && parent.expression === call) {
    const isFirst = textOf(parent.argumentExpression) === '0' && !parent.questionDotToken;
    return isFirst ? { ...found, whole: parent } : undefined;
  }
  if (ts.isPropertyAccessExpression(parent) && parent.expression === call) {
    const outer = parent.parent;
    if (!ts.isCallExpression(outer) || outer.expression !== parent) return undefined;
    const taking = `${parent.name.text}(${outer.arguments.map(textOf).join()})`;
    const isFirst = taking === 'at(0)' || taking === 'shift()';
    return isFirst && !ts.isOptionalChain(outer) ? { ...found, whole: outer } : undefined;
  }
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== call) return undefined;
  const { name } = parent;
  if (!ts.isArrayBindingPattern(name) || name.elements.length !== 1) return undefined;
  return isPlainElement(name.elements[0]) && parent.type === undefined
    ? { ...found, whole: call, pattern: name }
    : undefined;
}

/** A name alone: no default, no rest, no pattern inside. */
function isPlainElement(element: ts.ArrayBindingElement): boolean {
  return (
    ts.isBindingElement(element) &&
    ts.isIdentifier(element.name) &&
    element.initializer === undefined &&
    element.dotDotDotToken === undefined
  );
}

function findingOf(first: FirstField, code: Code): Finding | undefined {
  const { call, callee, whole } = first;
  const receiver = callee.expression;
  const { kind } = shapeOf(receiver, code.scopes);
  if (kind !== 'string' && kind !== 'unknown') return undefined;
  const cut = cutEdits(first, code);
  const edits = cut ?? limitEdits(first);
  const text = shortText(receiver);
  return {
    node: call,
    title: { text: 'Cut `{0}` at the first separator instead of splitting it', args: [text] },
    safety: kind === 'string' ? 'safe' : 'review',
    differs: kind === 'string' ? undefined : { text: 'if `{0}` is not a string', args: [text] },
    edits,
    cost: {
      start: ts.isIdentifier(receiver) ? call.getStart() : callee.name.getStart(),
      end: whole.end,
      builtins: /^(?:String\.prototype\.)?split$|StringSplit|^StringPrototypeSplit/,
      withCalls: false,
      ratio: cut === undefined ? 1.3 : 5,
    },
  };
}

/** Looks for the separator in a statement before and slices; undefined where no statement can stand, or a comment is in the way. */
function cutEdits(first: FirstField, code: Code): TextEdit[] | undefined {
  const { call, callee, separator, whole, pattern } = first;
  const { scopes, file } = code;
  const place = placeBefore(call, file);
  const receiver = callee.expression;
  if (place === undefined || !canMoveBefore(receiver, call, place.before, scopes)) return undefined;
  if (hasComment(file, whole.getStart(), whole.end)) return undefined;
  if (pattern !== undefined && hasComment(file, pattern.getStart(), pattern.end)) return undefined;
  const end = uniqueName('end', scopes);
  const named = ts.isIdentifier(receiver);
  const text = named ? receiver.text : uniqueName('text', scopes);
  const statements = [`const ${end} = ${text}.indexOf(${textOf(separator)})`];
  if (!named) statements.unshift(`const ${text} = ${textOf(callee.expression)}`);
  const cut = parenthesized(`${end} < 0 ? ${text} : ${text}.slice(0, ${end})`, whole);
  const edits = [...place.insert(...statements), replace(whole, cut)];
  if (pattern !== undefined) edits.push(replace(pattern, textOf(pattern.elements[0])));
  return inOrder(edits);
}

/** Splits no further than the first part. */
function limitEdits({ separator }: FirstField): TextEdit[] {
  return [{ start: separator.end, end: separator.end, text: ', 1' }];
}
