import ts from 'typescript';
import { builtinCallee } from '../analysis/builtins';
import { argumentOf, closedMembers, expectedType, typeNamed } from '../analysis/closed-shape';
import { declaredType } from '../analysis/declared-types';
import { hasComment, replace, textOf, uniqueName } from '../analysis/edits';
import type { Scopes } from '../analysis/scopes';
import { bare, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule } from '../hint';

/** Longer copies are not read. */
const longestCopy = 400;

/** Copying by way of JSON an object whose properties are known: they can be copied one by one. */
export const cloneKnownShape: Rule = {
  id: 'clone-known-shape',
  category: 'code',
  explanation: {
    text: 'JSON.parse(JSON.stringify(o)) writes a text of the whole object and reads it again. Where its type says what it holds, an object that is written out copies the values themselves. structuredClone is slower than JSON here.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const source = clonedByJson(call, code.scopes);
    const type = source && typeOf(source, code.scopes);
    if (source === undefined || type === undefined) return undefined;
    const copy = new Copier(code.scopes).copyOf(textOf(source), type);
    if (copy === undefined || isPlain(copy, source) || copy.length > longestCopy) return undefined;
    return findingOf(call, source, type, copy, code);
  },
};

/** `o` of `JSON.parse(JSON.stringify(o))`: a variable, or a property reached by names alone. */
function clonedByJson(call: ts.CallExpression, scopes: Scopes): ts.Expression | undefined {
  if (builtinCallee(call, scopes) !== 'JSON.parse' || call.arguments.length !== 1) return undefined;
  const written = bare(call.arguments[0]);
  if (!ts.isCallExpression(written) || written.arguments.length !== 1) return undefined;
  if (builtinCallee(written, scopes) !== 'JSON.stringify') return undefined;
  const [source] = written.arguments;
  let root = source;
  while (ts.isPropertyAccessExpression(root) && root.questionDotToken === undefined)
    root = root.expression;
  return ts.isIdentifier(root) || root.kind === ts.SyntaxKind.ThisKeyword ? source : undefined;
}

/** What is declared of it, unless it may be left out. */
function typeOf(source: ts.Expression, scopes: Scopes): ts.TypeNode | undefined {
  const binding = ts.isIdentifier(source) ? scopes.bindingOf(source) : undefined;
  const declaration = binding?.names[0].parent;
  if (declaration !== undefined && ts.isParameter(declaration) && declaration.questionToken)
    return undefined;
  return declaredType(source, scopes);
}

/** A text or a number alone is no copy. */
function isPlain(copy: string, source: ts.Expression): boolean {
  return copy === textOf(source);
}

/** Writes expressions that copy a value of a type of this file. */
class Copier {
  constructor(readonly scopes: Scopes) {}

  /**
   * The expression that copies what `path` reads, inside so many lists; undefined for anything that JSON would not give back
   * as it was.
   */
  copyOf(path: string, type: ts.TypeNode, depth = 0, lists = 0): string | undefined {
    if (depth > 8) return undefined;
    if (ts.isParenthesizedTypeNode(type)) return this.copyOf(path, type.type, depth + 1, lists);
    if (isPlainValue(type)) return path;
    const alias = typeNamed(type, this.scopes);
    if (alias && ts.isTypeAliasDeclaration(alias) && alias.typeParameters === undefined)
      return this.copyOf(path, alias.type, depth + 1, lists);
    const element = elementOf(type, this.scopes);
    if (element !== undefined) return this.#list(path, element, depth, lists);
    const members = closedMembers(type, this.scopes);
    const parts = members?.map(({ name, type: of }) => {
      const copy = of && this.copyOf(`${path}.${name}`, of, depth + 1, lists);
      return copy === undefined ? undefined : `${name}: ${copy}`;
    });
    if (parts === undefined || parts.includes(undefined)) return undefined;
    return `{ ${parts.join(', ')} }`;
  }

