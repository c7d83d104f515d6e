import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import { functionOfExpression } from '../analysis/callbacks';
import { type Change, changeDuring } from '../analysis/changes';
import { declaredType, elementType } from '../analysis/declared-types';
import { hasComment, placeBefore, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import {
  isCertainIteration,
  isLoop,
  type Iteration,
  iterationsAround,
} from '../analysis/iterations';
import type { Binding } from '../analysis/scopes';
import { fewOnAverage, isFew, type Rounds, roundsOf, roughly, told } from '../analysis/rounds';
import { shapeOf } from '../analysis/shapes';
import { useOf } from '../analysis/uses';
import { bare, isInside, some } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** From so many elements on a Map is faster that is built for as many look-ups, on every Node measured. */
const leastSize = 100;

/** Searching a list by a key for each element of another: a Map by that key finds it at once. */
export const findInLoopJoin: Rule = {
  id: 'find-in-loop-join',
  category: 'algorithm',
  explanation: {
    text: 'Each round searches the list from its start: n·m comparisons. A Map by the key that is compared, built once before the loop, looks each up. The first of several with one key is kept. It pays off from about {0} elements.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const search = searchOf(node as ts.CallExpression, code); // as `kinds` says
    if (search === undefined || !seesGlobal('Map', node, code.scopes)) return undefined;
    const found = regionOf(search, code);
    return found && findingOf(search, found.region, found.change, code);
  },
};

/** `list.find(x => x.key === wanted)`. */
interface Search {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly list: ts.Identifier;
  readonly binding: Binding;
  readonly key: string;
  readonly wanted: ts.Expression;
}

function searchOf(call: ts.CallExpression, { scopes }: Code): Search | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'find') return undefined;
  if (callee.questionDotToken !== undefined || args.length !== 1) return undefined;
  const list = bare(callee.expression);
  const fn = functionOfExpression(args[0]);
  if (!ts.isIdentifier(list) || fn?.parameters.length !== 1) return undefined;
  if (call.typeArguments !== undefined || !ts.isArrowFunction(fn.fn)) return undefined;
  const binding = scopes.bindingOf(list);
  const test = bare(fn.value);
  if (binding === undefined || binding.scope.dynamic || !ts.isBinaryExpression(test))
    return undefined;
  if (test.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) return undefined;
  const [item] = fn.parameters;
  const isItem = (node: ts.Node) =>
    ts.isIdentifier(node) && scopes.bindingOf(node)?.names[0] === item;
  const keyOf = (node: ts.Expression) => {
    const at = bare(node);
    if (!ts.isPropertyAccessExpression(at) || at.questionDotToken !== undefined) return undefined;
    return isItem(bare(at.expression)) && ts.isIdentifier(at.name) ? at.name.text : undefined;
  };
  for (const [one, other] of [
    [test.left, test.right],
    [test.right, test.left],
  ]) {
    const key = keyOf(one);
    if (key === undefined || some(other, isItem) || !isPlain(other)) continue;
    return { call, callee, list, binding, key, wanted: other };
  }
  return undefined;
}

