import ts from 'typescript';
import type { Shape } from '../../analysis/types';
import type { Cost, Template } from '../../hint';

const noPromises: readonly Shape['kind'][] = ['array', 'set', 'map', 'regexp', 'date', 'bytes'];

/** A primitive value, or an object of the language that has no `then`. */
export function hasNoThen({ primitive, kind }: Shape): boolean {
  return primitive || noPromises.includes(kind);
}

/** What differs without waiting. */
export const laterOrder: Template = {
  text: 'in order: the caller, and what else waits, go on later, when the function next waits or ends',
  args: [],
};

/** Without `await` a line that starts with a bracket would go on the line before, and `**` would bind otherwise. */
export function joinsLines(wait: ts.AwaitExpression): boolean {
  const { parent } = wait;
  if (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken
  )
    return true;
  return !/^[\w$'"]/.test(wait.expression.getText()) || ts.isNewExpression(parent);
}

/** What leaving a function and coming back to it takes. */
export function costOfWaiting(wait: ts.AwaitExpression): Omit<Cost, 'ratio'> {
  return {
    start: wait.getStart(),
    end: wait.end,
    builtins: /^(?:Await\w*|AsyncFunctionAwait\w*|RunMicrotasks|PromiseResolve\w*)$/,
    withCalls: false,
  };
}
