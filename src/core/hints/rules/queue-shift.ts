import ts from 'typescript';
import { isConstant, isExportedBinding, isFreshVariable } from '../analysis/changes';
import { hasComment, insertAfter, placeBefore, textOf, uniqueName } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { activationAround, iterationsAround, runsOnce } from '../analysis/iterations';
import { fewOnAverage, isFew, loopRounds, toldElements } from '../analysis/rounds';
import type { Binding } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isInside, some } from '../analysis/walk';
import {
  type Code,
  defaultGate,
  type Finding,
  type Rule,
  type Template,
  type TextEdit,
} from '../hint';
import { isTake, type QueueUses, queueUses, readEdit, type Take, takeEdit } from './queue/uses';

/** Fewer were not measured: V8 moves so few in a moment. */
const leastTaken = 10;

/** Taking from the front of an array until it is empty: an index that moves along takes without shifting the rest. */
export const queueShift: Rule = {
  id: 'queue-shift',
  category: 'algorithm',
  explanation: {
    text: 'Array.shift moves every element that is left; from some {0} elements on it copies the whole array each time. An index that moves along takes in constant time. What was taken stays in memory until the array is let go.',
    args: [20000],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const take = isTake(node as ts.CallExpression); // as `kinds` says
    if (take === undefined) return undefined;
    const loop = drainLoop(take);
    if (loop === undefined) return undefined;
    const rounds = loopRounds(loop, code);
    const few = isFew(rounds, leastTaken);
    if (few === 'all') return undefined;
    const size = rounds === undefined ? undefined : toldElements(rounds, textOf(take.queue));
    const found = findingIn(take, loop, code);
    const finding = found && { ...found, ...(size === undefined ? {} : { size }) };
    return finding !== undefined && few === 'mean'
      ? fewOnAverage(finding, [take.call], leastTaken, code)
      : finding;
  },
};

function findingIn(take: Take, loop: DrainLoop, code: Code): Finding | undefined {
  if (!ts.isIdentifier(take.queue)) return advice(take);
  const binding = code.scopes.bindingOf(take.queue);
  if (binding === undefined || binding.scope.dynamic || isInside(binding.names[0], loop))
    return undefined;
  return findQueue(take, loop, binding, code);
}

type DrainLoop = ts.WhileStatement | ts.ForStatement;

/** The loop that goes on while there is something in the queue. */
function drainLoop(take: Take): DrainLoop | undefined {
  for (const loop of iterationsAround(take.call)) {
    if (!ts.isWhileStatement(loop) && !ts.isForStatement(loop)) continue;
    const condition = ts.isWhileStatement(loop) ? loop.expression : loop.condition;
    if (condition === undefined) continue;
    const queue = textOf(take.queue);
    const asks = some(
      condition,
      node =>
        (ts.isPropertyAccessExpression(node) &&
          node.name.text === 'length' &&
          textOf(node.expression) === queue) ||
        node === take.call,
    );
    if (asks) return loop;
  }
  return undefined;
}

function findQueue(take: Take, loop: DrainLoop, binding: Binding, code: Code): Finding | undefined {
  const { scopes } = code;
  const { kind } = shapeOf(take.queue, scopes);
  if (kind !== 'array' && kind !== 'unknown') return undefined;
  if (!isConstant(binding, scopes) || isExportedBinding(binding)) return undefined;
  const uses = queueUses(binding, scopes);
  if (uses === undefined) return undefined;
  const declaration = binding.names[0].parent;
  const here = activationAround(loop, scopes);
  const lives = activationAround(binding.names[0], scopes) === here || ts.isParameter(declaration);
  if (!lives && !runsOnce(loop, scopes)) return advice(take);
  const head = uniqueName('head', scopes);
  const start = startOfHead(binding, loop, uses, `let ${head} = 0`);
  const edits = start && editsOf(uses, loop, head, code);
  const open: Template[] = [];
  const args = [binding.name];
  if (kind !== 'array') open.push({ text: 'if `{0}` is not an array', args });
  if (!isFreshVariable(binding, scopes))
    open.push({ text: 'if others look at `{0}` afterwards: it is no longer emptied', args });
  if (start === undefined || edits === undefined || open.length > 1) return advice(take);
  return {
    ...about(take),
    safety: open.length === 0 ? 'safe' : 'review',
    differs: open[0],
    edits: inOrder([...start, ...edits]),
  };
}

/** Where the index starts: after the queue's declaration, or before the loop for a queue that came as a parameter. */
function startOfHead(
  binding: Binding,
  loop: DrainLoop,
  uses: QueueUses,
  code: string,
): TextEdit[] | undefined {
  const declaration = binding.names[0].parent;
  if (ts.isParameter(declaration)) {
    const alone = iterationsAround(loop).every(one => isInside(binding.names[0], one));
    const all = [...uses.takes.map(({ call }) => call), ...uses.lengths];
    return alone && all.every(one => isInside(one, loop))
      ? placeBefore(loop, binding.scope.node)?.insert(code)
      : undefined;
  }
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement) || !isInside(loop, statement.parent)) return undefined;
  const late = [...uses.takes.map(({ call }) => call), ...uses.lengths];
  return late.every(one => isInside(one, statement.parent) && one.pos > statement.end)
    ? [insertAfter(statement, code)]
    : undefined;
}

/** Undefined where a comment would be lost. */
function editsOf(
  uses: QueueUses,
  loop: DrainLoop,
  head: string,
  code: Code,
): TextEdit[] | undefined {
  const { takes, lengths } = uses;
  const sure = takes.length === 1 && isAskedBefore(takes[0], loop);
  const edits = [
    ...takes.map(take => takeEdit(take, head, sure, code.typed)),
    ...lengths.map(length => readEdit(length, head)),
  ];
  return edits.some(({ start, end }) => hasComment(code.file, start, end)) ? undefined : edits;
}

/** Whether the loop has just made sure that there is something to take: its condition says so, and it takes once a round. */
function isAskedBefore(take: Take, loop: DrainLoop): boolean {
  if (!isInside(take.call, loop.statement) || iterationsAround(take.call)[0] !== loop) return false;
  const condition = ts.isWhileStatement(loop) ? loop.expression : loop.condition;
  const queue = textOf(take.queue);
  const says = (node: ts.Expression | undefined): boolean => {
    if (node === undefined) return false;
    if (ts.isParenthesizedExpression(node)) return says(node.expression);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    )
      return says(node.left) || says(node.right);
    const text = textOf(node).replace(/\s+/g, ' ');
    const notEmpty = [' > 0', ' !== 0', ' != 0', ' >= 1', ''].map(end => `${queue}.length${end}`);
    return notEmpty.includes(text) || text === `0 < ${queue}.length`;
  };
  return says(condition);
}

function advice(take: Take): Finding {
  return {
    ...about(take),
    safety: 'advice',
    differs: {
      text: 'what was taken must be let go now and then, or the queue grows for ever',
      args: [],
    },
    edits: [],
  };
}

function about({ call, callee, queue }: Take): Pick<Finding, 'node' | 'title' | 'cost'> {
  return {
    node: call,
    title: { text: 'Take from `{0}` by an index instead of shifting it', args: [textOf(queue)] },
    cost: {
      start: ts.isIdentifier(queue) ? callee.getStart() : callee.name.getStart(),
      end: call.end,
      builtins: /^(?:Array\.prototype\.)?(?:shift|splice)$|^Array(?:Prototype)?(?:Shift|Splice)/,
      withCalls: false,
      ratio: 5,
    },
  };
}
