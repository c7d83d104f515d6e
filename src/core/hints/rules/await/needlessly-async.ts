import ts from 'typescript';
import { initializerOf, isExportedBinding } from '../../analysis/changes';
import { hasComment, replace, textOf } from '../../analysis/edits';
import type { Binding, Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { bare, functionAround, walk, wrapped } from '../../analysis/walk';
import { inOrder } from '../../../text-edit';
import type { Code, Finding, TextEdit } from '../../hint';
import { costOfWaiting, hasNoThen, joinsLines, laterOrder } from './waiting';

type AsyncFunction = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

/**
 * Waiting for a function of this file that is async, waits for nothing itself and gives no promise. All of its calls are seen
 * and waited for, so that it can be a plain one: what it throws comes out at the same place.
 */
export function needlesslyAsync(
  wait: ts.AwaitExpression,
  value: ts.Expression,
  { file, scopes }: Pick<Code, 'file' | 'scopes'>,
): Finding | undefined {
  if (!ts.isCallExpression(value)) return undefined;
  const callee = bare(value.expression);
  const binding = ts.isIdentifier(callee) ? scopes.bindingOf(callee) : undefined;
  const fn = binding && asyncFunction(binding);
  if (binding === undefined || fn === undefined || !waitsForNothing(fn, scopes)) return undefined;
  const waits = waitsFor(binding);
  if (waits === undefined) return undefined;
  const edits = editsOf(fn, waits, file);
  return {
    node: wait,
    title: {
      text: 'Call `{0}` without waiting: it is async, but waits for nothing itself',
      args: [binding.name],
    },
    safety: edits === undefined ? 'advice' : 'review',
    differs: laterOrder,
    edits: edits ?? [],
    cost: { ...costOfWaiting(wait), ratio: 3 },
  };
}

/** What a variable that nobody else can reach was given, if that is an async function. */
function asyncFunction(binding: Binding): AsyncFunction | undefined {
  if (binding.scope.dynamic || isExportedBinding(binding)) return undefined;
  if (binding.names.length !== 1) return undefined;
  const declared = binding.kind === 'function' ? binding.names[0].parent : initializerOf(binding);
  const fn = declared && ts.isExpression(declared) ? bare(declared) : declared;
  if (fn === undefined || !isPlainFunction(fn)) return undefined;
  return fn.asteriskToken === undefined && asyncWord(fn) !== undefined ? fn : undefined;
}

function isPlainFunction(node: ts.Node): node is AsyncFunction {
  return (
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)
  );
}

function asyncWord(fn: AsyncFunction): ts.Modifier | undefined {
  return ts.getModifiers(fn)?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}

/** Whether it runs to its end in one go, and gives back what is no promise for certain. */
function waitsForNothing(fn: AsyncFunction, scopes: Scopes): boolean {
  const gives = (value: ts.Expression) => hasNoThen(shapeOf(value, scopes));
  if (fn.body !== undefined && !ts.isBlock(fn.body) && !gives(fn.body)) return false;
  let holds = true;
  walk(fn, node => {
    if (functionAround(node) !== fn && node !== fn) return undefined;
    const waits =
      ts.isAwaitExpression(node) ||
      (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
      (ts.isVariableDeclarationList(node) && isAwaitUsing(node));
    const isPromise =
      ts.isReturnStatement(node) && node.expression !== undefined && !gives(node.expression);
    if (waits || isPromise) holds = false;
    return holds ? undefined : 'stop';
  });
  return holds;
}

function isAwaitUsing({ flags }: ts.VariableDeclarationList): boolean {
  return (flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing;
}

/** Every use of the variable as a call that is waited for at once; undefined where there is another. */
function waitsFor(binding: Binding): ts.AwaitExpression[] | undefined {
  const found: ts.AwaitExpression[] = [];
  for (const id of binding.references) {
    const call = wrapped(id).parent;
    if (!ts.isCallExpression(call) || bare(call.expression) !== id) return undefined;
    const wait = call.parent;
    if (!ts.isAwaitExpression(wait)) return undefined;
    found.push(wait);
  }
  return found;
}

/** Undefined where lines would join, a comment would be lost, or its type is written otherwise than `Promise<…>`. */
function editsOf(
  fn: AsyncFunction,
  waits: readonly ts.AwaitExpression[],
  file: ts.SourceFile,
): TextEdit[] | undefined {
  const word = asyncWord(fn);
  if (word === undefined || waits.some(joinsLines)) return undefined;
  const behind = file.text.slice(word.end).search(/\S/) + word.end;
  const words = [
    { start: word.getStart(), end: behind, text: '' },
    ...waits.map(one => ({ start: one.getStart(), end: one.expression.getStart(), text: '' })),
  ];
  if (words.some(({ start, end }) => hasComment(file, start, end))) return undefined;
  if (/\/[/*]/.test(file.text.slice(behind, behind + 2))) return undefined;
  if (fn.type === undefined) return inOrder(words);
  const given = promised(fn.type);
  return given && inOrder([...words, replace(fn.type, textOf(given))]);
}

/** `T` of `Promise<T>`. */
function promised(type: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isTypeReferenceNode(type) || textOf(type.typeName) !== 'Promise') return undefined;
  return type.typeArguments?.[0];
}
