import ts from 'typescript';
import { type CountedLoop, countedLoop } from '../analysis/counted-loops';
import { seesGlobal } from '../analysis/builtins';
import { hasComment, textOf } from '../analysis/edits';
import { isPrimitiveLiteral } from '../analysis/constants';
import type { Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { bare, isInside } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** From such numbers on stopping at the root is faster on every Node measured. */
const leastNumber = 20;

/** Looking for a divisor among all smaller numbers: the smallest is never larger than the square root. */
export const primeBound: Rule = {
  id: 'prime-bound',
  category: 'algorithm',
  explanation: {
    text: 'A number that can be divided has a divisor that is not larger than its square root. Looking no further than there takes √n rounds instead of n. It pays off from about {0}.',
    args: [leastNumber],
  },
  kinds: [ts.SyntaxKind.ForStatement],
  gate: defaultGate,
  check(node, code) {
    const search = searchOf(node as ts.ForStatement, code.scopes); // as `kinds` says
    return search && findingOf(search, code);
  },
};

/** `for (let i = 2; i < n; i++) if (n % i === 0) …` */
interface Search {
  readonly counted: CountedLoop;
  readonly number: ts.Identifier;
  /** Whether even divisors are left out. */
  readonly onlyOdd: boolean;
}

function searchOf(loop: ts.ForStatement, scopes: Scopes): Search | undefined {
  const counted = countedLoop(loop, scopes);
  if (counted === undefined) return undefined;
  const { index, start, step } = counted;
  const from = textOf(start);
  const onlyOdd = from === '3' && (step === 2 || step === 1);
  if (!onlyOdd && (from !== '2' || step !== 1)) return undefined;
  const choice = onlyStatement(loop.statement);
  if (choice === undefined || !ts.isIfStatement(choice) || choice.elseStatement !== undefined)
    return undefined;
  const number = dividedBy(choice.expression, index.name);
  if (number === undefined || !asksAll(counted, number.text)) return undefined;
  const binding = scopes.bindingOf(number);
  if (binding === undefined || binding.scope.dynamic || isInside(binding.names[0], loop))
    return undefined;
  const stops = stopsThere(choice.thenStatement, [index.name, number.text]);
  if (ts.isLabeledStatement(loop.parent) || !seesGlobal('Math', loop, scopes)) return undefined;
  return stops ? { counted, number, onlyOdd } : undefined;
}

function onlyStatement(statement: ts.Statement): ts.Statement | undefined {
  if (!ts.isBlock(statement)) return statement;
  return statement.statements.length === 1 ? onlyStatement(statement.statements[0]) : undefined;
}

/** The number of `number % index === 0` and `!(number % index)`. */
function dividedBy(test: ts.Expression, index: string): ts.Identifier | undefined {
  const node = bare(test);
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.ExclamationToken
      ? rest(bare(node.operand), index)
      : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken && kind !== ts.SyntaxKind.EqualsEqualsToken)
    return undefined;
  return textOf(node.right) === '0' ? rest(bare(node.left), index) : undefined;
}

function rest(node: ts.Expression, index: string): ts.Identifier | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PercentToken)
    return undefined;
  const number = bare(node.left);
  const isIndex = textOf(bare(node.right)) === index;
  return isIndex && ts.isIdentifier(number) && number.text !== index ? number : undefined;
}

/** Whether the loop goes through all numbers that can be divisors, or up to a half: beyond that there is none. */
function asksAll({ test, index }: CountedLoop, number: string): boolean {
  const text = textOf(test).replace(/\s+/g, ' ');
  const ends = [`< ${number}`, `<= ${number} - 1`, `<= ${number} / 2`];
  return [...ends, `<= Math.floor(${number} / 2)`].some(end => text === `${index.name} ${end}`);
}

/**
 * Whether the first divisor ends the search, or sets a variable to the same constant each time. A value that is returned may
 * be the divisor itself: the first one is the same.
 */
function stopsThere(statement: ts.Statement, names: readonly string[]): boolean {
  if (ends(statement)) return true;
  if (ts.isBlock(statement)) {
    const { statements } = statement;
    const last = statements.at(-1);
    if (last === undefined) return false;
    if (statements.length === 1) return stopsThere(last, names);
    if (statements.some(one => mayGoOn(one))) return false;
    return ends(last) || isPlainBreak(last);
  }
  if (isPlainBreak(statement)) return false; // with nothing else it does nothing
  if (!ts.isExpressionStatement(statement)) return false;
  const set = bare(statement.expression);
  if (!ts.isBinaryExpression(set) || !isPrimitiveLiteral(set.right)) return false;
  const isSet = set.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isSet && ts.isIdentifier(set.left) && !names.includes(set.left.text);
}

function isPlainBreak(statement: ts.Statement): boolean {
  return ts.isBreakStatement(statement) && statement.label === undefined;
}

/** Leaves the loop, which has no label of its own. */
function ends(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true;
  if (!ts.isBreakStatement(statement) && !ts.isContinueStatement(statement)) return false;
  return statement.label !== undefined;
}

/** Only plain statements are read one after the other: the last one is then reached. */
function mayGoOn(statement: ts.Statement): boolean {
  return !(ts.isExpressionStatement(statement) || ends(statement) || isPlainBreak(statement));
}

function findingOf({ counted, number, onlyOdd }: Search, code: Code): Finding {
  const { loop, test, index } = counted;
  const condition = loop.condition ?? test;
  const commented = hasComment(code.file, condition.getStart(), condition.end);
  const differs = conditionOf(number, onlyOdd, code.scopes);
  const why: Template = { text: 'not as an edit: a comment is in the way', args: [] };
  const text = `${index.name} * ${index.name} <= ${number.text}`;
  return {
    node: loop,
    title: {
      text: 'Look for divisors of `{0}` no further than its square root',
      args: [number.text],
    },
    safety: commented ? 'advice' : differs === undefined ? 'safe' : 'review',
    differs: commented ? why : differs,
    edits: commented ? [] : [{ start: condition.getStart(), end: condition.end, text }],
    cost: { start: loop.getStart(), end: loop.end, builtins: /^$/, withCalls: false, ratio: 2 },
  };
}

/**
 * For a number `n` and divisors from 2 on there is no differing case: what `i * i` is rounded to is not larger than `n` while
 * its exact value is not, and a number that is no integer has no divisor either way.
 */
function conditionOf(
  number: ts.Identifier,
  onlyOdd: boolean,
  scopes: Scopes,
): Template | undefined {
  const args = [number.text];
  const isNumber = shapeOf(number, scopes).kind === 'number';
  if (onlyOdd)
    return isNumber
      ? { text: 'if `{0}` is even', args }
      : { text: 'if `{0}` is even or not a number', args };
  return isNumber ? undefined : { text: 'if `{0}` is not a number', args };
}
