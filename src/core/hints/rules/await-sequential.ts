import ts from 'typescript';
import { hasComment, textOf } from '../analysis/edits';
import { isLoop } from '../analysis/iterations';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, functionAround, isInside, some } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Waiting for one after the other. Speaks only where a profile tells that the program waits there. */
export const awaitSequential: Rule = {
  id: 'await-sequential',
  category: 'concurrency',
  explanation: {
    text: 'Each round of the loop waits for its own answer before the next is asked for, so the waits add up. Asked for all at once, they take as long as the longest. It does not save CPU time.',
    args: [],
  },
  kinds: [ts.SyntaxKind.ForOfStatement],
  gate: defaultGate,
  check(node, code) {
    const loop = node as ts.ForOfStatement; // as `kinds` says
    if (loop.awaitModifier !== undefined || !waits(loop)) return undefined;
    if (isCarried(loop, code)) return undefined;
    return findingOf(loop, code);
  },
};

function waits(loop: ts.ForOfStatement): boolean {
  const fn = functionAround(loop);
  return some(
    loop.statement,
    node => ts.isAwaitExpression(node) && functionAround(node) === fn && !isInInner(node, loop),
  );
}

/** Whether a loop lies between, so that it is waited for more than once a round. */
function isInInner(node: ts.Node, loop: ts.Node): boolean {
  for (let at = node.parent; at !== loop; at = at.parent) if (isLoop(at)) return true;
  return false;
}

/** Whether a round may leave the loop, or gives something to the next: a variable or an object from outside is changed. */
function isCarried(loop: ts.ForOfStatement, { scopes }: Code): boolean {
  const isOutside = (id: ts.Identifier) =>
    !(scopes.bindingOf(id)?.names.every(name => isInside(name, loop)) ?? false);
  return some(loop.statement, node => {
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return true;
    if (ts.isReturnStatement(node) || ts.isYieldExpression(node)) return true;
    if (ts.isThrowStatement(node) || ts.isForOfStatement(node)) return true;
    if (!ts.isExpression(node) || !isTarget(node)) return false;
    let root: ts.Expression = bare(node);
    while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root))
      root = bare(root.expression);
    return !ts.isIdentifier(root) || isOutside(root);
  });
}

function findingOf(loop: ts.ForOfStatement, code: Code): Finding {
  const edits = editsOf(loop, code);
  return {
    node: loop.expression,
    title: {
      text: 'Start all of `{0}` and wait for them together',
      args: [textOf(loop.expression)],
    },
    safety: edits === undefined ? 'advice' : 'review',
    differs:
      edits === undefined
        ? {
            text: 'not as an edit: it depends on what each round needs of the one before',
            args: [],
          }
        : {
            text: 'if a round needs something that one before it did, or many at once are too many; where one fails the others have begun',
            args: [],
          },
    edits: edits ?? [],
    cost: {
      start: loop.statement.getStart(),
      end: loop.end,
      builtins: /^Await/,
      withCalls: true,
      ratio: 3,
      needs: 'waiting',
    },
  };
}

/** `await Promise.all(list.map(async one => { … }))`; undefined where the list may be none or a comment would be lost. */
function editsOf(loop: ts.ForOfStatement, { file, scopes }: Code): TextEdit[] | undefined {
  const { initializer, expression, statement } = loop;
  if (!ts.isVariableDeclarationList(initializer)) return undefined;
  if (shapeOf(expression, scopes).kind !== 'array' || !ts.isIdentifier(bare(expression)))
    return undefined;
  if (hasComment(file, loop.getStart(), statement.getStart()) || !ts.isBlock(statement))
    return undefined;
  if (some(statement, node => ts.isIdentifier(node) && node.text === 'arguments')) return undefined;
  const [{ name }] = initializer.declarations;
  const parameter = ts.isIdentifier(name) ? textOf(name) : `(${textOf(name)})`;
  const start = `await Promise.all(${textOf(expression)}.map(async ${parameter} => `;
  return [
    { start: loop.getStart(), end: statement.getStart(), text: start },
    { start: loop.end, end: loop.end, text: '));' },
  ];
}
