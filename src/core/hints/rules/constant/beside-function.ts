import ts from 'typescript';
import { isConstant } from '../../analysis/changes';
import { namesTypesOfFile } from '../../analysis/constants';
import { hasComment, replace, textOf, uniqueName } from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import type { FilePlace } from '../../analysis/file-level';
import { isOnlyName } from '../../analysis/names';
import type { Binding } from '../../analysis/scopes';
import { wrapped } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import { moveToFile } from './move';

/** The variable that holds the value and nothing else, in a declaration of its own. */
export function variableOf(made: ts.Expression, { scopes }: Code): Binding | undefined {
  const declaration = wrapped(made).parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
    return undefined;
  const list = declaration.parent;
  if (ts.isCatchClause(list) || !ts.isVariableStatement(list.parent)) return undefined;
  if (list.declarations.length !== 1) return undefined;
  const binding = scopes.declaredBy(declaration.name);
  if (binding === undefined || binding.kind === 'var') return undefined; // may be read before it is set
  return isConstant(binding, scopes) ? binding : undefined;
}

/** Makes the value once, at the level of the file: its variable moves there, or gets one. Undefined where that can't be done. */
export function besideFunction(
  node: ts.Expression,
  variable: Binding | undefined,
  base: string,
  place: FilePlace,
  code: Code,
): TextEdit[] | undefined {
  return variable === undefined
    ? expressionEdits(node, base, place, code)
    : variableEdits(variable, textOf(wrapped(node)), place, code);
}

/** The class that is left by the one condition that is not proven, if there is one. */
export function classed(
  edits: readonly TextEdit[] | undefined,
  open: Template | undefined,
): Pick<Finding, 'safety' | 'differs' | 'edits'> {
  if (edits === undefined)
    return {
      safety: 'advice',
      differs: { text: 'not as an edit: a comment or a type is in the way', args: [] },
      edits: [],
    };
  return {
    safety: open === undefined ? 'safe' : 'review',
    differs: open,
    edits: inOrder(edits),
  };
}

function expressionEdits(
  node: ts.Expression,
  base: string,
  place: FilePlace,
  code: Code,
): TextEdit[] | undefined {
  if (!namesTypesOfFile(node)) return undefined;
  const whole = ts.isParenthesizedExpression(node.parent) ? node.parent : node;
  if (hasComment(code.file, whole.getStart(), node.getStart())) return undefined;
  if (hasComment(code.file, node.end, whole.end)) return undefined;
  const name = uniqueName(base, code.scopes);
  return [place.insert(`const ${name} = ${textOf(node)}`), replace(whole, name)];
}

/** The declaration moves, its type with it; it takes another name if the file has that one elsewhere. */
function variableEdits(
  binding: Binding,
  value: string,
  place: FilePlace,
  code: Code,
): TextEdit[] | undefined {
  const declaration = binding.names[0].parent as ts.VariableDeclaration; // as variableOf found
  if (!namesTypesOfFile(declaration)) return undefined;
  const type = declaration.type === undefined ? '' : `: ${textOf(declaration.type)}`;
  return moved(binding, type, value, place, code);
}

function moved(
  binding: Binding,
  type: string,
  value: string,
  place: FilePlace,
  code: Code,
): TextEdit[] | undefined {
  const same = isOnlyName(binding, code.scopes);
  const name = same ? binding.name : uniqueName(binding.name, code.scopes);
  const move = moveToFile(binding, `const ${name}${type} = ${value}`, place);
  if (move === undefined) return undefined;
  const renamed = same ? [] : [...binding.references, ...binding.typeReferences];
  return [...move, ...renamed.map(id => replace(id, name))];
}
