import ts from 'typescript';
import {
  type Change,
  changeDuring,
  isConstant,
  isExportedBinding,
  isFreshVariable,
  neverChanges,
} from './analysis/changes';
import {
  hasComment,
  inOrder,
  insertAfter,
  placeBefore,
  textOf,
  uniqueName,
} from './analysis/edits';
import { isCertainIteration, isLoop, iterationsAround, runsOnce } from './analysis/iterations';
import type { Binding } from './analysis/scopes';
import { shapeOf } from './analysis/shapes';
import { isInside } from './analysis/walk';
import type { TextEdit } from './hint';
import { type Code, defaultGate, type Finding, type Rule, type Template } from './hint';
import { findFieldTest } from './membership-field';
import {
  type MembershipTest,
  membershipTest,
  setRatio,
  testCost,
  testEdits,
  testOfList,
} from './membership-test';

/** Asking an array again and again whether it holds a value: a `Set` answers without looking at every element. */
export const membershipSet: Rule = {
  id: 'membership-set',
  category: 'algorithm',
  explanation: {
    text: 'Array.includes and indexOf compare one element after the other; Set.has looks the value up. A set that is built once and asked often pays off from {0} elements on, and the more the longer the list is.',
    args: [4],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const test = membershipTest(node as ts.CallExpression); // as `kinds` says
    if (test === undefined) return undefined;
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
  if (size !== undefined && size < 4) return undefined;
  const once = runsOnce(declaration, scopes);
  if (!once && !isAskedOften(test, declaration)) return undefined;
  const edits = tests.map(one => testEdits(one, binding.name));
  if (edits.includes(undefined)) return undefined;
  const list = declaration.initializer;
  return finding(test, binding, code, {
    title: { text: 'Make `{0}` a Set: look up instead of searching', args: [binding.name] },
    once,
    change: 'never',
    size,
    edits: [
      ...type.edits,
      { start: list.getStart(), end: list.getStart(), text: `new Set${type.argument}(` },
      { start: list.end, end: list.end, text: ')' },
      ...edits.flatMap(one => one ?? []),
    ],
  });
}

/** The references as membership tests, if all are. */
function allTests(references: readonly ts.Identifier[]): MembershipTest[] | undefined {
  const tests = references.map(testOfList).filter(test => test !== undefined);
  return tests.length === references.length ? tests : undefined;
}

/**
 * How the declaration's annotation becomes the set's type argument; undefined where it can't be told from here. Casts of the
 * list in a test (`(list as readonly string[]).includes(x)`) widen the set instead.
 */
function setType(declaration: ts.VariableDeclaration, tests: readonly MembershipTest[]) {
  const cast = castOf(tests);
  if (cast === undefined) return undefined;
  if (ts.getJSDocType(declaration) !== undefined) return undefined;
  const { type } = declaration;
  if (type === undefined) return { argument: cast, edits: [] };
  const element = elementType(type);
  if (element === undefined) return undefined;
  const start = declaration.name.end;
  if (hasComment(declaration.getSourceFile(), start, type.end)) return undefined;
  return {
    argument: cast === '' ? `<${textOf(element)}>` : cast,
    edits: [{ start, end: type.end, text: '' }],
  };
}

/** `<E>` for tests that cast the list to an array of E, a keyword; '' where none does; undefined where they differ. */
function castOf(tests: readonly MembershipTest[]): string | undefined {
  const types = new Set<string>();
  for (const { callee, list } of tests) {
    for (let at: ts.Node = list; at !== callee; at = at.parent) {
      if (!ts.isAsExpression(at) && !ts.isTypeAssertionExpression(at)) continue;
      const element = elementType(at.type);
      if (element === undefined || !ts.isToken(element)) return undefined;
      types.add(`<${textOf(element)}>`);
    }
  }
  if (types.size > 1) return undefined;
  return [...types][0] ?? '';
}

function elementType(type: ts.TypeNode): ts.TypeNode | undefined {
  if (ts.isParenthesizedTypeNode(type)) return elementType(type.type);
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.ReadonlyKeyword)
    return elementType(type.type);
  if (ts.isArrayTypeNode(type)) {
    const { elementType: element } = type;
    return ts.isParenthesizedTypeNode(element) ? element.type : element;
  }
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const isArray = type.typeName.text === 'Array' || type.typeName.text === 'ReadonlyArray';
  return isArray && type.typeArguments?.length === 1 ? type.typeArguments[0] : undefined;
}

