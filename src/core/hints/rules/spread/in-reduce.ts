import ts from 'typescript';
import { indentAt, indentUnit, newLineOf, textOf } from '../../analysis/edits';
import type { Binding } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { useOf } from '../../analysis/uses';
import { bare, functionAround, isInside, usesArguments, walk, wrapped } from '../../analysis/walk';
import {
  type Growth,
  growthOf,
  isPlainStart,
  isTried,
  losesComment,
  mayStopMidway,
} from './growth';
import type { Code, Template, TextEdit } from '../../hint';
import type { Plan } from '../spread-accumulator';
import { typeAllowsAdding } from './types';

type Callback = ts.ArrowFunction | ts.FunctionExpression;

interface Reduction {
  readonly call: ts.CallExpression;
  readonly callback: Callback;
  readonly binding: Binding;
  /** Every expression that the callback can return. */
  readonly results: readonly ts.Expression[];
}

/** `xs.reduce((all, x) => [...all, x], [])`; undefined where the growth is no result of such a callback. */
export function reduceForm(growth: Growth, code: Code, item: string): Plan | undefined {
  const reduction = reductionAround(growth, code);
  if (reduction === undefined) return undefined;
  const { call, callback, binding, results } = reduction;
  const growths = results.flatMap(result => growthsIn(result, binding, code, item) ?? []);
  if (!growths.some(({ node }) => node === growth.node)) return undefined;
  if (!readsOnly(binding, callback, growths, results, code)) return undefined;
  const open = growths.flatMap(one => one.open);
  if (growths.some(one => mayStopMidway(one) && isTried(one.node, callback))) open.push(midway);
  const receiver = (call.expression as ts.PropertyAccessExpression).expression; // as reductionAround found
  if (shapeOf(receiver, code.scopes).kind !== 'array')
    open.push({ text: 'if `{0}` is not an array', args: [textOf(receiver)] });
  const typed = typeAllowsAdding(typesOf(call, callback), growth.kind, code);
  const counted = { additions: growths.map(({ node }) => node), starts: [call] };
  if (typed === 'no') return { edits: undefined, open: [fixedType, ...open], ...counted };
  if (typed === 'unknown') open.push(fixedType);
  const edits = rewritten(callback, results, growths, binding.name);
  return { edits, open: unique(open), ...counted };
}

const midway: Template = { text: 'if it throws midway', args: [] };

const fixedType: Template = { text: 'if its type does not allow to add in place', args: [] };

function unique(open: readonly Template[]): Template[] {
  return open.filter((one, index) => open.findIndex(({ text }) => text === one.text) === index);
}

function reductionAround(growth: Growth, { scopes }: Code): Reduction | undefined {
  const callback = functionAround(growth.node);
  if (callback === undefined) return undefined;
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return undefined;
  if (callback.modifiers !== undefined || callback.asteriskToken !== undefined) return undefined;
  const call = wrapped(callback).parent;
  if (!ts.isCallExpression(call) || call.arguments.length !== 2) return undefined;
  const { expression: callee } = call;
  if (!ts.isPropertyAccessExpression(callee) || bare(call.arguments[0]) !== callback)
    return undefined;
  if (callee.name.text !== 'reduce' && callee.name.text !== 'reduceRight') return undefined;
  if (!isPlainStart(call.arguments[1], growth.kind)) return undefined;
  const [first] = callback.parameters;
  if (callback.parameters.length > 3 || callback.parameters.some(one => one.dotDotDotToken))
    return undefined;
  if (first === undefined || !ts.isIdentifier(first.name) || first.initializer !== undefined)
    return undefined;
  if (ts.isFunctionExpression(callback) && (callback.name !== undefined || usesArguments(callback)))
    return undefined;
  const binding = scopes.declaredBy(first.name);
  if (binding === undefined || binding.scope.dynamic || scopes.bindingOf(growth.all) !== binding)
    return undefined;
  const results = resultsOf(callback);
  return results && { call, callback, binding, results };
}

/** Every expression that the function returns; undefined if it can end without one. */
function resultsOf(callback: Callback): ts.Expression[] | undefined {
  if (!ts.isBlock(callback.body)) return [callback.body];
  if (!endsInReturn(callback.body)) return undefined;
  const results: (ts.Expression | undefined)[] = [];
  walk(callback.body, node => {
    if (ts.isReturnStatement(node) && functionAround(node) === callback)
      results.push(node.expression);
    return undefined;
  });
  const complete = results.filter(result => result !== undefined);
  return complete.length === results.length ? complete : undefined;
}

function endsInReturn(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isBlock(statement)) return endsInReturn(statement.statements.at(-1));
  if (ts.isIfStatement(statement))
    return endsInReturn(statement.thenStatement) && endsInReturn(statement.elseStatement);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}

/** The growths that a result consists of, none for what was gathered so far; undefined if it can be anything else. */
function growthsIn(
  result: ts.Expression,
  binding: Binding,
  code: Code,
  item: string,
): Growth[] | undefined {
  const node = bare(result);
  if (ts.isIdentifier(node)) return code.scopes.bindingOf(node) === binding ? [] : undefined;
  if (ts.isConditionalExpression(node)) {
    const yes = growthsIn(node.whenTrue, binding, code, item);
    const no = growthsIn(node.whenFalse, binding, code, item);
    return yes && no && [...yes, ...no];
  }
  const growth = growthOf(node, code.scopes, item);
  return growth !== undefined && code.scopes.bindingOf(growth.all) === binding
    ? [growth]
    : undefined;
}

