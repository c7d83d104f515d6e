import ts from 'typescript';
import { isSameValue } from '../analysis/callbacks';
import { isStatementList, textOf } from '../analysis/edits';
import { iterationsAround } from '../analysis/iterations';
import { shapeOf } from '../analysis/shapes';
import { bare, functionAround, isInside, walk, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';

/** Sorting the whole array each time something was added to it. */
export const sortPerInsert: Rule = {
  id: 'sort-per-insert',
  category: 'algorithm',
  explanation: {
    text: 'The whole array is sorted each time something is added. If only its least element is taken, a heap keeps it at hand with log n comparisons; if it must stay sorted, a search by halves finds where the new one belongs.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const list = sorted(call);
    if (list === undefined || !isAddedTo(call, list, code)) return undefined;
    const { kind } = shapeOf(list, code.scopes);
    if (kind !== 'array' && kind !== 'unknown') return undefined;
    return {
      node: call,
      title: {
        text: 'Keep `{0}` in order with a heap or a search by halves instead of sorting it each time',
        args: [textOf(list)],
      },
      safety: 'advice',
      differs: { text: 'equal elements may come in another order', args: [] },
      edits: [],
      cost: {
        start: call.expression.end - 'sort'.length,
        end: call.end,
        builtins: /^(?:Array\.prototype\.)?sort$|Sort/,
        withCalls: true,
        ratio: 5,
      },
    } satisfies Finding;
  },
};

/** The `list` of `list.sort(order)`, a statement. */
function sorted(call: ts.CallExpression): ts.Expression | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'sort') return undefined;
  if (callee.questionDotToken !== undefined || args.length > 1) return undefined;
  return ts.isExpressionStatement(wrapped(call).parent) ? bare(callee.expression) : undefined;
}

/** Whether a statement right before it, in the same loop's body, adds one element to the list. */
function isAddedTo(call: ts.CallExpression, list: ts.Expression, { scopes }: Code): boolean {
  const statement = wrapped(call).parent;
  const { parent } = statement;
  if (!isStatementList(parent)) return false;
  const place = parent.statements.indexOf(statement as ts.Statement); // it stands in one
  const added = parent.statements.slice(0, place).findLast(one => {
    const adds = addedTo(one);
    return adds !== undefined && isSameValue(adds, list, scopes);
  });
  if (added === undefined) return false;
  const loop = iterationsAround(call)[0];
  const binding = ts.isIdentifier(list) ? scopes.bindingOf(list) : undefined;
  if (loop === undefined || (binding !== undefined && isInside(binding.names[0], loop)))
    return false;
  return !isRaisedMore(parent, list, added, { scopes });
}

/** The list of `list.push(x);`. */
function addedTo(statement: ts.Statement): ts.Expression | undefined {
  const call = ts.isExpressionStatement(statement) ? bare(statement.expression) : undefined;
  if (call === undefined || !ts.isCallExpression(call)) return undefined;
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'push') return undefined;
  if (args.length !== 1 || ts.isSpreadElement(args[0])) return undefined;
  return bare(callee.expression);
}

/** Whether more than that one element may have come: the list is added to elsewhere before it is sorted. */
function isRaisedMore(
  body: ts.Node,
  list: ts.Expression,
  added: ts.Statement,
  { scopes }: Pick<Code, 'scopes'>,
): boolean {
  let more = false;
  walk(body, node => {
    if (!ts.isExpressionStatement(node) || node === added) return undefined;
    const other = addedTo(node);
    const here = functionAround(node) === functionAround(added);
    more ||= other !== undefined && here && isSameValue(other, list, scopes);
    return undefined;
  });
  return more;
}
