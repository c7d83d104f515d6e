import ts from 'typescript';
import { hasComment, replace, textOf } from '../../analysis/edits';
import { bare, wrapped } from '../../analysis/walk';
import type { Cost, TextEdit } from '../../hint';

/** `list.includes(x)`, or `list.indexOf(x)` compared so that it only says whether x is in the list. */
export interface MembershipTest {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly method: 'includes' | 'indexOf';
  /** The receiver without parentheses and types put on it. */
  readonly list: ts.Expression;
  /** The whole test: the call, or the comparison around it. */
  readonly whole: ts.Expression;
  /** Whether the test is true for an element of the list. */
  readonly positive: boolean;
}

export function membershipTest(call: ts.CallExpression): MembershipTest | undefined {
  const callee = bare(call.expression);
  if (callee !== call.expression || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (call.questionDotToken !== undefined) return undefined;
  if (call.arguments.length !== 1 || ts.isSpreadElement(call.arguments[0])) return undefined;
  const list = bare(callee.expression);
  const found = { call, callee, list };
  if (callee.name.text === 'includes')
    return { ...found, method: 'includes', whole: call, positive: true };
  if (callee.name.text !== 'indexOf' || callee.questionDotToken !== undefined) return undefined;
  const compared = comparison(call);
  return compared && { ...found, method: 'indexOf', ...compared };
}

/** The membership test that this expression is the list of. */
export function testOfList(list: ts.Expression): MembershipTest | undefined {
  const callee = wrapped(list).parent;
  if (!ts.isPropertyAccessExpression(callee) || callee.expression !== wrapped(list))
    return undefined;
  const call = callee.parent;
  return ts.isCallExpression(call) && call.expression === callee ? membershipTest(call) : undefined;
}

/** Comparisons of an index that say whether there is one, by the operator and the number on its right. */
const comparisons: Readonly<Record<string, boolean>> = {
  '!== -1': true,
  '!= -1': true,
  '> -1': true,
  '>= 0': true,
  '=== -1': false,
  '== -1': false,
  '< 0': false,
  '<= -1': false,
};

const turned: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function comparison(call: ts.CallExpression) {
  const index = wrapped(call);
  const whole = index.parent;
  if (!ts.isBinaryExpression(whole)) return undefined;
  const operator = textOf(whole.operatorToken);
  const onLeft = whole.left === index;
  const other = textOf(bare(onLeft ? whole.right : whole.left));
  const key = `${onLeft ? operator : (turned[operator] ?? operator)} ${other}`;
  return Object.hasOwn(comparisons, key) ? { whole, positive: comparisons[key] } : undefined;
}

/** Turns the test into `set.has(x)`; undefined where a comment would be lost. */
export function testEdits(test: MembershipTest, set: string): TextEdit[] | undefined {
  const { call, callee, whole } = test;
  const file = call.getSourceFile();
  const receiver = callee.expression;
  const edits: TextEdit[] = [];
  if (textOf(receiver) !== set) {
    if (hasComment(file, receiver.getStart(), receiver.end)) return undefined;
    edits.push(replace(receiver, set));
  }
  edits.push(replace(callee.name, 'has'));
  const before = { start: whole.getStart(), end: call.getStart() };
  const after = { start: call.end, end: whole.end };
  if (hasComment(file, before.start, before.end) || hasComment(file, after.start, after.end))
    return undefined;
  const not = test.positive ? '' : '!';
  if (before.end > before.start) edits.unshift({ ...before, text: not });
  else if (not !== '') {
    const first = edits[0];
    if (first.start === before.start) edits[0] = { ...first, text: not + first.text };
    else edits.unshift({ ...before, text: not });
  }
  if (after.end > after.start) edits.push({ ...after, text: '' });
  return edits;
}

/** What the call costs: V8 puts it at the method's name; the receiver is let in for maps that are coarse. */
export function testCost(test: MembershipTest, ratio: number): Cost {
  const { callee, call, list } = test;
  const plain = ts.isIdentifier(list) || ts.isPropertyAccessExpression(list);
  const file = call.getSourceFile();
  const sameLine =
    file.getLineAndCharacterOfPosition(list.getStart()).line ===
    file.getLineAndCharacterOfPosition(callee.name.getStart()).line;
  return {
    start: plain && sameLine ? callee.getStart() : callee.name.getStart(),
    end: call.arguments[0].pos,
    builtins:
      /^(?:Array\.prototype\.)?(?:includes|indexOf)$|^Array(?:Prototype)?(?:Includes|IndexOf)/,
    withCalls: false,
    ratio,
  };
}

/** How many times faster a set that is built once answers, the least of Node 20 to 26; often the size is not known. */
export function setRatio(size: number | undefined): number {
  const measured: readonly (readonly [number, number])[] = [
    [100, 15],
    [32, 4],
    [16, 1.6],
    [8, 1.25],
  ];
  return measured.find(([least]) => (size ?? 16) >= least)?.[1] ?? 1;
}
