import ts from 'typescript';
import { textOf } from '../../analysis/edits';
import { shapeOf } from '../../analysis/shapes';
import { shapeOfType } from '../../analysis/types';
import { bare } from '../../analysis/walk';
import type { Code } from '../../hint';
import { calculates } from './body';
import type { Reduction } from './steps';
import type { Target } from './target';

/** The annotation of what `reduce` gathers, empty where its start says the type; undefined where it would have to be guessed. */
export function reductionType(
  { call, by, start }: Reduction,
  { name, type }: Target,
  { typed, scopes }: Code,
): string | undefined {
  if (!typed) return '';
  const said = call.typeArguments?.[0] ?? by.fn.parameters[0].type;
  /** What a constant is; a function may wrap what it returns in a promise. */
  const wanted = name && type;
  if (said !== undefined) {
    const isOne = wanted === undefined || textOf(wanted) === textOf(said);
    return isOne ? `: ${textOf(said)}` : undefined;
  }
  const { kind } = shapeOf(by.parameters[0], scopes);
  if (kind === 'unknown') return undefined;
  if (type !== undefined && shapeOfType(type, scopes).kind === kind) return `: ${textOf(type)}`;
  if (wanted !== undefined) return undefined;
  const isTold = ts.isLiteralExpression(start) || ts.isPrefixUnaryExpression(start);
  return isTold && isCalculated(by.value) ? '' : undefined;
}

/** Whether the type is number or string, and not one of a few numbers or texts, as that of an element may be. */
function isCalculated(value: ts.Expression): boolean {
  const node = bare(value);
  if (ts.isConditionalExpression(node))
    return isCalculated(node.whenTrue) || isCalculated(node.whenFalse);
  if (ts.isBinaryExpression(node)) return calculates(node);
  return ts.isCallExpression(node);
}
