import ts from 'typescript';
import { globalName } from '../analysis/builtins';
import { hasComment, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { iterationsAround } from '../analysis/iterations';
import { hasEffects } from '../analysis/order';
import type { Scopes } from '../analysis/scopes';
import { bare, functionAround, walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Copying `arguments` into an array: a rest parameter is that array from the start. */
export const sliceArguments: Rule = {
  id: 'slice-arguments',
  category: 'code',
  explanation: {
    text: 'Array.prototype.slice.call(arguments) first makes the arguments object and then goes through it with the general slice. A rest parameter is made as an array when the function is called.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const copy = copyOfArguments(node as ts.CallExpression, code.scopes); // as `kinds` says
    return copy && findingOf(copy, code);
  },
};

type Fn =
  ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration | ts.ConstructorDeclaration;

interface Copy {
  readonly call: ts.CallExpression;
  readonly fn: Fn;
}

/** `Array.prototype.slice.call(arguments, n)` or `[].slice.call(arguments, n)` after n named parameters. */
function copyOfArguments(call: ts.CallExpression, scopes: Scopes): Copy | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'call') return undefined;
  const slice = bare(callee.expression);
  if (!ts.isPropertyAccessExpression(slice) || slice.name.text !== 'slice') return undefined;
  if (!isArrayPrototype(bare(slice.expression), scopes) || call.arguments.length > 2)
    return undefined;
  const [list, from] = call.arguments;
  if (list === undefined || !ts.isIdentifier(list) || list.text !== 'arguments') return undefined;
  const fn = functionAround(call);
  if (fn === undefined || scopes.bindingOf(list) !== undefined || !isPlainFunction(fn))
    return undefined;
  const named = fn.parameters.length;
  if ((from === undefined ? '0' : textOf(from)) !== String(named)) return undefined;
  return usesOfArguments(fn) === 1 ? { call, fn } : undefined;
}

function isArrayPrototype(node: ts.Expression, scopes: Scopes): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'prototype' &&
    globalName(node.expression, scopes) === 'Array'
  );
}

/** Whether a rest parameter can be added, and adding one changes nothing else of the function. */
function isPlainFunction(fn: ts.Node): fn is Fn {
  if (
    !ts.isFunctionDeclaration(fn) &&
    !ts.isFunctionExpression(fn) &&
    !ts.isMethodDeclaration(fn) &&
    !ts.isConstructorDeclaration(fn)
  )
    return false;
  if (fn.body === undefined || fn.parameters.hasTrailingComma) return false;
  const names = fn.parameters.map(({ name }) => textOf(name));
  if (names.includes('this') || new Set(names).size < names.length) return false;
  const simple = fn.parameters.every(
    ({ name, initializer, dotDotDotToken }) =>
      ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined,
  );
  /** A function with a rest parameter may not ask for strict mode itself. */
  return simple && !fn.body.statements.some(isDirective);
}

function isDirective(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
}

function usesOfArguments(fn: Fn): number {
  let count = 0;
  walk(fn, node => {
    if (!ts.isIdentifier(node) || node.text !== 'arguments') return undefined;
    let around = functionAround(node);
    while (around !== undefined && ts.isArrowFunction(around)) around = functionAround(around);
    if (around === fn) count++;
    return undefined;
  });
  return count;
}

function findingOf({ call, fn }: Copy, code: Code): Finding | undefined {
  const { scopes } = code;
  if (scopes.scopeAt(call).dynamic || iterationsAround(call).length > 0) return undefined;
  const edits = variableEdits(call, fn, code) ?? valueEdits(call, fn, code);
  if (edits === undefined) return undefined;
  return {
    node: call,
    title: { text: 'Take the arguments as a rest parameter instead of copying them', args: [] },
    safety: 'safe',
    differs: undefined,
    edits,
    cost: {
      start: fn.getStart(),
      end: call.end,
      builtins: /^(?:Array\.prototype\.)?slice$|^Array(?:Prototype)?Slice|[Aa]rguments/,
      withCalls: false,
      ratio: 10,
    },
  };
}

/** A variable of the function that holds the copy becomes the parameter; undefined where it is no such variable. */
function variableEdits(
  call: ts.CallExpression,
  fn: Fn,
  { scopes, file, typed }: Code,
): TextEdit[] | undefined {
  const declaration = call.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length !== 1) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || statement.parent !== fn.body) return undefined;
  const binding = scopes.declaredBy(declaration.name);
  if (binding === undefined || binding.names.length !== 1) return undefined;
  /** Until here the variable held nothing: nobody must have looked. */
  const before = fn.body.statements.slice(0, fn.body.statements.indexOf(statement));
  if (before.some(hasEffects) || binding.references.some(({ pos }) => pos < statement.pos))
    return undefined;
  if (hasComment(file, statement.getStart(), statement.end)) return undefined;
  const type = declaration.type ? `: ${textOf(declaration.type)}` : typed ? ': any[]' : '';
  return inOrder([
    parameterEdit(fn, `...${binding.name}${type}`),
    { ...lineOf(statement), text: '' },
  ]);
}

/** The statement, with its whole line where nothing else stands on it. */
function lineOf(statement: ts.Statement): { readonly start: number; readonly end: number } {
  const { text } = statement.getSourceFile();
  const start = statement.getStart();
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[\t ]*(?:\r?\n|$)/.exec(text.slice(statement.end));
  const alone = /^[\t ]*$/.test(text.slice(lineStart, start));
  if (rest === null || !alone) return { start, end: statement.end };
  return { start: lineStart, end: statement.end + rest[0].length };
}

function valueEdits(
  call: ts.CallExpression,
  fn: Fn,
  { scopes, file, typed }: Code,
): TextEdit[] | undefined {
  if (hasComment(file, call.getStart(), call.end)) return undefined;
  const name = uniqueName(fn.parameters.length === 0 ? 'args' : 'rest', scopes);
  return inOrder([parameterEdit(fn, `...${name}${typed ? ': any[]' : ''}`), replace(call, name)]);
}

function parameterEdit(fn: Fn, parameter: string): TextEdit {
  const last = fn.parameters.at(-1);
  const at = last?.end ?? fn.parameters.pos;
  return { start: at, end: at, text: last === undefined ? parameter : `, ${parameter}` };
}
