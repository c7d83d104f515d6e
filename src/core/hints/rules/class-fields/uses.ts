import ts from 'typescript';
import { builtinCallee } from '../../analysis/builtins';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { isTarget } from '../../analysis/uses';
import { bare, isInside, walk, wrapped } from '../../analysis/walk';
import type { Code } from '../../hint';
import type { ArrowField } from './arrow-fields';

/**
 * What is done with a class in its file: objects are made of it and nothing else (`made`); it goes somewhere (`open`); it is
 * extended, or its prototype is looked at (`other`).
 */
export function usesOfClass(
  owner: ts.ClassLikeDeclaration,
  { scopes }: Code,
): 'made' | 'open' | 'other' {
  const { parent } = owner;
  const outer =
    ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
  const isHeld = ts.isClassDeclaration(owner) || outer !== undefined;
  let found: 'made' | 'open' = isHeld ? 'made' : 'open';
  for (const name of [owner.name, outer]) {
    const binding = name && scopes.declaredBy(name);
    for (const id of binding?.references ?? []) {
      const use = useOfClass(id);
      if (use === 'other') return use;
      if (use === 'open') found = 'open';
    }
  }
  return found;
}

function useOfClass(id: ts.Identifier): 'made' | 'open' | 'other' {
  const node = wrapped(id);
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) return 'made';
  if (ts.isExpressionWithTypeArguments(parent)) return 'other';
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
    return parent.name.text === 'prototype' || isTarget(parent) ? 'other' : 'made';
  const isTested =
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  return isTested ? 'made' : 'open';
}

/** Names of fields that something in the file does more with than call them on an object: the text `*` stands for all. */
export function takenNames(
  fields: readonly ArrowField[],
  owner: ts.ClassLikeDeclaration,
  { file, scopes }: Code,
): ReadonlySet<string> {
  const names = new Set(fields.map(({ name }) => textOf(name)));
  const taken = new Set<string>();
  const take = (name: string) => {
    if (names.has(name)) taken.add(name);
  };
  walk(file, node => {
    if (ts.isPropertyAccessExpression(node) && !isCalled(node)) take(node.name.text);
    else if (ts.isElementAccessExpression(node)) {
      if (mayAskForAny(node, owner, scopes)) for (const name of names) take(name);
    } else if (ts.isStringLiteralLike(node)) take(node.text);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
      take(textOf(node.propertyName ?? node.name));
    else if (
      (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
      isTarget(node.parent)
    )
      take(textOf(node.name));
    else if (mayBeMade(node, owner, scopes) && isListed(node, scopes))
      for (const name of names) take(name);
    return undefined;
  });
  return taken;
}

/** `o.name(…)`, where the object is `this` in a method as well. */
function isCalled(node: ts.PropertyAccessExpression): boolean {
  const outer = wrapped(node);
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}

/** `this[key]` that is not called, and the same of a variable that holds an object of the class. */
function mayAskForAny(
  node: ts.ElementAccessExpression,
  owner: ts.ClassLikeDeclaration,
  scopes: Scopes,
): boolean {
  const outer = wrapped(node);
  if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer && !isTarget(node))
    return false;
  return mayBeMade(bare(node.expression), owner, scopes);
}

/** `this` in the class, or a variable that holds what `new` makes. */
function mayBeMade(
  node: ts.Node,
  owner: ts.ClassLikeDeclaration,
  scopes: Scopes,
): node is ts.Expression {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return isInside(node, owner);
  const declaration = ts.isIdentifier(node) ? scopes.bindingOf(node)?.names[0].parent : undefined;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const made = declaration.initializer && bare(declaration.initializer);
  return made !== undefined && ts.isNewExpression(made) && !isArray(made);
}

function isArray(made: ts.NewExpression): boolean {
  return /Array$/.test(textOf(made.expression));
}

/** `{ ...this }`, `for (k in this)`, `Object.keys(this)`: what stands on the prototype is not among it. */
function isListed(node: ts.Expression, scopes: Scopes): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  if (ts.isSpreadAssignment(parent) || ts.isForInStatement(parent)) return true;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === ts.SyntaxKind.InKeyword;
  if (!ts.isCallExpression(parent) || parent.expression === outer) return false;
  return /^(?:Object|Reflect)\.|^structuredClone$/.test(builtinCallee(parent, scopes) ?? '');
}
