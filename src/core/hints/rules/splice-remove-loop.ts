import ts from 'typescript';
import { isSameValue } from '../analysis/callbacks';
import { type CountedLoop, countedLoop, stepOf } from '../analysis/counted-loops';
import { hasComment, inOrder, insertAfter, insertBefore, replace, textOf } from '../analysis/edits';
import { isStatementList, uniqueName } from '../analysis/edits';
import { hasEffects } from '../analysis/order';
import { isQuiet } from '../analysis/quiet';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, isFunctionLike, some, walk, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

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

/** `for (…) { const item = list[i]; if (test) list.splice(i, 1); }` */
interface Removal {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly list: ts.Expression;
  readonly counted: CountedLoop;
  readonly choice: ts.IfStatement;
  /** Statements before the `if` in the loop's body. */
  readonly before: readonly ts.VariableStatement[];
  /** From the last element to the first, the usual way, since what was taken out moves only what was seen. */
  readonly backwards: boolean;
}

function removalOf(call: ts.CallExpression, { scopes }: Code): Removal | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'splice') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 2) return undefined;
  if (textOf(args[1]) !== '1' || !isName(callee.expression)) return undefined;
  const choice = choiceAround(call);
  if (choice === undefined) return undefined;
  const body = ts.isBlock(choice.parent) ? choice.parent : choice;
  const counted = countedLoop(body.parent, scopes);
  if (counted?.loop.statement !== body) return undefined;
  const before = statementsBefore(choice, body);
  const list = bare(callee.expression);
  const deeds = deedsOf(choice);
  const backwards = goesBackwards(counted, list);
  const name = counted.index.name;
  const steps = backwards
    ? deeds.length === 1 && textOf(args[0]) === name
    : goesForwards(counted, list) && stepsBack(call, deeds, name);
  if (before === undefined || !steps) return undefined;
  const removal = { call, callee, list, counted, choice, before, backwards };
  return onlyLooksAtElement(removal, { scopes }) ? removal : undefined;
}

/** A variable or a property of one. */
function isName(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node))
    return node.questionDotToken === undefined && isName(node.expression);
  return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword;
}

/** The `if` that does nothing but the removal. */
function choiceAround(call: ts.CallExpression): ts.IfStatement | undefined {
  const statement = wrapped(call).parent;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const then = ts.isBlock(statement.parent) ? statement.parent : statement;
  const choice = then.parent;
  if (!ts.isIfStatement(choice) || choice.thenStatement !== then) return undefined;
  return choice.elseStatement === undefined ? choice : undefined;
}

function deedsOf({ thenStatement }: ts.IfStatement): readonly ts.Statement[] {
  return ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
}

function statementsBefore(choice: ts.IfStatement, body: ts.Statement) {
  if (!ts.isBlock(body)) return [];
  const before = body.statements.slice(0, -1);
  if (body.statements.at(-1) !== choice) return undefined;
  return before.every(
    (one): one is ts.VariableStatement =>
      ts.isVariableStatement(one) && (one.declarationList.flags & ts.NodeFlags.BlockScoped) !== 0,
  )
    ? before
    : undefined;
}

/** `let i = list.length - 1; i >= 0; i--`, or `let i = list.length; i--;`. */
function goesBackwards({ index, start, test, step }: CountedLoop, list: ts.Expression): boolean {
  const length = `${textOf(list)}.length`;
  const from = plain(start);
  if (from === length) return step === 0 && stepOf(test, index.name) === -1 && !isPrefix(test);
  const tests = [`${index.name} >= 0`, `${index.name} > -1`, `0 <= ${index.name}`];
  return from === `${length} - 1` && step === -1 && tests.includes(plain(test));
}

function isPrefix(test: ts.Expression): boolean {
  return !ts.isPostfixUnaryExpression(test);
}

/** `let i = 0; i < list.length; i++`. */
function goesForwards({ index, start, test, step }: CountedLoop, list: ts.Expression): boolean {
  const tests = [
    `${index.name} < ${textOf(list)}.length`,
    `${textOf(list)}.length > ${index.name}`,
  ];
  return plain(start) === '0' && step === 1 && tests.includes(plain(test));
}

/** `list.splice(i--, 1)`, or `list.splice(i, 1); i--;`: the next element has moved to where this one was. */
function stepsBack(call: ts.CallExpression, deeds: readonly ts.Statement[], name: string): boolean {
  const at = bare(call.arguments[0]);
  if (deeds.length === 1) return ts.isPostfixUnaryExpression(at) && stepOf(at, name) === -1;
  const [first, second] = deeds;
  const removes = ts.isExpressionStatement(first) && wrapped(call) === first.expression;
  if (deeds.length !== 2 || !removes || textOf(at) !== name) return false;
  return ts.isExpressionStatement(second) && stepOf(second.expression, name) === -1;
}

function plain(node: ts.Node): string {
  return textOf(node).replace(/\s+/g, ' ');
}

/** Whether the test and what comes before it read nothing of the list but `list[i]`, of the index nothing else, and set neither. */
function onlyLooksAtElement(
  { list, counted, choice, before }: Removal,
  { scopes }: Pick<Code, 'scopes'>,
): boolean {
  const isElement = (node: ts.Node) =>
    ts.isElementAccessExpression(node) &&
    node.questionDotToken === undefined &&
    isSameValue(node.expression, list, scopes) &&
    textOf(node.argumentExpression) === counted.index.name &&
    scopes.bindingOf(node.argumentExpression as ts.Identifier) === counted.index; // its text is a name
  return [...before, choice.expression].every(part => {
    let all = true;
    walk(part, node => {
      if (isElement(node)) {
        all &&= !isTarget(node as ts.Expression);
        return 'skip';
      }
      if (isFunctionLike(node) && !ts.isArrowFunction(node)) all = false; // has another `this`
      if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) all = false;
      if (ts.isExpression(node) && isName(node) && isSameValue(node, list, scopes)) all = false;
      if (ts.isIdentifier(node) && scopes.bindingOf(node) === counted.index) all = false;
      return undefined;
    });
    return all;
  });
}

function findingOf(removal: Removal, code: Code): Finding | undefined {
  const { call, callee, list } = removal;
  const shape = shapeOf(list, code.scopes);
  if (shape.kind !== 'array' && shape.kind !== 'unknown') return undefined;
  const edits = editsOf(removal, code);
  const differs = conditionOf(removal, code);
  const why: Template = { text: 'not as an edit: a comment or a name is in the way', args: [] };
  return {
    node: call,
    title: {
      text: 'Move what stays in `{0}` to the front instead of taking out one by one',
      args: [textOf(list)],
    },
    safety: edits === undefined ? 'advice' : differs === undefined ? 'safe' : 'review',
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
