import ts from 'typescript';
import { hasComment, replace, textOf, uniqueName } from '../analysis/edits';
import { type FilePlace, filePlaceFor } from '../analysis/file-level';
import { iterationsAround, runsOnce } from '../analysis/iterations';
import { mayBeShared } from '../analysis/shared-value';
import { wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';
import { besideFunction, classed, variableOf } from './constant/beside-function';
import { type Formatting, formattingOf } from './intl/formatting';
import { constructionOf } from './intl/construction';

/** Making a formatter of constants for every value: made once, it formats them all. */
export const intlPerCall: Rule = {
  id: 'intl-per-call',
  category: 'caching',
  explanation: {
    text: 'With options, toLocaleString and localeCompare make a formatter or collator anew on every call, which costs much more than to use it. Made once, it only formats. Without options V8 keeps its own: those calls are left alone.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression, ts.SyntaxKind.NewExpression],
  gate: defaultGate,
  check(node, code) {
    if (runsOnce(node, code.scopes) || code.scopes.scopeAt(node).dynamic) return undefined;
    const place = filePlaceFor(node, code);
    if (place === undefined) return undefined;
    if (ts.isNewExpression(node)) return findConstruction(node, place, code);
    const formatting = formattingOf(node as ts.CallExpression, code.scopes); // as `kinds` says
    return formatting && findFormatting(formatting, place, code);
  },
};

/** `new Intl.NumberFormat('de')` in a function. Out of loops `hoist-invariant-call` takes it. */
function findConstruction(
  node: ts.NewExpression,
  place: FilePlace,
  code: Code,
): Finding | undefined {
  const made = constructionOf(node, code.scopes);
  if (made === undefined || iterationsAround(node).length > 0) return undefined;
  if (!mayBeShared(node, 'format', code.scopes)) return undefined;
  const variable = variableOf(node, code);
  if (variable === undefined && ts.isVariableDeclaration(wrapped(node).parent)) return undefined;
  return {
    ...reviewed(besideFunction(node, variable, made.name, place, code), made.open, place),
    node,
    title: { text: 'Make the `{0}` once, outside the function', args: [textOf(node.expression)] },
    cost: costOf(node.getStart(), node.end),
  };
}

/** `n.toLocaleString('de', { … })` → `format.format(n)`. */
function findFormatting(formatting: Formatting, place: FilePlace, code: Code): Finding {
  const { call, callee, name, made, method, open } = formatting;
  const { file } = code;
  const kept = uniqueName(name, code.scopes);
  const value = callee.expression;
  const other = method === 'compare' ? call.arguments[0] : undefined;
  const from = (other ?? value).end;
  const lost =
    hasComment(file, value.end, (other ?? call).getStart()) || hasComment(file, from, call.end);
  const args = [value, ...(other === undefined ? [] : [other])].map(textOf).join(', ');
  const edits = lost
    ? undefined
    : [place.insert(`const ${kept} = ${made}`), replace(call, `${kept}.${method}(${args})`)];
  return {
    ...reviewed(edits, open, place),
    node: call,
    title: { text: 'Make the formatter of `{0}` once', args: [callee.name.text] },
    cost: costOf(call.getStart(), call.end),
  };
}

function reviewed(
  edits: Finding['edits'] | undefined,
  open: readonly Template[],
  place: FilePlace,
): Pick<Finding, 'safety' | 'differs' | 'edits'> {
  const all = place.open === undefined ? open : [...open, place.open];
  if (all.length > 1) return { safety: 'advice', differs: all[0], edits: [] };
  return classed(edits, all[0]);
}

function costOf(start: number, end: number): Finding['cost'] {
  return {
    start,
    end,
    builtins: /Intl|[Ll]ocale|NumberFormat|DateTimeFormat|Collator|^(?:format|compare)$/,
    withCalls: true,
    ratio: 20,
  };
}
