import ts from 'typescript';
import { globalName, seesGlobal } from '../analysis/builtins';
import { hasComment, replace, textOf } from '../analysis/edits';
import { bare } from '../analysis/walk';
import { defaultGate, type Rule } from '../hint';

/** Waiting a millisecond to let others run: `setImmediate` lets them run and comes back at once. */
export const settimeoutZeroYield: Rule = {
  id: 'settimeout-zero-yield',
  category: 'concurrency',
  explanation: {
    text: 'setTimeout waits at least a millisecond, whatever it is told. setImmediate lets everything run that is due and goes on after some microseconds.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, { file, scopes }) {
    const call = node as ts.CallExpression; // as `kinds` says
    if (globalName(call.expression, scopes) !== 'setTimeout' || !ts.isIdentifier(call.expression))
      return undefined;
    const [then, delay, more] = call.arguments;
    if (then === undefined || more !== undefined || !isYield(call, then)) return undefined;
    if (delay !== undefined && textOf(delay) !== '0') return undefined;
    const loses = hasComment(file, call.getStart(), call.end);
    const sees = seesGlobal('setImmediate', call, scopes);
    return {
      node: call,
      title: { text: 'Let others run by `setImmediate`, which waits for nothing', args: [] },
      safety: loses || !sees ? 'advice' : 'review',
      differs: {
        text: 'in order: timers and input that are due may come later than before',
        args: [],
      },
      edits: loses || !sees ? [] : [replace(call, `setImmediate(${textOf(then)})`)],
      cost: {
        start: call.getStart(),
        end: call.end,
        builtins: /^(?:setTimeout|Timeout|insert|enqueue)$/,
        withCalls: true,
        ratio: 1.5,
      },
    };
  },
};

/** `new Promise(resolve => setTimeout(resolve, 0))`: nothing but a promise hangs on it. */
function isYield(call: ts.CallExpression, then: ts.Expression): boolean {
  const statement = ts.isExpressionStatement(call.parent) ? call.parent.parent : call;
  if (ts.isSourceFile(statement)) return false;
  if (ts.isBlock(statement) && statement.statements.length !== 1) return false;
  const fn = statement.parent;
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  const [resolve] = fn.parameters;
  if (resolve === undefined || !ts.isIdentifier(then) || resolve.name.getText() !== then.text)
    return false;
  const made = fn.parent;
  return ts.isNewExpression(made) && bare(made.expression).getText() === 'Promise';
}
