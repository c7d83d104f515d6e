import ts from 'typescript';
import { initializerOf } from '../analysis/changes';
import { shortText } from '../analysis/edits';
import { iterationsAround } from '../analysis/iterations';
import type { Binding, Scopes } from '../analysis/scopes';
import { shapeOf } from '../analysis/shapes';
import { isTarget } from '../analysis/uses';
import { bare, isInside } from '../analysis/walk';
import { defaultGate, type Rule } from '../hint';

/** Looking into a text between two additions: what was only linked together is copied each time. */
export const ropeFlatten: Rule = {
  id: 'rope-flatten',
  category: 'code',
  explanation: {
    text: 'V8 adds to a text by linking the parts, and copies them into one when somebody looks at a character. Done in each round of a loop that adds to it, the whole text is copied each time. What was added last can be kept in a variable of its own.',
    args: [],
  },
  kinds: [ts.SyntaxKind.ElementAccessExpression, ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, { scopes }) {
    const look = node as ts.ElementAccessExpression | ts.CallExpression; // as `kinds` says
    const text = lookedInto(look);
    const binding = text && ts.isIdentifier(text) ? scopes.bindingOf(text) : undefined;
    if (binding === undefined || text === undefined || binding.scope.dynamic) return undefined;
    if (!isText(binding, scopes) || !growsAround(look, binding, scopes)) return undefined;
    return {
      node: look,
      title: {
        text: 'Keep what was added last to `{0}` instead of looking into all of it: `{1}` copies it each time',
        args: [binding.name, shortText(look)],
      },
      safety: 'advice',
      differs: { text: 'not as an edit: it depends on what is looked for', args: [] },
      edits: [],
      cost: {
        start: look.getStart(),
        end: look.end,
        builtins:
          /^(?:String\.prototype\.)?(?:charAt|charCodeAt|codePointAt|at|endsWith|startsWith)$|Flatten|StringCharCodeAt|KeyedLoad/,
        withCalls: false,
        ratio: 4,
      },
    };
  },
};

/** `s` of `s[i]`, `s.charCodeAt(i)`, `s.endsWith(x)`. */
function lookedInto(look: ts.ElementAccessExpression | ts.CallExpression) {
  if (ts.isElementAccessExpression(look)) return bare(look.expression);
  const callee = bare(look.expression);
  const looks = /^(?:charAt|charCodeAt|codePointAt|at|endsWith|startsWith)$/;
  return ts.isPropertyAccessExpression(callee) && looks.test(callee.name.text)
    ? bare(callee.expression)
    : undefined;
}

/** Whether it begins as a text and is only ever added to, or given another text. */
function isText(binding: Binding, scopes: Scopes): boolean {
  const first = initializerOf(binding);
  if (first === undefined || shapeOf(first, scopes).kind !== 'string') return false;
  return binding.references.every(id => {
    const { parent } = id;
    if (!isTarget(id)) return true;
    if (!ts.isBinaryExpression(parent) || parent.left !== id) return false;
    return isAddition(parent, binding, scopes) || shapeOf(parent.right, scopes).kind === 'string';
  });
}

/** `s += x`, `s = s + x`. */
function isAddition(
  { operatorToken, right }: ts.BinaryExpression,
  binding: Binding,
  scopes: Scopes,
): boolean {
  if (operatorToken.kind === ts.SyntaxKind.PlusEqualsToken) return true;
  const sum = bare(right);
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isBinaryExpression(sum) &&
    sum.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    ts.isIdentifier(sum.left) &&
    scopes.bindingOf(sum.left) === binding
  );
}

/** Whether the innermost loop around adds to the text, and is not the one that begins it. */
function growsAround(look: ts.Node, binding: Binding, scopes: Scopes): boolean {
  const [loop] = iterationsAround(look);
  if (loop === undefined || binding.names.some(name => isInside(name, loop))) return false;
  return binding.references.some(
    ({ parent }) =>
      ts.isBinaryExpression(parent) &&
      isInside(parent, loop) &&
      iterationsAround(parent)[0] === loop &&
      isTarget(parent.left) &&
      scopes.bindingOf(parent.left as ts.Identifier) === binding &&
      isAddition(parent, binding, scopes),
  );
}