  #list(path: string, element: ts.TypeNode, depth: number, lists: number): string | undefined {
    if (lists >= names.length) return undefined;
    const one = uniqueName(names[lists], this.scopes);
    const copy = this.copyOf(one, element, depth + 1, lists + 1);
    if (copy === undefined || copy === one) return copy && `${path}.slice()`;
    return `${path}.map(${one} => ${copy.startsWith('{') ? `(${copy})` : copy})`;
  }
}

/** What an element is called, in a list, in a list of lists, and so on. */
const names = ['one', 'part', 'item'];

/** Texts, numbers, yes and no, null: what JSON gives back. */
function isPlainValue(type: ts.TypeNode): boolean {
  if (ts.isUnionTypeNode(type)) return type.types.every(isPlainValue);
  if (ts.isLiteralTypeNode(type)) return type.literal.kind !== ts.SyntaxKind.BigIntLiteral;
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
    case ts.SyntaxKind.NumberKeyword:
    case ts.SyntaxKind.BooleanKeyword:
      return true;
    default:
      return false;
  }
}

function elementOf(type: ts.TypeNode, scopes: Scopes): ts.TypeNode | undefined {
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return elementOf(type.type, scopes);
  if (ts.isArrayTypeNode(type)) return type.elementType;
  return argumentOf(type, 'Array', scopes) ?? argumentOf(type, 'ReadonlyArray', scopes);
}

function findingOf(
  call: ts.CallExpression,
  source: ts.Expression,
  type: ts.TypeNode,
  copy: string,
  code: Code,
): Finding {
  const args = [textOf(source)];
  const commented = hasComment(code.file, call.getStart(), call.end);
  const fits = isExpected(call, type, code.scopes);
  const why = commented
    ? { text: 'not as an edit: a comment is in the way', args: [] }
    : { text: 'not as an edit: its type may not be what is expected here', args: [] };
  const isEdit = fits && !commented;
  return {
    node: call,
    title: { text: 'Copy the properties of `{0}` instead of writing it as JSON', args },
    safety: isEdit ? 'review' : 'advice',
    differs: isEdit
      ? {
          text: 'if `{0}` holds what its type does not say, or a number that JSON can’t write: NaN, an infinite one, -0',
          args,
        }
      : why,
    edits: isEdit
      ? [replace(call, startsBody(call) && copy.startsWith('{') ? `(${copy})` : copy)]
      : [],
    cost: {
      start: call.getStart(),
      end: call.end,
      builtins: /^(?:JSON\.)?(?:parse|stringify)$|^Json(?:Parse|Stringify)/,
      withCalls: false,
      ratio: 5,
    },
  };
}

/**
 * Whether a value of the type can stand where `JSON.parse` stands, whose own may be anything: it is what is expected there, or
 * the value of a variable of which only its properties are asked.
 */
function isExpected(call: ts.CallExpression, type: ts.TypeNode, scopes: Scopes): boolean {
  const expected = expectedType(call);
  if (typeof expected !== 'string') return textOf(expected) === textOf(type);
  const { parent } = wrapped(call);
  if (expected === 'unknown' || !ts.isVariableDeclaration(parent)) return false;
  const names = closedMembers(type, scopes)?.map(({ name }) => name);
  const binding = ts.isIdentifier(parent.name) ? scopes.declaredBy(parent.name) : undefined;
  return (
    binding?.references.every(({ parent: use }) => {
      if (names === undefined || !ts.isPropertyAccessExpression(use)) return true;
      return names.includes(use.name.text);
    }) === true
  );
}

/** Whether an arrow function's expression begins here: a brace would begin its block. */
function startsBody(call: ts.Expression): boolean {
  let at: ts.Expression = call;
  while (ts.isAsExpression(at.parent) || ts.isNonNullExpression(at.parent)) at = at.parent;
  return ts.isArrowFunction(at.parent) && at.parent.body === at;
}
