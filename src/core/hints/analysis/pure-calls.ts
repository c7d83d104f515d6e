import ts from 'typescript';
import { builtinCallee, builtinNames } from './builtins';
import { isFreshValue } from './fresh';
import { moduleMember } from './imports';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import type { Shape } from './types';
import { bare } from './walk';
import type { Template } from '../hint';

/** A call whose value depends on its operands alone, and that costs enough to be made once. */
export interface PureCall {
  /** What the value is named when it is kept. */
  readonly name: string;
  /** Where the operands stand, a method's receiver among them. */
  readonly operands: readonly ts.Expression[];
  /** What it returns: something that can't be changed, or an object of its own that must only be read. */
  readonly result:
    'primitive' | 'array' | 'entries' | 'date' | 'regexp' | 'set' | 'parsed' | 'format' | 'decoder';
  /** Whether it looks into what its operands hold, and not only at them. */
  readonly deep: boolean;
  /** Whether it can throw for operands that it has not been seen with. */
  readonly mayThrow: boolean;
  readonly open: readonly Template[];
  readonly builtins: RegExp;
  /** Time before over after at a small size, measured by the bench. */
  readonly ratio: number;
}

type Call = ts.CallExpression | ts.NewExpression;

export function pureCall(call: Call, scopes: Scopes): PureCall | undefined {
  const args = [...(call.arguments ?? [])];
  const name = builtinCallee(call, scopes);
  if (name?.startsWith('Object.')) return objectCall(name, args, scopes);
  if (name === 'Math.max' || name === 'Math.min') return extremeCall(name, args, scopes);
  if (name?.startsWith('new ')) return construction(name.slice(4), args, scopes);
  if (name === 'JSON.parse' || name === 'JSON.stringify') return jsonCall(name, args);
  if (!ts.isCallExpression(call)) return intlConstruction(call, scopes);
  return (
    pathCall(call, args, scopes) ?? splitCall(call, args, scopes) ?? applyCall(call, args, scopes)
  );
}

const plain = { deep: false, mayThrow: false, open: [] } as const;

function objectCall(name: string, args: ts.Expression[], scopes: Scopes): PureCall | undefined {
  if (args.length !== 1 || ts.isSpreadElement(args[0])) return undefined;
  const { kind, primitive } = shapeOf(args[0], scopes);
  const mayThrow = kind === 'null' || kind === 'undefined' || (kind === 'unknown' && !primitive);
  const common = { ...plain, operands: args, mayThrow, ratio: 2 };
  if (name === 'Object.keys')
    return { ...common, name: 'keys', result: 'array', builtins: builtinNames('Object', 'keys') };
  const method = name === 'Object.values' ? 'values' : name === 'Object.entries' ? 'entries' : '';
  if (method === '') return undefined;
  const open = hasPlainValues(args[0], scopes) ? [] : [getters(args[0])];
  const result = method === 'entries' ? 'entries' : 'array';
  return { ...common, name: method, result, open, builtins: builtinNames('Object', method) };
}

/** Whether reading the values runs no accessor, as far as this file shows. */
function hasPlainValues(node: ts.Expression, scopes: Scopes): boolean {
  const at = bare(node);
  if (ts.isObjectLiteralExpression(at))
    return at.properties.every(
      one => ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one),
    );
  if (shapeOf(node, scopes).kind === 'array') return true;
  if (!ts.isIdentifier(at)) return false;
  const declaration = scopes.bindingOf(at)?.names[0].parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  return declaration.initializer !== undefined && hasPlainValues(declaration.initializer, scopes);
}

function getters(node: ts.Expression): Template {
  return { text: 'if `{0}` has getters', args: [node.getText()] };
}

function extremeCall(name: string, args: ts.Expression[], scopes: Scopes): PureCall | undefined {
  const spreads = args.filter(ts.isSpreadElement).map(({ expression }) => expression);
  if (spreads.length === 0) return undefined;
  return {
    ...plain,
    name: name === 'Math.max' ? 'max' : 'min',
    operands: args,
    result: 'primitive',
    deep: !spreads.every(one => isNumbers(shapeOf(one, scopes))),
    mayThrow: !spreads.every(one => isNumbers(shapeOf(one, scopes))),
    builtins: builtinNames('Math', name.slice(5)),
    ratio: 2.6,
  };
}

function isNumbers({ kind, element }: Shape): boolean {
  if (kind !== 'array' && kind !== 'set') return false;
  return element?.kind === 'number' || element?.kind === 'string';
}

