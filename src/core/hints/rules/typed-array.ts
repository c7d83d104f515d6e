import ts from 'typescript';
import { builtinCallee, seesGlobal } from '../analysis/builtins';
import { initializerOf, isConstant, isExportedBinding } from '../analysis/changes';
import { hasComment, replace } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { iterationsAround, isLoop } from '../analysis/iterations';
import { isTested } from '../analysis/parentheses';
import type { Binding, Scopes } from '../analysis/scopes';
import { isTarget } from '../analysis/uses';
import { bare, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** From so many entries on it is faster on every Node measured. */
const leastSize = 1000;

/** A list of yes and no for each number, as in a sieve: a byte for each is smaller and faster. */
export const typedArray: Rule = {
  id: 'typed-array',
  category: 'code',
  explanation: {
    text: 'An array of true and false takes eight bytes for each and is checked for holes and other kinds of values; a Uint8Array takes one and holds nothing else. It pays off from about {0} entries.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.ElementAccessExpression],
  gate: defaultGate,
  check(node, code) {
    const access = node as ts.ElementAccessExpression; // as `kinds` says
    const flags = flagsOf(access, code.scopes);
    return flags && findingOf(access, flags, code);
  },
};

/** `const flags = new Array(n).fill(true)`, and all the places where something is read or set. */
interface Flags {
  readonly binding: Binding;
  readonly made: ts.CallExpression;
  readonly array: ts.NewExpression | ts.CallExpression;
  /** What it is filled with, and what is set later: `true` and `false`. */
  readonly words: readonly ts.Expression[];
}

function flagsOf(access: ts.ElementAccessExpression, scopes: Scopes): Flags | undefined {
  const owner = bare(access.expression);
  const binding = ts.isIdentifier(owner) ? scopes.bindingOf(owner) : undefined;
  if (binding === undefined || binding.kind !== 'const' || isExportedBinding(binding))
    return undefined;
  const declaration = binding.names[0].parent;
  const value = initializerOf(binding);
  if (value === undefined || !isConstant(binding, scopes) || binding.typeReferences.length > 0)
    return undefined;
  if (!ts.isVariableDeclaration(declaration) || !isListType(declaration.type)) return undefined;
  const made = bare(value);
  const filled = filledArray(made, scopes);
  if (filled === undefined || !ts.isCallExpression(made) || made !== value) return undefined;
  const set = binding.references.map(id => useOf(id));
  if (!set.every(use => use !== undefined)) return undefined;
  return { binding, made, array: filled.array, words: [filled.word, ...set.flat()] };
}

/** None, or `boolean[]`, which goes with the array. */
function isListType(type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return true;
  return ts.isArrayTypeNode(type) && type.elementType.kind === ts.SyntaxKind.BooleanKeyword;
}

/** `new Array(n).fill(true)`. */
function filledArray(made: ts.Expression, scopes: Scopes) {
  if (!ts.isCallExpression(made) || made.arguments.length !== 1) return undefined;
  const callee = made.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'fill') return undefined;
  if (callee.questionDotToken !== undefined || !isWord(made.arguments[0])) return undefined;
  const array = bare(callee.expression);
  if (!ts.isNewExpression(array) && !ts.isCallExpression(array)) return undefined;
  const name = builtinCallee(array, scopes);
  if (name !== 'new Array' && name !== 'Array') return undefined;
  if (array.arguments?.length !== 1 || ts.isSpreadElement(array.arguments[0])) return undefined;
  return { array, word: made.arguments[0] };
}

function isWord(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** The word that is set there, none where an entry is asked for or the length read; undefined for anything else. */
function useOf(id: ts.Identifier): readonly ts.Expression[] | undefined {
  const { parent } = id;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === id)
    return parent.name.text === 'length' && !isTarget(parent) ? [] : undefined;
  if (!ts.isElementAccessExpression(parent) || parent.expression !== id) return undefined;
  if (parent.questionDotToken !== undefined) return undefined;
  if (!isTarget(parent)) return isTested(wrapped(parent)) ? [] : undefined;
  const setting = wrapped(parent).parent;
  if (!ts.isBinaryExpression(setting) || setting.left !== parent) return undefined;
  if (setting.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const isStatement =
    ts.isExpressionStatement(setting.parent) ||
    (ts.isForStatement(setting.parent) && setting.parent.incrementor === setting);
  return isStatement && isWord(setting.right) ? [setting.right] : undefined;
}

function findingOf(
  access: ts.ElementAccessExpression,
  { binding, made, array, words }: Flags,
  { file, scopes }: Code,
): Finding | undefined {
  const loop = iterationsAround(access).find(isLoop);
  if (loop === undefined || !seesGlobal('Uint8Array', made, scopes)) return undefined;
  const [size] = array.arguments ?? [];
  const name = binding.names[0];
  const type = (name.parent as ts.VariableDeclaration).type; // as `flagsOf` found it
  const commented =
    hasComment(file, array.getStart(), size.getStart()) ||
    (type !== undefined && hasComment(file, name.end, type.end));
  const args = [binding.name];
  const differs: Template = {
    text: 'if an entry is set beyond the end of `{0}`, or its length is no whole number',
    args,
  };
  const why: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  return {
    node: access,
    title: { text: 'Keep `{0}` as bytes instead of true and false', args },
    safety: commented ? 'advice' : 'review',
    differs: commented ? why : differs,
    edits: commented
      ? []
      : inOrder([
          ...(type === undefined ? [] : [{ start: name.end, end: type.end, text: '' }]),
          { start: array.getStart(), end: size.getStart(), text: 'new Uint8Array(' },
          ...words.map(word => replace(word, word.kind === ts.SyntaxKind.TrueKeyword ? '1' : '0')),
        ]),
    cost: {
      start: loop.getStart(),
      end: loop.end,
      builtins: /^$/,
      withCalls: false,
      ratio: 1.4,
    },
  };
}
