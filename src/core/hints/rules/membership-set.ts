import ts from 'typescript';
import { seesGlobal } from '../analysis/builtins';
import {
  changeDuring,
  isConstant,
  isExportedBinding,
  isFreshVariable,
  neverChanges,
} from '../analysis/changes';
import { insertAfter, placeBefore, uniqueName } from '../analysis/edits';
import { isCertainIteration, isLoop, iterationsAround, runsOnce } from '../analysis/iterations';
import type { Binding } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isInside } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { findFieldTest } from './membership/field';
import { findingOf, leastSize, type Plan, sizeOf } from './membership/finding';
import { type MembershipTest, membershipTest, testEdits, testOfList } from './membership/test';
import { castOf, setType } from './membership/types';

/** Asking an array again and again whether it holds a value: a `Set` answers without looking at every element. */
export const membershipSet: Rule = {
  id: 'membership-set',
  category: 'algorithm',
  explanation: {
    text: 'Array.includes and indexOf compare one element after the other; Set.has looks the value up. A set that is built once and asked often pays off from {0} elements on, and the more the longer the list is.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const test = membershipTest(node as ts.CallExpression); // as `kinds` says
    if (test === undefined || !seesGlobal('Set', node, code.scopes)) return undefined;
    if (!ts.isIdentifier(test.list)) return findFieldTest(test, code);
    const binding = code.scopes.bindingOf(test.list);
    if (binding === undefined || binding.scope.dynamic) return undefined;
    const { kind } = shapeOf(test.callee.expression, code.scopes);
    if (kind !== 'array' && kind !== 'unknown') return undefined;
    return inPlace(test, binding, code) ?? beside(test, binding, code);
  },
};

/** A `Set` instead of the array, where nothing but membership is ever asked of it. */
function inPlace(test: MembershipTest, binding: Binding, code: Code): Finding | undefined {
  const { scopes } = code;
  const declaration = binding.names[0].parent;
  if (!isConstant(binding, scopes) || !isFreshVariable(binding, scopes)) return undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (isExportedBinding(binding) || binding.typeReferences.length > 0) return undefined;
  if (shapeOf(declaration.initializer, scopes).kind !== 'array') return undefined;
  const tests = allTests(binding.references);
  const type = tests && setType(declaration, tests);
  if (tests === undefined || type === undefined) return undefined;
  const size = sizeOf(declaration.initializer);
  if (size !== undefined && size < leastSize) return undefined;
  const once = runsOnce(declaration, scopes);
  if (!once && !isAskedOften(test, declaration)) return undefined;
  const edits = allEdits(tests, binding.name);
  if (edits === undefined) return undefined;
  const list = declaration.initializer;
  const plan: Plan = {
    name: binding.name,
    tests,
    title: { text: 'Make `{0}` a Set: look up instead of searching', args: [binding.name] },
    once,
    built: declaration,
    change: 'never',
    size,
    edits: [
      ...type.edits,
      { start: list.getStart(), end: list.getStart(), text: `new Set${type.argument}(` },
      { start: list.end, end: list.end, text: ')' },
      ...edits,
    ],
  };
  return findingOf(test, plan, code);
}

/** The references as membership tests, if all are. */
function allTests(references: readonly ts.Identifier[]): MembershipTest[] | undefined {
  const tests = references.map(testOfList).filter(test => test !== undefined);
  return tests.length === references.length ? tests : undefined;
}

/** A `Set` beside the array: after its declaration if it never changes, else before the loop that asks. */
function beside(test: MembershipTest, binding: Binding, code: Code): Finding | undefined {
  const cast = castOf([test]);
  if (cast === undefined) return undefined;
  const set = uniqueName(`${binding.name}Set`, code.scopes);
  const title = {
    text: 'Keep a Set beside `{0}`: look up instead of searching',
    args: [binding.name],
  };
  const added: Added = { title, set, cast, line: `const ${set} = new Set${cast}(${binding.name})` };
  const statement = besideWhich(test, binding, code);
  return statement === undefined
    ? beforeLoop(test, binding, added, code)
    : afterDeclaration(test, binding, statement, added, code);
}

