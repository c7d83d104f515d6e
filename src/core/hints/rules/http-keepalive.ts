import ts from 'typescript';
import { argumentsOf } from '../analysis/arguments';
import { initializerOf, isConstant } from '../analysis/changes';
import { hasComment, textOf } from '../analysis/edits';
import { moduleMember } from '../analysis/imports';
import { activationAround, iterationsAround } from '../analysis/iterations';
import type { Scopes } from '../analysis/scopes';
import { bare, isInside } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';

/** A connection for each request: an agent that keeps them has the next request use it again. */
export const httpKeepalive: Rule = {
  id: 'http-keepalive',
  category: 'io',
  explanation: {
    text: 'An agent that does not keep connections opens one for each request, and for https shakes hands anew. With keepAlive the next request to the same host takes the connection that is there. The agent that Node takes by itself does so.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const given = agentOf(call);
    return given && findingOf(call, given, code);
  },
};

/** The value of `agent`, `httpAgent` or `httpsAgent` in an object written out in the call. */
function agentOf(
  call: ts.CallExpression,
): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | undefined {
  for (const argument of call.arguments) {
    const options = bare(argument);
    if (!ts.isObjectLiteralExpression(options)) continue;
    for (const one of options.properties) {
      if (!ts.isPropertyAssignment(one) && !ts.isShorthandPropertyAssignment(one)) continue;
      if (ts.isIdentifier(one.name) && /^(?:agent|https?Agent)$/.test(one.name.text)) return one;
    }
  }
  return undefined;
}

function findingOf(
  call: ts.CallExpression,
  given: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  code: Code,
): Finding | undefined {
  const { scopes } = code;
  const value = ts.isPropertyAssignment(given) ? bare(given.initializer) : given.name;
  if (value.kind === ts.SyntaxKind.FalseKeyword)
    return isHttp(call, scopes)
      ? withoutAgent(call, given as ts.PropertyAssignment, code)
      : undefined;
  if (ts.isNewExpression(value)) return isAgent(value, scopes) ? makeOnce(call, value) : undefined;
  const binding = ts.isIdentifier(value) ? agentBinding(value, scopes) : undefined;
  if (binding === undefined) return undefined;
  const { made, name } = binding;
  const isShared =
    activationAround(made, scopes) !== activationAround(call, scopes) ||
    iterationsAround(call).some(one => !isInside(made, one));
  if (keeps(made)) return undefined;
  if (!isShared || activationAround(made, scopes) !== undefined) return makeOnce(call, made);
  const edits = keepEdits(made, code);
  if (edits === undefined) return makeOnce(call, made);
  return {
    ...about(call),
    title: { text: 'Let the agent `{0}` keep its connections', args: [name] },
    safety: 'review',
    differs: closing,
    edits,
  };
}

const closing: Template = {
  text: 'if a server closes a connection that is kept just when the next request takes it: that request fails',
  args: [],
};

/** A constant agent of this file. */
function agentBinding(id: ts.Identifier, scopes: Scopes) {
  const binding = scopes.bindingOf(id);
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined || !isConstant(binding, scopes))
    return undefined;
  const made = bare(value);
  return ts.isNewExpression(made) && isAgent(made, scopes) ? { made, name: id.text } : undefined;
}

function isAgent(made: ts.NewExpression, scopes: Scopes): boolean {
  const { module, name } = moduleMember(made.expression, scopes) ?? {};
  return (module === 'http' || module === 'https') && name === 'Agent';
}

function isHttp(call: ts.CallExpression, scopes: Scopes): boolean {
  const { module, name } = moduleMember(call.expression, scopes) ?? {};
  return (module === 'http' || module === 'https') && (name === 'get' || name === 'request');
}

/** Whether its options say something of keeping already, or do not stand here. */
function keeps(made: ts.NewExpression): boolean {
  const [options] = made.arguments ?? [];
  if (options === undefined) return false;
  const node = bare(options);
  if (!ts.isObjectLiteralExpression(node)) return true;
  return node.properties.some(
    one => ts.isSpreadAssignment(one) || one.name?.getText() === 'keepAlive',
  );
}

/** Undefined where a comment would be lost. */
function keepEdits(made: ts.NewExpression, { file }: Code): TextEdit[] | undefined {
  const [options] = made.arguments ?? [];
  if (options === undefined) {
    if (hasComment(file, made.expression.end, made.end)) return undefined;
    return [{ start: made.expression.end, end: made.end, text: '({ keepAlive: true })' }];
  }
  const node = bare(options) as ts.ObjectLiteralExpression; // as `keeps` found
  const [first] = node.properties;
  if (first === undefined)
    return [{ start: node.getStart(), end: node.end, text: '{ keepAlive: true }' }];
  return [{ start: first.getStart(), end: first.getStart(), text: 'keepAlive: true, ' }];
}

/** `agent: false` makes an agent for this request alone. */
function withoutAgent(
  call: ts.CallExpression,
  given: ts.PropertyAssignment,
  { file }: Code,
): Finding {
  const { properties } = given.parent;
  const index = properties.indexOf(given);
  const next = properties[index + 1];
  const before = properties[index - 1];
  const start = next === undefined && before !== undefined ? before.end : given.getStart();
  const end = next === undefined ? given.end : next.getStart();
  const loses = hasComment(file, start, end) || properties.length === 1;
  return {
    ...about(call),
    title: {
      text: 'Leave out `{0}`: the agent that Node takes by itself keeps its connections',
      args: [textOf(given)],
    },
    safety: loses ? 'advice' : 'review',
    differs: closing,
    edits: loses ? [] : [{ start, end, text: '' }],
  };
}

function makeOnce(call: ts.CallExpression, made: ts.NewExpression): Finding | undefined {
  return {
    ...about(call),
    title: {
      text: 'Make `{0}` once for all requests, with keepAlive',
      args: [textOf(made.expression)],
    },
    safety: 'advice',
    differs: { text: 'not as an edit: it depends on who else needs it', args: [] },
    edits: [],
  };
}

function about(call: ts.CallExpression): Pick<Finding, 'node' | 'cost'> {
  return {
    node: call,
    cost: {
      start: call.getStart(),
      end: call.end,
      apart: argumentsOf(call),
      builtins: /^(?:get|request|ClientRequest|connect|createConnection|addRequest|createSocket)$/,
      withCalls: true,
      ratio: 1.5,
    },
  };
}
