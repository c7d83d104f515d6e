import ts from 'typescript';
import { isHarmlessCall, seesGlobal } from '../analysis/builtins';
import { isConstant, neverChanges } from '../analysis/changes';
import { hasComment, indentUnit, newLineOf, textOf } from '../analysis/edits';
import { filePlaceFor } from '../analysis/file-level';
import { uniqueName } from '../analysis/edits';
import { isExported } from '../analysis/iterations';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, isFunctionLike, isInside, some, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** From so many steps down to the end on keeping the values is faster on every Node measured. */
const leastSteps = 20;

/** A function that calls itself twice for almost the same argument: each value is worked out again and again. */
export const memoisePureRecursion: Rule = {
  id: 'memoise-pure-recursion',
  category: 'caching',
  explanation: {
    text: 'Each call makes two or more calls with an argument that is a little less: the same arguments come up again and again, and the number of calls doubles from step to step. Kept in a Map, each value is worked out once. It pays off from about {0} steps, and then doubles with each.',
    args: [leastSteps],
  },
  kinds: [ts.SyntaxKind.FunctionDeclaration],
  gate: defaultGate,
  check(node, code) {
    const recursion = recursionOf(node as ts.FunctionDeclaration, code); // as `kinds` says
    return recursion && findingOf(recursion, code);
  },
};

/** `function f(n) { … f(n - 1) … f(n - 2) … }`, which only computes. */
interface Recursion {
  readonly fn: ts.FunctionDeclaration;
  readonly name: ts.Identifier;
  readonly parameter: ts.ParameterDeclaration;
}

function recursionOf(fn: ts.FunctionDeclaration, { scopes, file }: Code): Recursion | undefined {
  const { name, body, parameters, asteriskToken } = fn;
  if (name === undefined || body === undefined || asteriskToken !== undefined) return undefined;
  if (fn.modifiers?.some(({ kind }) => kind !== ts.SyntaxKind.ExportKeyword)) return undefined;
  if (fn.typeParameters !== undefined || parameters.length !== 1 || fn.parent !== file)
    return undefined;
  const [parameter] = parameters;
  if (!ts.isIdentifier(parameter.name) || parameter.initializer !== undefined) return undefined;
  if (parameter.dotDotDotToken !== undefined || parameter.questionToken !== undefined)
    return undefined;
  const self = scopes.declaredBy(name);
  const argument = scopes.declaredBy(parameter.name);
  if (self === undefined || argument === undefined || self.scope.dynamic) return undefined;
  if (self.names.length !== 1 || !isConstant(self, scopes) || !isConstant(argument, scopes))
    return undefined;
  const calls = self.references.filter(id => isInside(id, body));
  const near = calls.filter(id => isNear(id, argument, scopes));
  if (!near.some((one, index) => near.slice(index + 1).some(other => areBothMade(one, other))))
    return undefined;
  return onlyComputes(fn, self, scopes) ? { fn, name, parameter } : undefined;
}

/** `f(n - 1)`: with the parameter and a constant taken from it or added to it. */
function isNear(id: ts.Identifier, argument: Binding, scopes: Scopes): boolean {
  const call = wrapped(id).parent;
  if (!ts.isCallExpression(call) || call.expression !== wrapped(id)) return false;
  if (call.arguments.length !== 1 || call.questionDotToken !== undefined) return false;
  const given = bare(call.arguments[0]);
  if (!ts.isBinaryExpression(given) || !ts.isNumericLiteral(bare(given.right))) return false;
  const { kind } = given.operatorToken;
  if (kind !== ts.SyntaxKind.MinusToken && kind !== ts.SyntaxKind.PlusToken) return false;
  const left = bare(given.left);
  return ts.isIdentifier(left) && scopes.bindingOf(left) === argument;
}

/** Whether one evaluation comes to both: they stand in one expression, and not on two sides of a choice. */
function areBothMade(one: ts.Node, other: ts.Node): boolean {
  let at = one;
  while (!isInside(other, at.parent)) at = at.parent;
  const { parent } = at;
  if (ts.isConditionalExpression(parent))
    return isInside(one, parent.condition) || isInside(other, parent.condition);
  if (ts.isExpression(parent) || ts.isTemplateSpan(parent)) return !isFunctionLike(parent);
  if (!ts.isBlock(parent) && !ts.isVariableDeclarationList(parent)) return false;
  return ts.isVariableStatement(at) || ts.isVariableDeclaration(at);
}

/** Whether the function's value depends on its argument and constants alone, and nothing else comes of a call. */
function onlyComputes(fn: ts.FunctionDeclaration, self: Binding, scopes: Scopes): boolean {
  return !some(fn.body as ts.Block, node => {
    if (ts.isTypeNode(node)) return false;
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
      return !isComputingCall(node, self, scopes);
    if (ts.isIdentifier(node)) return !isConstantName(node, fn, scopes);
    if (isFunctionLike(node) && !ts.isArrowFunction(node)) return true;
    if (ts.isExpression(node) && isTarget(node)) return !isOwnVariable(node, fn, scopes);
    return doesMore(node);
  });
}

