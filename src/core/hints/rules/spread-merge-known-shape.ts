import ts from 'typescript';
import { closedMembers, closedShape, expectedType, type Member } from '../analysis/closed-shape';
import { hasComment, indentAt, newLineOf, replace } from '../analysis/edits';
import { hasEffects } from '../analysis/order';
import { isTarget } from '../analysis/uses';
import { inOrder } from '../../text-edit';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** More would be no gain to read, and none was measured. */
const mostMembers = 16;

/** Putting objects together whose properties are known: written out, V8 makes the object in one step. */
export const spreadMergeKnownShape: Rule = {
  id: 'spread-merge-known-shape',
  category: 'code',
  explanation: {
    text: 'A second spread, and the rest of an object, copy property by property and look each up by its name. Where it is known which properties there are, an object that is written out is made in one step.',
    args: [],
  },
  kinds: [ts.SyntaxKind.ObjectLiteralExpression, ts.SyntaxKind.ObjectBindingPattern],
  gate: defaultGate,
  check(node, code) {
    if (ts.isObjectLiteralExpression(node)) return mergeFinding(node, code);
    return restFinding(node as ts.ObjectBindingPattern, code); // as `kinds` says
  },
};

/** `{ ...a, ...b, more }` → `{ x: a.x, y: b.y, more }`. */
function mergeFinding(literal: ts.ObjectLiteralExpression, code: Code): Finding | undefined {
  const { file, scopes, typed } = code;
  const spreads = literal.properties.filter(ts.isSpreadAssignment);
  if (spreads.length < 2 || isTarget(literal)) return undefined;
  const taken = new Set<string>();
  for (const one of literal.properties) {
    if (ts.isSpreadAssignment(one)) continue;
    if (!ts.isPropertyAssignment(one) && !ts.isShorthandPropertyAssignment(one)) return undefined;
    if (!ts.isIdentifier(one.name) || taken.has(one.name.text) || one.name.text === '__proto__')
      return undefined;
    if (hasEffects(one)) return undefined; // an object might be changed between two reads
    taken.add(one.name.text);
  }
  const sources = new Map<string, string>();
  const firstBy = new Map<string, ts.SpreadAssignment>();
  let proven = true;
  for (const spread of spreads) {
    const shape = ts.isIdentifier(spread.expression) && closedShape(spread.expression, scopes);
    if (!shape || !ts.isIdentifier(spread.expression)) return undefined;
    proven &&= shape.proven;
    for (const { name } of shape.members) {
      if (taken.has(name)) return undefined; // then it matters which comes last
      if (!firstBy.has(name)) firstBy.set(name, spread);
      sources.set(name, spread.expression.text);
    }
  }
  if (sources.size > mostMembers) return undefined;
  const names = [...sources.keys()];
  const typeAllows = !typed || allows(expectedType(literal), [...names, ...taken], code);
  const edits = spreads.flatMap(spread => {
    const own = names.filter(name => firstBy.get(name) === spread);
    if (own.length === 0) return withoutSpread(spread, literal);
    const separator = startsLine(spread)
      ? `,${newLineOf(file)}${indentAt(file, spread.getStart())}`
      : ', ';
    return [
      replace(spread, own.map(name => `${name}: ${sources.get(name)}.${name}`).join(separator)),
    ];
  });
  const commented = edits.some(({ start, end }) => hasComment(file, start, end));
  return findingOf(
    literal,
    proven,
    commented ? 'comment' : typeAllows ? inOrder(edits) : 'type',
    4,
  );
}

/** An object that is written out may have no properties that the type it is expected to be does not name. */
function allows(
  type: ReturnType<typeof expectedType>,
  names: readonly string[],
  { scopes }: Code,
): boolean {
  if (type === 'none' || type === 'unknown') return type === 'none';
  const members = closedMembers(type, scopes);
  return names.every(name => members?.some(member => member.name === name) === true);
}

