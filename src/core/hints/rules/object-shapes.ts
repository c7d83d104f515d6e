import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import { initializerOf, isExportedBinding } from '../analysis/changes';
import { hasComment, indentAt, isStatementList, newLineOf, textOf } from '../analysis/edits';
import type { Binding, Scopes } from '../analysis/scopes';
import { isAssignment, isTarget } from '../analysis/uses';
import { bare, some } from '../analysis/walk';
import type { TextEdit } from '../../text-edit';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';

/** Three properties that an object has or has not make eight kinds of objects, more than V8 keeps apart at one place. */
const leastOptional = 3;

/** Objects of a list that were given their properties only in some cases: reading them takes longer than if all had all. */
export const objectShapes: Rule = {
  id: 'object-shapes',
  category: 'code',
  explanation: {
    text: 'V8 reads a property fast where all objects that come by have the same properties, added in the same order; it remembers up to four kinds at one place. With {0} or more properties that are added only in some cases there are more. Written out in one literal, undefined where there is no value, all are alike.',
    args: [leastOptional],
  },
  kinds: [ts.SyntaxKind.PropertyAccessExpression],
  gate: defaultGate,
  check(node, code) {
    const access = node as ts.PropertyAccessExpression; // as `kinds` says
    const loop = loopOver(access, code.scopes);
    const list = loop && bindingOf(loop.expression, code.scopes);
    const made = list && madeFor(list, code);
    if (loop === undefined || made === undefined) return undefined;
    return made.names.has(access.name.text) ? findingOf(access, loop, made, code) : undefined;
  },
};

/** `for (const one of list)`, where of `one` only properties are read, as by this access. */
function loopOver(
  access: ts.PropertyAccessExpression,
  scopes: Scopes,
): ts.ForOfStatement | undefined {
  const one = bindingOf(access.expression, scopes);
  const declaration = one?.names[0].parent;
  if (one?.kind !== 'const' || one.scope.dynamic || declaration === undefined) return undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.name !== one.names[0]) return undefined;
  const loop = declaration.parent.parent;
  if (!ts.isForOfStatement(loop) || loop.awaitModifier !== undefined) return undefined;
  const isRead = one.references.every(
    ({ parent }) =>
      ts.isPropertyAccessExpression(parent) &&
      !isTarget(parent) &&
      !(ts.isCallExpression(parent.parent) && parent.parent.expression === parent),
  );
  return isRead ? loop : undefined;
}

function bindingOf(node: ts.Expression, scopes: Scopes): Binding | undefined {
  const id = bare(node);
  return ts.isIdentifier(id) ? scopes.bindingOf(id) : undefined;
}

/** One literal, and what is added to its object in some cases, right behind it. */
interface Made {
  readonly literal: ts.ObjectLiteralExpression;
  readonly added: readonly Added[];
  readonly names: ReadonlySet<string>;
}

/** `if (condition) object.name = value;` */
interface Added {
  readonly statement: ts.IfStatement;
  readonly name: string;
  readonly value: ts.Expression;
}

/** What all elements of a list are made by: it begins empty, is filled at one place, and is only gone through or handed back. */
function madeFor(list: Binding, { scopes }: Code): Made | undefined {
  const empty = initializerOf(list);
  if (list.kind !== 'const' || list.scope.dynamic || isExportedBinding(list)) return undefined;
  if (empty === undefined || !ts.isArrayLiteralExpression(empty) || empty.elements.length > 0)
    return undefined;
  const pushed: ts.Expression[] = [];
  for (const { parent } of list.references) {
    if (ts.isForOfStatement(parent) || ts.isReturnStatement(parent)) continue;
    if (!ts.isPropertyAccessExpression(parent) || isTarget(parent)) return undefined;
    if (parent.name.text === 'length') continue;
    const call = parent.parent;
    if (parent.name.text !== 'push' || !ts.isCallExpression(call) || call.expression !== parent)
      return undefined;
    if (call.arguments.length !== 1) return undefined;
    pushed.push(call.arguments[0]);
  }
  const object = pushed.length === 1 ? bindingOf(pushed[0], scopes) : undefined;
  return object && madeAs(object, scopes);
}