/** `Math.max.apply(Math, xs)`. */
function applyCall(
  call: ts.CallExpression,
  args: ts.Expression[],
  scopes: Scopes,
): PureCall | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'apply' || args.length !== 2)
    return undefined;
  const name = callee.expression.getText();
  if (name !== 'Math.max' && name !== 'Math.min') return undefined;
  const isThis = args[0].kind === ts.SyntaxKind.NullKeyword || args[0].getText() === 'Math';
  if (!isThis || scopes.top.bindings.has('Math')) return undefined;
  return {
    ...plain,
    name: name === 'Math.max' ? 'max' : 'min',
    operands: [args[1]],
    result: 'primitive',
    mayThrow: !isNumbers(shapeOf(args[1], scopes)),
    builtins: builtinNames('Math', name.slice(5)),
    ratio: 2.6,
  };
}

function construction(name: string, args: ts.Expression[], scopes: Scopes): PureCall | undefined {
  if (args.length === 0 || args.some(ts.isSpreadElement)) return undefined;
  const common = {
    ...plain,
    operands: args,
    builtins: new RegExp(`^new ${name}$|^${name}(?:Constructor)?$`),
  };
  const shapes = args.map(arg => shapeOf(arg, scopes));
  if (name === 'Date') {
    const mayThrow = shapes.some(({ kind }) => kind !== 'number' && kind !== 'string');
    return { ...common, name: 'date', result: 'date', mayThrow, ratio: 5 };
  }
  if (name === 'RegExp') {
    const mayThrow = !args.every(ts.isStringLiteralLike);
    return { ...common, name: 'pattern', result: 'regexp', mayThrow, ratio: 4 };
  }
  if (name === 'Set' || name === 'Map') {
    if (args.length !== 1 || isFreshValue(args[0], scopes)) return undefined;
    const mayThrow = name === 'Map' || shapes[0].kind !== 'array';
    const deep = name === 'Map';
    return { ...common, name: deep ? 'map' : 'set', result: 'set', deep, mayThrow, ratio: 5 };
  }
  return undefined;
}

/** `new Intl.NumberFormat('de')`: only with constants, which have been seen not to throw. */
function intlConstruction(call: ts.NewExpression, scopes: Scopes): PureCall | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.getText() !== 'Intl')
    return undefined;
  if (scopes.top.bindings.has('Intl')) return undefined;
  const args = [...(call.arguments ?? [])];
  if (args.length === 0 || !ts.isStringLiteralLike(args[0])) return undefined;
  const names: Readonly<Record<string, string>> = { Collator: 'collator', PluralRules: 'rules' };
  const name = names[callee.name.text] ?? 'format';
  return {
    ...plain,
    name,
    operands: args,
    result: 'format',
    builtins: /^(?:Intl|Number|Date)/,
    ratio: 20,
  };
}

function jsonCall(name: string, args: ts.Expression[]): PureCall | undefined {
  if (args.length !== 1 || ts.isSpreadElement(args[0])) return undefined;
  const common = {
    ...plain,
    operands: args,
    builtins: builtinNames('JSON', name.slice(5)),
    ratio: 5,
  };
  if (name === 'JSON.stringify')
    return { ...common, name: 'text', result: 'primitive', deep: true, mayThrow: true };
  return {
    ...common,
    name: 'parsed',
    result: 'parsed',
    mayThrow: !ts.isStringLiteralLike(args[0]),
  };
}

function splitCall(
  call: ts.CallExpression,
  args: ts.Expression[],
  scopes: Scopes,
): PureCall | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'split') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 1) return undefined;
  if (shapeOf(callee.expression, scopes).kind !== 'string') return undefined;
  if (shapeOf(args[0], scopes).kind !== 'string' && !ts.isRegularExpressionLiteral(args[0]))
    return undefined;
  return {
    ...plain,
    name: 'parts',
    operands: [callee.expression, ...args],
    result: 'array',
    builtins: builtinNames('String', 'split'),
    ratio: 3,
  };
}

const pathFunctions = new Set([
  'join',
  'dirname',
  'basename',
  'extname',
  'normalize',
  'isAbsolute',
]);

/** Functions of `node:path` that depend on nothing but their arguments. */
function pathCall(
  call: ts.CallExpression,
  args: ts.Expression[],
  scopes: Scopes,
): PureCall | undefined {
  const { module, name: method = '' } = moduleMember(call.expression, scopes) ?? {};
  if (module !== 'path' || !pathFunctions.has(method)) return undefined;
  if (args.length === 0 || args.some(ts.isSpreadElement)) return undefined;
  return {
    ...plain,
    name: method === 'join' || method === 'normalize' ? 'path' : method.replace('name', 'Name'),
    operands: args,
    result: 'primitive',
    mayThrow: args.some(arg => shapeOf(arg, scopes).kind !== 'string'),
    builtins: new RegExp(`^(?:path\\.)?${method}\\b`),
    ratio: 10,
  };
}