function isComputingCall(
  call: ts.CallExpression | ts.NewExpression,
  self: Binding,
  scopes: Scopes,
): boolean {
  const callee = bare(call.expression);
  if (!ts.isCallExpression(call)) return false;
  if (ts.isIdentifier(callee) && scopes.bindingOf(callee) === self) return true;
  if (isHarmlessCall(call, scopes))
    return /^(?:Math\.(?!random)|Number|String$|parseInt$|parseFloat$)/.test(textOf(callee));
  if (!ts.isPropertyAccessExpression(callee)) return false;
  return shapeOf(callee.expression, scopes).kind === 'string';
}

function isConstantName(id: ts.Identifier, fn: ts.Node, scopes: Scopes): boolean {
  const { parent } = id;
  if (ts.isPropertyAccessExpression(parent) && parent.name === id) return true;
  const binding = scopes.bindingOf(id);
  if (binding === undefined)
    return /^(?:Math|Number|String|parseInt|parseFloat|undefined|NaN|Infinity)$/.test(id.text);
  if (isInside(binding.names[0], fn) || binding.kind === 'function') return true;
  if (!isConstant(binding, scopes) || binding.kind === 'import') return false;
  return shapeOf(id, scopes).primitive || neverChanges(binding, scopes);
}

function isOwnVariable(target: ts.Expression, fn: ts.Node, scopes: Scopes): boolean {
  const node = bare(target);
  const binding = ts.isIdentifier(node) ? scopes.bindingOf(node) : undefined;
  return binding !== undefined && isInside(binding.names[0], fn);
}

function doesMore(node: ts.Node): boolean {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
    case ts.SyntaxKind.ThrowStatement:
    case ts.SyntaxKind.TryStatement:
    case ts.SyntaxKind.AwaitExpression:
    case ts.SyntaxKind.YieldExpression:
    case ts.SyntaxKind.DeleteExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
    case ts.SyntaxKind.ObjectLiteralExpression:
    case ts.SyntaxKind.ArrayLiteralExpression:
    case ts.SyntaxKind.ClassExpression:
    case ts.SyntaxKind.RegularExpressionLiteral:
      return true;
    default:
      return false;
  }
}

const primitives: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.StringKeyword],
  ...[ts.SyntaxKind.BooleanKeyword, ts.SyntaxKind.BigIntKeyword],
]);

function findingOf(recursion: Recursion, code: Code): Finding | undefined {
  const { fn, name, parameter } = recursion;
  const edits = editsOf(recursion, code);
  const types = [parameter.type, fn.type];
  const known = types.every(type => type !== undefined && primitives.has(type.kind));
  if (code.typed && types.some(type => type !== undefined && !primitives.has(type.kind)))
    return undefined;
  const args = [name.text];
  const differs: Template = known
    ? { text: 'every value of `{0}` is kept in memory, and 0 and -0 are one argument', args }
    : {
        text: 'if `{0}` is called with objects or gives one; every value is kept in memory',
        args,
      };
  const why: Template = {
    text: 'not as an edit: its types are not written, or something is in the way',
    args,
  };
  return {
    node: name,
    title: { text: 'Keep what `{0}` has worked out', args },
    safety: edits === undefined ? 'advice' : 'review',
    differs: edits === undefined ? why : differs,
    edits: edits ?? [],
    cost: { start: fn.getStart(), end: fn.end, builtins: /^$/, withCalls: true, ratio: 2 },
  };
}

/** The function under another name, and before it one that looks into a Map first. */
function editsOf({ fn, name, parameter }: Recursion, code: Code): Finding['edits'] | undefined {
  const { scopes, file, typed } = code;
  if (typed && (parameter.type === undefined || fn.type === undefined)) return undefined;
  if (!seesGlobal('Map', fn, scopes) || hasComment(file, fn.getStart(), name.end)) return undefined;
  const place = filePlaceFor(fn, code);
  if (place === undefined || place.open !== undefined) return undefined;
  const argument = textOf(parameter.name);
  const memo = uniqueName(`${name.text}Values`, scopes);
  const inner = uniqueName(`${name.text}Anew`, scopes);
  const known = uniqueName('known', scopes);
  const value = uniqueName('value', scopes);
  const unit = indentUnit(file);
  const types = fn.type && parameter.type && [textOf(parameter.type), textOf(fn.type)];
  const lines = [
    `${isExported(fn) ? 'export ' : ''}function ${name.text}(${textOf(parameter)})${types ? `: ${types[1]}` : ''} {`,
    `${unit}const ${known} = ${memo}.get(${argument});`,
    `${unit}if (${known} !== undefined) return ${known};`,
    `${unit}const ${value} = ${inner}(${argument});`,
    `${unit}${memo}.set(${argument}, ${value});`,
    `${unit}return ${value};`,
    '}',
  ];
  const line = newLineOf(file);
  return [
    place.insert(`const ${memo} = new Map${types ? `<${types.join(', ')}>` : ''}()`),
    {
      start: fn.getStart(),
      end: name.end,
      text: `${lines.join(line)}${line}${line}function ${inner}`,
    },
  ];
}
