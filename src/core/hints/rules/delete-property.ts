import ts from 'typescript';
import { initializerOf, isConstant, isExportedBinding } from '../analysis/changes';
import { hasComment, isStatementList, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import type { Binding } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { useOf } from '../analysis/uses';
import { bare, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Taking a property away turns an object into a table that is slower to read; there are ways not to have it in the first place. */
export const deleteProperty: Rule = {
  id: 'delete-property',
  category: 'code',
  explanation: {
    text: 'Taking a property away makes V8 keep the object as a table, which takes time at once and for every later read. A copy can be made without the property, and a property that nobody lists can be set to undefined.',
    args: [],
  },
  kinds: [ts.SyntaxKind.DeleteExpression],
  gate: defaultGate,
  check(node, code) {
    const removal = removalOf(node as ts.DeleteExpression, code); // as `kinds` says
    if (removal === undefined) return undefined;
    return copyFinding(removal, code) ?? unsetFinding(removal, code);
  },
};

/** `delete object.key;`, of a variable's object. */
interface Removal {
  readonly node: ts.DeleteExpression;
  readonly member: ts.PropertyAccessExpression;
  readonly key: string;
  readonly object: Binding;
  readonly statement: ts.ExpressionStatement;
}

function removalOf(node: ts.DeleteExpression, { scopes }: Code): Removal | undefined {
  const member = bare(node.expression);
  const statement = wrapped(node).parent;
  if (!ts.isPropertyAccessExpression(member) || !ts.isExpressionStatement(statement))
    return undefined;
  const owner = bare(member.expression);
  if (!ts.isIdentifier(owner) || member.questionDotToken !== undefined) return undefined;
  const object = scopes.bindingOf(owner);
  if (object === undefined || object.scope.dynamic || !ts.isIdentifier(member.name))
    return undefined;
  if (!isConstant(object, scopes) || object.kind !== 'const') return undefined;
  return { node, member, key: member.name.text, object, statement };
}

/** `const copy = { ...of }; delete copy.key;` → `const { key, ...copy } = of;`, if nothing stands between the two. */
function copyFinding(removal: Removal, { file, scopes }: Code): Finding | undefined {
  const { node, key, object, statement } = removal;
  const declaration = object.names[0].parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.type !== undefined) return undefined;
  const value = initializerOf(object);
  const literal = value && bare(value);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return undefined;
  const [spread, more] = literal.properties;
  if (spread === undefined || more !== undefined || !ts.isSpreadAssignment(spread))
    return undefined;
  const made = declaration.parent.parent;
  if (!ts.isVariableStatement(made) || made.declarationList.declarations.length !== 1)
    return undefined;
  const list = made.parent;
  if (!isStatementList(list) || list !== statement.parent) return undefined;
  const place = list.statements.indexOf(made);
  const next = list.statements.indexOf(statement);
  if (next !== place + 1) return undefined;
  const source = spread.expression;
  const { kind } = shapeOf(source, scopes);
  const isObject = kind === 'object';
  const commented =
    hasComment(file, declaration.getStart(), source.getStart()) ||
    hasComment(file, source.end, statement.end);
  const name = key === uniqueName(key, scopes) ? key : `${key}: ${uniqueName(`_${key}`, scopes)}`;
  const title: Template = {
    text: 'Copy `{0}` without `{1}` instead of taking it away',
    args: [textOf(source), key],
  };
  const differs: Template = isObject
    ? {
        text: 'if reading `{0}` does something: it is read first',
        args: [`${textOf(source)}.${key}`],
      }
    : { text: 'if `{0}` is null or undefined: it throws', args: [textOf(source)] };
  const why: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node,
    title,
    safety: commented ? 'advice' : 'review',
    differs: commented ? why : differs,
    edits: commented
      ? []
      : inOrder([
          replace(declaration.name, `{ ${name}, ...${object.name} }`),
          { start: literal.getStart(), end: source.getStart(), text: '' },
          { start: source.end, end: literal.end, text: '' },
          { start: made.end, end: statement.end, text: '' },
        ]),
    cost: costOf(removal, 1.5, made.getStart()),
  };
}

/** `delete object.key` → `object.key = undefined`, where nobody can tell. */
function unsetFinding(removal: Removal, code: Code): Finding | undefined {
  const { node, member, key, object } = removal;
  if (key in Object.prototype || !isNeverListed(object, code)) return undefined;
  const commented = hasComment(code.file, node.getStart(), node.end);
  const edit = replace(wrapped(node), `${textOf(member)} = undefined`);
  return {
    node,
    title: { text: 'Set `{0}` to undefined instead of taking it away', args: [textOf(member)] },
    safety: commented ? 'advice' : 'review',
    differs: commented
      ? { text: 'not as an edit: a comment is in the way', args: [] }
      : { text: 'if the type of `{0}` does not allow undefined', args: [textOf(member)] },
    edits: commented ? [] : [edit],
    cost: costOf(removal, 3, node.getStart()),
  };
}

/** An object that is written out here, that goes nowhere, and of which only properties by name are read and set. */
function isNeverListed(object: Binding, { scopes }: Code): boolean {
  const value = initializerOf(object);
  if (value === undefined || isExportedBinding(object)) return false;
  const literal = bare(value);
  if (!ts.isObjectLiteralExpression(literal)) return false;
  const plain = literal.properties.every(
    one =>
      (ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one)) &&
      ts.isIdentifier(one.name) &&
      one.name.text !== '__proto__',
  );
  return (
    plain &&
    object.references.every(id => {
      const use = useOf(id, scopes);
      if (use.kind === 'member') return use.name !== undefined;
      if (use.kind !== 'change' || use.method !== undefined) return false;
      return ts.isPropertyAccessExpression(use.by) && !ts.isCallExpression(use.by.parent);
    })
  );
}

function costOf({ node }: Removal, ratio: number, start: number): Finding['cost'] {
  return { start, end: node.end, builtins: /[Dd]elete/, withCalls: false, ratio };
}
