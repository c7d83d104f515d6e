import ts from 'typescript';
import { uniqueName } from '../analysis/edits';
import { type Growth, growthCost, growthOf } from './spread/growth';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { fewOnAverage, isFew, roundsOf, toldAdditions } from '../analysis/rounds';
import { loopForm } from './spread/in-loop';
import { reduceForm } from './spread/in-reduce';

/** From so many elements on adding in place is faster on every Node measured. */
const leastSize = 5;

/** Copying everything gathered so far for each new element: adding to it in place does the same in one pass. */
export const spreadAccumulator: Rule = {
  id: 'spread-accumulator',
  category: 'algorithm',
  explanation: {
    text: 'Each round copies everything gathered so far, so n elements cost about n²/2 copies. Adding to the array or object in place costs n. It pays off from about {0} elements.',
    args: [leastSize],
  },
  kinds: [
    ts.SyntaxKind.ArrayLiteralExpression,
    ts.SyntaxKind.ObjectLiteralExpression,
    ts.SyntaxKind.CallExpression,
  ],
  gate: defaultGate,
  check(node, code) {
    const item = uniqueName('item', code.scopes);
    const growth = growthOf(node as ts.Expression, code.scopes, item); // as `kinds` says
    if (growth === undefined) return undefined;
    const plan = reduceForm(growth, code, item) ?? loopForm(growth, code);
    return plan && findingOf(growth, plan, code);
  },
};

/** What can be done about a growth: undefined edits where it can't be written from here. */
export interface Plan {
  readonly edits: readonly TextEdit[] | undefined;
  readonly open: readonly Template[];
  /** What adds to it, and where it starts. */
  readonly additions: readonly ts.Node[];
  readonly starts: readonly ts.Node[];
}

function findingOf(growth: Growth, plan: Plan, code: Code): Finding | undefined {
  const { edits, open } = plan;
  const rounds = roundsOf(plan.additions, plan.starts, code);
  const few = isFew(rounds, leastSize);
  if (few === 'all') return undefined;
  const advice = edits === undefined || open.length > 1;
  const finding: Finding = {
    node: growth.node,
    title: {
      text: 'Add to `{0}` in place instead of copying it each time',
      args: [growth.all.text],
    },
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    size: rounds === undefined ? 'not-counted' : toldAdditions(rounds, growth.all.text),
    differs: open[0] ?? (advice ? whyNoEdit(growth) : undefined),
    edits: advice ? [] : edits,
    cost: growthCost(growth),
  };
  return few === 'mean' ? fewOnAverage(finding, [growth.node], leastSize, code) : finding;
}

function whyNoEdit({ statements }: Growth): Template {
  return statements === undefined
    ? { text: 'not as an edit: it depends on what is added', args: [] }
    : { text: 'not as an edit: a comment is in the way', args: [] };
}
