import ts from 'typescript';
import { builtinNames } from '../analysis/builtins';
import { type ExpressionFunction, functionOfExpression } from '../analysis/callbacks';
import { declarationOf } from '../analysis/changes';
import { elementType } from '../analysis/declared-types';
import { listChange } from '../analysis/looped';
import { hasComment, shortText, textOf, uniqueName } from '../analysis/edits';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import type { Shape } from '../analysis/types';
import { bare, isInside } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { freeName, namesUsedIn, renamed } from './chain/renamed';
import { oneOrNone } from './chain/steps';
import { arrayType, inPlaceOf, type Target, targetOf } from './chain/target';

/** Lists of lists that are put together by flat and flatMap, which look each element up and ask whether it is a list. */
export const flatToLoop: Rule = {
  id: 'flat-to-loop',
  category: 'code',
  explanation: {
    text: 'flat and flatMap ask of each element of each list whether it is there, and whether it is a list itself. Where it is known to be one, two loops that push do the same and ask nothing.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const flat = flatOf(call, code.scopes);
    const target = flat && targetOf(call);
    return target && findingOf(flat, target, code);
  },
};

/** `lists.flat()` or `rows.flatMap(row => list)`. */
interface Flat {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  /** What it is called on. */
  readonly list: ts.Expression;
  /** What gives the list of each element; undefined: the element is one. */
  readonly by: ExpressionFunction | undefined;
  readonly inner: Shape;
}

function flatOf(call: ts.CallExpression, scopes: Scopes): Flat | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(call)) return undefined;
  const list = callee.expression;
  const outer = shapeOf(list, scopes);
  if (outer.kind !== 'array') return undefined;
  const found = { call, callee, list };
  if (callee.name.text === 'flat' && isOneDeep(args)) {
    const { element } = outer;
    return element?.kind === 'array' ? { ...found, by: undefined, inner: element } : undefined;
  }
  if (callee.name.text !== 'flatMap' || args.length !== 1) return undefined;
  const by = functionOfExpression(args[0]);
  if (by === undefined || !ts.isArrowFunction(by.fn) || by.parameters.length !== 1)
    return undefined;
  // Lists that are written there are for `chain-to-loop`, or are made in any case.
  if (oneOrNone(by.value) || ts.isArrayLiteralExpression(bare(by.value))) return undefined;
  const inner = shapeOf(by.value, scopes);
  return inner.kind === 'array' ? { ...found, by, inner } : undefined;
}

function isOneDeep(args: readonly ts.Expression[]): boolean {
  return args.length === 0 || args.map(textOf).join() === '1';
}

function findingOf(flat: Flat, target: Target, code: Code): Finding {
  const { call, callee, list, by } = flat;
  const args = [shortText(list)];
  const edits = editsOf(flat, target, code);
  const open = differsOf(flat, target, code.scopes);
  const why: Template = {
    text: 'not as an edit: the type of the elements is not written there, or a name or comment is in the way',
    args: [],
  };
  return {
    node: call,
    title: {
      text: 'Put the lists of `{0}` together in two loops instead of by {1}',
      args: [...args, callee.name.text],
    },
    safety: edits === undefined ? 'advice' : open === undefined ? 'safe' : 'review',
    differs: edits === undefined ? why : open,
    edits: edits ?? [],
    cost: {
      start: callee.name.getStart(),
      end: call.end,
      apart: by ? [{ start: by.fn.getStart(), end: by.fn.end }] : [],
      builtins: flattening,
      withCalls: false,
      ratio: 1.9,
    },
  };
}

const flattening = new RegExp(
  [
    ...['flat', 'flatMap'].map(method => builtinNames('Array', method).source),
    '^Fla(?:tten|tMap)IntoArray',
  ].join('|'),
);

/** No code runs while the elements of one list are put in: only the outer list can change meanwhile. */
function differsOf(
  { list, inner }: Flat,
  { statement }: Target,
  scopes: Scopes,
): Template | undefined {
  const args = [shortText(list)];
  if (listChange(list, statement, scopes) !== 'never')
    return {
      text: 'if `{0}` or a list of it has holes, or `{0}` changes its length meanwhile',
      args,
    };
  const isDense = shapeOf(list, scopes).dense === true && inner.dense === true;
  return isDense ? undefined : { text: 'if `{0}` or a list of it has holes', args };
}

/** Undefined where a comment would be lost, a name means something else, or a type would have to be guessed. */
function editsOf(
  flat: Flat,
  target: Target,
  { file, scopes, typed }: Code,
): TextEdit[] | undefined {
  const { list, by } = flat;
  const { statement, name } = target;
  if (listChange(list, statement, scopes) === 'yes') return undefined;
  if (hasComment(file, statement.getStart(), statement.end)) return undefined;
  const type = arrayType(target.type) ?? elementsOf(flat, scopes);
  if (typed && type === undefined) return undefined;
  const out = name?.text ?? uniqueName('found', scopes);
  const one = uniqueName('one', scopes);
  const outer = by
    ? freeName(by.parameters[0].text, namesUsedIn(list).add(out), scopes)
    : uniqueName('list', scopes);
  const around = new Set([out, outer]);
  const inner = by ? renamed(by.value, [[by.parameters[0], outer]], around, scopes) : outer;
  if (inner === undefined) return undefined;
  return [
    inPlaceOf(target, {
      declared: `const ${out}${type === undefined ? '' : `: ${type}`} = []`,
      out,
      head: `const ${outer} of ${textOf(list)}`,
      statements: [`for (const ${one} of ${inner}) ${out}.push(${one})`],
    }),
  ];
}

/** What the declaration of the list says of the lists in it: `number[]` of `readonly number[][]`. */
function elementsOf({ list, by }: Flat, scopes: Scopes): string | undefined {
  const binding = by === undefined && ts.isIdentifier(list) ? scopes.bindingOf(list) : undefined;
  const declaration = binding && declarationOf(binding);
  if (declaration === undefined || !ts.isParameter(declaration)) return undefined;
  const element = declaration.type && elementType(declaration.type);
  return element && isInside(element, declaration) ? arrayType(element) : undefined;
}
