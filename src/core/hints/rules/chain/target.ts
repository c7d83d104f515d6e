import ts from 'typescript';
import {
  endOfStatement,
  indentAt,
  indentUnit,
  isStatementList,
  newLineOf,
  textOf,
} from '../../analysis/edits';
import { functionAround, isFunction } from '../../analysis/walk';
import type { TextEdit } from '../../hint';

/** The statement that an expression is all of: it fills a constant, or is returned. */
export interface Target {
  readonly statement: ts.VariableStatement | ts.ReturnStatement;
  /** The constant; undefined: it is returned. */
  readonly name: ts.Identifier | undefined;
  /** What is written of its type, or of what the function returns. */
  readonly type: ts.TypeNode | undefined;
}

export function targetOf(call: ts.CallExpression): Target | undefined {
  const { parent } = call;
  if (ts.isReturnStatement(parent)) {
    const fn = functionAround(parent);
    const type = fn !== undefined && isFunction(fn) ? fn.type : undefined;
    return isStatementList(parent.parent)
      ? { statement: parent, name: undefined, type }
      : undefined;
  }
  if (!ts.isVariableDeclaration(parent)) return undefined;
  const { name, type } = parent;
  const statement = parent.parent.parent;
  if (!ts.isVariableStatement(statement) || !ts.isIdentifier(name)) return undefined;
  if (statement.modifiers !== undefined) return undefined;
  const { flags, declarations } = statement.declarationList;
  const isOne = declarations.length === 1 && (flags & ts.NodeFlags.Const) !== 0;
  return isOne ? { statement, name, type } : undefined;
}

/** The type of an array that can be added to: as it is written, but not read only. */
export function arrayType(type: ts.TypeNode | undefined): string | undefined {
  if (type === undefined) return undefined;
  if (ts.isArrayTypeNode(type)) return textOf(type);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return arrayType(type.type);
  const name = ts.isTypeReferenceNode(type) ? textOf(type.typeName) : '';
  return /^(?:Readonly)?Array$/.test(name) ? textOf(type).replace(/^Readonly/, '') : undefined;
}

/** A loop that fills a variable. Statements are written without their ends. */
export interface FillingLoop {
  /** `const out: number[] = []`; what it declares is returned where the target is. */
  readonly declared: string;
  readonly out: string;
  /** `const x of list`. */
  readonly head: string;
  readonly statements: readonly string[];
}

/** The loop in place of the target's statement. */
export function inPlaceOf(
  { statement, name }: Target,
  { declared, out, head, statements }: FillingLoop,
): TextEdit {
  const file = statement.getSourceFile();
  const start = statement.getStart();
  const line = newLineOf(file) + indentAt(file, start);
  const end = endOfStatement(statement);
  const lines = [
    declared + end,
    `for (${head}) {`,
    ...statements.map(one => indentUnit(file) + one + end),
    '}',
    ...(name === undefined ? [`return ${out}${end}`] : []),
  ];
  return { start, end: statement.end, text: lines.join(line) };
}
