import ts from 'typescript';
import { argumentsOf } from '../analysis/arguments';
import { globalName } from '../analysis/builtins';
import { hasComment, textOf } from '../analysis/edits';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare, walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';
import { gatherEdits, isStatementCall, loopAround } from './gather/gathered';

/** Writing each line by a call of its own: gathered, they are written at once. */
export const logPerLine: Rule = {
  id: 'log-per-line',
  category: 'io',
  explanation: {
    text: 'Each console.log formats its text and asks the operating system to write it. Lines that are gathered in an array are written by one call, some twenty times as fast. They then come when the loop is over, and all at once.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const output = outputOf(call, code.scopes);
    if (output === undefined) return undefined;
    const loop = loopAround(call, code.scopes);
    return loop && findingOf(call, output, loop, code);
  },
};

/** `lines`: each call ends its text with a line break; `text`: it does not. */
type Output = 'lines' | 'text';

function outputOf(call: ts.CallExpression, scopes: Scopes): Output | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(call)) return undefined;
  if (globalName(callee.expression, scopes) === 'console')
    return /^(?:log|info|debug)$/.test(callee.name.text) ? 'lines' : undefined;
  return isStdout(callee.expression, scopes) && callee.name.text === 'write' ? 'text' : undefined;
}

/** `process.stdout`. */
function isStdout(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'stdout') return false;
  return globalName(node.expression, scopes) === 'process';
}

function findingOf(
  call: ts.CallExpression,
  output: Output,
  loop: ts.Statement,
  code: Code,
): Finding {
  const calls = gatherable(loop, output, code.scopes);
  const loses = calls?.some(one => hasComment(code.file, one.getStart(), one.end)) === true;
  const callee = textOf(call.expression);
  const joint = output === 'lines' ? String.raw`'\n'` : `''`;
  return {
    node: call,
    title: { text: 'Gather what `{0}` writes and write it once, after the loop', args: [callee] },
    safety: calls === undefined || loses ? 'advice' : 'review',
    differs:
      calls === undefined
        ? { text: 'not as an edit: it depends on what else the loop writes', args: [] }
        : {
            text: 'in when it is written: after the loop and what else is written in it, and not at all if the loop throws',
            args: [],
          },
    edits:
      calls === undefined || loses
        ? []
        : gatherEdits(
            calls,
            one => textOf(one.arguments[0]),
            lines => `${callee}(${lines}.join(${joint}))`,
            loop,
            code,
          ),
    cost: {
      start: call.getStart(),
      end: call.end,
      apart: argumentsOf(call),
      builtins: /^(?:log|info|debug|value|write|Writable\.write|formatWithOptions)$/,
      withCalls: true,
      ratio: 3,
    },
  };
}

/** All that the loop writes, if each is one text by such a call; undefined where something else is written among it. */
function gatherable(
  loop: ts.Statement,
  output: Output,
  scopes: Scopes,
): ts.CallExpression[] | undefined {
  const calls: ts.CallExpression[] = [];
  let all = true;
  walk(loop, node => {
    if (!ts.isIdentifier(node)) return undefined;
    const name = globalName(node, scopes);
    if (name === 'process' && ts.isPropertyAccessExpression(node.parent))
      all &&=
        node.parent.name.text !== 'exit' && (output === 'text' || !isStdout(node.parent, scopes));
    if (name !== 'console' && !(name === 'process' && output === 'text')) return undefined;
    const call = callAround(node, output);
    if (call === undefined || outputOf(call, scopes) !== output) {
      all &&= name === 'process' && !isStdout(node.parent as ts.Expression, scopes);
      return undefined;
    }
    const [text, more] = call.arguments;
    const plain =
      text !== undefined && more === undefined && shapeOf(text, scopes).kind === 'string';
    if (plain && isStatementCall(call)) calls.push(call);
    else all = false;
    return undefined;
  });
  return all ? calls : undefined;
}

/** The call of `console.log` around `console`, of `process.stdout.write` around `process`. */
function callAround(name: ts.Identifier, output: Output): ts.CallExpression | undefined {
  const callee = output === 'lines' ? name.parent : name.parent.parent;
  const call = callee.parent;
  return call !== undefined && ts.isCallExpression(call) && call.expression === callee
    ? call
    : undefined;
}