/** Whether what was gathered is only copied, returned and read, so that nobody can hold an earlier copy of it. */
function readsOnly(
  binding: Binding,
  callback: Callback,
  growths: readonly Growth[],
  results: readonly ts.Expression[],
  { scopes }: Code,
): boolean {
  const isResult = (id: ts.Identifier) => results.some(result => isPartOfResult(id, result));
  return binding.references.every(id => {
    if (growths.some(({ all }) => all === id) || isResult(id)) return true;
    if (functionAround(id) !== callback) return false;
    const { kind } = useOf(id, scopes);
    if (kind !== 'member' && kind !== 'method' && kind !== 'read') return false;
    const inside = growths.find(({ node }) => isInside(id, node));
    return inside === undefined || inside.statements?.length === 1;
  });
}

/** Whether the name is a result itself: `all`, or a branch of `c ? [...all, x] : all`. */
function isPartOfResult(id: ts.Identifier, result: ts.Expression): boolean {
  const node = bare(result);
  if (node === id) return true;
  if (!ts.isConditionalExpression(node)) return false;
  return isPartOfResult(id, node.whenTrue) || isPartOfResult(id, node.whenFalse);
}

function typesOf(call: ts.CallExpression, callback: Callback): ts.TypeNode[] {
  const types: (ts.TypeNode | undefined)[] = [
    call.typeArguments?.[0],
    callback.parameters[0].type,
    callback.type,
  ];
  for (let at = call.arguments[1]; at !== bare(at); at = (at as ts.AsExpression).expression)
    if (ts.isAsExpression(at) || ts.isTypeAssertionExpression(at)) types.push(at.type);
  return types.filter(type => type !== undefined);
}

/** Each result becomes the statements that add, and then `return all`. */
function rewritten(
  callback: Callback,
  results: readonly ts.Expression[],
  growths: readonly Growth[],
  all: string,
): TextEdit[] | undefined {
  const file = callback.getSourceFile();
  const edits: TextEdit[] = [];
  for (const result of results) {
    const inside = growths.filter(({ node }) => isInside(node, result));
    if (inside.length === 0) continue;
    const written = statementsOf(result, inside);
    if (written === undefined) return undefined;
    const statement = result.parent;
    const whole = ts.isReturnStatement(statement) ? statement : callback.body;
    if (losesComment(whole, written.kept)) return undefined;
    const lines = [...written.statements, `return ${all}`];
    edits.push({
      start: whole.getStart(),
      end: whole.end,
      text: inList(whole)
        ? lines.join(`;${breakAt(file, whole)}`) + endOf(whole)
        : inBlock(whole, lines),
    });
  }
  return edits;
}

function inList(node: ts.Node): boolean {
  return (
    ts.isReturnStatement(node) && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent))
  );
}

function endOf(node: ts.Node): string {
  return node.getSourceFile().text[node.end - 1] === ';' ? ';' : '';
}

function breakAt(file: ts.SourceFile, node: ts.Node): string {
  return newLineOf(file) + indentAt(file, node.getStart());
}

/** On one line if the code was on one. */
function inBlock(node: ts.Node, lines: readonly string[]): string {
  const file = node.getSourceFile();
  if (!textOf(node).includes('\n')) return `{ ${lines.join('; ')}; }`;
  const outer = indentAt(file, node.getStart());
  const step = newLineOf(file) + outer + indentUnit(file);
  return `{${lines.map(line => `${step}${line};`).join('')}${newLineOf(file)}${outer}}`;
}

/** The statements that a result becomes, without the `return`. */
function statementsOf(result: ts.Expression, growths: readonly Growth[]): Statements | undefined {
  const node = bare(result);
  const growth = growths.find(one => one.node === node);
  if (growth !== undefined) {
    const { statements, kept } = growth;
    return statements && { statements, kept };
  }
  if (!ts.isConditionalExpression(node)) return { statements: [], kept: [] };
  const yes = statementsOf(node.whenTrue, growths);
  const no = statementsOf(node.whenFalse, growths);
  if (yes === undefined || no === undefined) return undefined;
  const condition = textOf(node.condition);
  const kept = [node.condition, ...yes.kept, ...no.kept];
  if (yes.statements.length === 0)
    return { statements: [`if (!(${condition})) ${asOne(no.statements)}`], kept };
  const otherwise = no.statements.length === 0 ? '' : `; else ${asOne(no.statements)}`;
  const first = asOne(yes.statements);
  const joined = first.endsWith('}') ? otherwise.replace(/^;/, '') : otherwise;
  return { statements: [`if (${condition}) ${first}${joined}`], kept };
}

interface Statements {
  readonly statements: readonly string[];
  readonly kept: readonly ts.Node[];
}

function asOne(statements: readonly string[]): string {
  return statements.length === 1 ? statements[0] : `{ ${statements.join('; ')}; }`;
}
