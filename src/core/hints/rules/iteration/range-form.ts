import ts from 'typescript';
import { isConstant } from '../../analysis/changes';
import { isPrimitiveLiteral } from '../../analysis/constants';
import { type Counting, countingOf, type Operand } from '../../analysis/counting-generators';
import { hasComment, shortText, textOf, uniqueName } from '../../analysis/edits';
import { isNamed } from '../../analysis/declared-names';
import type { Scopes } from '../../analysis/scopes';
import { bare } from '../../analysis/walk';
import type { Code, Finding } from '../../hint';

/** `for (const i of range(n))`, where the generator does nothing but count. */
export function rangeForm(
  loop: ts.ForOfStatement,
  { file, scopes }: Pick<Code, 'file' | 'scopes'>,
): Finding | undefined {
  const { initializer, expression } = loop;
  const call = bare(expression);
  if (!ts.isCallExpression(call) || !ts.isVariableDeclarationList(initializer)) return undefined;
  const counting = countingOf(call, scopes);
  if (counting === undefined) return undefined;
  const { end } = expression;
  const start = initializer.getStart();
  const name = countedBy(initializer, scopes);
  const head = name && !isNamed(call, [name]) ? headOf(counting, name, loop, scopes) : undefined;
  const isEdit = head !== undefined && !hasComment(file, start, end);
  return {
    node: initializer.parent,
    title: {
      text: 'Count in the loop itself instead of by the generator `{0}`',
      args: [shortText(call.expression)],
    },
    safety: isEdit ? 'safe' : 'advice',
    differs: isEdit
      ? undefined
      : {
          text: 'not as an edit: the loop changes its variable, or a name or a comment is in the way',
          args: [],
        },
    edits: isEdit ? [{ start, end, text: head }] : [],
    cost: {
      start: loop.getStart(),
      end: loop.statement.getStart(),
      apart: call.arguments.map(one => ({ start: one.getStart(), end: one.end })),
      builtins: /Generator|(?:^|\.)next$/,
      withCalls: true,
      ratio: 4,
    },
  };
}

/** The variable of a loop whose body leaves it as it is, so that counting it up gives the next number. */
function countedBy({ declarations, flags }: ts.VariableDeclarationList, scopes: Scopes) {
  const [{ name }] = declarations;
  if ((flags & ts.NodeFlags.BlockScoped) === 0 || !ts.isIdentifier(name)) return undefined;
  const binding = scopes.declaredBy(name);
  return binding !== undefined && isConstant(binding, scopes) ? name.text : undefined;
}

/** What stands in the brackets of the loop: what the call was given comes first, in its order. */
function headOf(
  { start, bound, step, given }: Counting,
  name: string,
  loop: ts.ForOfStatement,
  scopes: Scopes,
): string {
  const held = new Map<Operand, string>();
  const declared: string[] = [];
  const isOnlyStart = start !== bound?.by && start !== step.by;
  for (const value of given) {
    if (value === start && isOnlyStart) declared.push(`${name} = ${textOf(value)}`);
    else if (!isSettled(value, scopes)) {
      const of = nameIn(loop, value === bound?.by ? 'end' : 'by', scopes);
      held.set(value, of);
      declared.push(`${of} = ${textOf(value)}`);
    }
  }
  const textFor = (value: Operand) => held.get(value) ?? textOf(value);
  if (!given.includes(start)) declared.unshift(`${name} = ${textOf(start)}`);
  else if (!isOnlyStart) declared.push(`${name} = ${textFor(start)}`);
  const test = bound && `${name} ${bound.operator} ${textFor(bound.by)}`;
  const next = step.by && textFor(step.by);
  return `let ${declared.join(', ')}; ${test ?? ''}; ${name}${next === undefined ? step.operator : ` ${step.operator} ${next}`}`;
}

/** A name for what only the loop sees. */
function nameIn(loop: ts.ForOfStatement, name: string, scopes: Scopes): string {
  return isNamed(loop, [name]) ? uniqueName(name, scopes) : name;
}

/** Whether it may be evaluated again each round: a literal, or a variable that keeps its value. */
function isSettled(value: ts.Expression, scopes: Scopes): boolean {
  if (isPrimitiveLiteral(value)) return bare(value) === value; // `1 as number` would bind otherwise
  const binding = ts.isIdentifier(value) ? scopes.bindingOf(value) : undefined;
  return binding !== undefined && binding.kind !== 'import' && isConstant(binding, scopes);
}
