import ts from 'typescript';
import { type CountedLoop, countedLoop } from '../analysis/counted-loops';
import { textOf } from '../analysis/edits';
import type { Binding, Scopes } from '../analysis/scopes';
import { bare, some } from '../analysis/walk';
import { defaultGate, type Finding, type Rule, type Template } from '../hint';
import { type Rounds, roundsOf } from './nest/rounds';

/** From so many rows and columns on it is faster on every Node measured. */
const leastSize = 1000;

/** Loops that go down the columns of rows: going along the rows finds the next entry beside the last. */
export const loopInterchange: Rule = {
  id: 'loop-interchange',
  category: 'code',
  explanation: {
    text: 'Each round of the inner loop goes to another row, which is another array somewhere in memory. With the two loops swapped, the entries come one beside the other. It pays off from about {0} rows and columns.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.ForStatement],
  gate: defaultGate,
  check(node, { scopes }) {
    const outer = countedLoop(node, scopes);
    const body = outer?.loop.statement;
    if (outer === undefined || body === undefined) return undefined;
    const statements = ts.isBlock(body) ? body.statements : [body];
    const loops = statements.flatMap(one => countedLoop(one, scopes) ?? []);
    if (loops.length !== 1) return undefined;
    const [inner] = loops;
    const rounds = roundsOf(inner.loop.statement, outer.index, inner.index, scopes);
    if (rounds === undefined || rounds.columns.length === 0 || rounds.rows > 0) return undefined;
    if (!areFixed(outer, inner, rounds, scopes)) return undefined;
    return statements.length === 1
      ? swap(outer, inner, rounds)
      : advice(outer, inner, rounds, scopes);
  },
};

/** Whether both loops count from and to what stays the same, whichever of them is around the other. */
function areFixed(
  outer: CountedLoop,
  inner: CountedLoop,
  { targets, counted: sums }: Rounds,
  scopes: Scopes,
): boolean {
  if (outer.step === 0 || inner.step === 0 || outer.index.name === inner.index.name) return false;
  const isFixed = (loop: CountedLoop, other: CountedLoop) => {
    const { test, start, index } = loop;
    if (!ts.isBinaryExpression(test) || !comparing.has(test.operatorToken.kind)) return false;
    const counted = bare(test.left);
    if (!ts.isIdentifier(counted) || scopes.bindingOf(counted) !== index) return false;
    return [start, test.right].every(
      limit =>
        isLimit(limit) &&
        !some(limit, node => ts.isIdentifier(node) && node.text === other.index.name) &&
        !some(
          limit,
          node => ts.isIdentifier(node) && sums.some(one => one === scopes.bindingOf(node)),
        ) &&
        !some(limit, node => isSet(node, index, targets, scopes)),
    );
  };
  return isFixed(outer, inner) && isFixed(inner, outer);
}

const comparing: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanEqualsToken],
  ...[ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanEqualsToken],
]);

/** A number, a variable, a length, and sums of them. */
function isLimit(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isNumericLiteral(node) || ts.isIdentifier(node)) return true;
  if (ts.isBinaryExpression(node))
    return /^[-+*/]$/.test(textOf(node.operatorToken)) && isLimit(node.left) && isLimit(node.right);
  if (ts.isPropertyAccessExpression(node))
    return (
      node.questionDotToken === undefined &&
      (node.expression.kind === ts.SyntaxKind.ThisKeyword || isLimit(node.expression))
    );
  return (
    ts.isElementAccessExpression(node) &&
    ts.isNumericLiteral(bare(node.argumentExpression)) &&
    isLimit(node.expression)
  );
}

/**
 * A list that the rounds set entries of, so that its length might change while it limits a loop. It does not where the index
 * that the limit is for is the one that is set.
 */
function isSet(node: ts.Node, index: Binding, targets: Rounds['targets'], scopes: Scopes): boolean {
  if (!ts.isIdentifier(node)) return false;
  const target = targets.find(({ binding }) => scopes.bindingOf(node) === binding);
  if (target === undefined) return false;
  const isOfRow = ts.isElementAccessExpression(node.parent);
  return target.indices[isOfRow ? 1 : 0] !== index;
}

/** One loop and nothing else stands in the other: their heads change places. */
function swap(outer: CountedLoop, inner: CountedLoop, rounds: Rounds): Finding | undefined {
  const heads = [outer, inner].map(({ loop }) => headOf(loop));
  const [one, other] = heads;
  if (one === undefined || other === undefined) return undefined;
  const text = (head: Head) => outer.loop.getSourceFile().text.slice(head.start, head.end);
  return {
    ...about(outer, inner, rounds),
    safety: 'review',
    differs: differs(outer, rounds),
    edits: [
      { ...one, text: text(other) },
      { ...other, text: text(one) },
    ],
  };
}

interface Head {
  readonly start: number;
  readonly end: number;
}

function headOf({ initializer, incrementor }: ts.ForStatement): Head | undefined {
  return initializer && incrementor && { start: initializer.getStart(), end: incrementor.end };
}

function differs({ loop }: CountedLoop, { sums, targets }: Rounds): Template {
  if (sums)
    return {
      text: 'if the entries are no whole numbers, for they are added up in another order, or if a row is missing',
      args: [],
    };
  const names = [...new Set(targets.map(({ binding }) => binding.name))];
  const others = some(
    loop.statement,
    node =>
      ts.isElementAccessExpression(node) &&
      !ts.isElementAccessExpression(node.expression) &&
      !names.includes(textOf(node.expression)),
  );
  return others && names.length > 0
    ? {
        text: 'if `{0}` shares rows with what is read here, or a row is missing',
        args: [names[0]],
      }
    : { text: 'if a row is missing: it throws at another moment', args: [] };
}

/** Something is done before or after the inner loop in each round of the outer one. */
function advice(
  outer: CountedLoop,
  inner: CountedLoop,
  rounds: Rounds,
  scopes: Scopes,
): Finding | undefined {
  // A sum that each round of the outer loop begins anew can be kept in a list of sums, one for each.
  const begun = scopes.scopeAt(outer.loop.statement).bindings;
  const isSum = some(inner.loop.statement, node => {
    const binding = ts.isIdentifier(node) ? scopes.bindingOf(node) : undefined;
    return binding !== undefined && begun.get(binding.name) === binding;
  });
  if (!rounds.sums || !isSum) return undefined;
  return {
    ...about(outer, inner, rounds),
    safety: 'advice',
    differs: {
      text: 'not as an edit: the sums have to be kept, one for each `{0}`',
      args: [outer.index.name],
    },
    edits: [],
  };
}

function about(outer: CountedLoop, inner: CountedLoop, { columns }: Rounds) {
  return {
    node: columns[0],
    title: {
      text: 'Go along the rows: `{0}` in the inner loop, `{1}` in the outer one',
      args: [outer.index.name, inner.index.name],
    },
    cost: {
      start: outer.loop.getStart(),
      end: outer.loop.end,
      builtins: /^$/,
      withCalls: false,
      ratio: 1.5,
    },
  };
}
