import ts from 'typescript';
import { applyEdits, inOrder } from '../../../text-edit';
import { isConstant } from '../../analysis/changes';
import { replace, textOf } from '../../analysis/edits';
import { roleOf } from '../../analysis/names';
import type { Scopes } from '../../analysis/scopes';
import { walk } from '../../analysis/walk';
import type { TextEdit } from '../../hint';

/** A parameter and what it is called where the expression goes. */
export type Renaming = readonly [parameter: ts.Identifier, name: string];

/**
 * An expression of a function as it is written among variables of the names `around`; undefined where it would mean something
 * else there, or sets a parameter.
 */
export function renamed(
  expression: ts.Expression,
  renamings: readonly Renaming[],
  around: ReadonlySet<string>,
  scopes: Scopes,
): string | undefined {
  const names = new Map(renamings.map(([one, name]) => [scopes.declaredBy(one), name]));
  for (const binding of names.keys())
    if (binding === undefined || !isConstant(binding, scopes)) return undefined;
  const edits: TextEdit[] = [];
  let isOther = false;
  walk(expression, node => {
    if (!ts.isIdentifier(node)) return undefined;
    const name = names.get(scopes.bindingOf(node));
    if (name === undefined) isOther ||= around.has(node.text) && isVariable(node, scopes);
    else if (name !== node.text) {
      isOther ||= ts.isShorthandPropertyAssignment(node.parent);
      edits.push(replace(node, name));
    }
    return undefined;
  });
  if (isOther) return undefined;
  const start = expression.getStart();
  const moved = edits.map(edit => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return applyEdits(textOf(expression), inOrder(moved));
}

/** Used or declared, and no property's name. */
function isVariable(id: ts.Identifier, scopes: Scopes): boolean {
  return roleOf(id) !== 'other' || scopes.declaredBy(id) !== undefined;
}

/** Each name that an expression uses, properties too. */
export function namesUsedIn(expression: ts.Expression): Set<string> {
  const names = new Set<string>();
  walk(expression, node => {
    if (ts.isIdentifier(node)) names.add(node.text);
    return undefined;
  });
  return names;
}

/** A name that is not used yet: `base`, else one of the names `base2`, `base3`, … that nothing in the file has. */
export function freeName(base: string, used: ReadonlySet<string>, scopes: Scopes): string {
  let name = base;
  for (let i = 2; used.has(name) || (i > 2 && scopes.taken.has(name)); i++) name = `${base}${i}`;
  return name;
}
