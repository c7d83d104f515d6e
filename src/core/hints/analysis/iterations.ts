import ts from 'typescript';
import { builtinCallee, iteratingArrayMethods } from './builtins';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { bare, type FunctionLike, functionAround, isFunctionLike, wrapped } from './walk';

export type Loop =
  ts.ForStatement | ts.ForInStatement | ts.ForOfStatement | ts.WhileStatement | ts.DoStatement;

/** Something that runs code again and again: a loop, or a call such as `xs.map(f)` whose callback stands inside it. */
export type Iteration = Loop | ts.CallExpression;

export function isLoop(node: ts.Node): node is Loop {
  switch (node.kind) {
    case ts.SyntaxKind.ForStatement:
    case ts.SyntaxKind.ForInStatement:
    case ts.SyntaxKind.ForOfStatement:
    case ts.SyntaxKind.WhileStatement:
    case ts.SyntaxKind.DoStatement:
      return true;
    default:
      return false;
  }
}

/** Callbacks that these hand over run before the call returns: what they do happens where the call stands. */
const otherCallbackMethods = new Set(['sort', 'toSorted', 'replace', 'replaceAll']);

/** The call that runs this function again and again before it returns, if it stands in one as an argument. */
export function iterationOfCallback(fn: ts.Node): ts.CallExpression | undefined {
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
  if (fn.asteriskToken !== undefined || fn.modifiers !== undefined) return undefined; // `async` goes on later
  const node = wrapped(fn);
  const call = node.parent;
  if (!ts.isCallExpression(call)) return undefined;
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = callee.name.text;
  if (name === 'from' && ts.isIdentifier(callee.expression) && callee.expression.text === 'Array')
    return call.arguments[1] === node ? call : undefined;
  if (iteratingArrayMethods.has(name)) return call.arguments[0] === node ? call : undefined;
  return otherCallbackMethods.has(name) ? call : undefined;
}

/** Iterations of the same activation that evaluate `node` anew each time round, innermost first, up to the function or file. */
export function iterationsAround(node: ts.Node): Iteration[] {
  const result: Iteration[] = [];
  for (let at = node; at.parent !== undefined;) {
    const { parent } = at;
    if (isLoop(parent) && runsEachTime(at, parent)) result.push(parent);
    const iteration = iterationOfCallback(parent);
    if (iteration !== undefined) result.push(iteration);
    else if (isFunctionLike(parent)) return result;
    at = iteration ?? parent;
  }
  return result;
}

/** Whether this direct part of a loop is evaluated each time round, and not once before the first. */
function runsEachTime(part: ts.Node, loop: Loop): boolean {
  if (ts.isForStatement(loop)) return part !== loop.initializer;
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return part !== loop.expression;
  return true;
}

/**
 * Whether the call is known to run its callback before it returns, because its receiver is known to be an array or a string
 * (`observable.map(f)` and `stream.forEach(f)` look the same).
 */
export function isCertainIteration(call: ts.CallExpression, scopes: Scopes): boolean {
  if (scopes.trusting || builtinCallee(call, scopes) === 'Array.from') return true;
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  return ['array', 'string', 'set', 'map'].includes(shapeOf(callee.expression, scopes).kind);
}

/** The function whose activation runs `node`, callbacks of certain iterations looked through; undefined: the file's own code. */
export function activationAround(node: ts.Node, scopes: Scopes): FunctionLike | undefined {
  for (let fn = functionAround(node); fn !== undefined; fn = functionAround(fn)) {
    const iteration = iterationOfCallback(fn);
    if (iteration === undefined || !isCertainIteration(iteration, scopes)) return fn;
  }
  return undefined;
}

/** Whether code at `node` runs at most once in the life of the program: the file's own code, or a function called once from there. */
export function runsOnce(node: ts.Node, scopes: Scopes): boolean {
  let at = node;
  for (let depth = 0; depth < 20; depth++) {
    if (iterationsAround(at).length > 0) return false;
    const fn = activationAround(at, scopes);
    if (fn === undefined) return true;
    if (ts.isClassStaticBlockDeclaration(fn)) at = fn.parent;
    else if (ts.isPropertyDeclaration(fn)) {
      if (!fn.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)) return false;
      at = fn.parent;
    } else {
      const call = onlyCallOf(fn, scopes);
      if (call === undefined) return false;
      at = call;
    }
  }
  return false;
}

/** The one call of a function that nothing else can call. */
function onlyCallOf(fn: ts.Node, scopes: Scopes): ts.Node | undefined {
  if (ts.isFunctionDeclaration(fn)) {
    const binding = fn.name === undefined ? undefined : scopes.declaredBy(fn.name);
    if (binding === undefined || binding.scope.dynamic || isExported(fn)) return undefined;
    if (binding.references.length !== 1 || binding.names.length !== 1) return undefined;
    return calledHere(binding.references[0]);
  }
  if (ts.isArrowFunction(fn) || ts.isFunctionExpression(fn)) {
    if (fn.name !== undefined) return undefined; // may call itself
    return calledHere(fn);
  }
  return undefined;
}

function calledHere(callee: ts.Expression): ts.Node | undefined {
  const node = wrapped(callee);
  return ts.isCallExpression(node.parent) && node.parent.expression === node
    ? node.parent
    : undefined;
}

/** Whether a declaration carries `export`. */
export function isExported(node: ts.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