/** A constant, a variable or a property of one: read once, it is what it would be each time. */
function isPlain(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression);
  return (
    ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** The largest iteration around the search that leaves the list and the keys in it as they are. */
function regionOf(search: Search, { scopes }: Code) {
  const { call, binding, key } = search;
  let best: { readonly region: Iteration; readonly change: Change } | undefined;
  for (const region of iterationsAround(call)) {
    if (isInside(binding.names[0], region)) break;
    const around = placeBefore(region, binding.scope.node)?.before ?? region;
    const change = changeDuring(binding, around, scopes);
    const writes = some(
      around,
      node =>
        ts.isPropertyAccessExpression(node) &&
        node.name.text === key &&
        useOf(node, scopes).kind === 'write',
    );
    if (change === 'yes' || writes) break;
    const certain = isLoop(region) || isCertainIteration(region, scopes);
    const counted: Change = certain ? change : 'perhaps';
    if (best === undefined || best.change === counted || counted === 'never')
      best = { region, change: counted };
  }
  return best;
}

function findingOf(
  search: Search,
  region: Iteration,
  change: Change,
  code: Code,
): Finding | undefined {
  const { call, callee, list, binding, key, wanted } = search;
  const looked = roundsOf([call.arguments[0]], [call], code);
  const searches = roundsOf([call], [region], code);
  // An element that is looked at is found half way through, on average: so short a list, or so few searches, never pay.
  const few = isFew(looked, leastSize / 10);
  if (few === 'all') return undefined;
  if (searches !== undefined && searches.each < leastSize / 10) return undefined;
  const open = conditions(search, change, code);
  const place = placeBefore(region, binding.scope.node);
  const lost =
    hasComment(code.file, call.getStart(), wanted.getStart()) ||
    hasComment(code.file, wanted.end, call.end);
  const advice = place === undefined || lost || open.length > 1;
  const name = uniqueName(`by${key[0].toUpperCase()}${key.slice(1)}`, code.scopes);
  const item = uniqueName('item', code.scopes);
  const types = code.typed ? `<unknown, (typeof ${list.text})[number]>` : '';
  const pair = `[${item}.${key}, ${item}]${code.typed ? ' as const' : ''}`;
  const made = `const ${name} = new Map${types}(${list.text}.map(${item} => ${pair}).reverse())`;
  const finding: Finding = {
    node: call,
    title: {
      text: 'Keep a Map of `{0}` by `{1}`: look up instead of searching',
      args: [list.text, key],
    },
    safety: advice ? 'advice' : 'review',
    size:
      looked === undefined || searches === undefined
        ? 'not-counted'
        : toldSearches(searches, looked, list.text),
    differs: open[0] ?? whenSlower(looked, searches),
    edits: advice
      ? []
      : inOrder([...place.insert(made), replace(call, `${name}.get(${textOf(wanted)})`)]),
    cost: {
      start: callee.getStart(),
      end: call.end,
      builtins: /^(?:Array\.prototype\.)?find$|^Array(?:Prototype)?Find/,
      withCalls: true,
      ratio: 1.7,
    },
  };
  return few === 'mean' ? fewOnAverage(finding, [call], leastSize, code) : finding;
}

/** The list is as long as what a search looks at, or longer: how much longer isn't counted. */
function whenSlower(looked: Rounds | undefined, searches: Rounds | undefined): Template {
  const many = Math.min(looked?.each ?? 0, searches?.each ?? 0) >= leastSize;
  return many
    ? { text: 'slower where the list is much longer than what is searched of it', args: [] }
    : { text: 'slower with fewer than about {0} elements', args: [leastSize] };
}

function toldSearches(searches: Rounds, looked: Rounds, list: string): Template {
  const args = [list, roughly(looked.each)];
  return told(
    searches,
    { text: '`{0}` was searched {2} times, about {1} elements each', args },
    {
      text: '`{0}` was searched about {3} times in each of {2} loops, about {1} elements each',
      args,
    },
  );
}

function conditions({ list, wanted }: Search, change: Change, { scopes }: Code): Template[] {
  const open: Template[] = [];
  const args = [list.text];
  const shape = shapeOf(list, scopes);
  const type = declaredType(list, scopes);
  const element = type && elementType(type);
  const objects = shape.element?.kind === 'object' || element?.kind === ts.SyntaxKind.TypeReference;
  if (shape.kind !== 'array' || !objects)
    open.push({ text: 'if `{0}` is not an array of objects', args });
  if (change !== 'never') open.push({ text: 'if `{0}` changes while the loop runs', args });
  if (shapeOf(wanted, scopes).maybeNaN)
    open.push({ text: 'if `{0}` is NaN: a Map finds it', args: [textOf(wanted)] });
  return open;
}
