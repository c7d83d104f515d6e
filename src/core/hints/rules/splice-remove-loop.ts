import ts from 'typescript';
import { hasComment, insertAfter, insertBefore, replace, textOf } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { isStatementList, uniqueName } from '../analysis/edits';
import { hasEffects } from '../analysis/order';
import { isQuiet } from '../analysis/quiet';
import { fewOnAverage, isFew, loopRounds, toldElements } from '../analysis/rounds';
import { shapeOf } from '../analysis/shapes';
import { bare, some } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { type Removal, removalOf } from './splice/removal';

/** From so many elements on moving what is kept is faster on every Node measured. */
const leastSize = 10;

/** Taking elements out of an array one by one while going through it: each moves all that follow. */
export const spliceRemoveLoop: Rule = {
  id: 'splice-remove-loop',
  category: 'algorithm',
  explanation: {
    text: 'Array.splice moves every element behind the one it takes out and makes an array of what was taken. Moving each element that stays to its new place once, and cutting the array at the end, does the same in one pass. It pays off from about {0} elements.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const removal = removalOf(node as ts.CallExpression, code); // as `kinds` says
    return removal && findingOf(removal, code);
  },
};

function findingOf(removal: Removal, code: Code): Finding | undefined {
  const { call, callee, list } = removal;
  const shape = shapeOf(list, code.scopes);
  if (shape.kind !== 'array' && shape.kind !== 'unknown') return undefined;
  const rounds = loopRounds(removal.counted.loop, code);
  const few = isFew(rounds, leastSize);
  if (few === 'all') return undefined;
  const edits = editsOf(removal, code);
  const differs = conditionOf(removal, code);
  const why: Template = { text: 'not as an edit: a comment or a name is in the way', args: [] };
  const finding: Finding = {
    node: call,
    title: {
      text: 'Move what stays in `{0}` to the front instead of taking out one by one',
      args: [textOf(list)],
    },
    safety: edits === undefined ? 'advice' : differs === undefined ? 'safe' : 'review',
    size: rounds === undefined ? 'not-counted' : toldElements(rounds, textOf(list)),
    differs: edits === undefined ? why : differs,
    edits: edits ?? [],
    cost: {
      start: callee.name.getStart(),
      end: call.end,
      builtins: /^(?:Array\.prototype\.)?splice$|^Array(?:Prototype)?Splice|[Ss]plice$/,
      withCalls: false,
      ratio: 1.7,
    },
  };
  return few === 'mean' ? fewOnAverage(finding, [call], leastSize, code) : finding;
}

function conditionOf(removal: Removal, { scopes }: Code): Template | undefined {
  const { list, choice, before, backwards } = removal;
  const args = [textOf(list)];
  const { kind, dense } = shapeOf(list, scopes);
  const values = before.flatMap(({ declarationList }) => declarationList.declarations);
  const parts = [choice.expression, ...values.map(({ initializer }) => initializer)];
  const read = parts.filter(part => part !== undefined);
  const changes = read.some(part => hasEffects(part));
  if (changes && backwards)
    return {
      text: 'if the test changes something or throws: it goes from the first to the last',
      args,
    };
  if (changes) return { text: 'if the test changes `{0}` or throws', args };
  if (kind !== 'array') return { text: 'if `{0}` is not an array, or has holes', args };
  const simple = values.every(({ name }) => ts.isIdentifier(name));
  const quiet = simple && read.every(part => isQuiet(part, scopes));
  if (!quiet) return { text: 'if `{0}` has holes, or the test throws', args };
  return dense === true ? undefined : { text: 'if `{0}` has holes', args };
}

/** Undefined where a comment would be lost or no statement can be added. */
function editsOf(removal: Removal, { file, scopes }: Code): Finding['edits'] | undefined {
  const { list, counted, choice } = removal;
  const { loop, index } = counted;
  if (!isStatementList(loop.parent) || loop.initializer === undefined) return undefined;
  const header = { start: loop.initializer.getStart(), end: loop.statement.getFullStart() - 1 };
  const test = choice.expression;
  const isLost =
    hasComment(file, header.start, header.end) ||
    hasComment(file, choice.getStart(), test.getStart()) ||
    hasComment(file, test.end, choice.end);
  if (isLost || taken(list, removal)) return undefined;
  const kept = uniqueName('kept', scopes);
  const text = textOf(list);
  return inOrder([
    insertBefore(loop, `let ${kept} = 0`),
    {
      ...header,
      text: `let ${index.name} = 0; ${index.name} < ${text}.length; ${index.name}++`,
    },
    ...keepingTest(test),
    replace(choice.thenStatement, `${text}[${kept}++] = ${text}[${index.name}];`),
    insertAfter(loop, `${text}.length = ${kept}`),
  ]);
}

/** Whether the body declares a name that the list is written with. */
function taken(list: ts.Expression, { before }: Removal): boolean {
  let root = list;
  while (ts.isPropertyAccessExpression(root)) root = bare(root.expression);
  return before.some(statement =>
    some(
      statement,
      node =>
        ts.isIdentifier(node) &&
        node.text === textOf(root) &&
        (ts.isVariableDeclaration(node.parent) || ts.isBindingElement(node.parent)) &&
        node.parent.name === node,
    ),
  );
}

/** The test turned round. */
function keepingTest(test: ts.Expression): Finding['edits'] {
  const node = bare(test);
  const { start, end } = { start: test.getStart(), end: test.end };
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [replace(test, textOf(node.operand))];
  const opposite = ts.isBinaryExpression(node) ? opposites.get(node.operatorToken.kind) : undefined;
  if (ts.isBinaryExpression(node) && opposite !== undefined)
    return [replace(node.operatorToken, opposite)];
  const tight =
    ts.isCallExpression(node) ||
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isIdentifier(node);
  if (node === test && tight) return [{ start, end: start, text: '!' }];
  return [
    { start, end: start, text: '!(' },
    { start: end, end, text: ')' },
  ];
}

const opposites: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.EqualsEqualsToken, '!='],
  [ts.SyntaxKind.ExclamationEqualsToken, '=='],
]);
