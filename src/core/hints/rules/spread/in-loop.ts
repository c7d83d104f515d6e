import ts from 'typescript';
import { iteratingArrayMethods } from '../../analysis/builtins';
import {
  declarationOf,
  initializerOf,
  isExportedBinding,
  isFreshVariable,
  mayHaveRunBefore,
} from '../../analysis/changes';
import { indentAt, newLineOf } from '../../analysis/edits';
import { activationAround, iterationsAround } from '../../analysis/iterations';
import type { Binding, Scopes } from '../../analysis/scopes';
import { useOf } from '../../analysis/uses';
import { functionAround, isInside, some, wrapped } from '../../analysis/walk';
import {
  type Growth,
  growthOf,
  isPlainStart,
  isTried,
  losesComment,
  mayStopMidway,
} from './growth';
import type { Code, TextEdit } from '../../hint';
import type { Plan } from '../spread-accumulator';
import { typeAllowsAdding } from './types';

/** `all = [...all, x];` again and again; undefined where the growth is no such statement or an earlier copy may be held. */
export function loopForm(growth: Growth, code: Code): Plan | undefined {
  const { scopes } = code;
  const assignment = wrapped(growth.node).parent;
  if (!ts.isBinaryExpression(assignment) || !ts.isExpressionStatement(assignment.parent))
    return undefined;
  if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const target = assignment.left;
  const binding = scopes.bindingOf(growth.all);
  if (binding === undefined || !ts.isIdentifier(target) || scopes.bindingOf(target) !== binding)
    return undefined;
  if (binding.scope.dynamic || isExportedBinding(binding)) return undefined;
  const statement = assignment.parent;
  if (!isRepeated(statement, binding) || !startsAs(growth.kind, binding, scopes)) return undefined;
  if (!isFreshVariable(binding, scopes)) return undefined;
  const open = [...growth.open];
  const seen =
    isTried(statement, binding.scope.node) ||
    activationAround(statement, scopes) !== activationAround(binding.names[0], scopes);
  if (seen && mayStopMidway(growth)) open.push({ text: 'if it throws midway', args: [] });
  if (!isUnshared(binding, growth, statement, scopes)) {
    if (!isUnshared(binding, growth, statement, { ...scopes, trusting: true })) return undefined;
    open.push({ text: 'if what is gone through is not an array', args: [] });
  }
  const declaration = declarationOf(binding);
  const type = declaration && ts.isVariableDeclaration(declaration) ? declaration.type : undefined;
  const allows = typeAllowsAdding(typesOf(binding, type), growth.kind, code);
  if (allows === 'unknown')
    open.push({ text: 'if its type does not allow to add in place', args: [] });
  if (allows === 'no')
    open.unshift({ text: 'if its type does not allow to add in place', args: [] });
  const edits = allows === 'no' ? undefined : rewritten(statement, growth);
  return { edits, open, ...writesOf(binding, scopes) };
}

/** Assignments that add to what there is, and those that start anew, the declaration among them. */
function writesOf(binding: Binding, scopes: Scopes): Pick<Plan, 'additions' | 'starts'> {
  const writes = binding.references.filter(id => useOf(id, scopes).kind === 'write');
  const isGrowth = ({ parent }: ts.Identifier) =>
    ts.isBinaryExpression(parent) && growthOf(parent.right, scopes, '') !== undefined;
  return {
    additions: writes.filter(isGrowth),
    starts: [binding.names[0], ...writes.filter(id => !isGrowth(id))],
  };
}

function typesOf(binding: Binding, type: ts.TypeNode | undefined): ts.TypeNode[] {
  if (type !== undefined) return [type];
  const value = initializerOf(binding);
  return value !== undefined && ts.isAsExpression(value) ? [value.type] : [];
}

/** Whether an iteration, or a function of its own, lies between the variable's declaration and the statement. */
function isRepeated(statement: ts.Node, binding: Binding): boolean {
  const [name] = binding.names;
  if (iterationsAround(statement).some(one => !isInside(name, one))) return true;
  for (let at: ts.Node = statement; at.parent !== undefined; at = at.parent) {
    if (isInside(name, at)) return false;
    if (ts.isFunctionLike(at)) return true;
  }
  return false;
}

