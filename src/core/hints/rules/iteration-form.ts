import ts from 'typescript';
import { defaultGate, type Rule } from '../hint';
import { awaitForm } from './iteration/await-form';
import { countForm } from './iteration/count-form';
import { filterForm } from './iteration/filter-form';
import { loopForm } from './iteration/loop-form';
import { rangeForm } from './iteration/range-form';

/** Ways to go through elements that do more than is asked of them. */
export const iterationForm: Rule = {
  id: 'iteration-form',
  category: 'code',
  explanation: {
    text: 'A filter goes through the whole array and gathers what is then thrown away; find and some stop at the first match. Going through entries, keys or a reversed copy makes an object, a text or a copy for each element; an index makes none. for await waits even for what is no promise, and a generator that only counts is left and entered again for each number.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement],
  gate: defaultGate,
  check(node, code) {
    if (ts.isCallExpression(node)) return filterForm(node, code) ?? countForm(node, code);
    if (ts.isForOfStatement(node))
      return awaitForm(node, code) ?? loopForm(node, code) ?? rangeForm(node, code);
    return ts.isForInStatement(node) ? loopForm(node, code) : undefined;
  },
};
