import ts from 'typescript';
import { isConstant, isExportedBinding, mayHaveRunBefore } from '../../analysis/changes';
import { elementType } from '../../analysis/declared-types';
import {
  hasComment,
  indentAt,
  insertAfter,
  isStatementList,
  newLineOf,
  textOf,
  uniqueName,
} from '../../analysis/edits';
import { inOrder } from '../../../text-edit';
import { iterationsAround } from '../../analysis/iterations';
import type { Binding, Scopes } from '../../analysis/scopes';
import { fewOnAverage, isFew, type Rounds, roundsOf, timesOf, told } from '../../analysis/rounds';
import { shapeOf } from '../../analysis/shapes';
import { useOf } from '../../analysis/uses';
import { bare, isInside, wrapped } from '../../analysis/walk';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import { type MembershipTest, testCost, testEdits, testOfList } from '../membership/test';

/** From so many different values on a Set is faster that is filled along with the list, on every Node measured. */
export const leastDifferent = 40;

/** `if (!list.includes(x)) list.push(x)` in a loop: a Set beside the list that is filled along with it. */
export function gatheredOnce(test: MembershipTest, code: Code): Finding | undefined {
  const { scopes } = code;
  if (!ts.isIdentifier(test.list)) return undefined;
  const binding = scopes.bindingOf(test.list);
  const statement = binding && emptyStart(binding, code);
  if (binding === undefined || statement === undefined) return undefined;
  const uses = usesOf(binding, code);
  const loop = iterationsAround(test.call).find(one => !isInside(statement, one));
  if (uses === undefined || !uses.pushes.some(push => loop !== undefined && isInside(push, loop)))
    return undefined;
  const open = conditions(uses, code);
  // How often it is added to is how many different values it has in the end.
  const different = roundsOf(uses.pushes, [binding.names[0]], code);
  const size = isFew(different, leastDifferent);
  if (size === 'all') return undefined;
  const edits = open.length > 1 ? undefined : editsOf(uses, binding, statement, code);
  const values = uses.pushes.map(({ arguments: [value] }) => shapeOf(value, code.scopes));
  const primitive = values.every(one => one.primitive);
  const certain = different !== undefined && paysForAll(different, uses, code);
  const pays = certain && primitive;
  const slower = !certain ? few : primitive ? undefined : objects;
  const finding: Finding = {
    node: test.whole,
    title: {
      text: 'Keep a Set beside `{0}`: look up instead of searching',
      args: [binding.name],
    },
    safety: edits === undefined ? 'advice' : pays && open.length === 0 ? 'safe' : 'review',
    size: different === undefined ? 'not-counted' : toldDifferent(different, binding.name),
    differs: open[0] ?? slower ?? (edits === undefined ? notWritten : undefined),
    edits: edits ?? [],
    cost: testCost(test, 1.3),
  };
  return size === 'mean' ? fewOnAverage(finding, [test.call], leastDifferent, code) : finding;
}

/**
 * Whether so many different values pay. Of several lists only their mean is known, and the look-ups may be in the shortest: those
 * that found nothing, one for each value, cost so much for the mean at least that they make up for so many others.
 */
function paysForAll({ starts, each }: Rounds, { tests, pushes }: Uses, code: Code): boolean {
  if (starts === 1) return true;
  const [asked, added] = [tests.map(({ call }) => call), pushes].map(of => timesOf(of, code));
  return asked !== undefined && added !== undefined && asked <= (added * each) / leastDifferent;
}

const few: Template = {
  text: 'slower with fewer than about {0} different values',
  args: [leastDifferent],
};

const objects: Template = {
  text: 'if the values are objects: a Set of them gains less',
  args: [],
};

const notWritten: Template = {
  text: 'not as an edit: a comment or what is added is in the way',
  args: [],
};

function toldDifferent(different: Rounds, list: string): Template {
  return told(
    different,
    { text: '`{0}` came to {1} different values', args: [list] },
    {
      text: '`{0}` was started {1} times and came to about {2} different values each',
      args: [list],
    },
  );
}

/** The statement that declares the list alone, as an empty one. */
function emptyStart(binding: Binding, { scopes }: Code): ts.VariableStatement | undefined {
  if (binding.kind !== 'const' && binding.kind !== 'let') return undefined;
  if (!isConstant(binding, scopes) || isExportedBinding(binding)) return undefined;
  const declaration = binding.names[0].parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const value = bare(declaration.initializer);
  if (!ts.isArrayLiteralExpression(value) || value.elements.length > 0) return undefined;
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) && isStatementList(statement.parent)
    ? statement
    : undefined;
}

