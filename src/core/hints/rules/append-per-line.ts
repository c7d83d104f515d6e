import ts from 'typescript';
import { argumentsOf } from '../analysis/arguments';
import { hasComment, shortText, textOf } from '../analysis/edits';
import { moduleMember } from '../analysis/imports';
import { changeOf } from '../analysis/invariance';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';
import { gatherEdits, isStatementCall, loopAround } from './gather/gathered';

/** Opening, writing and closing a file for each line: gathered, they are written at once. */
export const appendPerLine: Rule = {
  id: 'append-per-line',
  category: 'io',
  explanation: {
    text: 'Each appendFileSync opens the file, writes and closes it. Texts that are gathered in an array are appended by one call, from ten on three times as fast. They then come when the loop is over.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    if (!isAppend(call, code.scopes)) return undefined;
    const loop = loopAround(call, code.scopes);
    if (loop === undefined) return undefined;
    const [path] = call.arguments;
    return isOneFile(path, loop, code.scopes) ? findingOf(call, loop, code) : undefined;
  },
};

function isAppend(call: ts.CallExpression, scopes: Scopes): boolean {
  const { module, name } = moduleMember(call.expression, scopes) ?? {};
  const count = call.arguments.length;
  return module === 'fs' && name === 'appendFileSync' && (count === 2 || count === 3);
}

/** Whether all of the loop's rounds append to the same file. */
function isOneFile(path: ts.Expression, loop: ts.Statement, scopes: Scopes): boolean {
  const change = changeOf(path, loop, false, scopes);
  return change === 'never' || (change === 'perhaps' && shapeOf(path, scopes).kind === 'string');
}

function findingOf(call: ts.CallExpression, loop: ts.Statement, code: Code): Finding {
  const [path, text, options] = call.arguments;
  const { scopes, file } = code;
  const never = changeOf(path, loop, false, scopes) === 'never';
  const plain =
    shapeOf(text, scopes).kind === 'string' &&
    (options === undefined || ts.isStringLiteralLike(options)) &&
    isStatementCall(call) &&
    isAlone(call, loop, scopes) &&
    never &&
    !hasComment(file, call.getStart(), call.end);
  const callee = textOf(call.expression);
  const more = options === undefined ? '' : `, ${textOf(options)}`;
  return {
    node: call,
    title: { text: 'Gather what goes to `{0}` and append it once', args: [shortText(path)] },
    safety: plain ? 'review' : 'advice',
    differs: plain
      ? {
          text: 'in when it is written: after the loop, and not at all if the loop throws',
          args: [],
        }
      : { text: 'not as an edit: it depends on what else goes to the file', args: [] },
    edits: plain
      ? gatherEdits(
          [call],
          () => textOf(text),
          lines => `${callee}(${textOf(path)}, ${lines}.join('')${more})`,
          loop,
          code,
        )
      : [],
    cost: {
      start: call.getStart(),
      end: call.end,
      apart: argumentsOf(call),
      builtins: /^(?:fs\.)?(?:appendFileSync|writeFileSync|writeFileUtf8|open|write\w*|close)$/,
      withCalls: true,
      ratio: 2.5,
    },
  };
}

/** Whether nothing else in the loop has to do with files. */
function isAlone(call: ts.CallExpression, loop: ts.Statement, scopes: Scopes): boolean {
  let alone = true;
  walk(loop, node => {
    if (!ts.isCallExpression(node) || node === call) return undefined;
    const { module } = moduleMember(node.expression, scopes) ?? {};
    if (module?.startsWith('fs') === true || module === 'child_process') alone = false;
    return undefined;
  });
  return alone;
}
