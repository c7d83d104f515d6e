import ts from 'typescript';
import { builtinNames } from '../analysis/builtins';
import { type ExpressionFunction, functionOfExpression } from '../analysis/callbacks';
import { hasComment, shortText, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { shapeOf } from '../analysis/shapes';
import { isAssignment, isTarget } from '../analysis/uses';
import { bare } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { countForm } from './iteration/count-form';
import { filterForm } from './iteration/filter-form';

/** Gathering elements only to count them: counting makes no array. */
export const chainFusion: Rule = {
  id: 'chain-fusion',
  category: 'code',
  explanation: {
    text: 'filter gathers what passes the test in an array of which only the length is read. Counting with reduce goes through the same elements in the same order and makes none.',
    args: [],
  },
  kinds: [ts.SyntaxKind.PropertyAccessExpression],
  gate: defaultGate,
  check(node, code) {
    const count = countOf(node as ts.PropertyAccessExpression, code); // as `kinds` says
    return count && findingOf(count, code);
  },
};

/** `list.filter(test).length`, as a number. */
interface Count {
  readonly whole: ts.PropertyAccessExpression;
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly test: ExpressionFunction;
  readonly isArray: boolean;
}

function countOf(whole: ts.PropertyAccessExpression, code: Code): Count | undefined {
  if (whole.name.text !== 'length' || isTarget(whole)) return undefined;
  const call = whole.expression;
  if (!ts.isCallExpression(call) || ts.isOptionalChain(whole) || call.arguments.length !== 1)
    return undefined;
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'filter') return undefined;
  if (call.typeArguments !== undefined || hasOtherForm(call, code)) return undefined;
  const test = functionOfExpression(call.arguments[0]);
  if (test === undefined || !ts.isArrowFunction(test.fn)) return undefined;
  if (test.parameters.length < 1) return undefined;
  const { kind } = shapeOf(callee.expression, code.scopes);
  if (kind !== 'array' && (kind !== 'unknown' || code.typed)) return undefined;
  return { whole, call, callee, test, isArray: kind === 'array' };
}

/** Whether something else is better done there. */
function hasOtherForm(call: ts.CallExpression, code: Code): boolean {
  return filterForm(call, code) !== undefined || countForm(call, code) !== undefined;
}

/**
 * `filter` and `reduce` call back for the same elements, in the same order and with the same index and array, also where the
 * callback changes the array or throws: for an array there is no differing case.
 */
function findingOf({ whole, call, callee, test, isArray }: Count, code: Code): Finding {
  const { scopes, file, typed } = code;
  const args = [shortText(callee.expression)];
  const { fn, parameters, value } = test;
  const last = parameters[parameters.length - 1].parent;
  const lost =
    hasComment(file, callee.name.end, fn.getStart()) ||
    hasComment(file, last.end, value.getStart()) ||
    hasComment(file, value.end, whole.end);
  const differs: Template | undefined = lost
    ? { text: 'not as an edit: a comment is in the way', args: [] }
    : isArray
      ? undefined
      : { text: 'if `{0}` is not an array', args };
  const count = uniqueName('count', scopes);
  const given = fn.parameters.map(textOf).join(', ');
  const asked = isTight(value) ? textOf(value) : `(${textOf(value)})`;
  const counting = `(${count}, ${given}) => (${asked} ? ${count} + 1 : ${count}), 0`;
  return {
    node: whole,
    title: { text: 'Count what passes the test instead of gathering it from `{0}`', args },
    safety: lost ? 'advice' : isArray ? 'safe' : 'review',
    differs,
    edits: lost
      ? []
      : inOrder([
          {
            start: callee.name.getStart(),
            end: whole.end,
            text: `reduce${typed ? '<number>' : ''}(${counting})`,
          },
        ]),
    cost: {
      start: callee.name.getStart(),
      end: call.end,
      builtins: builtinNames('Array', 'filter'),
      withCalls: false,
      ratio: 1.6,
    },
  };
}

/** Whether it can stand before a question mark without parentheses. */
function isTight(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (node !== expression) return true;
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return !isAssignment(kind) && kind !== ts.SyntaxKind.CommaToken;
  }
  return !ts.isConditionalExpression(node) && !ts.isArrowFunction(node);
}
