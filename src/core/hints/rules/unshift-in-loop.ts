import ts from 'typescript';
import { isConstant, isExportedBinding } from '../analysis/changes';
import { insertAfter, isStatementList, replace } from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { activationAround, iterationsAround } from '../analysis/iterations';
import { fewOnAverage, isFew, roundsOf, toldAdditions } from '../analysis/rounds';
import type { Binding } from '../analysis/scopes';
import { bare, isInFunctionDeclaration, isInside, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** From so many elements on turning it round once is faster on every Node measured. */
const leastSize = 10;

/** Adding at the front of an array again and again: adding at the end and turning it round once does the same. */
export const unshiftInLoop: Rule = {
  id: 'unshift-in-loop',
  category: 'algorithm',
  explanation: {
    text: 'Array.unshift moves every element there is. Adding at the end and reversing once moves each element once. It pays off from about {0} elements.',
    args: [leastSize],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const growth = growthOf(node as ts.CallExpression, code); // as `kinds` says
    if (growth === undefined) return undefined;
    const { call, binding } = growth;
    const rounds = roundsOf(growth.names, binding.names, code);
    const few = isFew(rounds, leastSize);
    if (few === 'all') return undefined;
    const trusting = { ...code, scopes: { ...code.scopes, trusting: true } };
    const proven = loopAround(growth, code);
    const loop = proven ?? loopAround(growth, trusting);
    if (loop === undefined) return undefined;
    const open: Template | undefined =
      proven === undefined
        ? { text: 'if what is gone through is not an array', args: [] }
        : undefined;
    const finding: Finding = {
      node: call,
      title: {
        text: 'Add to the end of `{0}` and reverse it after the loop',
        args: [binding.name],
      },
      safety: open === undefined ? 'safe' : 'review',
      size: rounds === undefined ? 'not-counted' : toldAdditions(rounds, binding.name),
      differs: open,
      edits: inOrder([
        ...growth.names.map(one => replace(one, 'push')),
        insertAfter(loop, `${binding.name}.reverse()`),
      ]),
      cost: {
        start: call.getStart(),
        end: call.end,
        builtins: /^(?:Array\.prototype\.)?unshift$|^Array(?:Prototype)?Unshift/,
        withCalls: false,
        ratio: 3,
      },
    };
    return few === 'mean' ? fewOnAverage(finding, [call], leastSize, code) : finding;
  },
};

/** `list.unshift(x)`, a statement, on a list that starts empty. */
interface Growth {
  readonly call: ts.CallExpression;
  readonly binding: Binding;
  readonly declaration: ts.VariableStatement;
  /** `unshift`, wherever the list is added to. */
  readonly names: readonly ts.MemberName[];
}

function growthOf(call: ts.CallExpression, { scopes }: Code): Growth | undefined {
  const list = unshifted(call);
  const binding = list && scopes.bindingOf(list);
  if (binding === undefined || (binding.kind !== 'const' && binding.kind !== 'let'))
    return undefined;
  if (!isConstant(binding, scopes) || isExportedBinding(binding)) return undefined;
  const declaration = binding.names[0].parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (!isEmptyArray(declaration.initializer)) return undefined;
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  const names = binding.references.map(nameOfUnshift).filter(name => name !== undefined);
  return { call, binding, declaration: statement, names };
}

function isEmptyArray(expression: ts.Expression): boolean {
  const node = bare(expression);
  return ts.isArrayLiteralExpression(node) && node.elements.length === 0;
}

/** The list of a call that adds one element at its front and whose value nobody sees. */
function unshifted(call: ts.CallExpression): ts.Identifier | undefined {
  const { expression: callee, arguments: args } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'unshift') return undefined;
  if (callee.questionDotToken !== undefined || !ts.isIdentifier(callee.expression))
    return undefined;
  if (args.length !== 1 || ts.isSpreadElement(args[0])) return undefined;
  return ts.isExpressionStatement(wrapped(call).parent) ? callee.expression : undefined;
}

function nameOfUnshift(id: ts.Identifier): ts.MemberName | undefined {
  const { parent } = id;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent))
    return undefined;
  return unshifted(parent.parent) === id ? parent.name : undefined;
}

/**
 * The statement, beside the declaration, that holds the loop and everything that adds to the list; undefined where the list
 * is looked at before that is over.
 */
function loopAround({ call, binding, declaration, names }: Growth, { scopes }: Code) {
  const list = declaration.parent;
  if (!isStatementList(list) || ts.isCaseOrDefaultClause(list)) return undefined;
  const loop = list.statements.find(one => isInside(call, one));
  if (loop === undefined || loop.pos < declaration.end) return undefined;
  const here = activationAround(declaration, scopes);
  const repeated = iterationsAround(call).some(one => isInside(one, loop));
  const same = names.every(name => isInside(name, loop) && activationAround(name, scopes) === here);
  if (!repeated || !same) return undefined;
  const others = binding.references.filter(id => nameOfUnshift(id) === undefined);
  const after = others.every(id => id.pos >= loop.end && !isInFunctionDeclaration(id, list));
  return after ? loop : undefined;
}
