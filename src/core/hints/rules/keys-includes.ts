import ts from 'typescript';
import { defaultGate, type Rule } from '../hint';
import { copyOf, copyQuery, copySize } from './query/copied';
import { keysQuery, leastKeys } from './query/keys';
import { membershipTest } from './membership/test';

/** Copying all keys or all elements to look for one of them, or to count them: the collection answers by itself. */
export const keysIncludes: Rule = {
  id: 'keys-includes',
  category: 'algorithm',
  explanation: {
    text: 'An array of all keys or elements is made and then searched or counted. The object, set or map answers at once: Object.hasOwn, has, size. For the keys of an object it pays off from about {0} keys.',
    args: [leastKeys],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.PropertyAccessExpression],
  gate: defaultGate,
  check(node, code) {
    if (ts.isPropertyAccessExpression(node)) return copySize(node, code);
    const test = membershipTest(node as ts.CallExpression); // as `kinds` says
    if (test === undefined || test.callee.questionDotToken !== undefined) return undefined;
    const copied = copyOf(test.list, code.scopes);
    return copied === undefined ? keysQuery(test, code) : copyQuery(test, copied, code);
  },
};
