import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import { namesTypesOfFile } from '../analysis/constants';
import { textOf, uniqueName } from '../analysis/edits';
import { type FilePlace, filePlaceFor } from '../analysis/file-level';
import { iterationsAround, runsOnce } from '../analysis/iterations';
import { isOnlyName } from '../analysis/names';
import type { Binding } from '../analysis/scopes';
import { mayBeShared } from '../analysis/shared-value';
import { bare, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';
import { besideFunction, classed, variableOf } from './constant/beside-function';
import { type Collection, collectionOf, leastListed } from './constant/collection';
import { moveToFile } from './constant/move';
import { type MembershipTest, testCost, testEdits, testOfList } from './membership/test';
import { setType } from './membership/types';

/** A set, table or pattern of constants that every call makes anew: made once, beside the function. */
export const constantCollectionPerCall: Rule = {
  id: 'constant-collection-per-call',
  category: 'caching',
  explanation: {
    text: 'Each call makes the same collection of constants again. Made once, beside the function, it costs once. A list of {0} or more that is only asked whether it holds a value becomes a Set.',
    args: [leastListed],
  },
  kinds: [
    ts.SyntaxKind.NewExpression,
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
  ],
  gate: defaultGate,
  check(node, code) {
    const made = node as ts.Expression; // as `kinds` says
    const collection = collectionOf(made, code.scopes);
    if (collection === undefined || runsOnce(made, code.scopes)) return undefined;
    if (collection.inLoops === false && iterationsAround(made).length > 0) return undefined;
    const place = filePlaceFor(made, code);
    if (place === undefined || code.scopes.scopeAt(made).dynamic) return undefined;
    const variable = variableOf(made, code);
    if (collection.kind === 'list') return listFinding(made, variable, place, code);
    if (!mayBeShared(made, collection.result, code.scopes)) return undefined;
    return sharedFinding(collection, variable, place, code);
  },
};

/** A collection that is only read: as it is, beside the function. */
function sharedFinding(
  { node, name, ratio, builtins }: Collection,
  variable: Binding | undefined,
  place: FilePlace,
  code: Code,
): Finding | undefined {
  if (variable === undefined && ts.isVariableDeclaration(wrapped(node).parent)) return undefined;
  const edits = besideFunction(node, variable, name, place, code);
  return {
    ...classed(edits, place.open),
    node,
    title: { text: 'Make `{0}` once, outside the function', args: [short(node)] },
    cost: { start: node.getStart(), end: node.end, builtins, withCalls: true, ratio },
  };
}

/** A list that is only asked whether it holds a value: a Set beside the function. */
function listFinding(
  list: ts.Expression,
  variable: Binding | undefined,
  place: FilePlace,
  code: Code,
): Finding | undefined {
  if (!seesGlobal('Set', list, code.scopes)) return undefined;
  if (variable === undefined) {
    const test = testOfList(list);
    if (test === undefined) return undefined;
    const name = uniqueName('known', code.scopes);
    const edits = testEdits(test, name);
    const receiver = test.callee.expression;
    const value = ts.isParenthesizedExpression(receiver) ? receiver.expression : receiver;
    const fits = edits !== undefined && namesTypesOfFile(receiver);
    return listOf(
      test,
      fits ? [place.insert(`const ${name} = new Set(${textOf(value)})`), ...edits] : undefined,
      place,
    );
  }
  const tests = variable.references.map(testOfList).filter(test => test !== undefined);
  if (tests.length === 0 || tests.length < variable.references.length) return undefined;
  return listOf(tests[0], listEdits(variable, tests, place, code), place);
}

function listEdits(
  variable: Binding,
  tests: readonly MembershipTest[],
  place: FilePlace,
  code: Code,
): TextEdit[] | undefined {
  const declaration = variable.names[0].parent as ts.VariableDeclaration; // as variableOf found
  const type = setType(declaration, tests);
  if (type === undefined || declaration.initializer === undefined) return undefined;
  if (variable.typeReferences.length > 0 || !namesTypesOfFile(declaration)) return undefined;
  const same = isOnlyName(variable, code.scopes);
  const name = same ? variable.name : uniqueName(variable.name, code.scopes);
  const value = `new Set${type.argument}(${textOf(declaration.initializer)})`;
  const move = moveToFile(variable, `const ${name} = ${value}`, place);
  const edits = tests.map(test => testEdits(test, name));
  if (move === undefined || edits.includes(undefined)) return undefined;
  return [...move, ...edits.flatMap(one => one ?? [])];
}

function listOf(
  test: MembershipTest,
  edits: readonly TextEdit[] | undefined,
  place: FilePlace,
): Finding {
  return {
    ...classed(edits, place.open),
    node: test.whole,
    title: { text: 'Make the list a Set once, outside the function', args: [] },
    cost: { ...testCost(test, 1.6), start: test.list.getStart() },
  };
}

function short(node: ts.Expression): string {
  const line = textOf(bare(node)).replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
