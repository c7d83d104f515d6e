import ts from 'typescript';
import { shapeOf } from '../analysis/shapes';
import type { Scopes } from '../analysis/scopes';
import { defaultGate, type Rule } from '../hint';
import { type Key, keysOf, tableOf } from './key/keys';

/**
 * Keys of a Set or Map that are texts of two numbers, such as a place in a grid. Advice: `row * width + column` tells them apart
 * only inside a width that no code shows, as that of neighbours.
 */
export const keyByNumber: Rule = {
  id: 'key-by-number',
  category: 'code',
  explanation: {
    text: 'A text of two numbers is written, put together and hashed for each look-up. One number, row · width + column, is none of it; where the grid is small, an array with that number as index takes less still.',
    args: [],
  },
  kinds: [ts.SyntaxKind.TemplateExpression],
  gate: defaultGate,
  check(node, { scopes }) {
    const key = textOfNumbers(node as ts.Expression, scopes); // as `kinds` says
    const table = key && tableOf(key.node, scopes);
    if (key === undefined || table === undefined) return undefined;
    const isAlike = (other: TextKey) => other.separator === key.separator;
    const keys = keysOf(table, textOfNumbers, isAlike, scopes);
    if (keys === undefined) return undefined;
    return {
      node: key.node,
      title: { text: 'Key `{0}` by one number instead of a text of two', args: [table.name] },
      safety: 'advice',
      differs: {
        text: 'only whole numbers in known bounds stay apart: the one that is added must be at least 0 and below the width',
        args: [],
      },
      edits: [],
      cost: {
        start: key.node.getStart(),
        end: key.node.end,
        builtins: /^(?:NumberToString|StringAdd\w*|ToString|NumberToStringSmi)$/,
        withCalls: false,
        ratio: 1.8,
      },
    };
  },
};

interface TextKey extends Key {
  readonly separator: string;
}

/** `${x},${y}` of numbers. */
function textOfNumbers(node: ts.Expression, scopes: Scopes): TextKey | undefined {
  if (!ts.isTemplateExpression(node) || node.head.text !== '') return undefined;
  const [first, second, more] = node.templateSpans;
  if (second === undefined || more !== undefined || second.literal.text !== '') return undefined;
  const separator = first.literal.text;
  const numbers = [first.expression, second.expression];
  const isTold = separator !== '' && !/[\d.eE+-]/.test(separator);
  const areNumbers = numbers.every(one => shapeOf(one, scopes).kind === 'number');
  return isTold && areNumbers ? { node, numbers, separator } : undefined;
}
