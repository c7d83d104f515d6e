import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import { initializerOf, isConstant } from '../analysis/changes';
import { hasComment, indentAt, isStatementList, newLineOf, textOf } from '../analysis/edits';
import { moduleMember } from '../analysis/imports';
import type { Scopes } from '../analysis/scopes';
import { bare, functionAround, some, walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Waiting for each line of a file: the lines of a piece that was read are all there. */
export const readlineForAwait: Rule = {
  id: 'readline-for-await',
  category: 'io',
  explanation: {
    text: 'for await makes a promise for each line and comes back to the loop when everything else has run that waits. The event line calls a function. A file that is not too large is read at once and split some five times as fast.',
    args: [],
  },
  kinds: [ts.SyntaxKind.ForOfStatement],
  gate: defaultGate,
  check(node, code) {
    const loop = node as ts.ForOfStatement; // as `kinds` says
    if (loop.awaitModifier === undefined || !isReadline(loop.expression, code.scopes))
      return undefined;
    return findingOf(loop, code);
  },
};

/** A constant that is given `readline.createInterface(…)`. */
function isReadline(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  const binding = ts.isIdentifier(node) ? scopes.bindingOf(node) : undefined;
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined || !isConstant(binding, scopes)) return false;
  const made = bare(value);
  if (!ts.isCallExpression(made) || binding.references.length !== 1) return false;
  const { module, name } = moduleMember(made.expression, scopes) ?? {};
  return module === 'readline' && name === 'createInterface';
}

function findingOf(loop: ts.ForOfStatement, code: Code): Finding {
  const edits = editsOf(loop, code);
  return {
    node: loop.expression,
    title: { text: 'Take the lines of `{0}` by its event', args: [textOf(loop.expression)] },
    safety: edits === undefined ? 'advice' : 'review',
    differs:
      edits === undefined
        ? { text: 'not as an edit: it depends on how the loop is left', args: [] }
        : {
            text: 'if a line or the reading fails: the program then ends, and not only the loop',
            args: [],
          },
    edits: edits ?? [],
    cost: {
      start: loop.getStart(),
      end: loop.statement.getStart(),
      builtins: /^(?:next|Await\w*|RunMicrotasks|events\.on|eventTargetAgnostic\w*)$/,
      withCalls: false,
      ratio: 1.4,
    },
  };
}

/** Undefined where the loop waits, is left before its end, or a comment would be lost. */
function editsOf(loop: ts.ForOfStatement, { file, scopes, typed }: Code): TextEdit[] | undefined {
  const { initializer, statement, expression } = loop;
  if (!ts.isVariableDeclarationList(initializer) || !ts.isBlock(statement)) return undefined;
  if ((initializer.flags & ts.NodeFlags.Const) === 0 || !isStatementList(loop.parent))
    return undefined;
  const [{ name, type }] = initializer.declarations;
  if (!ts.isIdentifier(name) || type !== undefined || isLeft(loop)) return undefined;
  if (hasComment(file, loop.getStart(), statement.getStart())) return undefined;
  if (!seesGlobal('Promise', loop, scopes)) return undefined;
  const reader = textOf(expression);
  const line = newLineOf(file) + indentAt(file, loop.getStart());
  const done = `await new Promise${typed ? '<void>' : ''}(resolve => ${reader}.once('close', resolve));`;
  return [
    {
      start: loop.getStart(),
      end: statement.getStart(),
      text: `${reader}.on('line', ${textOf(name)} => `,
    },
    ...continues(loop).map(one => ({
      start: one.getStart(),
      end: one.getStart() + 8,
      text: 'return',
    })),
    { start: loop.end, end: loop.end, text: `);${line}${done}` },
  ];
}

function isLeft(loop: ts.ForOfStatement): boolean {
  const fn = functionAround(loop);
  return some(loop.statement, node => {
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
    if (ts.isBreakStatement(node)) return node.label !== undefined || isOfLoop(node, loop);
    if (ts.isContinueStatement(node)) return node.label !== undefined;
    const leaves =
      ts.isReturnStatement(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node);
    const isArguments = ts.isIdentifier(node) && node.text === 'arguments';
    return (leaves && functionAround(node) === fn) || isArguments;
  });
}

/** Whether a `break` or `continue` without a label means this loop. */
function isOfLoop(node: ts.Node, loop: ts.Node): boolean {
  for (let at = node.parent; at !== loop; at = at.parent)
    if (
      ts.isIterationStatement(at, false) ||
      (ts.isSwitchStatement(at) && ts.isBreakStatement(node))
    )
      return false;
  return true;
}

function continues(loop: ts.ForOfStatement): ts.Node[] {
  const found: ts.Node[] = [];
  walk(loop.statement, node => {
    if (ts.isContinueStatement(node) && isOfLoop(node, loop)) found.push(node);
    return undefined;
  });
  return found;
}