/** Whether the variable is only ever given plain literals and growths of itself. */
function startsAs(kind: Growth['kind'], binding: Binding, scopes: Scopes): boolean {
  const value = initializerOf(binding);
  if (value === undefined || !isPlainStart(value, kind)) return false;
  return binding.references.every(id => {
    if (useOf(id, scopes).kind !== 'write') return true;
    const { parent } = id;
    if (!ts.isBinaryExpression(parent) || parent.left !== id) return false;
    const given = growthOf(parent.right, scopes, '');
    return (
      isPlainStart(parent.right, kind) || (given !== undefined && isOf(given, binding, scopes))
    );
  });
}

function isOf({ all }: Growth, binding: Binding, scopes: Scopes): boolean {
  return scopes.bindingOf(all) === binding;
}

/** Whether no earlier copy can be held by anyone, so that nobody sees that it grows. */
function isUnshared(binding: Binding, growth: Growth, statement: ts.Node, scopes: Scopes): boolean {
  const here = activationAround(statement, scopes);
  const others = binding.references.filter(id => !isInside(id, statement));
  for (const id of others) {
    const use = useOf(id, scopes);
    if (use.kind === 'escape' && mayHaveRunBefore(id, binding, statement, scopes)) return false;
    const changes = use.kind === 'write' || use.kind === 'change';
    if (use.kind === 'change' && use.method === undefined && growth.kind === 'array') return false; // may leave a hole
    if (changes && activationAround(id, scopes) !== here) return false;
    if (use.kind === 'iterate' && !isQuick(use.by, id, statement, scopes)) return false;
    if (use.kind !== 'method') continue;
    if (['values', 'entries', 'keys'].includes(use.name)) return false;
    const calls = iteratingArrayMethods.has(use.name);
    if (calls && !isQuick(use.call, id, statement, scopes)) return false;
  }
  return isPlainGrowth(binding, growth, statement, others, scopes);
}

/** Whether going through all elements is over before the statement can run again. */
function isQuick(by: ts.Node, id: ts.Identifier, statement: ts.Node, scopes: Scopes): boolean {
  if (ts.isSpreadElement(by)) return true;
  return (
    !isInside(statement, by) && activationAround(id, scopes) === activationAround(statement, scopes)
  );
}

/** Whether what is added neither goes through what there is nor waits while others could see it. */
function isPlainGrowth(
  binding: Binding,
  growth: Growth,
  statement: ts.Node,
  others: readonly ts.Identifier[],
  scopes: Scopes,
): boolean {
  const inside = binding.references.filter(id => isInside(id, growth.node) && id !== growth.all);
  for (const id of inside) {
    const { kind } = useOf(id, scopes);
    if (kind !== 'member' && kind !== 'method' && kind !== 'read') return false;
    if (growth.statements?.length !== 1) return false;
  }
  if (growth.statements?.length !== 1 && some(growth.node, ts.isCallExpression)) {
    /** What is called from the elements may look at the variable between two additions. */
    const elsewhere = others.map(functionAround).filter(fn => fn !== undefined);
    if (elsewhere.some(fn => !isInside(statement, fn))) return false;
  }
  const waits = some(growth.node, node => ts.isAwaitExpression(node) || ts.isYieldExpression(node));
  const here = activationAround(statement, scopes);
  return !waits || others.every(id => activationAround(id, scopes) === here);
}

function rewritten(statement: ts.ExpressionStatement, growth: Growth): TextEdit[] | undefined {
  const { statements, kept } = growth;
  const { expression, parent } = statement;
  if (statements === undefined || losesComment(expression, kept)) return undefined;
  const file = statement.getSourceFile();
  const start = expression.getStart();
  const alone = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent);
  if (statements.length === 1) return [{ start, end: expression.end, text: statements[0] }];
  if (!alone) return [{ start, end: statement.end, text: `{ ${statements.join('; ')}; }` }];
  const separator = `;${newLineOf(file)}${indentAt(file, start)}`;
  return [{ start, end: expression.end, text: statements.join(separator) }];
}
