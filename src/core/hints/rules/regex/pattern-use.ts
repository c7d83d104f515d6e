import ts from 'typescript';
import { initializerOf, isConstant } from '../../analysis/changes';
import { type Pattern, readPattern } from '../../analysis/patterns';
import type { Scopes } from '../../analysis/scopes';
import { bare } from '../../analysis/walk';

/** A call that looks for a pattern that stands in the file: `/a+/.test(text)`, `text.replace(pattern, '')`. */
export interface PatternUse {
  readonly call: ts.CallExpression;
  readonly callee: ts.PropertyAccessExpression;
  readonly literal: ts.RegularExpressionLiteral;
  /** Whether the literal stands in the call itself, and so nobody else has it. */
  readonly direct: boolean;
  readonly source: string;
  readonly flags: string;
  readonly pattern: Pattern;
}

const ofPattern = ['test', 'exec'];
const ofText = ['replace', 'replaceAll', 'match', 'matchAll', 'search', 'split'];

export function patternUse(call: ts.CallExpression, scopes: Scopes): PatternUse | undefined {
  const callee = bare(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  const holder = ofPattern.includes(method)
    ? callee.expression
    : ofText.includes(method)
      ? call.arguments[0]
      : undefined;
  const literal = holder && literalOf(holder, scopes);
  if (holder === undefined || literal === undefined) return undefined;
  const end = literal.text.lastIndexOf('/');
  const source = literal.text.slice(1, end);
  const flags = literal.text.slice(end + 1);
  const pattern = readPattern(source, flags);
  const direct = bare(holder) === literal;
  return pattern && { call, callee, literal, direct, source, flags, pattern };
}

function literalOf(node: ts.Expression, scopes: Scopes): ts.RegularExpressionLiteral | undefined {
  const at = bare(node);
  if (ts.isRegularExpressionLiteral(at)) return at;
  const binding = ts.isIdentifier(at) ? scopes.bindingOf(at) : undefined;
  const value = binding && initializerOf(binding);
  if (binding === undefined || value === undefined || !isConstant(binding, scopes))
    return undefined;
  const made = bare(value);
  return ts.isRegularExpressionLiteral(made) ? made : undefined;
}

/** V8's and Node's names for the work of such calls. */
export const patternBuiltins =
  /^RegExp|^(?:String\.prototype\.)?(?:replace|replaceAll|match|matchAll|search|split)$|^(?:test|exec)$/;