/** A spread of which nothing is left goes with the comma before it, or behind it if it is the first. */
function withoutSpread(spread: ts.Node, { properties }: ts.ObjectLiteralExpression): TextEdit[] {
  const at = properties.findIndex(one => one === spread);
  return at > 0
    ? [{ start: properties[at - 1].end, end: spread.end, text: '' }]
    : [{ start: spread.getStart(), end: properties[at + 1].getStart(), text: '' }];
}

function startsLine(node: ts.Node): boolean {
  const { text } = node.getSourceFile();
  const start = node.getStart();
  return /^[\t ]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start));
}

/** `const { id, ...rest } = o` → `const { id } = o, rest = { x: o.x }`. */
function restFinding(pattern: ts.ObjectBindingPattern, code: Code): Finding | undefined {
  const { file, scopes } = code;
  const declaration = pattern.parent;
  const rest = pattern.elements.at(-1);
  if (!ts.isVariableDeclaration(declaration) || rest?.dotDotDotToken === undefined)
    return undefined;
  const source = declaration.initializer;
  if (source === undefined || !ts.isIdentifier(source) || !ts.isIdentifier(rest.name))
    return undefined;
  const others = pattern.elements.slice(0, -1);
  const shape = closedShape(source, scopes);
  if (shape === undefined || others.length === 0 || hasEffects(pattern)) return undefined;
  const left = membersWithout(shape.members, others);
  if (left === undefined || left.length === 0 || left.length > mostMembers) return undefined;
  const binds = (name: ts.BindingName): boolean =>
    ts.isIdentifier(name)
      ? name.text === source.text
      : name.elements.some(one => ts.isBindingElement(one) && binds(one.name));
  if (binds(pattern)) return undefined;
  const before = others[others.length - 1].end;
  const written = left.map(({ name }) => `${name}: ${source.text}.${name}`).join(', ');
  const edits = [
    { start: before, end: rest.end, text: '' },
    {
      start: declaration.end,
      end: declaration.end,
      text: `, ${rest.name.text} = { ${written} }`,
    },
  ];
  const commented = hasComment(file, before, rest.end);
  // Beside a rest, compilers and linters let a name be that nobody uses; without it they do not.
  const unused = others.some(
    ({ name }) => ts.isIdentifier(name) && scopes.declaredBy(name)?.references.length === 0,
  );
  const why = commented ? 'comment' : unused ? 'unused' : edits;
  return findingOf(declaration, shape.proven, why, 3);
}

/** Members that a pattern does not name; undefined where it names something else. */
function membersWithout(
  members: readonly Member[],
  elements: readonly ts.BindingElement[],
): readonly Member[] | undefined {
  const named: string[] = [];
  for (const { propertyName, name } of elements) {
    const key = propertyName ?? name;
    if (!ts.isIdentifier(key) || !members.some(one => one.name === key.text)) return undefined;
    named.push(key.text);
  }
  return members.filter(({ name }) => !named.includes(name));
}

function findingOf(
  node: ts.Node,
  proven: boolean,
  edits: TextEdit[] | 'comment' | 'type' | 'unused',
  ratio: number,
): Finding {
  const why = {
    comment: { text: 'not as an edit: a comment is in the way', args: [] },
    type: { text: 'not as an edit: its type may not allow all of them', args: [] },
    unused: { text: 'not as an edit: a name beside it would not be used any more', args: [] },
  };
  const isEdit = typeof edits !== 'string';
  return {
    node,
    title: isMerge(node)
      ? { text: 'Write out the properties instead of spreading the objects', args: [] }
      : { text: 'Write out the rest of the object', args: [] },
    safety: !isEdit ? 'advice' : proven ? 'safe' : 'review',
    differs: !isEdit
      ? why[edits]
      : proven
        ? undefined
        : {
            text: 'if an object has more properties of its own than its type says, or fewer, or is missing',
            args: [],
          },
    edits: isEdit ? edits : [],
    cost: {
      start: node.getStart(),
      end: node.end,
      builtins: /CloneObject|DataProperties|ObjectAssign/,
      withCalls: false,
      ratio,
    },
  };
}

function isMerge(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node);
}
