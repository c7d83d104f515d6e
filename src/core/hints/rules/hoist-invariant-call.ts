import ts from 'typescript';
import type { Change } from '../analysis/changes';
import { type Place, placeBefore, replace, shortText, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import {
  type Iteration,
  isCertainIteration,
  isLoop,
  iterationsAround,
} from '../analysis/iterations';
import { isInside, walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { changeOf, mayThrowReading } from '../analysis/invariance';
import { type PureCall, pureCall } from '../analysis/pure-calls';
import { keptExpression, mayBeShared } from '../analysis/shared-value';

type Call = ts.CallExpression | ts.NewExpression;

/** A call whose value is the same each time round: made once, before the loop. */
export const hoistInvariantCall: Rule = {
  id: 'hoist-invariant-call',
  category: 'code',
  explanation: {
    text: 'The call gives the same value each time the loop goes round. Made once before the loop, it costs once. Cheap calls are not worth it; this is offered only for those that were measured to be.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  gate: defaultGate,
  check(node, code) {
    const plan = planFor(node as Call, code); // as `kinds` says
    if (plan === undefined || isPartOfLarger(node, code)) return undefined;
    return findingOf(plan, code);
  },
};

interface Plan {
  readonly call: Call;
  readonly pure: PureCall;
  readonly region: Iteration;
  readonly change: Change;
  readonly place: Place | undefined;
}

/** The largest iteration around the call that it can be taken out of. */
function planFor(call: Call, code: Code): Plan | undefined {
  const pure = pureCall(call, code.scopes);
  if (pure === undefined || !mayBeShared(call, pure.result, code.scopes)) return undefined;
  let best: Plan | undefined;
  for (const region of iterationsAround(call)) {
    const place = placeBefore(region, code.file);
    const around = place?.before ?? region;
    const change = changeOfOperands(pure, around, code);
    if (change === undefined || change === 'yes') break;
    if (best === undefined || best.change === change || change === 'never')
      best = { call, pure, region, change, place };
  }
  return best;
}

function changeOfOperands(pure: PureCall, region: ts.Node, code: Code): Change | undefined {
  const changes = pure.operands.map(operand => {
    const node = ts.isSpreadElement(operand) ? operand.expression : operand;
    return changeOf(node, region, pure.deep, code.scopes);
  });
  if (changes.includes(undefined)) return undefined;
  if (changes.includes('yes')) return 'yes';
  return changes.includes('perhaps') ? 'perhaps' : 'never';
}

/** Whether the call is an operand of one that can be taken out as a whole. */
function isPartOfLarger(node: ts.Node, code: Code): boolean {
  for (let at = node.parent; at !== undefined && !ts.isStatement(at); at = at.parent) {
    if (ts.isArrowFunction(at)) continue;
    if (!ts.isCallExpression(at) && !ts.isNewExpression(at)) continue;
    const plan = planFor(at, code);
    if (plan?.pure.operands.some(operand => isInside(node, operand))) return true;
  }
  return false;
}

function findingOf({ call, pure, region, change, place }: Plan, code: Code): Finding {
  const { scopes } = code;
  const kept = keptExpression(call);
  const text = textOf(kept);
  const open: Template[] = [...pure.open];
  if (change !== 'never')
    open.push({ text: 'if what `{0}` depends on changes while the loop runs', args: [text] });
  if (!isLoop(region) && !isCertainIteration(region, scopes))
    open.push({ text: 'if what is gone through is not an array', args: [] });
  const mayThrow = pure.mayThrow || pure.operands.some(operand => mayThrowReading(operand, scopes));
  if (mayThrow && !runsAtLeastOnce(call, region))
    open.push({ text: 'if `{0}` throws and the loop would not have reached it', args: [text] });
  if (pure.result === 'parsed')
    open.push({ text: 'if what `{0}` returns is changed', args: [text] });
  const base = kept === call ? pure.name : countName(pure.name);
  const name = uniqueName(base, scopes);
  const advice = place === undefined || open.length > 1;
  return {
    node: call,
    title: { text: 'Call `{0}` once, before the loop', args: [shortText(kept)] },
    safety: advice ? 'advice' : open.length === 0 ? 'safe' : 'review',
    differs: open[0] ?? (advice ? { text: 'there is no place for it here', args: [] } : undefined),
    edits: advice
      ? []
      : inOrder([
          ...place.insert(`const ${name} = ${text}`),
          ...same(kept, region, code).map(one => replace(one, name)),
        ]),
    cost: {
      start: startOfCallee(call),
      end: call.end,
      builtins: pure.builtins,
      withCalls: true,
      ratio: pure.ratio,
    },
  };
}

function countName(name: string): string {
  const one: Readonly<Record<string, string>> = {
    keys: 'keyCount',
    values: 'valueCount',
    entries: 'entryCount',
  };
  return one[name] ?? 'count';
}

/** V8 puts a call at its callee's last name, a construction at `new`. */
function startOfCallee(call: Call): number {
  const { expression } = call;
  if (ts.isNewExpression(call) || !ts.isPropertyAccessExpression(expression))
    return call.getStart();
  const owner = expression.expression;
  return ts.isIdentifier(owner) ? call.getStart() : expression.name.getStart();
}

/** Every place in the iteration that says the same and can share the value, the given one among them. */
function same(kept: ts.Expression, region: ts.Node, code: Code): ts.Node[] {
  const text = textOf(kept);
  const result: ts.Node[] = [];
  walk(region, node => {
    if (node === kept) result.push(node);
    else if (node.kind === kept.kind && textOf(node) === text) {
      const call = ts.isPropertyAccessExpression(node) ? node.expression : node;
      if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return undefined;
      const pure = pureCall(call, code.scopes);
      const around = iterationsAround(call).includes(region as Iteration);
      const shared = pure !== undefined && mayBeShared(call, pure.result, code.scopes);
      if (around && shared && changeOfOperands(pure, region, code) !== 'yes') result.push(node);
    }
    return undefined;
  });
  return result;
}

/** Whether the first round always comes to the call: it stands in the loop's condition, in a part that is always evaluated. */
function runsAtLeastOnce(call: ts.Node, region: Iteration): boolean {
  if (!isLoop(region)) return false;
  for (let at = call; at.parent !== region; at = at.parent) {
    const { parent } = at;
    if (ts.isConditionalExpression(parent) && parent.condition !== at) return false;
    if (ts.isBinaryExpression(parent) && isChoice(parent.operatorToken.kind) && parent.left !== at)
      return false;
    if (!ts.isExpression(parent) || ts.isFunctionLike(parent)) return false;
  }
  if (ts.isForStatement(region))
    return region.condition !== undefined && isInside(call, region.condition);
  return ts.isWhileStatement(region) && isInside(call, region.expression);
}

function isChoice(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
