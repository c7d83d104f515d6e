import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { initializerOf, isExportedBinding } from '../../analysis/changes';
import type { Binding, Scopes } from '../../analysis/scopes';
import { bare, wrapped } from '../../analysis/walk';

/** A text that is made of numbers to be the key of a table. */
export interface Key<Node extends ts.Expression = ts.Expression> {
  readonly node: Node;
  readonly numbers: readonly ts.Expression[];
}

/** Undefined for an expression that is written otherwise. */
export type ReadKey<T extends Key> = (node: ts.Expression, scopes: Scopes) => T | undefined;

/** The Set or Map that the key is used with, itself or by a constant that holds it. */
export function tableOf(key: ts.Expression, scopes: Scopes): Binding | undefined {
  const node = wrapped(key);
  const { parent } = node;
  if (!ts.isVariableDeclaration(parent)) return tableAsked(node, scopes);
  const held = ts.isIdentifier(parent.name) ? scopes.declaredBy(parent.name) : undefined;
  const first = held?.references[0];
  return first && tableAsked(first, scopes);
}

/** The table of the call whose first argument the key is. */
function tableAsked(key: ts.Expression, scopes: Scopes): Binding | undefined {
  const node = wrapped(key);
  const { parent } = node;
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
export function keysOf<T extends Key>(
  table: Binding,
  read: ReadKey<T>,
  isAlike: (key: T) => boolean,
  scopes: Scopes,
): readonly T[] | undefined {
  const value = initializerOf(table);
  const made = value && bare(value);
  if (made === undefined || !ts.isNewExpression(made) || (made.arguments?.length ?? 0) > 0)
    return undefined;
  const name = builtinCallee(made, scopes);
  if (name !== 'new Set' && name !== 'new Map') return undefined;
  if (table.scope.dynamic || isExportedBinding(table)) return undefined;
  const keys = new Map<ts.Node, T>();
  for (const id of table.references) {
    const { parent } = id;
    if (!ts.isPropertyAccessExpression(parent)) return undefined;
    if (['size', 'clear'].includes(parent.name.text)) continue;
    if (name === 'new Map' && parent.name.text === 'values') continue;
    const call = parent.parent;
    if (!ts.isCallExpression(call) || call.expression !== parent) return undefined;
    if (call.arguments.length === 0) return undefined;
    const chained = parent.name.text === 'add' || parent.name.text === 'set';
    if (chained && !ts.isExpressionStatement(call.parent)) return undefined; // gives the table itself
    const key = keyOf(call.arguments[0], table, read, scopes);
    if (key === undefined || !isAlike(key)) return undefined;
    keys.set(key.node, key);
  }
  return [...keys.values()];
}

/** What is written as a key, or held by a constant that is used as a key of this table and for nothing else. */
function keyOf<T extends Key>(
  argument: ts.Expression,
  table: Binding,
  read: ReadKey<T>,
  scopes: Scopes,
): T | undefined {
  const node = bare(argument);
  if (!ts.isIdentifier(node)) return read(node, scopes);
  const held = scopes.bindingOf(node);
  const value = held && initializerOf(held);
  if (held === undefined || value === undefined) return undefined;
  if (isExportedBinding(held) || held.scope.dynamic) return undefined;
  const isKey = held.references.every(id => tableAsked(id, scopes) === table);
  return isKey ? read(bare(value), scopes) : undefined;
}
