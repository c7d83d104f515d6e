import ts from 'typescript';
import { globalName } from '../analysis/builtins';
import {
  hasComment,
  insertBefore,
  placeBefore,
  replace,
  textOf,
  uniqueName,
} from '../analysis/edits';
import { inOrder } from '../../text-edit';
import { activationAround, iterationsAround, runsOnce } from '../analysis/iterations';
import { isModule } from '../analysis/imports';
import type { Scopes } from '../analysis/scopes';
import { isTarget, memberName } from '../analysis/uses';
import { bare, some, walk } from '../analysis/walk';
import { type Code, defaultGate, type Finding, type Rule, type TextEdit } from '../hint';

/** Reading the environment again and again: it is no object, each read asks the operating system. */
export const processEnvInHotCode: Rule = {
  id: 'process-env-in-hot-code',
  category: 'caching',
  explanation: {
    text: 'process.env looks like an object, but each read asks the operating system for the variable and makes a text of the answer. Read once and kept in a constant it costs nothing.',
    args: [],
  },
  kinds: [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ElementAccessExpression],
  gate: defaultGate,
  check(node, code) {
    const { scopes } = code;
    const name = variableRead(node, scopes);
    if (name === undefined || runsOnce(node, scopes) || isEverSet(code)) return undefined;
    const edits = editsOf(node as Access, name, code); // as variableRead found
    return {
      node,
      title: { text: 'Read `{0}` once and keep it', args: [textOf(node)] },
      safety: edits === undefined ? 'advice' : 'review',
      differs: { text: 'if the variable is set after it was read', args: [] },
      edits: edits ?? [],
      cost: {
        start: node.getStart(),
        end: node.end,
        builtins: /[Ee]nv(?:Getter)?$|NamedPropertyGetter|process\.env/,
        withCalls: false,
        ratio: 10,
      },
    } satisfies Finding;
  },
};

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** The variable's name for `process.env.NAME` that is read. */
function variableRead(node: ts.Node, scopes: Scopes): string | undefined {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  if (!isEnvironment(node.expression, scopes) || isTarget(node)) return undefined;
  if (ts.isCallExpression(node.parent) && node.parent.expression === node) return undefined;
  return memberName(node);
}

/** `process.env`. */
function isEnvironment(expression: ts.Expression, scopes: Scopes): boolean {
  const node = bare(expression);
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env') return false;
  const owner = bare(node.expression);
  if (globalName(owner, scopes) === 'process') return true;
  return ts.isIdentifier(owner) && isModule(owner, 'process', scopes);
}

/** Whether this file sets a variable, or hands the environment on. */
function isEverSet({ file, scopes }: Code): boolean {
  return some(file, node => {
    if (!ts.isPropertyAccessExpression(node) || !isEnvironment(node, scopes)) return false;
    const { parent } = node;
    const isOwner =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === node;
    if (!isOwner) return !ts.isSpreadAssignment(parent);
    return isTarget(parent);
  });
}

/** A constant before the statement at the top of the file, or before the loop there; undefined where none can stand. */
function editsOf(node: Access, name: string, code: Code): TextEdit[] | undefined {
  const { scopes, file } = code;
  const constant = uniqueName(/^[A-Za-z_]\w*$/.test(name) ? name : 'variable', scopes);
  const statement = `const ${constant} = ${textOf(node)}`;
  const loop =
    activationAround(node, scopes) === undefined ? iterationsAround(node).at(-1) : undefined;
  const place = loop === undefined ? undefined : placeBefore(loop, file);
  const top = topStatement(node, file);
  if (hasComment(file, node.getStart(), node.end)) return undefined;
  if (place !== undefined)
    return inOrder([...place.insert(statement), ...readsIn(place.before, name, constant, code)]);
  if (top === undefined || mayRunBefore(top, code)) return undefined;
  return inOrder([insertBefore(top, statement), ...readsIn(top, name, constant, code)]);
}

function readsIn(region: ts.Node, name: string, constant: string, { scopes }: Code): TextEdit[] {
  const edits: TextEdit[] = [];
  walk(region, node => {
    if (variableRead(node, scopes) === name) edits.push(replace(node, constant));
    return undefined;
  });
  return edits;
}

function topStatement(node: ts.Node, file: ts.SourceFile): ts.Statement | undefined {
  return file.statements.find(one => one.pos <= node.pos && node.end <= one.end);
}

/** Whether a function of this file may be called before the statement is reached: it would see no constant yet. */
function mayRunBefore(top: ts.Statement, { file, scopes }: Code): boolean {
  const before = file.statements.slice(0, file.statements.indexOf(top));
  return before.some(
    statement =>
      !ts.isFunctionDeclaration(statement) &&
      some(statement, node => ts.isIdentifier(node) && scopes.bindingOf(node)?.kind === 'function'),
  );
}
