import ts from 'typescript';
import { builtinCallee, builtinNames } from '../analysis/builtins';
import { hasComment, replace, textOf } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { type Key, keysOf, tableOf } from './key/keys';

/** Keys of a Set or Map that are written as JSON: a template of numbers says the same and is made faster. */
export const keyByString: Rule = {
  id: 'key-by-string',
  category: 'code',
  explanation: {
    text: 'JSON.stringify makes an array and writes it out for each key. A template of the same numbers is told from others as well. A single number, such as row · width + column, would be faster still, where the width is known.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const key = jsonOfNumbers(node as ts.Expression, code.scopes); // as `kinds` says
    const table = key && tableOf(key.node, code.scopes);
    if (key === undefined || table === undefined) return undefined;
    const isAlike = (other: Key) => other.numbers.length === key.numbers.length;
    const keys = keysOf(table, jsonOfNumbers, isAlike, code.scopes);
    return keys && findingOf(key, table, keys, code);
  },
};

/** `JSON.stringify([x, y])` of numbers. */
function jsonOfNumbers(node: ts.Expression, scopes: Scopes): Key<ts.CallExpression> | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return undefined;
  if (builtinCallee(node, scopes) !== 'JSON.stringify') return undefined;
  const list = bare(node.arguments[0]);
  if (!ts.isArrayLiteralExpression(list) || list.elements.length < 2) return undefined;
  const plain = list.elements.every(
    one =>
      !ts.isSpreadElement(one) &&
      !ts.isOmittedExpression(one) &&
      shapeOf(one, scopes).kind === 'number',
  );
  return plain ? { node, numbers: list.elements } : undefined;
}

function findingOf(
  key: Key,
  table: Binding,
  keys: readonly Key[],
  { file }: Code,
): Finding | undefined {
  const commented = keys.some(({ node }) => hasComment(file, node.getStart(), node.end));
  const why: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node: key.node,
    title: { text: 'Write the keys of `{0}` as a template instead of JSON', args: [table.name] },
    safety: commented ? 'advice' : 'review',
    differs: commented
      ? why
      : { text: 'if a number is NaN or infinite: as JSON they are all alike', args: [] },
    edits: commented ? [] : inOrder(keys.map(one => replace(one.node, templateOf(one)))),
    cost: {
      start: key.node.getStart(),
      end: key.node.end,
      builtins: builtinNames('JSON', 'stringify'),
      withCalls: false,
      ratio: 1.7,
    },
  };
}

function templateOf({ numbers }: Key): string {
  return `\`${numbers.map(one => `\${${textOf(one)}}`).join(',')}\``;
}
