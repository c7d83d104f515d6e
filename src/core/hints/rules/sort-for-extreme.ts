import ts from 'typescript';
import { builtinCallee } from '../analysis/builtins';
import { functionOfExpression } from '../analysis/callbacks';
import { hasComment, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';

/** Sorting a copy only to read its first or last element: going through once finds it. */
export const sortForExtreme: Rule = {
  id: 'sort-for-extreme',
  category: 'algorithm',
  explanation: {
    text: 'A copy is made and sorted only to read one end of it. Going through the elements once finds the least or the greatest with n comparisons instead of about n·log n, and without a copy.',
    args: [],
  },
  kinds: [ts.SyntaxKind.ElementAccessExpression, ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const end = endOf(node as ts.Expression); // as `kinds` says
    const sorting = end && sortingOf(end.sorted, code.scopes);
    if (end === undefined || sorting === undefined) return undefined;
    return findingOf(node as ts.Expression, end.first, sorting, code);
  },
};

/** `sorted[0]`, `sorted.at(0)`, `sorted.shift()`; `sorted.at(-1)`, `sorted.pop()`. */
function endOf(node: ts.Expression): { sorted: ts.Expression; first: boolean } | undefined {
  if (ts.isElementAccessExpression(node)) {
    if (node.questionDotToken !== undefined || textOf(node.argumentExpression) !== '0')
      return undefined;
    return { sorted: bare(node.expression), first: true };
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { expression: owner, name, questionDotToken } = node.expression;
  const call = `${name.text}(${node.arguments.map(textOf).join()})`;
  if (questionDotToken !== undefined) return undefined;
  if (call === 'at(0)' || call === 'shift()') return { sorted: bare(owner), first: true };
  if (call === 'at(-1)' || call === 'pop()') return { sorted: bare(owner), first: false };
  return undefined;
}

/** A copy of `list`, sorted by numbers. */
interface Sorting {
  readonly call: ts.CallExpression;
  readonly list: ts.Expression;
  /** `.price`, or nothing where the elements themselves are compared. */
  readonly key: string;
  readonly ascending: boolean;
}

function sortingOf(node: ts.Expression, scopes: Scopes): Sorting | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression))
    return undefined;
  const { expression: owner, name, questionDotToken } = node.expression;
  if (questionDotToken !== undefined || node.arguments.length !== 1) return undefined;
  const order = orderOf(node.arguments[0], scopes);
  if (order === undefined) return undefined;
  if (name.text === 'toSorted') return { call: node, list: bare(owner), ...order };
  const list = name.text === 'sort' ? copied(bare(owner), scopes) : undefined;
  return list && { call: node, list, ...order };
}

/** What `[...list]`, `list.slice()` or `Array.from(list)` copies. */
function copied(node: ts.Expression, scopes: Scopes): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const [first] = node.elements;
    return node.elements.length === 1 && ts.isSpreadElement(first)
      ? bare(first.expression)
      : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  if (builtinCallee(node, scopes) === 'Array.from') {
    const [list, more] = node.arguments;
    return list === undefined || more !== undefined || ts.isSpreadElement(list)
      ? undefined
      : bare(list);
  }
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined)
    return undefined;
  const plain = callee.name.text === 'slice' && node.arguments.length === 0;
  return plain ? bare(callee.expression) : undefined;
}

/** `(a, b) => a.price - b.price`. */
function orderOf(comparator: ts.Expression, scopes: Scopes) {
  const fn = functionOfExpression(comparator);
  if (fn?.parameters.length !== 2) return undefined;
  const difference = bare(fn.value);
  if (!ts.isBinaryExpression(difference)) return undefined;
  if (difference.operatorToken.kind !== ts.SyntaxKind.MinusToken) return undefined;
  const left = keyOf(difference.left, scopes);
  const right = keyOf(difference.right, scopes);
  if (left === undefined || right === undefined || left.key !== right.key) return undefined;
  const [first, second] = fn.parameters;
  if (left.of === first && right.of === second) return { key: left.key, ascending: true };
  return left.of === second && right.of === first ? { key: left.key, ascending: false } : undefined;
}

/** The parameter whose value is compared, and the properties on the way to it. */
function keyOf(expression: ts.Expression, scopes: Scopes) {
  let key = '';
  let at = bare(expression);
  while (ts.isPropertyAccessExpression(at) && at.questionDotToken === undefined) {
    key = `.${at.name.text}${key}`;
    at = bare(at.expression);
  }
  if (!ts.isIdentifier(at)) return undefined;
  const name = scopes.bindingOf(at)?.names[0];
  return name && ts.isParameter(name.parent) ? { of: name, key } : undefined;
}

function findingOf(
  node: ts.Expression,
  first: boolean,
  { call, list, key, ascending }: Sorting,
  { file, scopes }: Code,
): Finding {
  const least = first === ascending;
  const isArray = shapeOf(list, scopes).kind === 'array';
  const commented =
    hasComment(file, node.getStart(), list.getStart()) || hasComment(file, list.end, node.end);
  const advice = !isArray || !isName(list) || commented;
  const best = uniqueName('best', scopes);
  const item = uniqueName('item', scopes);
  /** Sorting keeps the order of equals, so the first of them is read at the front and the last at the end. */
  const better = `${least ? '<' : '>'}${first ? '' : '='}`;
  const text = textOf(list);
  const start = `(${best}, ${item}) => (${item}${key} ${better} ${best}${key} ? ${item} : ${best})`;
  return {
    node,
    title: {
      text: least
        ? 'Find the least of `{0}` without sorting a copy'
        : 'Find the greatest of `{0}` without sorting a copy',
      args: [text],
    },
    safety: advice ? 'advice' : 'review',
    differs: advice
      ? { text: 'not as an edit: go through `{0}` once', args: [text] }
      : { text: 'if what is compared is NaN, undefined or a text', args: [] },
    edits: advice
      ? []
      : inOrder([
          { start: node.getStart(), end: list.getStart(), text: '' },
          { start: list.end, end: node.end, text: `.reduce(${start}, ${text}[0])` },
        ]),
    cost: {
      start: node.getStart(),
      end: call.end,
      builtins: /^(?:Array\.prototype\.)?(?:sort|toSorted|slice)$|Sort|^ArrayTimSort|[Ss]pread/,
      withCalls: true,
      ratio: 8,
    },
  };
}

/** A variable or a property of one: written twice, it does nothing more. */
function isName(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isName(bare(node.expression));
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}
