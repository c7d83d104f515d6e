import ts from 'typescript';
import type { Change } from '../../analysis/changes';
import { inOrder } from '../../../text-edit';
import {
  fewOnAverage,
  isFew,
  lengthOf,
  type Rounds,
  roundsOf,
  roughly,
  told,
} from '../../analysis/rounds';
import { shapeOf } from '../../analysis/shapes';
import type { Shape } from '../../analysis/types';
import type { Code, Finding, Template, TextEdit } from '../../hint';
import { type MembershipTest, setRatio, testCost } from './test';

/** From so many elements on a set that is built once is faster on every Node measured, also where most look-ups find theirs early. */
export const leastSize = 8;

/** From so many on, a set is faster that is built for as many questions as it has elements (Node 26; about 28 on 20 to 24). */
const leastPerCall = 40;

/** What is to be done about a list. */
export interface Plan {
  readonly title: Template;
  /** The list's name as it is written. */
  readonly name: string;
  /** Whether the set is built once in the life of the program. */
  readonly once: boolean;
  /** What a set is made for each time that it runs; absent: the code does not show it. */
  readonly built?: ts.Node;
  readonly change: Change;
  readonly size: number | undefined;
  /** What is known of the list, where its declaration shows more than its use. */
  readonly shape?: Shape;
  /** Other conditions that are not proven. */
  readonly open?: readonly Template[];
  /** The tests that the edits turn, the one at hand among them. */
  readonly tests: readonly MembershipTest[];
  /** Undefined: no edit can be made here. */
  readonly edits: readonly TextEdit[] | undefined;
}

const inTheWay: Template = { text: 'not as an edit: a comment is in the way', args: [] };

/** The finding in the class that what is proven allows: each condition that is not takes it down one. */
export function findingOf(test: MembershipTest, plan: Plan, code: Code): Finding | undefined {
  const { title, name, once, change, size, edits, tests } = plan;
  const shape = plan.shape ?? shapeOf(test.callee.expression, code.scopes);
  const open: Template[] = [...(plan.open ?? [])];
  const args = [name];
  const indexed = [test, ...tests].some(({ method }) => method === 'indexOf');
  if (shape.kind !== 'array') open.push({ text: 'if `{0}` is not an array', args });
  if (change !== 'never') open.push({ text: 'if `{0}` changes while the loop runs', args });
  if (indexed && shape.element?.maybeNaN !== false)
    open.push({ text: 'if NaN is looked for in `{0}`: indexOf never finds it, a Set does', args });
  else if (indexed && shape.dense === false) open.push({ text: 'if `{0}` has holes', args });
  const counted = countedOf(test, plan, code);
  if (counted === 'too-few') return undefined;
  const worth = (once || counted.pays) && shape.element?.primitive === true;
  const pays: Template = {
    text: 'slower with fewer than about {0} elements',
    args: [leastPerCall],
  };
  const advice = edits === undefined || open.length > 1;
  const safety = advice ? 'advice' : worth && open.length === 0 ? 'safe' : 'review';
  const finding: Finding = {
    node: test.whole,
    title,
    safety,
    ...(counted.size === undefined ? {} : { size: counted.size }),
    differs: safety === 'safe' ? undefined : (open[0] ?? (worth ? inTheWay : pays)),
    edits: advice ? [] : inOrder(edits),
    cost: testCost(test, setRatio(size)),
  };
  return counted.isMeanFew ? fewOnAverage(finding, [test.call], leastSize, code) : finding;
}

interface Counted {
  /** Whether so much was counted that a set pays that is not made once only. */
  readonly pays: boolean;
  readonly size: Finding['size'];
  /** Whether the lists are short on average only. */
  readonly isMeanFew: boolean;
}

/** What was counted of the list and of how often it is asked; `too-few`: a set can't pay. */
function countedOf(test: MembershipTest, plan: Plan, code: Code): Counted | 'too-few' {
  const { once, built, size: literal, tests, name } = plan;
  if (once && literal !== undefined) return { pays: true, size: undefined, isMeanFew: false };
  const binding = ts.isIdentifier(test.list) ? code.scopes.bindingOf(test.list) : undefined;
  const made =
    literal === undefined && binding !== undefined ? lengthOf(binding, code, built) : undefined;
  const length = literal ?? made?.each;
  const calls = (tests.length > 0 ? tests : [test]).map(({ call }) => call);
  const asked = built && roundsOf(calls, [built], code);
  if (isFew(made, leastSize) === 'all') return 'too-few';
  if (!once && asked !== undefined && asked.each < leastSize) return 'too-few';
  const most = Math.min(length ?? Infinity, asked?.each ?? Infinity);
  // Of lists that differ only the mean is known, and long ones may be asked often: no product of means is one of products.
  const alike = literal !== undefined || made?.starts === 1;
  if (!once && alike && length !== undefined && asked !== undefined && most < leastPerCall) {
    if (asked.each <= length) return 'too-few';
  }
  const pays =
    alike &&
    (literal !== undefined || asked?.starts === 1) &&
    length !== undefined &&
    asked !== undefined &&
    length >= leastPerCall &&
    asked.each >= length;
  const size = asked === undefined ? 'not-counted' : toldAsked(asked, length, name);
  return { pays, size, isMeanFew: isFew(made, leastSize) === 'mean' };
}

function toldAsked(asked: Rounds, length: number | undefined, list: string): Template {
  if (length === undefined)
    return told(
      asked,
      { text: '`{0}` was searched {1} times', args: [list] },
      { text: '`{0}` was searched about {2} times for each of {1} sets to be made', args: [list] },
    );
  const args = [list, roughly(length)];
  return told(
    asked,
    { text: '`{0}` has about {1} elements and was searched {2} times', args },
    {
      text: '`{0}` has about {1} elements and was searched about {3} times for each of {2} sets to be made',
      args,
    },
  );
}

/** How many elements a literal has; undefined where the code does not show it. */
export function sizeOf(list: ts.Expression): number | undefined {
  if (ts.isAsExpression(list) || ts.isSatisfiesExpression(list)) return sizeOf(list.expression);
  if (!ts.isArrayLiteralExpression(list)) return undefined;
  return list.elements.some(ts.isSpreadElement) ? undefined : list.elements.length;
}
