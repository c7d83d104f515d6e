import ts from 'typescript';
import { builtinCallee } from './builtins';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { type Shape, type ShapeKind, unknownShape } from './types';
import { bare } from './walk';

/**
 * Whether evaluating the expression gives a value and does nothing else: it changes nothing, waits for nothing, cannot throw.
 * How often it is evaluated, and when, is then nobody's matter.
 *
 * Relied on: reading a property of what is known to have some runs no code of the program.
 */
export function isQuiet(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  const quiet = (one: ts.Expression) => isQuiet(one, scopes);
  if (ts.isIdentifier(node))
    return scopes.bindingOf(node) !== undefined || languageValues.has(node.text);
  if (isConstantToken(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return isQuietPrefix(node, scopes);
  if (ts.isTypeOfExpression(node) || ts.isVoidExpression(node)) return quiet(node.expression);
  if (ts.isBinaryExpression(node)) return isQuietBinary(node, scopes);
  if (ts.isConditionalExpression(node))
    return quiet(node.condition) && quiet(node.whenTrue) && quiet(node.whenFalse);
  if (ts.isTemplateExpression(node))
    return node.templateSpans.every(
      span => quiet(span.expression) && isOf(span.expression, scopes, printable),
    );
  if (ts.isPropertyAccessExpression(node)) {
    if (builtinName(node, scopes)) return true;
    const known = node.questionDotToken !== undefined || hasProperties(node.expression, scopes);
    return known && quiet(node.expression);
  }
  if (ts.isElementAccessExpression(node)) {
    const known = node.questionDotToken !== undefined || hasProperties(node.expression, scopes);
    const key = node.argumentExpression;
    return known && quiet(node.expression) && quiet(key) && isOf(key, scopes, printable);
  }
  return ts.isCallExpression(node) && isQuietCall(node, scopes);
}

const languageValues: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);

/** Kinds that are turned into text or a number without running code of the program. */
const printable: readonly ShapeKind[] = ['string', 'number', 'boolean', 'undefined', 'null'];
const numeric: readonly ShapeKind[] = ['number'];

function isOf(node: ts.Expression, scopes: Scopes, kinds: readonly ShapeKind[]): boolean {
  return kinds.includes(shapeOf(node, scopes).kind);
}

function isConstantToken(node: ts.Expression): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
    case ts.SyntaxKind.FalseKeyword:
    case ts.SyntaxKind.NullKeyword:
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return true;
    default:
      return ts.isLiteralExpression(node);
  }
}

/** `Math.PI`, `Number.MAX_SAFE_INTEGER`. */
function builtinName(node: ts.PropertyAccessExpression, scopes: Scopes): boolean {
  const owner = bare(node.expression);
  if (!ts.isIdentifier(owner) || scopes.bindingOf(owner) !== undefined) return false;
  return owner.text === 'Math' || owner.text === 'Number';
}

function hasProperties(owner: ts.Expression, scopes: Scopes): boolean {
  const node = bare(owner);
  if (node.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isElementAccessExpression(node)) return false; // there may be no such element, whatever its type
  const { kind } = shapeOf(owner, scopes);
  return kind !== 'unknown' && kind !== 'undefined' && kind !== 'null';
}

function isQuietPrefix(node: ts.PrefixUnaryExpression, scopes: Scopes): boolean {
  if (!isQuiet(node.operand, scopes)) return false;
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken:
      return true;
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.TildeToken:
      return isOf(node.operand, scopes, printable);
    default:
      return false;
  }
}

function isQuietBinary(node: ts.BinaryExpression, scopes: Scopes): boolean {
  const { left, right } = node;
  if (!isQuiet(left, scopes) || !isQuiet(right, scopes)) return false;
  const both = (kinds: readonly ShapeKind[]) =>
    isOf(left, scopes, kinds) && isOf(right, scopes, kinds);
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.CommaToken:
      return true;
    case ts.SyntaxKind.EqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return (
        both(printable) ||
        isOf(left, scopes, ['null', 'undefined']) ||
        isOf(right, scopes, ['null', 'undefined'])
      );
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
    case ts.SyntaxKind.PlusToken:
    case ts.SyntaxKind.MinusToken:
    case ts.SyntaxKind.AsteriskToken:
    case ts.SyntaxKind.SlashToken:
    case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.AsteriskAsteriskToken:
    case ts.SyntaxKind.AmpersandToken:
    case ts.SyntaxKind.BarToken:
    case ts.SyntaxKind.CaretToken:
    case ts.SyntaxKind.LessThanLessThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken:
    case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
      return both(printable);
    default:
      return false;
  }
}

