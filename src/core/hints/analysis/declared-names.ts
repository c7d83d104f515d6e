import ts from 'typescript';
import { isConstant } from './changes';
import type { Scopes } from './scopes';
import { some } from './walk';

/** The names that a pattern declares. */
export function namesIn(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap(one => (ts.isBindingElement(one) ? namesIn(one.name) : []));
}

/** Whether an expression holds one of the names, whatever they mean there. */
export function isNamed(node: ts.Node, names: readonly string[]): boolean {
  return some(node, one => ts.isIdentifier(one) && names.includes(one.text));
}

/** Whether all that a pattern declares keeps the value that it is given. */
export function areKept(name: ts.BindingName, scopes: Scopes): boolean {
  return namesIn(name).every(one => {
    const binding = scopes.declaredBy(one);
    return binding !== undefined && isConstant(binding, scopes);
  });
}
