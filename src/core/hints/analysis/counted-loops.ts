import ts from 'typescript';
import { textOf } from './edits';
import type { Binding, Scopes } from './scopes';
import { bare } from './walk';

/** `for (let i = start; test; i += step)`, with `i` declared there. */
export interface CountedLoop {
  readonly loop: ts.ForStatement;
  readonly index: Binding;
  readonly start: ts.Expression;
  readonly test: ts.Expression;
  /** What each round adds to the index, in the loop's last part. */
  readonly step: number;
}

/** Undefined for a loop of another form. The body may set the index as well. */
export function countedLoop(loop: ts.Node, scopes: Scopes): CountedLoop | undefined {
  if (!ts.isForStatement(loop) || loop.initializer === undefined) return undefined;
  const { initializer, condition, incrementor } = loop;
  if (!ts.isVariableDeclarationList(initializer) || initializer.declarations.length !== 1)
    return undefined;
  if ((initializer.flags & ts.NodeFlags.BlockScoped) === 0 || condition === undefined)
    return undefined;
  const [{ name, initializer: start }] = initializer.declarations;
  if (!ts.isIdentifier(name) || start === undefined) return undefined;
  const index = scopes.declaredBy(name);
  if (index === undefined || index.scope.dynamic) return undefined;
  const step = incrementor === undefined ? 0 : stepOf(incrementor, name.text);
  return step === undefined ? undefined : { loop, index, start, test: bare(condition), step };
}

/** What `i++`, `--i`, `i += 2` add to a variable of that name. */
export function stepOf(expression: ts.Expression, name: string): number | undefined {
  const node = bare(expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (textOf(node.operand) !== name) return undefined;
    if (node.operator === ts.SyntaxKind.PlusPlusToken) return 1;
    return node.operator === ts.SyntaxKind.MinusMinusToken ? -1 : undefined;
  }
  if (!ts.isBinaryExpression(node) || textOf(node.left) !== name) return undefined;
  const amount = bare(node.right);
  if (!ts.isNumericLiteral(amount)) return undefined;
  if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return Number(amount.text);
  return node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken
    ? -Number(amount.text)
    : undefined;
}
