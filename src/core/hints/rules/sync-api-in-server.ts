import ts from 'typescript';
import { moduleMember } from '../analysis/imports';
import { defaultGate, type Rule } from '../hint';

/** Holding the thread in a request's handler: all other requests wait. Speaks only where a profile tells what was served. */
export const syncApiInServer: Rule = {
  id: 'sync-api-in-server',
  category: 'concurrency',
  explanation: {
    text: 'While such a call works or waits, the thread does nothing for other requests. The form with a callback or a promise lets them go on. It costs no less CPU time, for small files more: it is for latency under load, and no gain in a script.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, { scopes }) {
    const call = node as ts.CallExpression; // as `kinds` says
    const { module, name } = moduleMember(call.expression, scopes) ?? {};
    if (module === undefined || name === undefined || !modules.has(module)) return undefined;
    if (!/Sync$/.test(name)) return undefined;
    return {
      node: call,
      title: {
        text: 'Call `{0}` instead, which lets other requests go on',
        args: [asyncName(module, name)],
      },
      safety: 'advice',
      differs: { text: 'not as an edit: what calls it must then wait, too', args: [] },
      edits: [],
      cost: {
        start: call.getStart(),
        end: call.end,
        builtins: /Sync$/,
        withCalls: true,
        ratio: 2,
        needs: 'serving',
      },
    };
  },
};

const modules: ReadonlySet<string> = new Set(['crypto', 'zlib', 'fs', 'child_process']);

function asyncName(module: string, name: string): string {
  const plain = name.replace(/Sync$/, '');
  return module === 'fs' ? `fs.promises.${plain}` : `${module}.${plain}`;
}
