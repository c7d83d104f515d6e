import ts from 'typescript';
import { textOf } from '../../analysis/edits';
import type { Scopes } from '../../analysis/scopes';
import { functionAround } from '../../analysis/walk';
import { freeName, namesUsedIn, renamed, type Renaming } from './renamed';
import type { Chain, Reduction } from './steps';

/** What a chain does with one element, as the statements of a loop, without their ends. */
export interface Body {
  /** What the loop calls the element. */
  readonly element: string;
  readonly statements: readonly string[];
}

/** Undefined where a name would mean something else in the loop; `out` is what is gathered. */
export function bodyOf(chain: Chain, out: string, scopes: Scopes): Body | undefined {
  const { steps, reduction } = chain;
  const names = namesAlong(chain, out, scopes);
  const around = new Set([...names, out]);
  const statements: string[] = [];
  for (const [at, { by, test, value }] of steps.entries()) {
    const renaming: Renaming = [by.parameters[0], names[at]];
    const part = (of: ts.Expression) => renamed(of, [renaming], around, scopes);
    if (test !== undefined) {
      const condition = part(test.by);
      if (condition === undefined) return undefined;
      statements.push(`if (${test.isNegated ? condition : `!(${condition})`}) continue`);
    }
    if (value === undefined) continue;
    const made = isList(value) ? undefined : part(value);
    if (made === undefined) return undefined;
    const next = names.at(at + 1);
    statements.push(next === undefined ? `${out}.push(${made})` : `const ${next} = ${made}`);
  }
  const last = names[names.length - 1];
  const [element] = names;
  if (reduction !== undefined) {
    const statement = gathering(reduction, last, out, around, scopes);
    return statement === undefined
      ? undefined
      : { element, statements: [...statements, statement] };
  }
  const isMade = steps[steps.length - 1].value !== undefined;
  return { element, statements: isMade ? statements : [...statements, `${out}.push(${last})`] };
}

/** What each step, and `reduce`, calls its element in the loop: a value that was made has a name of its own. */
function namesAlong({ list, steps, reduction }: Chain, out: string, scopes: Scopes): string[] {
  const used = namesUsedIn(list).add(out);
  const names: string[] = [];
  const parameters = steps.map(({ by }) => by.parameters[0]);
  if (reduction !== undefined) parameters.push(reduction.by.parameters[1]);
  for (const [at, { text }] of parameters.entries()) {
    const isSame = at > 0 && steps[at - 1].value === undefined;
    const name = isSame ? names[at - 1] : freeName(text, used, scopes);
    names.push(name);
    used.add(name);
  }
  return names;
}

/** `sum += x` for `(sum, x) => sum + x`. */
function gathering(
  { by }: Reduction,
  element: string,
  out: string,
  around: ReadonlySet<string>,
  scopes: Scopes,
): string | undefined {
  const { value, parameters, fn } = by;
  const [all, one] = parameters;
  const isKept = scopes.declaredBy(all)?.references.some(id => functionAround(id) !== fn);
  if (isKept || isList(value)) return undefined;
  const part = (of: ts.Expression) =>
    renamed(
      of,
      [
        [all, out],
        [one, element],
      ],
      around,
      scopes,
    );
  const rest = addedTo(all.text, value);
  const text = part(rest?.right ?? value);
  return text === undefined
    ? undefined
    : `${out} ${rest ? textOf(rest.operatorToken) : ''}= ${text}`;
}

/** The operation, where it is one on what was gathered before that can be written as an assignment. */
function addedTo(all: string, value: ts.Expression): ts.BinaryExpression | undefined {
  if (!ts.isBinaryExpression(value) || textOf(value.left) !== all) return undefined;
  return calculates(value) ? value : undefined;
}

/** Whether the operator makes a number or text of its operands. */
export function calculates({ operatorToken }: ts.BinaryExpression): boolean {
  return /^(?:[-+*/%&|^]|\*\*|<<|>>>?)$/.test(textOf(operatorToken));
}

/** `a, b`, which would be two arguments. */
function isList(node: ts.Expression): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;
}
