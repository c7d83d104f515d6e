import ts from 'typescript';
import {
  insertAfter,
  insertBefore,
  isStatementList,
  replace,
  uniqueName,
} from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import { activationAround, isCertainIteration, iterationsAround } from '../../analysis/iterations';
import type { Scopes } from '../../analysis/scopes';
import { functionAround, some } from '../../analysis/walk';
import type { Code, TextEdit } from '../../hint';

/**
 * The outermost statement around `call` that repeats it and comes to an end by itself: what the call writes can be gathered
 * until then. `outermost` says how far it may be.
 */
export function loopAround(call: ts.Node, scopes: Scopes): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  const activation = activationAround(call, scopes);
  for (const one of iterationsAround(call)) {
    if (activationAround(one, scopes) !== activation) break;
    const statement = statementOf(one, scopes);
    if (statement === undefined || !endsByItself(statement)) break;
    found = statement;
  }
  return found && isStatementList(found.parent) && !ts.isCaseOrDefaultClause(found.parent)
    ? found
    : undefined;
}

/** A loop, with its label if it has one, or `list.forEach(…);`. */
function statementOf(iteration: ts.Node, scopes: Scopes): ts.Statement | undefined {
  if (ts.isCallExpression(iteration)) {
    const { expression: callee, parent } = iteration;
    const isForEach = ts.isPropertyAccessExpression(callee) && callee.name.text === 'forEach';
    const known = isForEach && isCertainIteration(iteration, scopes);
    return known && ts.isExpressionStatement(parent) ? parent : undefined;
  }
  const { parent } = iteration;
  return (
    parent !== undefined && ts.isLabeledStatement(parent) ? parent : iteration
  ) as ts.Statement; // a loop is one
}

/** Whether the loop has a condition, waits for nothing in between, and nothing leaves it but its end and `break`. */
function endsByItself(statement: ts.Statement): boolean {
  const loop = ts.isLabeledStatement(statement) ? statement.statement : statement;
  const condition = ts.isForStatement(loop)
    ? loop.condition
    : ts.isWhileStatement(loop) || ts.isDoStatement(loop)
      ? loop.expression
      : loop;
  if (condition === undefined || /^(?:true|1|!0)$/.test(condition.getText())) return false;
  return !some(statement, node => {
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
    const leaves = ts.isReturnStatement(node) && isOwn(node, statement);
    const isOuter =
      (ts.isBreakStatement(node) || ts.isContinueStatement(node)) && node.label !== undefined;
    return leaves || (isOuter && !hasLabel(statement, node.label.text));
  });
}

/** Whether it returns from the function around the loop, and not from one in it. */
function isOwn(node: ts.Node, statement: ts.Node): boolean {
  return functionAround(node) === functionAround(statement);
}

function hasLabel(statement: ts.Statement, label: string): boolean {
  return some(statement, node => ts.isLabeledStatement(node) && node.label.text === label);
}

/** `lines.push(…)` for each of the calls, an array before the loop and one call of `write` after it. */
export function gatherEdits(
  calls: readonly ts.CallExpression[],
  pushed: (call: ts.CallExpression) => string,
  write: (name: string) => string,
  loop: ts.Statement,
  { scopes, typed }: Code,
): TextEdit[] {
  const name = uniqueName('lines', scopes);
  const start = `const ${name}${typed ? ': string[]' : ''} = []`;
  return inOrder([
    insertBefore(loop, start),
    ...calls.map(call => replace(call, `${name}.push(${pushed(call)})`)),
    insertAfter(loop, `if (${name}.length > 0) ${write(name)}`),
  ]);
}

/** Whether a statement, or an arrow function's value that nobody asks for, is all that the call is. */
export function isStatementCall(call: ts.CallExpression): boolean {
  const { parent } = call;
  if (ts.isExpressionStatement(parent)) return true;
  if (!ts.isArrowFunction(parent) || parent.body !== call) return false;
  const outer = parent.parent;
  return (
    ts.isCallExpression(outer) &&
    ts.isPropertyAccessExpression(outer.expression) &&
    outer.expression.name.text === 'forEach'
  );
}
