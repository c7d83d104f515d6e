import ts from 'typescript';
import { replace, textOf } from '../../analysis/edits';
import { iterationOfCallback } from '../../analysis/iterations';
import { isTested, standsAlone } from '../../analysis/parentheses';
import type { Binding, Scopes } from '../../analysis/scopes';
import { useOf } from '../../analysis/uses';
import { bare, wrapped } from '../../analysis/walk';
import type { TextEdit } from '../../hint';

/** `queue.shift()`, `queue.splice(0, 1)[0]`, or either for its effect alone. */
export interface Take {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly queue: ts.Expression;
  /** The expression whose value is what was taken. */
  readonly whole: ts.Expression;
  /** Whether nothing is done with that value. */
  readonly dropped: boolean;
}

export function isTake(call: ts.CallExpression): Take | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined)
    return undefined;
  const queue = bare(callee.expression);
  const found = { call, callee, queue };
  if (callee.name.text === 'shift' && args.length === 0)
    return { ...found, whole: call, dropped: isDropped(call) };
  if (callee.name.text !== 'splice' || args.length !== 2) return undefined;
  if (textOf(args[0]) !== '0' || textOf(args[1]) !== '1') return undefined;
  if (isDropped(call)) return { ...found, whole: call, dropped: true };
  const { parent } = call;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== call) return undefined;
  if (textOf(parent.argumentExpression) !== '0') return undefined;
  return { ...found, whole: parent, dropped: isDropped(parent) };
}

function isDropped(node: ts.Expression): boolean {
  return ts.isExpressionStatement(node.parent);
}

/** Everything that is done with a queue that is only filled, emptied and asked for its length. */
export interface QueueUses {
  readonly takes: readonly Take[];
  readonly lengths: readonly ts.PropertyAccessExpression[];
}

/** Undefined if anything else is done with it. */
export function queueUses(binding: Binding, scopes: Scopes): QueueUses | undefined {
  const takes: Take[] = [];
  const lengths: ts.PropertyAccessExpression[] = [];
  for (const id of binding.references) {
    const use = useOf(id, scopes);
    if (use.kind === 'member' && use.name === 'length' && ts.isPropertyAccessExpression(use.node)) {
      if (use.node.questionDotToken !== undefined) return undefined;
      lengths.push(use.node);
      continue;
    }
    if (use.kind !== 'change' || !ts.isCallExpression(use.by)) return undefined;
    if (use.method === 'push' && isUnused(use.by)) continue;
    const take = isTake(use.by);
    if (take === undefined) return undefined;
    takes.push(take);
  }
  return { takes, lengths };
}

/** Whether nobody sees the value, which is the new length for `push`. */
function isUnused(call: ts.Expression): boolean {
  const node = wrapped(call);
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isArrowFunction(parent) && parent.body === node) {
    const iteration = iterationOfCallback(parent);
    const callee = iteration?.expression;
    return (
      callee !== undefined &&
      ts.isPropertyAccessExpression(callee) &&
      callee.name.text === 'forEach'
    );
  }
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const { kind } = parent.operatorToken;
    const chooses =
      kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
    return chooses && isUnused(parent);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isUnused(parent);
  return false;
}

/**
 * Takes by the index. `sure`: it is known that there is something to take; otherwise nothing is taken from an empty queue.
 * To the type checker `splice(0, 1)[0]` is never undefined, so in typed code its replacement isn't either.
 */
export function takeEdit(take: Take, head: string, sure: boolean, typed: boolean): TextEdit {
  const { whole, callee, call, dropped } = take;
  const queue = textOf(callee.expression);
  if (dropped)
    return replace(whole, sure ? `${head}++` : `if (${head} < ${queue}.length) ${head}++`);
  if (sure) return replace(whole, `${queue}[${head}++]`);
  const taken = `${head} < ${queue}.length ? ${queue}[${head}++] : undefined`;
  if (typed && whole !== call) return replace(whole, `(${taken})!`);
  return replace(whole, standsAlone(whole) ? taken : `(${taken})`);
}

/** Whether a comparison can stand here without parentheses. */
function bindsLoosely(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return false;
  if (standsAlone(node) || isTested(node)) return true;
  if (ts.isConditionalExpression(parent)) return true;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
}

/** Comparisons of a length that ask whether there is anything. */
const full = ['> 0', '!== 0', '!= 0', '>= 1'];
const empty = ['=== 0', '== 0', '< 1', '<= 0'];

/** The length of what is left. */
export function readEdit(length: ts.PropertyAccessExpression, head: string): TextEdit {
  const text = textOf(length);
  const node = wrapped(length);
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const rest = `${textOf(parent.operatorToken)} ${textOf(parent.right)}`;
    if (full.includes(rest)) return replace(parent, `${head} < ${text}`);
    if (empty.includes(rest)) return replace(parent, `${head} >= ${text}`);
  }
  if (ts.isBinaryExpression(parent) && parent.right === node && textOf(parent.left) === '0') {
    if (parent.operatorToken.kind === ts.SyntaxKind.LessThanToken)
      return replace(parent, `${head} < ${text}`);
  }
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    const none = `${head} >= ${text}`;
    return replace(parent, bindsLoosely(parent) ? none : `(${none})`);
  }
  if (node === length && isTested(length)) return replace(length, `${head} < ${text}`);
  const left = `${text} - ${head}`;
  const alone = standsAlone(length) || ts.isTemplateSpan(parent);
  return replace(length, alone ? left : `(${left})`);
}
