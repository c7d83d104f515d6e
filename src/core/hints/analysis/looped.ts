import ts from 'typescript';
import type { Template } from '../hint';
import { type Change, changeDuring } from './changes';
import { shortText } from './edits';
import { isFreshValue } from './fresh';
import type { Scopes } from './scopes';
import { shapeOf } from './shapes';
import { bare } from './walk';

/** Whether the array that an expression gives changes while `region` runs. */
export function listChange(list: ts.Expression, region: ts.Node, scopes: Scopes): Change {
  const node = bare(list);
  if (isFreshValue(node, scopes)) return 'never';
  const binding = ts.isIdentifier(node) ? scopes.bindingOf(node) : undefined;
  return binding === undefined ? 'perhaps' : changeDuring(binding, region, scopes);
}

/**
 * What differs when a loop goes through a list instead of a method that calls back: methods leave out holes, and go as far as the
 * array was long when they began.
 */
export function loopDiffers(
  list: ts.Expression,
  region: ts.Node,
  scopes: Scopes,
): Template | undefined {
  const args = [shortText(list)];
  if (listChange(list, region, scopes) !== 'never')
    return { text: 'if `{0}` has holes, or its length changes meanwhile', args };
  const hasHoles = shapeOf(list, scopes).dense !== true;
  return hasHoles ? { text: 'if `{0}` has holes', args } : undefined;
}
