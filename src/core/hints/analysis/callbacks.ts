import ts from 'typescript';
import type { Scopes } from './scopes';
import { bare, usesArguments } from './walk';

/** A function that does nothing but return the value of one expression. */
export interface ExpressionFunction {
  readonly fn: ts.ArrowFunction | ts.FunctionExpression;
  /** The names of its parameters; none has a default value or is taken apart. */
  readonly parameters: readonly ts.Identifier[];
  readonly value: ts.Expression;
}

/** `x => e`, `x => { return e; }` or `function (x) { return e; }`; undefined for any other function. */
export function functionOfExpression(node: ts.Expression): ExpressionFunction | undefined {
  const fn = bare(node);
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
  if (fn.modifiers !== undefined || fn.asteriskToken !== undefined) return undefined;
  if (usesArguments(fn)) return undefined;
  const parameters = namesOf(fn);
  const value = returned(fn.body);
  return parameters && value && { fn, parameters, value };
}

function namesOf(fn: ts.ArrowFunction | ts.FunctionExpression): ts.Identifier[] | undefined {
  const names: ts.Identifier[] = [];
  for (const { name, initializer, dotDotDotToken } of fn.parameters) {
    if (!ts.isIdentifier(name) || initializer !== undefined || dotDotDotToken !== undefined)
      return undefined;
    names.push(name);
  }
  return names;
}

function returned(body: ts.ConciseBody): ts.Expression | undefined {
  if (!ts.isBlock(body)) return body;
  const [statement, more] = body.statements;
  if (more !== undefined || statement === undefined || !ts.isReturnStatement(statement))
    return undefined;
  return statement.expression;
}

/** Whether two expressions are the same variable or the same property of one, and so mean the same while neither is set. */
export function isSameValue(a: ts.Expression, b: ts.Expression, scopes: Scopes): boolean {
  const one = bare(a);
  const two = bare(b);
  if (one.kind === ts.SyntaxKind.ThisKeyword) return two.kind === ts.SyntaxKind.ThisKeyword;
  if (ts.isIdentifier(one)) {
    if (!ts.isIdentifier(two) || one.text !== two.text) return false;
    const binding = scopes.bindingOf(one);
    return binding === scopes.bindingOf(two) && binding?.scope.dynamic !== true;
  }
  return (
    ts.isPropertyAccessExpression(one) &&
    ts.isPropertyAccessExpression(two) &&
    one.name.text === two.name.text &&
    isSameValue(one.expression, two.expression, scopes)
  );
}
