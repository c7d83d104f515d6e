import ts from 'typescript';
import { globalName } from '../analysis/builtins';
import { shortText } from '../analysis/edits';
import { runsOnce } from '../analysis/iterations';
import { bare } from '../analysis/walk';
import { defaultGate, type Rule } from '../hint';

/** Throwing where a value would do: an error gathers the stack it was made on. */
export const exceptionsAsControlFlow: Rule = {
  id: 'exceptions-as-control-flow',
  category: 'code',
  explanation: {
    text: 'To make an error V8 goes through the stack and keeps where each call stands, some microseconds each time, and throwing leaves optimised code. Where it happens so often that it takes this much time it is an ordinary outcome: a value that says so costs next to nothing.',
    args: [],
  },
  kinds: [ts.SyntaxKind.NewExpression],
  gate: defaultGate,
  check(node, { scopes }) {
    const made = node as ts.NewExpression; // as `kinds` says
    const name = globalName(made.expression, scopes);
    if (name === undefined || !/^(?:\w+)?Error$/.test(name)) return undefined;
    if (runsOnce(made, scopes)) return undefined;
    const isThrown = ts.isThrowStatement(made.parent) && bare(made.parent.expression) === made;
    return {
      node: made,
      title: isThrown
        ? { text: 'Return a value that says so instead of throwing `{0}`', args: [shortText(made)] }
        : {
            text: 'Keep a value instead of `{0}`, which gathers the whole stack',
            args: [shortText(made)],
          },
      safety: 'advice',
      differs: { text: 'not as an edit: all who call it must know', args: [] },
      edits: [],
      cost: {
        start: made.getStart(),
        end: made.end,
        builtins: /captureStackTrace|^(?:\w+)?Error$|ErrorConstructor|prepareStackTrace/,
        withCalls: false,
        ratio: 10,
      },
    };
  },
};
