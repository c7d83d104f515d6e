import ts from 'typescript';
import type { Code, Template, TextEdit } from '../hint';
import { globalName } from './builtins';
import { insertBefore } from './edits';
import { isExported } from './iterations';
import type { Scopes } from './scopes';
import { bare, isInside, walk } from './walk';

/** Where something can be declared in the file's own code so that it is there whenever a piece of code runs. */
export interface FilePlace {
  insert(code: string): TextEdit;
  /** In which case the code may run before the declaration has; undefined: in none. */
  readonly open: Template | undefined;
}

/**
 * The place before the statement of the file that `node` stands in. A function declaration can be called before it is
 * reached: then it is the place before the first statement that may call anything. Undefined where there is none.
 */
export function filePlaceFor(node: ts.Node, { file, scopes }: Code): FilePlace | undefined {
  if (scopes.top.dynamic) return undefined;
  const { statements } = file;
  const at = statements.find(statement => isInside(node, statement));
  if (at === undefined) return undefined;
  let index = statements.indexOf(at);
  let open: Template | undefined;
  if (ts.isFunctionDeclaration(at)) {
    const name = at.name?.text;
    while (isOverload(statements[index - 1], name)) index--; // they must stand right above the function
    const busy = statements.findIndex(statement => !isInert(statement, scopes));
    if (busy >= 0 && busy < index) index = busy;
    if (mayBeCalledEarly(at, scopes))
      open = { text: 'if a circular import calls it before this file has run', args: [] };
  }
  const statement = statements[index];
  return { insert: code => insertBefore(statement, code), open };
}

function isOverload(statement: ts.Statement | undefined, name: string | undefined): boolean {
  return (
    statement !== undefined && ts.isFunctionDeclaration(statement) && statement.name?.text === name
  );
}

/** Whether running the statement calls nothing of this file. */
function isInert(statement: ts.Statement, scopes: Scopes): boolean {
  switch (statement.kind) {
    case ts.SyntaxKind.ImportDeclaration:
    case ts.SyntaxKind.ImportEqualsDeclaration:
    case ts.SyntaxKind.ExportDeclaration:
    case ts.SyntaxKind.InterfaceDeclaration:
    case ts.SyntaxKind.TypeAliasDeclaration:
    case ts.SyntaxKind.FunctionDeclaration:
    case ts.SyntaxKind.EmptyStatement:
      return true;
    default:
      break;
  }
  if (ts.isClassDeclaration(statement)) return isInertClass(statement);
  if (ts.isExpressionStatement(statement)) return ts.isStringLiteral(statement.expression);
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ initializer }) => initializer === undefined || isInertValue(initializer, scopes),
  );
}

function isInertClass(node: ts.ClassDeclaration): boolean {
  if (node.heritageClauses !== undefined || node.modifiers?.some(ts.isDecorator)) return false;
  return node.members.every(member => {
    if (member.name !== undefined && ts.isComputedPropertyName(member.name)) return false;
    if (ts.canHaveDecorators(member) && ts.getDecorators(member) !== undefined) return false;
    if (ts.isClassStaticBlockDeclaration(member)) return false;
    const isStatic =
      ts.isPropertyDeclaration(member) &&
      member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    return isStatic !== true;
  });
}

function isInertValue(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (ts.isArrayLiteralExpression(node))
    return node.elements.every(one => isInertValue(one, scopes));
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      one =>
        ts.isShorthandPropertyAssignment(one) ||
        (ts.isPropertyAssignment(one) &&
          !ts.isComputedPropertyName(one.name) &&
          isInertValue(one.initializer, scopes)),
    );
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  if (ts.isPropertyAccessExpression(node)) return isRequire(node.expression, scopes);
  if (ts.isNewExpression(node)) {
    const name = globalName(node.expression, scopes) ?? '';
    const plain = ['Set', 'Map', 'WeakMap', 'WeakSet', 'RegExp', 'Array'].includes(name);
    return plain && (node.arguments ?? []).every(one => isInertValue(one, scopes));
  }
  if (ts.isCallExpression(node)) return isRequire(node, scopes);
  return ts.isToken(node) || ts.isOmittedExpression(node); // names and literals are tokens
}

/** `require('…')` before anything is exported: what is loaded can't call into this file yet. */
function isRequire(expression: ts.Expression, { file, top }: Scopes): boolean {
  const node = bare(expression);
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'require') return false;
  if (top.bindings.has('require') || node.arguments.length !== 1) return false;
  const [from] = node.arguments;
  return ts.isStringLiteral(from) && (isBuiltinModule(from.text) || !exportsFunctions(file));
}

/** Whether a file that this one imports may import it back and come to the function before this file has run. */
function mayBeCalledEarly(fn: ts.FunctionDeclaration, scopes: Scopes): boolean {
  return importsFiles(scopes.file) && exportedCallers(scopes).has(fn);
}

function importsFiles(file: ts.SourceFile): boolean {
  return file.statements.some(statement => {
    if (ts.isImportEqualsDeclaration(statement)) return !statement.isTypeOnly;
    if (ts.isImportDeclaration(statement)) {
      if (statement.importClause?.isTypeOnly === true) return false;
      return !isBuiltinModule(textOfModule(statement.moduleSpecifier));
    }
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return false;
    return !statement.isTypeOnly && !isBuiltinModule(textOfModule(statement.moduleSpecifier));
  });
}

/** The file's function declarations that are exported, and all that those name, directly or through others. */
function exportedCallers({ file, bindingOf }: Scopes): ReadonlySet<ts.Node> {
  const functions = file.statements.filter(ts.isFunctionDeclaration);
  const open: ts.Node[] = functions.filter(isExported);
  for (const statement of file.statements)
    if (ts.isExportAssignment(statement) || ts.isExportDeclaration(statement)) open.push(statement);
  const found = new Set<ts.Node>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    walk(at, node => {
      const names = ts.isIdentifier(node) ? (bindingOf(node)?.names ?? []) : [];
      open.push(
        ...names.map(({ parent }) => parent).filter(one => functions.includes(one as never)),
      );
      return undefined;
    });
  }
  return found;
}

function textOfModule(node: ts.Expression): string {
  return ts.isStringLiteral(node) ? node.text : '';
}

/** Whether the file is a module that exports a function declaration, which others can call before it has run. */
function exportsFunctions(file: ts.SourceFile): boolean {
  const named = file.statements.some(
    one =>
      ts.isExportAssignment(one) ||
      (ts.isExportDeclaration(one) && one.moduleSpecifier === undefined && !one.isTypeOnly),
  );
  return file.statements.some(one => ts.isFunctionDeclaration(one) && (named || isExported(one)));
}

const builtinModules = new Set([
  ...['assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants'],
  ...['crypto', 'dgram', 'dns', 'events', 'fs', 'http', 'http2', 'https', 'inspector', 'module'],
  ...['net', 'os', 'path', 'perf_hooks', 'process', 'querystring', 'readline', 'stream'],
  ...[
    'string_decoder',
    'timers',
    'tls',
    'tty',
    'url',
    'util',
    'v8',
    'vm',
    'worker_threads',
    'zlib',
  ],
]);

/** Whether Node has the module built in: it never loads a file of the program. */
export function isBuiltinModule(name: string): boolean {
  return name.startsWith('node:') || builtinModules.has(name.split('/')[0]);
}