/** A `Set` beside the array: after its declaration if it never changes, else before the loop that asks. */
function beside(test: MembershipTest, binding: Binding, code: Code): Finding | undefined {
  const { scopes } = code;
  const cast = castOf([test]);
  if (cast === undefined) return undefined;
  const name = uniqueName(`${binding.name}Set`, scopes);
  const line = `const ${name} = new Set${cast}(${binding.name})`;
  const title: Template = {
    text: 'Keep a Set beside `{0}`: look up instead of searching',
    args: [binding.name],
  };
  const declaration = binding.names[0].parent;
  const statement = declaration.parent?.parent;
  if (
    ts.isVariableDeclaration(declaration) &&
    ts.isVariableStatement(statement) &&
    neverChanges(binding, scopes) &&
    isInside(test.call, statement.parent) &&
    test.call.pos > statement.end
  ) {
    const once = runsOnce(declaration, scopes);
    const size = declaration.initializer && sizeOf(declaration.initializer);
    if (size !== undefined && size < 4) return undefined;
    if (!once && !isAskedOften(test, declaration)) return undefined;
    const edits = testsIn(binding, statement.parent, statement.end, cast, name);
    return finding(test, binding, code, {
      title,
      once,
      change: 'never',
      size,
      edits: edits && [insertAfter(statement, line), ...edits],
    });
  }
  const region = iterationsAround(test.call)
    .filter(one => !isInside(binding.names[0], one))
    .at(-1);
  if (region === undefined) return undefined;
  const place = placeBefore(region, binding.scope.node);
  const change = changeDuring(binding, place?.before ?? region, scopes);
  if (change === 'yes') return undefined;
  const certain = isLoop(region) || isCertainIteration(region, scopes);
  const edits = testsIn(binding, region, region.pos, cast, name);
  return finding(test, binding, code, {
    title,
    once: runsOnce(region, scopes),
    change: certain ? change : 'perhaps',
    size: undefined,
    edits: place && edits && [...place.insert(line), ...edits],
  });
}

/** The edits of all tests of the list in `region` after `from`, as many as can be turned; undefined if one would lose a comment. */
function testsIn(
  binding: Binding,
  region: ts.Node,
  from: number,
  cast: string,
  set: string,
): TextEdit[] | undefined {
  const tests = binding.references
    .filter(id => id.pos >= from && isInside(id, region))
    .map(testOfList)
    .filter(test => test !== undefined)
    .filter(test => castOf([test]) === cast);
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

/** How many elements a literal has; undefined where the code does not show it. */
export function sizeOf(list: ts.Expression): number | undefined {
  if (ts.isAsExpression(list) || ts.isSatisfiesExpression(list)) return sizeOf(list.expression);
  if (!ts.isArrayLiteralExpression(list)) return undefined;
  return list.elements.some(ts.isSpreadElement) ? undefined : list.elements.length;
}

interface Plan {
  readonly title: Template;
  /** Whether the set is built once in the life of the program. */
  readonly once: boolean;
  readonly change: Change;
  readonly size: number | undefined;
  /** Undefined: no edit can be made here. */
  readonly edits: readonly TextEdit[] | undefined;
}

/** The finding in the class that what is proven allows: each condition that is not takes it down one. */
function finding(
  test: MembershipTest,
  binding: Binding,
  code: Code,
  { title, once, change, size, edits }: Plan,
): Finding | undefined {
  const shape = shapeOf(test.callee.expression, code.scopes);
  const open: Template[] = [];
  const args = [binding.name];
  if (shape.kind !== 'array') open.push({ text: 'if `{0}` is not an array', args });
  if (change !== 'never') open.push({ text: 'if `{0}` changes while the loop runs', args });
  if (test.method === 'indexOf' && shape.element?.maybeNaN !== false)
    open.push({ text: 'if NaN is looked for in `{0}`: indexOf never finds it, a Set does', args });
  else if (test.method === 'indexOf' && shape.dense === false)
    open.push({ text: 'if `{0}` has holes', args });
  const worth = once && shape.element?.primitive === true;
  const pays: Template = { text: 'slower with fewer than about {0} elements', args: [28] };
  const advice = edits === undefined || open.length > 1;
  const safety = advice ? 'advice' : worth && open.length === 0 ? 'safe' : 'review';
  return {
    node: test.whole,
    title,
    safety,
    differs: open[0] ?? (worth ? undefined : pays),
    edits: advice ? [] : inOrder(edits),
    cost: testCost(test, setRatio(size)),
  };
}
