import ts from 'typescript';
import { isConstant } from '../../analysis/changes';
import {
  endOfStatement,
  indentAt,
  indentUnit,
  insertBefore,
  newLineOf,
  textOf,
  uniqueName,
} from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import type { Code, TextEdit } from '../../hint';
import { isConstantVariable } from '../iteration/indexed';

/** A loop that counts an index, up to the body of a function that is called for each element, and what comes behind the body. */
export interface IndexLoop {
  readonly head: string;
  /** What declares the element inside the body. */
  readonly first: readonly TextEdit[];
  readonly end: string;
}

/** Undefined where a name would mean something else; `word` declares the element. */
export function indexLoop(
  list: ts.Expression,
  { body, parameters: [element, { name: index, type, initializer }] }: ts.ArrowFunction,
  word: string,
  { file, scopes }: Code,
): IndexLoop | undefined {
  if (!ts.isIdentifier(index) || type !== undefined || initializer !== undefined) return undefined;
  const counted = scopes.declaredBy(index);
  if (counted === undefined || !isConstant(counted, scopes)) return undefined;
  const i = index.text;
  const stays = isConstantVariable(list, scopes);
  const name = stays ? textOf(list) : uniqueName('list', scopes);
  const start = stays ? '' : `, ${name} = ${textOf(list)}`;
  const head = `for (let ${i} = 0${start}; ${i} < ${name}.length; ${i}++) `;
  const end = ts.isBlock(body) ? '' : ';';
  if (isUnused(element.name, scopes)) return { head, first: [], end };
  const first = `${word} ${textOf(element.name)} = ${name}[${i}]`;
  if (!ts.isBlock(body)) {
    const line = newLineOf(file) + indentAt(file, list.getStart());
    const inner = line + indentUnit(file);
    const between = endOfStatement(list);
    return {
      head: `${head}{${inner}${first}${between}${inner}`,
      first: [],
      end: `${between}${line}}`,
    };
  }
  const [statement] = body.statements;
  if (statement === undefined || scopes.scopeAt(body).bindings.has(name)) return undefined;
  return { head, first: [insertBefore(statement, first)], end };
}

function isUnused(name: ts.BindingName, scopes: Scopes): boolean {
  return ts.isIdentifier(name) && scopes.declaredBy(name)?.references.length === 0;
}