/** Functions of the language that take anything. */
const takesAll = /^(?:Number\.is\w+|Array\.isArray|Object\.is|Boolean)$/;
/** Functions of the language that take numbers and texts. */
const takesNumbers = /^(?:Math\.(?!random$)\w+|parseInt|parseFloat|isNaN|isFinite|Number|String)$/;

/** Methods that give a value for any texts and numbers as arguments. */
const quietMethods: Readonly<Record<string, readonly string[]>> = {
  string: [
    ...['includes', 'startsWith', 'endsWith', 'indexOf', 'lastIndexOf', 'charAt', 'charCodeAt'],
    ...['codePointAt', 'at', 'slice', 'substring', 'substr', 'toLowerCase', 'toUpperCase'],
    ...['trim', 'trimStart', 'trimEnd', 'split'],
  ],
  array: ['includes', 'indexOf', 'lastIndexOf', 'at', 'slice'],
  set: ['has'],
  map: ['has', 'get'],
};

const quietIterations = ['some', 'every', 'filter', 'find', 'findIndex', 'map'];

function isQuietCall(call: ts.CallExpression, scopes: Scopes): boolean {
  const args = [...call.arguments];
  const plain = (kinds: readonly ShapeKind[]) => args.every(arg => isOf(arg, scopes, kinds));
  const name = builtinCallee(call, scopes);
  if (name !== undefined && takesAll.test(name)) return args.every(arg => isQuiet(arg, scopes));
  if (name !== undefined && takesNumbers.test(name))
    return args.every(arg => isQuiet(arg, scopes)) && plain(printable);
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !isQuiet(callee.expression, scopes)) return false;
  const owner = shapeOf(callee.expression, scopes);
  const method = callee.name.text;
  if (owner.kind === 'array' && quietIterations.includes(method))
    return args.length === 1 && isQuietCallback(args[0], scopes, owner.element);
  if (!args.every(arg => isQuiet(arg, scopes))) return false;
  if (owner.kind === 'regexp') return isQuietPattern(callee, method) && plain(['string']);
  if (!(quietMethods[owner.kind] ?? []).includes(method)) return false;
  return owner.kind === 'string' || method === 'at' || method === 'slice'
    ? plain([...numeric, 'string'])
    : true;
}

/** A pattern that stands here and does not remember where it stopped. */
function isQuietPattern(callee: ts.PropertyAccessExpression, method: string): boolean {
  const pattern = bare(callee.expression);
  if (method !== 'test' || !ts.isRegularExpressionLiteral(pattern)) return false;
  return !/[gy]/.test(pattern.text.slice(pattern.text.lastIndexOf('/')));
}

/** Whether a function that stands here, or one of the language, is quiet for each element of that shape. */
export function isQuietCallback(
  expression: ts.Expression,
  scopes: Scopes,
  element: Shape = unknownShape,
): boolean {
  const fn = bare(expression);
  if (ts.isIdentifier(fn)) return fn.text === 'Boolean' && scopes.bindingOf(fn) === undefined;
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return false;
  if (fn.modifiers !== undefined || fn.asteriskToken !== undefined) return false;
  const simple = fn.parameters.every(({ name, initializer }, index) => {
    if (initializer !== undefined) return false;
    return ts.isIdentifier(name) || (index === 0 && isPlainPattern(name, element));
  });
  if (!simple) return false;
  return ts.isBlock(fn.body) ? isQuietBlock(fn.body, scopes) : isQuiet(fn.body, scopes);
}

/** `{ a, b: c }` of an object. */
function isPlainPattern(name: ts.BindingName, element: Shape): boolean {
  if (!ts.isObjectBindingPattern(name)) return false;
  if (element.kind === 'unknown' || element.kind === 'undefined' || element.kind === 'null')
    return false;
  return name.elements.every(
    one =>
      ts.isIdentifier(one.name) &&
      one.initializer === undefined &&
      one.dotDotDotToken === undefined &&
      (one.propertyName === undefined || ts.isIdentifier(one.propertyName)),
  );
}

function isQuietBlock(statement: ts.Statement, scopes: Scopes): boolean {
  const quiet = (node: ts.Expression | undefined) => node === undefined || isQuiet(node, scopes);
  if (ts.isBlock(statement)) return statement.statements.every(one => isQuietBlock(one, scopes));
  if (ts.isReturnStatement(statement)) return quiet(statement.expression);
  if (ts.isIfStatement(statement))
    return (
      quiet(statement.expression) &&
      isQuietBlock(statement.thenStatement, scopes) &&
      (statement.elseStatement === undefined || isQuietBlock(statement.elseStatement, scopes))
    );
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    one => ts.isIdentifier(one.name) && quiet(one.initializer),
  );
}
