import ts from 'typescript';
import { isConstant } from '../../analysis/changes';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { useOf } from '../../analysis/uses';
import { isInside } from '../../analysis/walk';
import type { Code } from '../../hint';

/** Whether a list is a variable that nothing sets: a loop that counts an index need not keep it in another one. */
export function isConstantVariable(list: ts.Expression, scopes: Scopes): boolean {
  const binding = ts.isIdentifier(list) ? scopes.bindingOf(list) : undefined;
  return binding !== undefined && isConstant(binding, scopes);
}

/** Whether the loop changes nothing of the list but elements that it goes through. */
export function keepsLength(
  loop: ts.Node,
  list: ts.Identifier,
  index: ts.Identifier,
  { scopes }: Code,
): boolean {
  const binding = scopes.bindingOf(list);
  const inside = (binding?.references ?? []).filter(id => id !== list && isInside(id, loop));
  return inside.every(id => {
    const use = useOf(id, scopes);
    if (use.kind === 'write' || use.kind === 'escape') return false;
    if (use.kind !== 'change') return true;
    const by = use.by;
    return (
      ts.isElementAccessExpression(by) &&
      !ts.isDeleteExpression(by.parent) &&
      textOf(by.argumentExpression) === index.text
    );
  });
}
