import ts from 'typescript';
import { hasComment, replace, shortText, textOf } from '../analysis/edits';
import { bare, wrapped } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { guardedGets } from './lookup/guarded';
import { type HasTest, hasTest, isSameCall, mayBeNothing } from './lookup/has-test';

/**
 * Asking a map twice for the same key: one look-up tells both. `if (!set.has(x)) set.add(x)` stays as it is: adding what is
 * there already was measured to cost twice as much as asking.
 */
export const doubleLookup: Rule = {
  id: 'double-lookup',
  category: 'code',
  explanation: {
    text: 'Map.has and Map.get each hash the key and search for it. Map.get alone gives undefined where there is none.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const test = hasTest(node as ts.CallExpression, code.scopes); // as `kinds` says
    if (test === undefined) return undefined;
    return gottenOrElse(test, code) ?? guarded(test, code);
  },
};

/** `map.has(k) ? map.get(k) : other`. */
function gottenOrElse(test: HasTest, code: Code): Finding | undefined {
  const condition = wrapped(test.call);
  const whole = condition.parent;
  if (!ts.isConditionalExpression(whole) || whole.condition !== condition) return undefined;
  if (!isSameCall(bare(whole.whenTrue), test, 'get')) return undefined;
  const { kind, element } = test.shape;
  if (kind !== 'map' && kind !== 'unknown') return undefined;
  const open: Template[] = [];
  const args = [shortText(test.holder)];
  const isNothing = textOf(bare(whole.whenFalse)) === 'undefined';
  if (kind !== 'map') open.push({ text: 'if `{0}` is not a Map', args });
  if (!isNothing && mayBeNothing(element, ['undefined', 'null']))
    open.push({ text: 'if `{0}` holds undefined or null', args });
  const get = textOf(bare(whole.whenTrue));
  const other = textOf(whole.whenFalse);
  const text = isNothing ? get : `${get} ?? ${isTight(whole.whenFalse) ? other : `(${other})`}`;
  const loses =
    hasComment(code.file, whole.getStart(), whole.whenTrue.getStart()) ||
    hasComment(code.file, whole.whenTrue.getStart(), whole.whenFalse.getStart());
  const edits = loses ? undefined : [replace(whole, text)];
  return findingOf(test, { text: 'Look up in `{0}` once', args }, open, edits, 1.4);
}

/** Binds more tightly than `??`. */
function isTight(node: ts.Expression): boolean {
  return (
    ts.isIdentifier(node) ||
    ts.isLiteralExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isToken(node)
  );
}

/** `if (map.has(k)) { … map.get(k) … }`. */
function guarded(test: HasTest, code: Code): Finding | undefined {
  const found = guardedGets(test, code);
  if (found === undefined) return undefined;
  const title = { text: 'Look up in `{0}` once', args: [shortText(test.holder)] };
  return findingOf(test, title, found.open, found.edits, 1.4);
}

function findingOf(
  { call, holder }: HasTest,
  title: Template,
  open: readonly Template[],
  edits: TextEdit[] | undefined,
  ratio: number,
): Finding {
  const advice = edits === undefined || open.length > 1;
  const callee = call.expression as ts.PropertyAccessExpression; // as hasTest found
  return {
    node: call,
    title,
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs:
      open[0] ??
      (advice ? { text: 'not as an edit: a comment is in the way', args: [] } : undefined),
    edits: advice ? [] : edits,
    cost: {
      start: ts.isIdentifier(holder) ? call.getStart() : callee.name.getStart(),
      end: call.end,
      builtins: /^(?:Map\.prototype\.)?(?:has|get)$|^MapPrototype(?:Has|Get)|FindOrderedHashMap/,
      withCalls: false,
      ratio,
    },
  };
}
