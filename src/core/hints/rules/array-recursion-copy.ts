import ts from 'typescript';
import { isExportedBinding } from '../analysis/changes';
import { hasComment, replace, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { parenthesized } from '../analysis/parentheses';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, functionAround, isInside, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { readEdit } from './queue/uses';
import {
  isCallOf,
  type Recursion,
  recursionByRest,
  recursionBySlice,
  slicedFrom,
  takenApart,
} from './recursion/rest';

/** Calling oneself with a copy of all but the first element: a place that moves along makes no copy. */
export const arrayRecursionCopy: Rule = {
  id: 'array-recursion-copy',
  category: 'algorithm',
  explanation: {
    text: 'Each call copies what is left of the array: n²/2 elements in all. Handing on the array with the place where the rest begins copies none. The function gets one more parameter, with a default.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.VariableDeclaration],
  gate: defaultGate,
  check(node, code) {
    const recursion = ts.isCallExpression(node)
      ? recursionBySlice(node, code.scopes)
      : recursionByRest(node as ts.VariableDeclaration, code.scopes); // as `kinds` says
    return recursion && findingOf(recursion, code);
  },
};

function findingOf(recursion: Recursion, code: Code): Finding | undefined {
  const { copy, list } = recursion;
  const { kind } = shapeOf(list.names[0], code.scopes);
  if (kind !== 'array' && kind !== 'unknown') return undefined;
  const edits = editsOf(recursion, code);
  const differs = conditionOf(recursion, kind === 'array', code.scopes);
  const why: Template = {
    text: 'not as an edit: `{0}` is also used in another way',
    args: [list.name],
  };
  return {
    node: copy,
    title: {
      text: 'Hand on the place in `{0}` instead of a copy of its rest',
      args: [list.name],
    },
    safety: edits === undefined ? 'advice' : 'review',
    differs: edits === undefined ? why : differs,
    edits: edits ?? [],
    cost: {
      start: copy.getStart(),
      end: copy.end,
      builtins: /^(?:Array\.prototype\.)?slice$|^Array(?:Prototype)?Slice|[Ss]lice/,
      withCalls: false,
      ratio: 3,
    },
  };
}

/** Whoever calls the function with more than it took would now say where to begin. */
function conditionOf({ self, fn }: Recursion, isArray: boolean, scopes: Scopes): Template {
  const args = [self.name];
  const known =
    !isExportedBinding(self) &&
    self.references.every(id => {
      const call = wrapped(id).parent;
      return (
        ts.isCallExpression(call) &&
        isCallOf(call, self, scopes) &&
        call.expression === wrapped(id) &&
        call.arguments.length <= fn.parameters.length
      );
    });
  if (!isArray) return { text: 'if `{0}` is called with what is not an array', args };
  if (!known) return { text: 'if `{0}` is handed to something that calls it with more', args };
  return { text: 'if something that `{0}` calls changes the array meanwhile', args };
}

/** Undefined where something else is done with the array than asking for its length, its elements and its rest. */
function editsOf(recursion: Recursion, code: Code): Finding['edits'] | undefined {
  const { fn, list } = recursion;
  const { scopes, file } = code;
  const start = uniqueName('start', scopes);
  const last = fn.parameters.at(-1);
  if (last === undefined || hasComment(file, last.end, fn.parameters.end + 1)) return undefined;
  const edits = [];
  for (const id of list.references) {
    if (functionAround(id) !== fn || fn.body === undefined || !isInside(id, fn.body))
      return undefined;
    const edit = editOfUse(id, recursion, start, scopes);
    if (edit === undefined) return undefined;
    edits.push(...edit);
  }
  if (edits.some(edit => hasComment(file, edit.start, edit.end))) return undefined;
  if (fn.parameters.some(one => one.questionToken !== undefined)) return undefined;
  const bareArrow = /^\s*=>/.test(file.text.slice(last.end));
  const before = { start: last.getStart(), end: last.getStart(), text: '(' };
  return inOrder([
    ...(bareArrow ? [before] : []),
    { start: last.end, end: last.end, text: `, ${start} = 0${bareArrow ? ')' : ''}` },
    ...edits,
  ]);
}

function editOfUse(
  id: ts.Identifier,
  recursion: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const { parent } = id;
  if (ts.isVariableDeclaration(parent)) return restEdits(parent, recursion, start, scopes);
  if (ts.isElementAccessExpression(parent) && parent.expression === id) {
    if (parent.questionDotToken !== undefined || isTarget(parent)) return undefined;
    const place = bare(parent.argumentExpression);
    if (!ts.isNumericLiteral(place) || !/^\d+$/.test(place.text)) return undefined;
    const text = place.text === '0' ? start : `${start} + ${place.text}`;
    return [replace(parent.argumentExpression, text)];
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== id) return undefined;
  if (parent.questionDotToken !== undefined) return undefined;
  if (parent.name.text === 'length') return lengthEdit(parent, start);
  const copy = parent.parent;
  if (!ts.isCallExpression(copy) || slicedFrom(copy) !== id) return undefined;
  return handedOn(wrapped(copy), recursion, start, scopes);
}

/** The rest of the array as an argument of the function itself: the array and the next place. */
function handedOn(
  argument: ts.Expression,
  { self, parameter, fn, list }: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const call = argument.parent;
  if (!ts.isCallExpression(call) || !isCallOf(call, self, scopes)) return undefined;
  if (functionAround(call) !== fn || call.arguments.length !== fn.parameters.length)
    return undefined;
  if (call.arguments.indexOf(argument) !== fn.parameters.indexOf(parameter)) return undefined;
  const last = call.arguments[call.arguments.length - 1];
  if (last === argument) return [replace(last, `${list.name}, ${start} + 1`)];
  return [replace(argument, list.name), { start: last.end, end: last.end, text: `, ${start} + 1` }];
}

/** `[first, ...rest] = list` becomes `first = list[start]`, and `rest` the array and the next place. */
function restEdits(
  declaration: ts.VariableDeclaration,
  recursion: Recursion,
  start: string,
  scopes: Scopes,
): Finding['edits'] | undefined {
  const taken = takenApart(declaration);
  const rest = taken && scopes.declaredBy(taken.rest);
  if (taken === undefined || rest === undefined) return undefined;
  const edits = rest.references.map(id => handedOn(wrapped(id), recursion, start, scopes));
  if (!edits.every(edit => edit !== undefined)) return undefined;
  const text = `${textOf(taken.first)} = ${taken.list.text}[${start}]`;
  return [replace(declaration, text), ...edits.flat()];
}

/** Comparisons that say the same of no elements and of fewer than none: the place may be behind the end. */
const plainComparisons = /^(?:===? [1-9]\d*|!==? [1-9]\d*|< [1-9]\d*|<= \d+|> \d+|>= [1-9]\d*)$/;

function lengthEdit(
  length: ts.PropertyAccessExpression,
  start: string,
): Finding['edits'] | undefined {
  const edit = readEdit(length, start);
  const asks = !edit.text.includes(' - ');
  if (asks) return [edit];
  const { parent } = length;
  if (!ts.isBinaryExpression(parent) || parent.left !== length) return undefined;
  const rest = `${textOf(parent.operatorToken)} ${textOf(parent.right)}`;
  if (!plainComparisons.test(rest)) return undefined;
  return [replace(length, parenthesized(`${textOf(length)} - ${start}`, length))];
}
