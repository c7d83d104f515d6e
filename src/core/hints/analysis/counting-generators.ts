import ts from 'typescript';
import { initializerOf, isConstant } from './changes';
import { isPrimitiveLiteral } from './constants';
import type { Binding, Scopes } from './scopes';
import { shapeOf } from './shapes';
import { bare } from './walk';

/** What a generator counts from, up to and by: a number that is written there, or an argument of the call. */
export type Operand = ts.Expression;

/** `for (const x of range(from, to))`, where `range` does nothing but count. */
export interface Counting {
  /** Where the count starts. */
  readonly start: Operand;
  /** What it is compared with before each round, and how; undefined: nothing ends it. */
  readonly bound: { readonly operator: string; readonly by: Operand } | undefined;
  /** `++`, or `+=` with what is added. */
  readonly step: { readonly operator: string; readonly by: Operand | undefined };
  /** What the call evaluates before the first round, in order. */
  readonly given: readonly ts.Expression[];
}

/** What a call of a generator of this file counts; undefined where the generator does anything else. */
export function countingOf(call: ts.CallExpression, scopes: Scopes): Counting | undefined {
  const callee = bare(call.expression);
  const binding = ts.isIdentifier(callee) ? scopes.bindingOf(callee) : undefined;
  const fn = binding && functionOf(binding, scopes);
  if (fn === undefined || ts.isOptionalChain(call)) return undefined;
  const given = argumentsOf(fn, call, scopes);
  const loop = onlyLoop(fn);
  return given && loop && countingBy(loop, given, scopes);
}

type Generator = ts.FunctionDeclaration | ts.FunctionExpression;

function functionOf(binding: Binding, scopes: Scopes): Generator | undefined {
  if (!isConstant(binding, scopes)) return undefined;
  const declared = initializerOf(binding) ?? binding.names[0].parent;
  const fn = ts.isExpression(declared) ? bare(declared) : declared;
  if (!ts.isFunctionDeclaration(fn) && !ts.isFunctionExpression(fn)) return undefined;
  return isAsync(fn) ? undefined : fn; // what yields is a generator
}

function isAsync(fn: Generator): boolean {
  return ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** What each parameter is given by the call, by its default value where that is a literal; undefined where it can't be told. */
function argumentsOf(
  fn: Generator,
  { arguments: args }: ts.CallExpression,
  scopes: Scopes,
): Map<Binding, ts.Expression> | undefined {
  if (args.length > fn.parameters.length || args.some(ts.isSpreadElement)) return undefined;
  const result = new Map<Binding, ts.Expression>();
  for (const [at, { name, initializer, dotDotDotToken }] of fn.parameters.entries()) {
    const value = args.at(at) ?? initializer;
    const binding = ts.isIdentifier(name) ? scopes.declaredBy(name) : undefined;
    if (value === undefined || binding === undefined || dotDotDotToken) return undefined;
    if (!isConstant(binding, scopes)) return undefined;
    const isDefaulted = initializer !== undefined && value !== initializer;
    if (isDefaulted && shapeOf(value, scopes).kind !== 'number') return undefined; // it may be undefined
    if (value === initializer && !isPlainLiteral(value)) return undefined;
    result.set(binding, value);
  }
  return result;
}

/** A literal without brackets or a type around it. */
function isPlainLiteral(node: ts.Expression): boolean {
  return isPrimitiveLiteral(node) && bare(node) === node;
}

/** The loop that is all that a function does. */
function onlyLoop({ body }: Generator): ts.ForStatement | undefined {
  const [loop, more] = body?.statements ?? [];
  return loop !== undefined && more === undefined && ts.isForStatement(loop) ? loop : undefined;
}

/** `for (let i = start; i < bound; i += step) yield i;` */
function countingBy(
  { initializer, condition, incrementor, statement }: ts.ForStatement,
  given: ReadonlyMap<Binding, ts.Expression>,
  scopes: Scopes,
): Counting | undefined {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return undefined;
  const [{ name, initializer: from }, more] = initializer.declarations;
  const index = ts.isIdentifier(name) ? scopes.declaredBy(name) : undefined;
  if (index === undefined || from === undefined || more !== undefined) return undefined;
  const isIndex = (node: ts.Expression) =>
    ts.isIdentifier(node) && scopes.bindingOf(node) === index;
  const operand = (node: ts.Expression): Operand | undefined => {
    if (isPlainLiteral(node)) return node;
    const binding = ts.isIdentifier(node) ? scopes.bindingOf(node) : undefined;
    return binding && given.get(binding);
  };
  const start = operand(from);
  const step = incrementor && stepOf(incrementor, isIndex, operand);
  const bound = condition && boundOf(condition, isIndex, operand);
  if (start === undefined || step === undefined || !yields(statement, isIndex)) return undefined;
  if (condition !== undefined && bound === undefined) return undefined;
  const used = [start, bound?.by, step.by];
  const values = [...given.values()];
  return values.every(one => used.includes(one))
    ? { start, bound, step, given: values }
    : undefined;
}

const comparing = /^(?:[<>]=?|!==?)$/;

function boundOf(
  condition: ts.Expression,
  isIndex: (node: ts.Expression) => boolean,
  operand: (node: ts.Expression) => Operand | undefined,
): Counting['bound'] {
  if (!ts.isBinaryExpression(condition) || !isIndex(condition.left)) return undefined;
  const operator = condition.operatorToken.getText();
  const by = operand(condition.right);
  return by !== undefined && comparing.test(operator) ? { operator, by } : undefined;
}

function stepOf(
  node: ts.Expression,
  isIndex: (node: ts.Expression) => boolean,
  operand: (node: ts.Expression) => Operand | undefined,
): Counting['step'] | undefined {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const operator = ts.tokenToString(node.operator) ?? '';
    return isIndex(node.operand) && /^(?:\+\+|--)$/.test(operator)
      ? { operator, by: undefined }
      : undefined;
  }
  if (!ts.isBinaryExpression(node) || !isIndex(node.left)) return undefined;
  const operator = node.operatorToken.getText();
  const by = operand(node.right);
  return by !== undefined && /^[+-]=$/.test(operator) ? { operator, by } : undefined;
}

/** `yield i;`, whose value nobody takes, in braces or not. */
function yields(statement: ts.Statement, isIndex: (node: ts.Expression) => boolean): boolean {
  if (ts.isBlock(statement)) {
    const [only, more] = statement.statements;
    return only !== undefined && more === undefined && yields(only, isIndex);
  }
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  if (!ts.isYieldExpression(expression) || expression.asteriskToken !== undefined) return false;
  return expression.expression !== undefined && isIndex(expression.expression);
}
