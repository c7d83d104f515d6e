import ts from 'typescript';
import { builtinCallee } from '../analysis/builtins';
import { initializerOf, isConstant } from '../analysis/changes';
import { textOf } from '../analysis/edits';
import { bare } from '../analysis/walk';
import { defaultGate, type Rule } from '../hint';

/** Asking a Proxy: each read or write calls a function. */
export const proxyInHotPath: Rule = {
  id: 'proxy-in-hot-path',
  category: 'code',
  explanation: {
    text: 'Each property that is read or set on a Proxy goes through its handler, which V8 does not optimise away: some 60 times the cost of the property of an object. Where the code is hot, the object behind it can be asked, or the value be kept.',
    args: [],
  },
  kinds: [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ElementAccessExpression],
  gate: defaultGate,
  check(node, { scopes }) {
    const access = node as ts.PropertyAccessExpression | ts.ElementAccessExpression; // as `kinds` says
    const owner = bare(access.expression);
    const binding = ts.isIdentifier(owner) ? scopes.bindingOf(owner) : undefined;
    const value = binding && initializerOf(binding);
    if (binding === undefined || value === undefined || !isConstant(binding, scopes))
      return undefined;
    const made = bare(value);
    if (!ts.isNewExpression(made) || builtinCallee(made, scopes) !== 'new Proxy') return undefined;
    return {
      node: access,
      title: {
        text: 'Ask the object behind the Proxy `{0}`, or keep `{1}`',
        args: [binding.name, textOf(access)],
      },
      safety: 'advice',
      differs: { text: 'not as an edit: it depends on what the handler is for', args: [] },
      edits: [],
      cost: {
        start: access.getStart(),
        end: access.end,
        builtins: /^Proxy|^(?:get|set|has)$|ProxyGetProperty|ProxySetProperty/,
        withCalls: true,
        ratio: 10,
      },
    };
  },
};
