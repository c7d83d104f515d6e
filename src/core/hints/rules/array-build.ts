import ts from 'typescript';
import { builtinCallee, builtinNames, seesGlobal } from '../analysis/builtins';
import { hasComment, shortText, textOf } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare, usesArguments } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Building an array by `Array.from({ length })`: `fill` and `map` know how long it is going to be. */
export const arrayBuild: Rule = {
  id: 'array-build',
  category: 'code',
  explanation: {
    text: 'Array.from goes through anything that has a length, asks it for every element and adds the result to the array one by one. An array that is made at its full length, filled and mapped is built by code that V8 compiles to a plain loop.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const built = builtArray(call, code.scopes);
    return built && findingOf(call, built, code);
  },
};

/** `Array.from({ length: n }, (_, i) => …)`. */
interface Built {
  readonly length: ts.Expression;
  readonly callback: ts.ArrowFunction | ts.FunctionExpression;
}

function builtArray(call: ts.CallExpression, scopes: Scopes): Built | undefined {
  if (builtinCallee(call, scopes) !== 'Array.from' || call.arguments.length !== 2) return undefined;
  if (ts.isOptionalChain(call) || call.typeArguments !== undefined) return undefined;
  const [source, second] = call.arguments;
  const literal = bare(source);
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.length !== 1) return undefined;
  const [property] = literal.properties;
  if (property.name === undefined || textOf(property.name) !== 'length') return undefined;
  const length = ts.isPropertyAssignment(property)
    ? property.initializer
    : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  const callback = bare(second);
  if (length === undefined) return undefined;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return undefined;
  return takesIndexOnly(callback, scopes) ? { length, callback } : undefined;
}

/** Whether the callback never sees its first argument, nor a third, which `map` gives and `from` does not. */
function takesIndexOnly(fn: Built['callback'], scopes: Scopes): boolean {
  if (fn.parameters.length > 2 || fn.parameters.some(one => one.dotDotDotToken)) return false;
  if (ts.isFunctionExpression(fn) && usesArguments(fn)) return false;
  const [first] = fn.parameters;
  if (first === undefined) return true;
  if (!ts.isIdentifier(first.name) || first.initializer !== undefined) return false;
  const binding = scopes.declaredBy(first.name);
  return binding !== undefined && !binding.scope.dynamic && binding.references.length === 0;
}

function findingOf(call: ts.CallExpression, built: Built, code: Code): Finding | undefined {
  const { length } = built;
  const { scopes } = code;
  const { kind } = shapeOf(length, scopes);
  if (kind !== 'number' && kind !== 'unknown') return undefined;
  const edits = seesGlobal('Array', call, scopes) ? editsOf(call, built, code) : undefined;
  const sure = isLength(length, scopes);
  const args = [shortText(length)];
  return {
    node: call,
    title: { text: 'Make the array at its full length of `{0}`, fill it and map it', args },
    safety: edits === undefined ? 'advice' : sure ? 'safe' : 'review',
    differs:
      edits === undefined
        ? { text: 'not as an edit: a comment is in the way', args: [] }
        : sure
          ? undefined
          : { text: 'if `{0}` is negative, not a whole number, or no number', args },
    edits: edits ?? [],
    cost: {
      start: call.getStart(),
      end: call.end,
      builtins: builtinNames('Array', 'from'),
      withCalls: false,
      ratio: 3,
    },
  };
}

/** Whether the value is a whole number, not negative and no larger than a length can be. */
function isLength(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (ts.isNumericLiteral(node)) return /^\d{1,7}$/.test(node.text);
  if (ts.isPropertyAccessExpression(node)) {
    const { kind } = shapeOf(node.expression, scopes);
    if (node.name.text === 'length') return kind === 'array' || kind === 'string';
    return node.name.text === 'size' && (kind === 'set' || kind === 'map');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return isLength(node.left, scopes) && isLength(node.right, scopes);
  if (!ts.isIdentifier(node)) return false;
  const declaration = scopes.bindingOf(node)?.names[0].parent;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConst && ts.isIdentifier(declaration.name) && declaration.initializer !== undefined
    ? isLength(declaration.initializer, scopes)
    : false;
}

/** Undefined where a comment would be lost. */
function editsOf(call: ts.CallExpression, built: Built, { file }: Code): TextEdit[] | undefined {
  const [source, second] = call.arguments;
  const before = { start: call.getStart(), end: second.getStart() };
  const inside = [
    [before.start, built.length.getStart()],
    [built.length.end, source.end],
    [source.end, before.end],
  ] as const;
  if (inside.some(([start, end]) => hasComment(file, start, end))) return undefined;
  return inOrder([{ ...before, text: `new Array(${textOf(built.length)}).fill(0).map(` }]);
}
