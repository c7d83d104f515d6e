import ts from 'typescript';
import { builtinCallee, builtinNames } from '../analysis/builtins';
import { initializerOf, isConstant, isExportedBinding } from '../analysis/changes';
import { hasComment, replace, textOf } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Keys of a Set or Map that are written as JSON: a template of numbers says the same and is made faster. */
export const keyByString: Rule = {
  id: 'key-by-string',
  category: 'code',
  explanation: {
    text: 'JSON.stringify makes an array and writes it out for each key. A template of the same numbers is told from others as well. A single number, such as row · width + column, would be faster still, where the width is known.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const key = jsonOfNumbers(node as ts.Expression, code.scopes); // as `kinds` says
    const table = key && tableOf(key.call, code.scopes);
    if (key === undefined || table === undefined) return undefined;
    const keys = keysOf(table, key.numbers.length, code.scopes);
    return keys && findingOf(key, table, keys, code);
  },
};

/** `JSON.stringify([x, y])` of numbers. */
interface Key {
  readonly call: ts.CallExpression;
  readonly numbers: readonly ts.Expression[];
}

function jsonOfNumbers(node: ts.Expression, scopes: Scopes): Key | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length !== 1) return undefined;
  if (builtinCallee(node, scopes) !== 'JSON.stringify') return undefined;
  const list = bare(node.arguments[0]);
  if (!ts.isArrayLiteralExpression(list) || list.elements.length < 2) return undefined;
  const plain = list.elements.every(
    one =>
      !ts.isSpreadElement(one) &&
      !ts.isOmittedExpression(one) &&
      shapeOf(one, scopes).kind === 'number',
  );
  return plain ? { call: node, numbers: list.elements } : undefined;
}

/** The Set or Map that the key is used with, itself or by a constant that holds it. */
function tableOf(key: ts.Expression, scopes: Scopes): Binding | undefined {
  const node = wrapped(key);
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && parent.initializer === node) {
    const held = ts.isIdentifier(parent.name) ? scopes.declaredBy(parent.name) : undefined;
    const first = held?.references[0];
    return first && ts.isCallExpression(wrapped(first).parent) ? tableOf(first, scopes) : undefined;
  }
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return undefined;
  const callee = bare(parent.expression);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression))
    return undefined;
  return scopes.bindingOf(callee.expression);
}

/**
 * All keys of a table that only this code can see: each is written in the same way, and none comes out again. Undefined
 * where it can't be told.
 */
function keysOf(table: Binding, length: number, scopes: Scopes): readonly Key[] | undefined {
  const value = initializerOf(table);
  const made = value && bare(value);
  if (made === undefined || !ts.isNewExpression(made) || (made.arguments?.length ?? 0) > 0)
    return undefined;
  const name = builtinCallee(made, scopes);
  if (name !== 'new Set' && name !== 'new Map') return undefined;
  if (!isConstant(table, scopes) || table.scope.dynamic || isExportedBinding(table))
    return undefined;
  const keys = new Map<ts.Node, Key>();
  for (const id of table.references) {
    const { parent } = id;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== id) return undefined;
    if (['size', 'clear'].includes(parent.name.text)) continue;
    if (name === 'new Map' && parent.name.text === 'values') continue;
    const call = parent.parent;
    if (!methods.has(parent.name.text) || !ts.isCallExpression(call)) return undefined;
    if (call.expression !== parent || call.arguments.length === 0) return undefined;
    const chained = parent.name.text === 'add' || parent.name.text === 'set';
    if (chained && !ts.isExpressionStatement(call.parent)) return undefined; // gives the table itself
    const key = keyOf(call.arguments[0], table, scopes);
    if (key?.numbers.length !== length) return undefined;
    keys.set(key.call, key);
  }
  return [...keys.values()];
}

const methods: ReadonlySet<string> = new Set(['has', 'get', 'set', 'add', 'delete']);

/** The JSON that a key is, or that a constant holds which is used as a key of this table and for nothing else. */
function keyOf(argument: ts.Expression, table: Binding, scopes: Scopes): Key | undefined {
  const node = bare(argument);
  if (!ts.isIdentifier(node)) return jsonOfNumbers(node, scopes);
  const held = scopes.bindingOf(node);
  const value = held && initializerOf(held);
  if (held === undefined || value === undefined || held.kind !== 'const') return undefined;
  if (isExportedBinding(held) || held.scope.dynamic) return undefined;
  const isKey = held.references.every(id => {
    const call = wrapped(id).parent;
    if (!ts.isCallExpression(call) || call.arguments[0] !== wrapped(id)) return false;
    return tableOf(id, scopes) === table;
  });
  return isKey ? jsonOfNumbers(bare(value), scopes) : undefined;
}

function findingOf(
  key: Key,
  table: Binding,
  keys: readonly Key[],
  { file }: Code,
): Finding | undefined {
  const commented = keys.some(({ call }) => hasComment(file, call.getStart(), call.end));
  const why: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node: key.call,
    title: { text: 'Write the keys of `{0}` as a template instead of JSON', args: [table.name] },
    safety: commented ? 'advice' : 'review',
    differs: commented
      ? why
      : { text: 'if a number is NaN or infinite: as JSON they are all alike', args: [] },
    edits: commented ? [] : inOrder(keys.map(one => replace(one.call, templateOf(one)))),
    cost: {
      start: key.call.getStart(),
      end: key.call.end,
      builtins: builtinNames('JSON', 'stringify'),
      withCalls: false,
      ratio: 1.7,
    },
  };
}

function templateOf({ numbers }: Key): string {
  return `\`${numbers.map(one => `\${${textOf(one)}}`).join(',')}\``;
}
