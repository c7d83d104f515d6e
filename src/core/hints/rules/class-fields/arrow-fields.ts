import ts from 'typescript';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';

/** `name = (x) => …` in a class, that a method could be written for. */
export interface ArrowField {
  readonly field: ts.PropertyDeclaration;
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly arrow: ts.ArrowFunction;
  /** Nothing outside of the class can ask for it. */
  readonly isPrivate: boolean;
}

/** Those of a class that extends no other: there a field hides what the other class calls the same, and a method does not. */
export function arrowFields(owner: ts.ClassLikeDeclaration, scopes: Scopes): ArrowField[] {
  const extending = owner.heritageClauses?.some(
    ({ token }) => token === ts.SyntaxKind.ExtendsKeyword,
  );
  if (extending === true || hasDecorators(owner) || scopes.scopeAt(owner).dynamic) return [];
  const names = owner.members.map(({ name }) => name && textOf(name));
  return owner.members.flatMap((member, index) => {
    const found = ts.isPropertyDeclaration(member) ? fieldOf(member) : undefined;
    if (found === undefined || names.filter(name => name === names[index]).length > 1) return [];
    return isModifier(owner.members[index - 1]) ? [] : [found];
  });
}

const kept: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.PublicKeyword, ts.SyntaxKind.PrivateKeyword],
  ...[ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.ReadonlyKeyword],
]);

function fieldOf(field: ts.PropertyDeclaration): ArrowField | undefined {
  const { name, initializer: arrow, modifiers, type, questionToken, exclamationToken } = field;
  if (arrow === undefined || !ts.isArrowFunction(arrow) || type !== undefined) return undefined;
  if (questionToken !== undefined || exclamationToken !== undefined) return undefined;
  if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return undefined;
  if (name.text === '__proto__' || modifiers?.some(({ kind }) => !kept.has(kind))) return undefined;
  const isPrivate =
    ts.isPrivateIdentifier(name) ||
    modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true;
  return { field, name, arrow, isPrivate };
}

/** A field called `static` or `get` without a semicolon would make the method behind it something else. */
function isModifier(before: ts.ClassElement | undefined): boolean {
  return /^(?:static|get|set|async|accessor)$/.test(before === undefined ? '' : textOf(before));
}

function hasDecorators(owner: ts.ClassLikeDeclaration): boolean {
  return ts.canHaveDecorators(owner) && (ts.getDecorators(owner)?.length ?? 0) > 0;
}
