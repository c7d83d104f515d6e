import ts from 'typescript';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { type Use, useOf } from './uses';
import { wrapped } from './walk';
import type { PureCall } from './pure-calls';

/** `Object.keys(o).length` is kept as a whole, other calls as they are. */
export function keptExpression(call: ts.Expression): ts.Expression {
  const { parent } = call;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'length' ? parent : call;
}

/** Whether one value can serve for all: it can't be changed, or everything that is done with it only reads it. */
export function mayBeShared(
  call: ts.Expression,
  result: PureCall['result'],
  scopes: Scopes,
): boolean {
  if (result === 'primitive') return true;
  const node = wrapped(call);
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration)) return isRead(call, result, scopes);
  if (!ts.isIdentifier(declaration.name)) return result !== 'entries';
  const binding = scopes.declaredBy(declaration.name);
  if (binding === undefined || binding.scope.dynamic || binding.names.length !== 1) return false;
  return binding.references.every(id => isRead(id, result, scopes));
}

const readers: Readonly<Record<PureCall['result'], RegExp>> = {
  primitive: /./,
  array: /^$/,
  entries: /^$/,
  date: /^(?:get|to|valueOf)/,
  regexp: /^(?:test|exec)$/,
  set: /^(?:has|get)$/,
  parsed: /^$/,
  decoder: /^$/,
  format: /^(?:format|compare|select|formatToParts|formatRange|of|segment)$/,
};

function isRead(node: ts.Expression, result: PureCall['result'], scopes: Scopes): boolean {
  if (result === 'regexp') return isReadOfRegExp(node, scopes);
  const use = useOf(node, scopes);
  if (use.kind === 'method' && use.name === 'valueOf') return false; // gives the object itself
  if (result === 'decoder') return isDecoding(use);
  switch (use.kind) {
    case 'read':
      return true;
    case 'member':
      return result !== 'entries' || use.name === 'length';
    case 'iterate':
      return result !== 'entries' || takesApart(use.by);
    case 'method':
      return result !== 'entries' || takesApartArgument(use);
    case 'change':
      return use.method !== undefined && readers[result].test(use.method);
    default:
      return false;
  }
}

/** With `{ stream: true }` a decoder keeps what it has begun. */
function isDecoding(use: Use): boolean {
  if (use.kind === 'member') return use.name === 'encoding';
  if (use.kind !== 'change' || use.method !== 'decode') return false;
  return ts.isCallExpression(use.by) && use.by.arguments.length <= 1 && !isSpread(use.by);
}

function isSpread(call: ts.CallExpression): boolean {
  return call.arguments.some(ts.isSpreadElement);
}

/** `for (const [key, value] of …)`: the pairs are taken apart and not kept. */
function takesApart(by: ts.Node): boolean {
  if (!ts.isForOfStatement(by) || !ts.isVariableDeclarationList(by.initializer)) return false;
  return ts.isArrayBindingPattern(by.initializer.declarations[0].name);
}

function takesApartArgument({ name, call }: Extract<Use, { kind: 'method' }>): boolean {
  if (['some', 'every', 'map', 'forEach', 'flatMap'].includes(name)) {
    const [fn] = call.arguments;
    const isFunction = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);
    return (
      isFunction &&
      fn.parameters[0] !== undefined &&
      ts.isArrayBindingPattern(fn.parameters[0].name)
    );
  }
  return false;
}

/** A regular expression with the flag g or y remembers where it stopped; only methods of texts start anew each time. */
function isReadOfRegExp(node: ts.Expression, scopes: Scopes): boolean {
  const flags = flagsOf(node, scopes);
  if (flags === undefined || flags.includes('y')) return false;
  const use = useOf(node, scopes);
  if (use.kind === 'member') return use.name !== 'lastIndex';
  if (use.kind === 'change') return !flags.includes('g') && readers.regexp.test(use.method ?? '');
  const call = wrapped(node).parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  if (shapeOf(call.expression.expression, scopes).kind !== 'string') return false;
  return ['replace', 'replaceAll', 'match', 'search', 'split'].includes(call.expression.name.text);
}

/** The flags of the expression that is made, if the code shows them. */
function flagsOf(node: ts.Expression, scopes: Scopes): string | undefined {
  let made: ts.Expression = node;
  if (ts.isIdentifier(node)) {
    const declaration = scopes.bindingOf(node)?.names[0].parent;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    if (declaration.initializer === undefined) return undefined;
    made = declaration.initializer;
  }
  if (!ts.isNewExpression(made)) return undefined;
  const [pattern, flags] = made.arguments ?? [];
  if (flags === undefined)
    return pattern !== undefined && shapeOf(pattern, scopes).kind === 'string' ? '' : undefined;
  return ts.isStringLiteralLike(flags) ? flags.text : undefined;
}