interface Uses {
  readonly tests: readonly MembershipTest[];
  /** Calls of `push`, each a statement with one argument. */
  readonly pushes: readonly ts.CallExpression[];
  /** Whether it is so only if what is gone through is an array. */
  readonly trusting: boolean;
}

/** Undefined if the list is changed otherwise, or may be by others. */
function usesOf(binding: Binding, { scopes }: Code): Uses | undefined {
  const tests: MembershipTest[] = [];
  const pushes: ts.CallExpression[] = [];
  const escapes: ts.Identifier[] = [];
  for (const id of binding.references) {
    const use = useOf(id, scopes);
    const test = testOfList(id);
    if (test !== undefined) tests.push(test);
    else if (use.kind === 'change') {
      if (use.method !== 'push' || !ts.isCallExpression(use.by)) return undefined;
      const alone = ts.isExpressionStatement(wrapped(use.by).parent);
      if (!alone || use.by.arguments.length !== 1 || ts.isSpreadElement(use.by.arguments[0]))
        return undefined;
      pushes.push(use.by);
    } else if (use.kind === 'escape') escapes.push(id);
  }
  const all = [...tests.map(({ call }) => call), ...pushes];
  const early = (of: Scopes) =>
    escapes.some(id => all.some(one => mayHaveRunBefore(id, binding, one, of)));
  if (!early(scopes)) return { tests, pushes, trusting: false };
  return early({ ...scopes, trusting: true }) ? undefined : { tests, pushes, trusting: true };
}

function conditions({ tests, pushes, trusting }: Uses, { scopes }: Code): Template[] {
  const open: Template[] = [];
  if (trusting) open.push({ text: 'if what is gone through is not an array', args: [] });
  const values = pushes.map(({ arguments: [value] }) => value);
  const indexed = tests.some(({ method }) => method === 'indexOf');
  if (indexed && values.some(value => shapeOf(value, scopes).maybeNaN))
    open.push({ text: 'if a value is NaN: indexOf never finds it, a Set does', args: [] });
  const read = values.find(value => ts.isPropertyAccessExpression(bare(value)));
  if (read !== undefined)
    open.push({ text: 'if reading `{0}` twice gives two values', args: [textOf(read)] });
  return open;
}

/** Undefined where a comment would be lost, or what is added can't be written twice. */
function editsOf(
  { tests, pushes }: Uses,
  binding: Binding,
  statement: ts.VariableStatement,
  { file, scopes, typed }: Code,
): TextEdit[] | undefined {
  const set = uniqueName(`${binding.name}Set`, scopes);
  const { type } = binding.names[0].parent as ts.VariableDeclaration; // as emptyStart found
  const element = type && elementType(type);
  const argument = typed && element !== undefined ? `<${textOf(element)}>` : '';
  const edits: TextEdit[] = [insertAfter(statement, `const ${set} = new Set${argument}()`)];
  for (const test of tests) {
    const turned = testEdits(test, set);
    if (turned === undefined) return undefined;
    edits.push(...turned);
  }
  for (const push of pushes) {
    const [value] = push.arguments;
    if (!isPlain(value) || hasComment(file, value.getStart(), value.end)) return undefined;
    edits.push(...addBefore(push, `${set}.add(${textOf(value)})`));
  }
  return inOrder(edits);
}

/** A variable, a property of one or a constant: written twice, it does nothing more. */
function isPlain(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isPropertyAccessExpression(node)) return isPlain(node.expression);
  return (
    ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** A statement before that of the call, in braces where there is no list of them. */
function addBefore(call: ts.CallExpression, code: string): TextEdit[] {
  const statement = wrapped(call).parent;
  const file = call.getSourceFile();
  const start = statement.getStart();
  if (!isStatementList(statement.parent))
    return [
      { start, end: start, text: `{ ${code}; ` },
      { start: statement.end, end: statement.end, text: ' }' },
    ];
  const lineStart = file.text.lastIndexOf('\n', start - 1) + 1;
  const alone = /^[\t ]*$/.test(file.text.slice(lineStart, start));
  const gap = alone ? newLineOf(file) + indentAt(file, start) : ' ';
  const open = /^[([`+\-/]/.test(textOf(statement)); // would go on from a line that ends in no semicolon
  const end = alone && !open && !endsItself(statement) ? '' : ';';
  return [{ start, end: start, text: `${code}${end}${gap}` }];
}

function endsItself(statement: ts.Node): boolean {
  return statement.getSourceFile().text[statement.end - 1] === ';';
}
