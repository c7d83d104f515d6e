import ts from 'typescript';
import { findType, shapeOfType } from '../../analysis/types';
import type { Growth } from './growth';
import type { Code } from '../../hint';

/**
 * Whether a value of these types may be added to in place without a type error. In JavaScript always; in TypeScript an
 * object must be said to have such keys, an array must not be said to be read-only.
 */
export function typeAllowsAdding(
  types: readonly ts.TypeNode[],
  kind: Growth['kind'],
  { typed, scopes }: Code,
): 'yes' | 'no' | 'unknown' {
  if (!typed) return 'yes';
  if (types.length === 0) return kind === 'array' ? 'yes' : 'no';
  if (types.some(isReadonly)) return 'no';
  if (kind === 'array')
    return types.every(type => shapeOfType(type, scopes).kind === 'array') ? 'yes' : 'unknown';
  return types.every(hasOpenKeys) ? 'yes' : 'unknown';
}

function isReadonly(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return isReadonly(type.type);
  if (ts.isTypeOperatorNode(type)) return type.operator === ts.SyntaxKind.ReadonlyKeyword;
  if (ts.isTypeLiteralNode(type))
    return type.members.some(
      member =>
        ts.canHaveModifiers(member) &&
        ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword),
    );
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const declared = findType(type.typeName);
  if (declared !== undefined && declared !== 'parameter' && ts.isTypeAliasDeclaration(declared))
    return isReadonly(declared.type);
  return ['Readonly', 'ReadonlyArray', 'ReadonlyMap'].includes(type.typeName.text);
}

/** `Record<string, V>`, `Record<number, V>` and types with an index signature. */
function hasOpenKeys(type: ts.TypeNode): boolean {
  if (ts.isParenthesizedTypeNode(type)) return hasOpenKeys(type.type);
  if (ts.isTypeLiteralNode(type)) return type.members.some(ts.isIndexSignatureDeclaration);
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const declared = findType(type.typeName);
  if (declared !== undefined && declared !== 'parameter')
    return ts.isTypeAliasDeclaration(declared) && hasOpenKeys(declared.type);
  const key = type.typeArguments?.[0];
  if (type.typeName.text !== 'Record' || key === undefined) return false;
  return key.kind === ts.SyntaxKind.StringKeyword || key.kind === ts.SyntaxKind.NumberKeyword;
}