interface Added {
  readonly title: Template;
  /** The set's name and the statement that makes it. */
  readonly set: string;
  readonly line: string;
  readonly cast: string;
}

/** The statement that declares a list which never changes, if a set declared after it can be seen by the test. */
function besideWhich(
  test: MembershipTest,
  binding: Binding,
  { scopes }: Code,
): ts.VariableStatement | undefined {
  const declaration = binding.names[0].parent;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !neverChanges(binding, scopes)) return undefined;
  return sees(test.list, statement, binding) ? statement : undefined;
}

/** Whether code sees what is declared after the statement. A function further up runs later, or neither is there yet. */
function sees(node: ts.Node, statement: ts.VariableStatement, binding: Binding): boolean {
  if (!isInside(node, statement.parent)) return false;
  return (
    node.pos >= statement.end || (binding.kind !== 'var' && isInOtherFunction(node, statement))
  );
}

function afterDeclaration(
  test: MembershipTest,
  binding: Binding,
  statement: ts.VariableStatement,
  added: Added,
  code: Code,
): Finding | undefined {
  const declaration = binding.names[0].parent as ts.VariableDeclaration; // as besideWhich found
  const size = declaration.initializer && sizeOf(declaration.initializer);
  if (size !== undefined && size < leastSize) return undefined;
  const once = runsOnce(declaration, code.scopes);
  if (!once && !isAskedOften(test, declaration)) return undefined;
  const tests = testsAmong(binding.references, added.cast).filter(({ list }) =>
    sees(list, statement, binding),
  );
  const edits = allEdits(tests, added.set);
  const plan: Plan = {
    ...added,
    name: binding.name,
    tests,
    once,
    built: declaration,
    change: 'never',
    size,
    edits: edits && [insertAfter(statement, added.line), ...edits],
  };
  return findingOf(test, plan, code);
}

function beforeLoop(
  test: MembershipTest,
  binding: Binding,
  added: Added,
  code: Code,
): Finding | undefined {
  const { scopes } = code;
  const region = iterationsAround(test.call)
    .filter(one => !isInside(binding.names[0], one))
    .at(-1);
  if (region === undefined) return undefined;
  const place = placeBefore(region, binding.scope.node);
  const change = changeDuring(binding, place?.before ?? region, scopes);
  if (change === 'yes') return undefined;
  const certain = isLoop(region) || isCertainIteration(region, scopes);
  const tests = testsAmong(binding.references, added.cast).filter(({ list }) =>
    isInside(list, region),
  );
  const edits = allEdits(tests, added.set);
  const plan: Plan = {
    ...added,
    name: binding.name,
    tests,
    once: runsOnce(region, scopes),
    built: region,
    change: certain ? change : 'perhaps',
    size: undefined,
    edits: place && edits && [...place.insert(added.line), ...edits],
  };
  return findingOf(test, plan, code);
}

/** The tests among the references that cast the list alike. */
function testsAmong(references: readonly ts.Identifier[], cast: string): MembershipTest[] {
  return references
    .map(testOfList)
    .filter(test => test !== undefined)
    .filter(test => castOf([test]) === cast);
}

/** Undefined if one of the edits would lose a comment. */
function allEdits(tests: readonly MembershipTest[], set: string): TextEdit[] | undefined {
  const edits = tests.map(test => testEdits(test, set));
  return edits.includes(undefined) ? undefined : edits.flatMap(one => one ?? []);
}

/** Whether an iteration lies between the declaration and the test, or the test is in a function of its own. */
function isAskedOften(test: MembershipTest, declaration: ts.Node): boolean {
  const around = iterationsAround(test.call);
  if (around.some(one => !isInside(declaration, one))) return true;
  return (
    !around.some(one => isInside(declaration, one)) && isInOtherFunction(test.call, declaration)
  );
}

function isInOtherFunction(node: ts.Node, declaration: ts.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) {
    if (isInside(declaration, at)) return false;
    if (ts.isFunctionLike(at)) return true;
  }
  return false;
}
