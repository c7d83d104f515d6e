import ts from 'typescript';
import { isSameValue } from '../../analysis/callbacks';
import { type CountedLoop, countedLoop, stepOf } from '../../analysis/counted-loops';
import { textOf } from '../../analysis/edits';
import { isTarget } from '../../analysis/uses';
import { bare, isFunctionLike, walk, wrapped } from '../../analysis/walk';
import type { Code } from '../../hint';

/** `for (…) { const item = list[i]; if (test) list.splice(i, 1); }` */
export interface Removal {
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

export function removalOf(call: ts.CallExpression, { scopes }: Code): Removal | undefined {
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
