import ts from 'typescript';
import { changeDuring, isConstant } from '../../analysis/changes';
import { placeBefore, replace, shortText, uniqueName } from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import type { Scopes } from '../../analysis/scopes';
import { isFunctionLike, some, walk, wrapped } from '../../analysis/walk';
import type { Code, Template, TextEdit } from '../../hint';
import { type HasTest, isSameCall, mayBeNothing } from './has-test';

/** The look-ups in the branch that `if (map.has(k))` guards, kept in a variable before it. */
export function guardedGets(
  test: HasTest,
  code: Code,
): { readonly open: Template[]; readonly edits: TextEdit[] | undefined } | undefined {
  const condition = wrapped(test.call);
  const statement = condition.parent;
  if (!ts.isIfStatement(statement) || statement.expression !== condition) return undefined;
  const { kind, element } = test.shape;
  if (kind !== 'map' && kind !== 'unknown') return undefined;
  const { scopes, file } = code;
  const branch = statement.thenStatement;
  const gets = getsIn(branch, test);
  if (gets.length === 0 || !isFixedKey(test.key, scopes)) return undefined;
  const open: Template[] = [];
  const args = [shortText(test.holder)];
  if (kind !== 'map') open.push({ text: 'if `{0}` is not a Map', args });
  if (mayBeNothing(element, ['undefined'])) open.push({ text: 'if `{0}` holds undefined', args });
  const change = changeBetween(test, branch, scopes);
  if (change === 'yes') return undefined;
  if (change === 'perhaps') open.push({ text: 'if what is called from here changes `{0}`', args });
  const place = placeBefore(statement, file);
  const name = uniqueName('found', scopes);
  const edits = place && [
    ...place.insert(`const ${name} = ${textOfGet(gets[0])}`),
    replace(test.call, `${name} !== undefined`),
    ...gets.map(get => replace(asserted(get), name)),
  ];
  return { open, edits: edits && inOrder(edits) };
}

function textOfGet(get: ts.CallExpression): string {
  return get.getText();
}

/** The call, with the `!` that says that there is something. */
function asserted(get: ts.CallExpression): ts.Expression {
  return ts.isNonNullExpression(get.parent) ? get.parent : get;
}

/** Look-ups that run in the branch itself, not in a function made there. */
function getsIn(branch: ts.Statement, test: HasTest): ts.CallExpression[] {
  const gets: ts.CallExpression[] = [];
  walk(branch, node => {
    if (isFunctionLike(node)) return 'skip';
    if (isSameCall(node, test, 'get')) gets.push(node);
    return undefined;
  });
  return gets;
}

/** Made of constants alone: the same key whenever it is asked. */
function isFixedKey(key: ts.Expression, scopes: Scopes): boolean {
  return !some(key, node => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
    if (ts.isCallExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
    if (!ts.isIdentifier(node)) return false;
    const binding = scopes.bindingOf(node);
    return binding === undefined || !isConstant(binding, scopes);
  });
}

/** Whether the branch changes the map; a count that is set anew gains nothing, since setting looks up as well. */
function changeBetween(
  { holder }: HasTest,
  branch: ts.Statement,
  scopes: Scopes,
): 'never' | 'perhaps' | 'yes' {
  if (!ts.isIdentifier(holder)) return 'perhaps';
  const binding = scopes.bindingOf(holder);
  if (binding === undefined || !isConstant(binding, scopes)) return 'yes';
  return changeDuring(binding, branch, scopes);
}
