import ts from 'typescript';
import { builtinCallee, seesGlobal } from '../analysis/builtins';
import { functionOfExpression } from '../analysis/callbacks';
import { hasComment, placeBefore, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { evaluatedBefore, hasEffects } from '../analysis/order';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare, isInside, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { type Key, keysIn, keyText } from './sort/keys';

/** From so many elements on keeping the keys is faster on every Node measured. */
const leastSize = 10;

/** A comparison that works out what it compares: once per element is enough. */
export const sortKeyOnce: Rule = {
  id: 'sort-key-once',
  category: 'caching',
  explanation: {
    text: 'Sorting compares each element about log n times, and each comparison makes both keys anew. Kept in a Map, each key is made once. It pays off from about {0} elements, for keys that take long to make: dates, parsed texts.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const sorting = sortingOf(node as ts.CallExpression, code.scopes); // as `kinds` says
    return sorting && findingOf(sorting, code);
  },
};

/** `list.sort((a, b) => key(a) - key(b))`. */
interface Sorting {
  readonly call: ts.CallExpression;
  /** The array that is sorted, or that a sorted copy is made of. */
  readonly list: ts.Expression;
  readonly comparator: ts.Expression;
  /** The places where the key is made, with the parameter that it is made from. */
  readonly keys: readonly Key[];
}

function sortingOf(call: ts.CallExpression, scopes: Scopes): Sorting | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || args.length !== 1) return undefined;
  if (callee.questionDotToken !== undefined) return undefined;
  if (callee.name.text !== 'sort' && callee.name.text !== 'toSorted') return undefined;
  const comparator = functionOfExpression(args[0]);
  if (comparator?.parameters.length !== 2) return undefined;
  const [first, second] = comparator.parameters;
  const keys = keysIn(comparator.value, [first, second], scopes);
  const texts = keys.map(key => keyText(key, 'x', scopes));
  const sides = [first, second].map(side => keys.filter(({ of }) => of === side).length);
  if (sides.includes(0) || texts.some(text => text !== texts[0])) return undefined;
  const list = copied(bare(callee.expression)) ?? bare(callee.expression);
  return { call, list, comparator: args[0], keys };
}

/** What `[...list]` or `list.slice()` copies. */
function copied(node: ts.Expression): ts.Expression | undefined {
  if (ts.isArrayLiteralExpression(node)) {
    const [only] = node.elements;
    return node.elements.length === 1 && ts.isSpreadElement(only)
      ? bare(only.expression)
      : undefined;
  }
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return undefined;
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined)
    return undefined;
  return callee.name.text === 'slice' ? bare(callee.expression) : undefined;
}

function findingOf(sorting: Sorting, code: Code): Finding | undefined {
  const { call, list, comparator, keys } = sorting;
  const shape = shapeOf(list, code.scopes);
  if (shape.kind !== 'array' && shape.kind !== 'unknown') return undefined;
  const edits = editsOf(sorting, code);
  const key = textOf(keys[0].node);
  const args = [textOf(list), key];
  const differs: Template =
    shape.kind === 'array'
      ? { text: 'if `{1}` throws, or a single or missing element has no such key', args }
      : { text: 'if `{0}` is not an array, or `{1}` throws', args };
  const why: Template = { text: 'not as an edit: keep each key beside its element', args: [] };
  return {
    node: call,
    title: { text: 'Work out `{0}` once for each element', args: [key] },
    safety: edits === undefined ? 'advice' : 'review',
    differs: edits === undefined ? why : differs,
    edits: edits ?? [],
    cost: {
      start: call.expression.end,
      end: comparator.end,
      builtins: /^(?:Array\.prototype\.)?(?:sort|toSorted)$|Sort|Date|parse|split|match|replace/,
      withCalls: true,
      ratio: 1.5,
    },
  };
}

/** A Map of the keys before the statement; undefined where there is no such place or a comment would be lost. */
function editsOf({ call, list, keys }: Sorting, code: Code): Finding['edits'] | undefined {
  const { scopes, file, typed } = code;
  if (!ts.isIdentifier(list) || !seesGlobal('Map', call, scopes)) return undefined;
  const binding = scopes.bindingOf(list);
  const place = placeBefore(call, file);
  if (binding === undefined || binding.scope.dynamic || place === undefined) return undefined;
  if (isInside(binding.names[0], place.before)) return undefined;
  const before = evaluatedBefore(wrapped(call), place.before);
  if (before === undefined || before.some(hasEffects)) return undefined;
  if (keys.some(({ node }) => hasComment(file, node.getStart(), node.end))) return undefined;
  const item = uniqueName('item', scopes);
  const name = uniqueName('keys', scopes);
  const text = keyText(keys[0], item, scopes);
  const isDate = makesDate(keys[0].node, scopes);
  const key = isDate ? `${text}.getTime()` : text;
  const pair = `[${item}, ${key}]${typed ? ' as const' : ''}`;
  const made = `const ${name} = new Map(${list.text}.map(${item} => ${pair}))`;
  return inOrder([
    ...place.insert(made),
    ...keys.map(({ node, of }) => replace(node, `${name}.get(${of.text})${typed ? '!' : ''}`)),
  ]);
}

/** `new Date(x)` as it is, which is made a number in each comparison: a number is compared alike. */
function makesDate(node: ts.Expression, scopes: Scopes): boolean {
  return ts.isNewExpression(node) && builtinCallee(node, scopes) === 'new Date';
}
