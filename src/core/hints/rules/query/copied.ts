import ts from 'typescript';
import { builtinCallee, isHarmlessCall } from '../../analysis/builtins';
import { hasComment, textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { isTarget } from '../../analysis/uses';
import { bare, some } from '../../analysis/walk';
import type { Code, Cost, Finding, Template } from '../../hint';
import { type MembershipTest, testEdits } from '../membership/test';

/** An array of everything that a set or map holds. */
export interface Copied {
  readonly from: ts.Expression;
  /** What the copy goes through: the set or map, or `m.keys()`. */
  readonly source: ts.Expression;
  /** What is copied: elements of a set, keys of a map, or something else of a map. */
  readonly what: 'elements' | 'keys' | 'other';
}

/** The set or map that `[...s]`, `Array.from(s)` or `[...m.keys()]` copies. */
export function copyOf(list: ts.Expression, scopes: Scopes): Copied | undefined {
  const source = copiedFrom(bare(list), scopes);
  if (source === undefined) return undefined;
  const from = bare(source);
  const { kind } = shapeOf(from, scopes);
  if (kind === 'set') return { from, source, what: 'elements' };
  if (kind === 'map') return { from, source, what: 'other' };
  if (!ts.isCallExpression(from) || !ts.isPropertyAccessExpression(from.expression))
    return undefined;
  const { expression: owner, name, questionDotToken } = from.expression;
  if (questionDotToken !== undefined || from.arguments.length > 0) return undefined;
  if (!['keys', 'values', 'entries'].includes(name.text)) return undefined;
  const held = shapeOf(owner, scopes).kind;
  if (held === 'set')
    return { from: owner, source, what: name.text === 'entries' ? 'other' : 'elements' };
  return held === 'map'
    ? { from: owner, source, what: name.text === 'keys' ? 'keys' : 'other' }
    : undefined;
}

function copiedFrom(node: ts.Expression, scopes: Scopes): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const [first] = node.elements;
    return node.elements.length === 1 && ts.isSpreadElement(first) ? first.expression : undefined;
  }
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return undefined;
  if (builtinCallee(node, scopes) !== 'Array.from') return undefined;
  return ts.isSpreadElement(node.arguments[0]) ? undefined : node.arguments[0];
}

/** `[...set].includes(x)` → `set.has(x)`. */
export function copyQuery(
  test: MembershipTest,
  { from, what }: Copied,
  { scopes }: Code,
): Finding | undefined {
  if (what === 'other') return undefined;
  const { element } = shapeOf(from, scopes);
  const [value] = test.call.arguments;
  const findsNaN =
    test.method === 'indexOf' &&
    shapeOf(value, scopes).maybeNaN &&
    (what === 'keys' || element?.maybeNaN !== false);
  const busy = isQuiet(value, scopes) ? undefined : changesMeanwhile(from);
  const differs: Template | undefined = findsNaN
    ? { text: 'if NaN is looked for: indexOf never finds it, `has` does', args: [] }
    : busy;
  return {
    node: test.whole,
    title: { text: 'Ask `{0}` itself instead of a copy', args: [textOf(from)] },
    ...classed(testEdits(test, receiver(from)), differs),
    cost: copyCost(test.list, test.call),
  };
}

/** Whether evaluating what is looked for changes nothing: a copy would be made before it, `has` is asked after it. */
export function isQuiet(value: ts.Expression, scopes: Scopes): boolean {
  return !some(value, node => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) return !isHarmlessCall(node, scopes);
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
    return ts.isTaggedTemplateExpression(node) || (ts.isExpression(node) && isTarget(node));
  });
}

export function changesMeanwhile(node: ts.Expression): Template {
  return { text: 'if looking for it changes `{0}`', args: [textOf(node)] };
}

/** `[...set].length` → `set.size`. */
export function copySize(node: ts.PropertyAccessExpression, code: Code): Finding | undefined {
  if (node.name.text !== 'length' || node.questionDotToken !== undefined || isTarget(node))
    return undefined;
  const copied = copyOf(node.expression, code.scopes);
  if (copied === undefined) return undefined;
  const { from } = copied;
  const lost =
    hasComment(code.file, node.getStart(), from.getStart()) ||
    hasComment(code.file, from.end, node.end);
  const start = node.getStart();
  return {
    node,
    title: { text: 'Read the size of `{0}` instead of copying it', args: [textOf(from)] },
    ...classed(
      lost ? undefined : [{ start, end: node.end, text: `${receiver(from)}.size` }],
      undefined,
    ),
    cost: copyCost(node.expression, node),
  };
}

function classed(
  edits: Finding['edits'] | undefined,
  differs: Template | undefined,
): Pick<Finding, 'safety' | 'differs' | 'edits'> {
  if (edits === undefined) {
    const why = { text: 'not as an edit: a comment is in the way', args: [] };
    return { safety: 'advice', differs: differs ?? why, edits: [] };
  }
  return { safety: differs === undefined ? 'safe' : 'review', differs, edits };
}

/** In parentheses where a property can't be read from it as it stands. */
function receiver(node: ts.Expression): string {
  const plain =
    ts.isIdentifier(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    (ts.isNewExpression(node) && node.arguments !== undefined);
  return plain ? textOf(node) : `(${textOf(node)})`;
}

function copyCost(list: ts.Expression, whole: ts.Expression): Cost {
  return {
    start: list.getStart(),
    end: whole.end,
    builtins:
      /^(?:Array\.)?(?:prototype\.)?(?:from|includes|indexOf)$|^Array(?:Prototype)?(?:From|Includes|IndexOf)|[Ss]pread|Iterable|SetOrSetIterator|^Map|^Set|next$/,
    withCalls: false,
    ratio: 2,
  };
}
