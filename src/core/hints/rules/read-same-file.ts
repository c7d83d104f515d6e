import ts from 'typescript';
import { globalName } from '../analysis/builtins';
import { initializerOf, isConstant } from '../analysis/changes';
import { replace, textOf, uniqueName } from '../analysis/edits';
import { filePlaceFor } from '../analysis/file-level';
import { moduleMember } from '../analysis/imports';
import { runsOnce } from '../analysis/iterations';
import type { Scopes } from '../analysis/scopes';
import { bare, functionAround, isFunctionLike } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Reading the same file on every call: its text is kept from the first time on. */
export const readSameFile: Rule = {
  id: 'read-same-file',
  category: 'caching',
  explanation: {
    text: 'Each call opens, reads and decodes the same file again. Kept from the first call on, its text costs nothing more. A change of the file is then not seen while the program runs.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const { scopes } = code;
    const { module, name } = moduleMember(call.expression, scopes) ?? {};
    if (module !== 'fs' || name !== 'readFileSync' || runsOnce(call, scopes)) return undefined;
    const [path, options, more] = call.arguments;
    if (path === undefined || more !== undefined || scopes.scopeAt(call).dynamic) return undefined;
    if (!isConstantPath(path, scopes, 0) || isKept(call, scopes)) return undefined;
    return findingOf(call, path, options !== undefined && isEncoding(options), code);
  },
};

function findingOf(
  call: ts.CallExpression,
  path: ts.Expression,
  isText: boolean,
  code: Code,
): Finding {
  const place = filePlaceFor(call, code);
  const name = uniqueName('text', code.scopes);
  const advice = place === undefined || place.open !== undefined || !isText;
  const changes: Template = isAbsolute(path)
    ? { text: 'if the file changes while the program runs', args: [] }
    : { text: 'if the file or the working directory changes while the program runs', args: [] };
  return {
    node: call,
    title: { text: 'Read `{0}` once and keep its text', args: [textOf(path)] },
    safety: advice ? 'advice' : 'review',
    differs: changes,
    edits: advice
      ? []
      : [
          place.insert(`let ${name}${code.typed ? ': string | undefined' : ''}`),
          replace(call, `(${name} ??= ${textOf(call)})`),
        ],
    cost: {
      start: call.getStart(),
      end: call.end,
      builtins: /^(?:fs\.)?readFileSync$|readFileUtf8|^(?:open|read|fstat|close)$|^tryReadSync$/,
      withCalls: true,
      ratio: 50,
    },
  };
}

/** Whether the call is kept already: `text ??= readFileSync(…)`, `cache.text = …`, a variable from outside the function. */
function isKept(call: ts.Node, scopes: Scopes): boolean {
  for (let at = call; ts.isExpression(at.parent) && !isFunctionLike(at.parent); at = at.parent) {
    const { parent } = at;
    if (!ts.isBinaryExpression(parent) || parent.right !== at) continue;
    const { kind } = parent.operatorToken;
    if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken) return true;
    if (kind === ts.SyntaxKind.BarBarEqualsToken) return true;
    if (kind !== ts.SyntaxKind.EqualsToken) continue;
    const target = bare(parent.left);
    const name = ts.isIdentifier(target) ? scopes.bindingOf(target)?.names[0] : undefined;
    if (name === undefined || functionAround(name) !== functionAround(call)) return true;
  }
  return false;
}

/** `'utf8'` or `{ encoding: 'utf8' }` alone. */
function isEncoding(options: ts.Expression): boolean {
  const node = bare(options);
  if (ts.isStringLiteralLike(node)) return true;
  if (!ts.isObjectLiteralExpression(node) || node.properties.length !== 1) return false;
  const [only] = node.properties;
  return (
    ts.isPropertyAssignment(only) &&
    only.name.getText() === 'encoding' &&
    ts.isStringLiteralLike(bare(only.initializer))
  );
}

/** Whether a path has the same text each time, the working directory apart. */
function isConstantPath(path: ts.Expression, scopes: Scopes, depth: number): boolean {
  if (depth > 8) return false;
  const of = (one: ts.Expression) => isConstantPath(one, scopes, depth + 1);
  const node = bare(path);
  if (ts.isStringLiteralLike(node) || isImportMeta(node)) return true;
  if (ts.isTemplateExpression(node)) return node.templateSpans.every(one => of(one.expression));
  if (ts.isBinaryExpression(node))
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken && of(node.left) && of(node.right);
  if (ts.isIdentifier(node)) {
    const name = globalName(node, scopes);
    if (name !== undefined) return name === '__dirname' || name === '__filename';
    const binding = scopes.bindingOf(node);
    const value = binding && initializerOf(binding);
    if (binding === undefined || value === undefined || !isConstant(binding, scopes)) return false;
    return binding.scope === scopes.top && of(value);
  }
  if (ts.isNewExpression(node))
    return globalName(node.expression, scopes) === 'URL' && (node.arguments ?? []).every(of);
  if (!ts.isCallExpression(node)) return false;
  const { module, name = '' } = moduleMember(node.expression, scopes) ?? {};
  const joins =
    (module === 'path' && ['join', 'resolve', 'dirname'].includes(name)) ||
    (module === 'url' && name === 'fileURLToPath');
  return joins && node.arguments.every(of);
}

/** `import.meta.url`, `import.meta.dirname`, `import.meta.filename`. */
function isImportMeta(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isMetaProperty(node.expression) &&
    ['url', 'dirname', 'filename'].includes(node.name.text)
  );
}

/** Whether the path shows that it does not start at the working directory. */
function isAbsolute(path: ts.Expression): boolean {
  return /^['"`](?:\/|[A-Za-z]:)|__dirname|__filename|import\.meta/.test(textOf(path));
}