function madeAs(object: Binding, scopes: Scopes): Made | undefined {
  const value = initializerOf(object);
  const literal = value && bare(value);
  if (object.kind !== 'const' || object.scope.dynamic || literal === undefined) return undefined;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const statement = object.names[0].parent.parent.parent;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length > 1)
    return undefined;
  const names = new Set<string>();
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property))
      return undefined;
    if (!ts.isIdentifier(property.name) || isOdd(property.name.text)) return undefined;
    names.add(property.name.text);
  }
  const added: Added[] = [];
  for (const next of behind(statement)) {
    const one = addedBy(next, object, scopes);
    if (one === undefined) break;
    if (names.has(one.name) || isOdd(one.name)) return undefined;
    names.add(one.name);
    added.push(one);
  }
  // Each of them names the object once, and what puts it into the list once more: nothing else may change it.
  if (added.length < leastOptional || object.references.length !== added.length + 1)
    return undefined;
  return seesGlobal('undefined', literal, scopes) ? { literal, added, names } : undefined;
}

function behind(statement: ts.Statement): readonly ts.Statement[] {
  const { parent } = statement;
  if (!isStatementList(parent)) return [];
  return parent.statements.slice(parent.statements.indexOf(statement) + 1);
}

/** What every object has though nobody gave it: an undefined one of its own hides it. */
function isOdd(name: string): boolean {
  return name in Object.prototype;
}

function addedBy(statement: ts.Statement, object: Binding, scopes: Scopes): Added | undefined {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return undefined;
  const then = statement.thenStatement;
  const only = ts.isBlock(then) ? then.statements : [then];
  const [set] = only;
  if (only.length !== 1 || !ts.isExpressionStatement(set)) return undefined;
  const { expression } = set;
  if (!ts.isBinaryExpression(expression)) return undefined;
  if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = expression;
  if (!ts.isPropertyAccessExpression(left) || !ts.isIdentifier(left.name)) return undefined;
  if (bindingOf(left.expression, scopes) !== object) return undefined;
  const namesIt = (node: ts.Node) => ts.isIdentifier(node) && scopes.bindingOf(node) === object;
  if (some(statement.expression, namesIt) || some(right, namesIt)) return undefined;
  return { statement, name: left.name.text, value: right };
}

function findingOf(
  access: ts.PropertyAccessExpression,
  loop: ts.ForOfStatement,
  { literal, added }: Made,
  { file }: Code,
): Finding {
  const last = added[added.length - 1].statement;
  const commented = hasComment(file, literal.getStart(), last.end);
  return {
    node: access,
    title: {
      text: 'Give all objects of `{0}` the same properties where they are made',
      args: [textOf(loop.expression)],
    },
    safety: commented ? 'advice' : 'review',
    differs: commented
      ? { text: 'not as an edit: a comment is in the way', args: [] }
      : {
          text: 'where the keys of such an object are listed, compared or asked for with `in`: it has them all, some undefined',
          args: [],
        },
    edits: commented ? [] : editsOf(literal, added, file),
    cost: { start: loop.getStart(), end: loop.end, builtins: /^$/, withCalls: false, ratio: 1.3 },
  };
}

/** Conditions and values stay in their order; the lines that added them go. */
function editsOf(
  literal: ts.ObjectLiteralExpression,
  added: readonly Added[],
  file: ts.SourceFile,
): TextEdit[] {
  const properties = added.map(
    ({ statement, name, value }) =>
      `${name}: ${conditionText(statement.expression)} ? ${textOf(value)} : undefined`,
  );
  const before = literal.properties.at(-1);
  const lines = textOf(literal).includes('\n') && before !== undefined;
  const between = lines ? `,${newLineOf(file)}${indentAt(file, before.getStart())}` : ', ';
  const text = properties.join(between);
  const insertion =
    before === undefined
      ? { start: literal.getStart(), end: literal.end, text: `{ ${text} }` }
      : { start: before.end, end: before.end, text: `${between}${text}` };
  const removals = added.map(({ statement }) => ({
    start: statement.getFullStart(),
    end: statement.end,
    text: '',
  }));
  return [insertion, ...removals];
}

/** What binds less tightly than `? :` does is put in parentheses. */
function conditionText(condition: ts.Expression): string {
  const isLoose =
    ts.isConditionalExpression(condition) ||
    ts.isArrowFunction(condition) ||
    ts.isYieldExpression(condition) ||
    (ts.isBinaryExpression(condition) &&
      (condition.operatorToken.kind === ts.SyntaxKind.CommaToken ||
        isAssignment(condition.operatorToken.kind)));
  return isLoose ? `(${textOf(condition)})` : textOf(condition);
}
