import ts from 'typescript';
import { defaultGate, type Rule } from '../hint';
import { filterForm } from './iteration/filter-form';
import { loopForm } from './iteration/loop-form';

/** Ways to go through an array that do more than is asked of them. */
export const iterationForm: Rule = {
  id: 'iteration-form',
  category: 'code',
  explanation: {
    text: 'A filter goes through the whole array and gathers what is then thrown away; find and some stop at the first match. Going through entries, keys or a reversed copy makes an object, a text or a copy for each element; an index makes none.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement],
  gate: defaultGate,
  check(node, code) {
    if (ts.isCallExpression(node)) return filterForm(node, code);
    if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return loopForm(node, code);
    return undefined;
  },
};
