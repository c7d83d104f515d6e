import ts from 'typescript';
import { hasComment, textOf } from '../../analysis/edits';
import type { TextEdit } from '../../hint';
import type { MembershipTest } from './test';

/** What a list's declaration becomes when it is to hold a set. */
export interface SetType {
  /** `<E>`, or nothing where the elements say it. */
  readonly argument: string;
  readonly edits: readonly TextEdit[];
}

/**
 * How the declaration's annotation becomes the set's type argument; undefined where it can't be told from here. Casts of the
 * list in a test (`(list as readonly string[]).includes(x)`) widen the set instead.
 */
export function setType(
  declaration: ts.VariableDeclaration | ts.PropertyDeclaration,
  tests: readonly MembershipTest[],
): SetType | undefined {
  const cast = castOf(tests);
  if (cast === undefined) return undefined;
  if (ts.getJSDocType(declaration) !== undefined) return undefined;
  const { type } = declaration;
  if (type === undefined) return { argument: cast, edits: [] };
  const element = elementType(type);
  if (element === undefined) return undefined;
  const start = declaration.name.end;
  if (hasComment(declaration.getSourceFile(), start, type.end)) return undefined;
  return {
    argument: cast === '' ? `<${textOf(element)}>` : cast,
    edits: [{ start, end: type.end, text: '' }],
  };
}

/** `<E>` for tests that cast the list to an array of E, a keyword; '' where none does; undefined where they differ. */
export function castOf(tests: readonly MembershipTest[]): string | undefined {
  const types = new Set<string>();
  for (const { callee, list } of tests) {
    for (let at: ts.Node = list; at !== callee; at = at.parent) {
      if (!ts.isAsExpression(at) && !ts.isTypeAssertionExpression(at)) continue;
      const element = elementType(at.type);
      if (element === undefined || !ts.isToken(element)) return undefined;
      types.add(`<${textOf(element)}>`);
    }
  }
  if (types.size > 1) return undefined;
  return [...types][0] ?? '';
}

function elementType(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(type)) return elementType(type.type);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return elementType(type.type);
  if (ts.isArrayTypeNode(type)) {
    const { elementType: element } = type;
    return ts.isParenthesizedTypeNode(element) ? element.type : element;
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const isArray = type.typeName.text === 'Array' || type.typeName.text === 'ReadonlyArray';
  return isArray && type.typeArguments?.length === 1 ? type.typeArguments[0] : undefined;
}
