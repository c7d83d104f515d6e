import ts from 'typescript';
import { hasComment, replace, shortText, textOf } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { isTested } from '../analysis/parentheses';
import { shapeOf } from '../analysis/shapes';
import { bare, wrapped } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';

/** Searching a whole text to see whether it starts with something: `startsWith` looks at its start alone. */
export const startsWith: Rule = {
  id: 'starts-with',
  category: 'code',
  explanation: {
    text: 'String.indexOf searches on to the end of the text when it does not start with what is looked for. String.startsWith compares at the start and is done.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const test = startTest(node as ts.CallExpression); // as `kinds` says
    return test && findingOf(test, code);
  },
};

/** `text.indexOf(part) === 0`, and other ways to write it. */
interface StartTest {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly part: ts.Expression;
  readonly whole: ts.Expression;
  readonly positive: boolean;
}

function startTest(call: ts.CallExpression): StartTest | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'indexOf') return undefined;
  if (ts.isOptionalChain(call) || args.length !== 1 || ts.isSpreadElement(args[0]))
    return undefined;
  const found = { call, callee, part: args[0] };
  const index = wrapped(call);
  const whole = index.parent;
  if (ts.isPrefixUnaryExpression(whole) && whole.operator === ts.SyntaxKind.ExclamationToken)
    return { ...found, whole, positive: true };
  if (ts.isBinaryExpression(whole)) {
    const operator = whole.operatorToken.kind;
    const other = bare(whole.left === index ? whole.right : whole.left);
    if (isEqual(operator) || isUnequal(operator))
      return textOf(other) === '0' ? { ...found, whole, positive: isEqual(operator) } : undefined;
  }
  return isTested(index) ? { ...found, whole: index, positive: false } : undefined;
}

function isEqual(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
}

function isUnequal(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken
  );
}

function findingOf(test: StartTest, code: Code): Finding | undefined {
  const { call, callee, part, whole } = test;
  const { scopes } = code;
  const { kind } = shapeOf(callee.expression, scopes);
  if (kind !== 'string' && kind !== 'unknown') return undefined;
  const sought = shapeOf(part, scopes);
  if (sought.kind === 'regexp') return undefined;
  const open: Template[] = [];
  if (kind !== 'string')
    open.push({ text: 'if `{0}` is not a string', args: [shortText(callee.expression)] });
  if (sought.kind !== 'string' && !sought.primitive)
    open.push({ text: 'if `{0}` is not a string', args: [shortText(part)] });
  const edits = editsOf(test);
  const advice = edits === undefined || open.length > 1;
  const inTheWay: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  const plain = ts.isIdentifier(callee.expression);
  return {
    node: whole,
    title: {
      text: 'Ask `{0}` whether it starts so instead of searching all of it',
      args: [shortText(callee.expression)],
    },
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs: open[0] ?? (advice ? inTheWay : undefined),
    edits: advice ? [] : edits,
    cost: {
      start: plain ? call.getStart() : callee.name.getStart(),
      end: call.end,
      builtins: /^(?:String\.prototype\.)?indexOf$|^String(?:Prototype)?IndexOf|StringIndexOf/,
      withCalls: false,
      ratio: 1.2,
    },
  };
}

/** Undefined where a comment would be lost. */
function editsOf({ call, callee, whole, positive }: StartTest): TextEdit[] | undefined {
  const file = call.getSourceFile();
  const before = { start: whole.getStart(), end: call.getStart() };
  const after = { start: call.end, end: whole.end };
  if (hasComment(file, before.start, before.end) || hasComment(file, after.start, after.end))
    return undefined;
  return inOrder([
    { ...before, text: positive ? '' : '!' },
    replace(callee.name, 'startsWith'),
    { ...after, text: '' },
  ]);
}
