import ts from 'typescript';
import { hasComment, insertBefore, replace, textOf, uniqueName } from '../analysis/edits';
import { filePlaceFor, isBuiltinModule } from '../analysis/file-level';
import { runsOnce } from '../analysis/iterations';
import { functionAround, wrapped } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type Template } from '../hint';

/** Asking for a module again and again: loaded at the top of the file it is a variable. */
export const hoistRequire: Rule = {
  id: 'hoist-require',
  category: 'code',
  explanation: {
    text: 'Each require finds out anew which file is meant and looks it up among those that are loaded; each import() makes promises and waits besides. At the top of the file a module is loaded once.',
    args: [],
  },
  kinds: [ts.SyntaxKind.CallExpression],
  gate: defaultGate,
  check(node, code) {
    const call = node as ts.CallExpression; // as `kinds` says
    const [name] = call.arguments;
    if (name === undefined || call.arguments.length !== 1 || !ts.isStringLiteral(name))
      return undefined;
    if (runsOnce(call, code.scopes) || isTried(call) || isKept(call)) return undefined;
    if (isRequire(call, code)) return requireFinding(call, name.text, code);
    return call.expression.kind === ts.SyntaxKind.ImportKeyword
      ? importFinding(call, name.text, code)
      : undefined;
  },
};

/** The `require` that every CommonJS file has. */
function isRequire(call: ts.CallExpression, { file, scopes, typed }: Code): boolean {
  if (/\.m[jt]s$/.test(file.fileName) || (!typed && isModuleFile(file))) return false; // it has none
  const callee = call.expression;
  if (!ts.isIdentifier(callee) || callee.text !== 'require') return false;
  return scopes.bindingOf(callee) === undefined && !scopes.top.dynamic && !call.questionDotToken;
}

/** Whether it is in a `try`: the module may be missing. */
function isTried(call: ts.Node): boolean {
  const fn = functionAround(call);
  for (let at = call; at.parent !== undefined && at !== fn; at = at.parent)
    if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return true;
  return false;
}

/** `fs ??= require('fs')`, `cache.fs ||= …`: it is asked for once. */
function isKept(call: ts.Expression): boolean {
  const node = wrapped(call);
  const { parent } = ts.isAwaitExpression(node.parent) ? wrapped(node.parent) : node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

const common = (node: ts.CallExpression, module: string) => ({
  node,
  title: { text: 'Load `{0}` once, at the top of the file', args: [module] } satisfies Template,
  cost: {
    start: node.getStart(),
    end: node.end,
    builtins:
      /^(?:require|Module\.(?:require|_load)|makeRequireFunction|importModuleDynamically\w*)$/,
    withCalls: false,
    ratio: 20,
  },
});

function requireFinding(call: ts.CallExpression, module: string, code: Code): Finding | undefined {
  const place = filePlaceFor(call, code);
  const comment = hasComment(code.file, call.getStart(), call.end);
  if (place === undefined || comment) return advice(call, module);
  const name = uniqueName(nameFor(module), code.scopes);
  const open =
    isAlwaysThere(module) && !isModuleFile(code.file)
      ? place.open
      : { text: 'if loading it earlier, or in a circle, changes something', args: [] };
  return {
    ...common(call, module),
    safety: open === undefined ? 'safe' : 'review',
    differs: open,
    edits: [place.insert(`const ${name} = ${textOf(call)}`), replace(call, name)],
  };
}

/** A core module that every build of Node has, and that does nothing when it is loaded. */
function isAlwaysThere(module: string): boolean {
  const name = module.replace(/^node:/, '');
  const special = ['inspector', 'crypto', 'https', 'tls', 'http2', 'cluster', 'constants'];
  return isBuiltinModule(name) && !special.includes(name.split('/')[0]);
}

/** `path` for `node:path`, `strip` for `./strip.js`, `fsPromises` for `fs/promises`. */
function nameFor(module: string): string {
  const path = module
    .replace(/^node:/, '')
    .replace(/\.\w+$/, '')
    .split('/');
  const last = path.slice(isBuiltinModule(path[0]) ? 0 : -1).join('-');
  const camel = last.replace(/[^A-Za-z0-9]+(.)?/g, (_, next?: string) => next?.toUpperCase() ?? '');
  return /^[A-Za-z]/.test(camel) ? camel : 'loaded';
}

/** `await import('x')`, in a file that is a module of the language for certain. */
function importFinding(call: ts.CallExpression, module: string, code: Code): Finding | undefined {
  const waiting = wrapped(call).parent;
  if (!ts.isAwaitExpression(waiting)) return undefined;
  const { file, scopes } = code;
  const whole = ts.isParenthesizedExpression(waiting.parent) ? waiting.parent : waiting;
  const first = placeOfImport(file);
  if (!isModuleFile(file) || first === undefined || scopes.top.dynamic) return advice(call, module);
  if (hasComment(file, whole.getStart(), whole.end)) return advice(call, module);
  const name = uniqueName(nameFor(module), scopes);
  return {
    ...common(call, module),
    safety: 'review',
    differs: {
      text: 'in that it is loaded at the start, used or not, and nothing else runs meanwhile here',
      args: [],
    },
    edits: [
      insertBefore(first, `import * as ${name} from ${textOf(call.arguments[0])}`),
      replace(whole, name),
    ],
  };
}

/** The first import, or the first statement that is no directive. */
function placeOfImport(file: ts.SourceFile): ts.Statement | undefined {
  return (
    file.statements.find(ts.isImportDeclaration) ??
    file.statements.find(
      one => !ts.isExpressionStatement(one) || !ts.isStringLiteral(one.expression),
    )
  );
}

function isModuleFile(file: ts.SourceFile): boolean {
  if (/\.c[jt]s$/.test(file.fileName)) return false;
  if (/\.m[jt]s$/.test(file.fileName)) return true;
  return file.statements.some(
    one =>
      ts.isImportDeclaration(one) ||
      ts.isExportDeclaration(one) ||
      ts.isExportAssignment(one) ||
      (ts.canHaveModifiers(one) &&
        ts.getModifiers(one)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true),
  );
}

function advice(call: ts.CallExpression, module: string): Finding {
  return {
    ...common(call, module),
    safety: 'advice',
    differs: { text: 'not as an edit: it depends on when the file is loaded', args: [] },
    edits: [],
  };
}
