import ts from 'typescript';
import { builtinNames } from '../../analysis/builtins';
import {
  hasComment,
  indentAt,
  isStatementList,
  newLineOf,
  shortText,
  textOf,
} from '../../analysis/edits';
import { areKept, isNamed, namesIn } from '../../analysis/declared-names';
import { listChange } from '../../analysis/looped';
import { isQuietCallback } from '../../analysis/quiet';
import type { Scopes } from '../../analysis/scopes';
import { shapeOf } from '../../analysis/shapes';
import { iterated } from '../../analysis/types';
import { bare } from '../../analysis/walk';
import type { Code, Finding, TextEdit } from '../../hint';
import { copyOf } from '../query/copied';

/** `const n = [...held.values()].filter(test).length;` */
interface Count {
  readonly statement: ts.VariableStatement;
  readonly name: ts.Identifier;
  readonly call: ts.CallExpression;
  /** A map or a set, and what is gone through of it. */
  readonly held: ts.Expression;
  readonly source: ts.Expression;
  readonly test: ts.ArrowFunction & { readonly body: ts.Expression };
}

/** Undefined where the test may change what is counted, or there is no edit: filter is left to count what is copied then. */
export function countForm(call: ts.CallExpression, code: Code): Finding | undefined {
  const count = countOf(call, code.scopes);
  const edit = count && editOf(count, code);
  if (count === undefined || edit === undefined) return undefined;
  const { statement, held, source, test } = count;
  const element = iterated(shapeOf(source, code.scopes));
  const isSame =
    isQuietCallback(test, code.scopes, element) || listChange(held, call, code.scopes) === 'never';
  if (!isSame) return undefined;
  const args = [shortText(held)];
  return {
    node: call,
    title: { text: 'Count in a loop through `{0}` instead of copying it into an array', args },
    safety: 'safe',
    differs: undefined,
    edits: [edit],
    cost: {
      start: statement.getStart(),
      end: call.end,
      apart: [{ start: test.getStart(), end: test.end }],
      builtins: new RegExp(
        `[Ii]terator|[Ii]terable|[Ss]pread|^next$|${builtinNames('Array', 'filter').source}`,
      ),
      withCalls: false,
      ratio: 1.6,
    },
  };
}

function countOf(call: ts.CallExpression, scopes: Scopes): Count | undefined {
  const { expression: callee, arguments: args, parent } = call;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'filter') return undefined;
  if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== 'length') return undefined;
  if (ts.isOptionalChain(parent) || args.length !== 1) return undefined;
  const declaration = parent.parent;
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const { name } = declaration;
  const statement = declaration.parent.parent;
  if (!ts.isIdentifier(name) || !ts.isVariableStatement(statement)) return undefined;
  if (statement.modifiers !== undefined || !isStatementList(statement.parent)) return undefined;
  if (statement.declarationList.declarations.length !== 1) return undefined;
  const copied = copyOf(callee.expression, scopes);
  const test = bare(args[0]);
  if (copied === undefined || !isTest(test)) return undefined;
  return { statement, name, call, held: copied.from, source: copied.source, test };
}

/** `x => …` of one element, whose type is not written. */
function isTest(node: ts.Expression): node is Count['test'] {
  if (!ts.isArrowFunction(node) || node.modifiers !== undefined) return false;
  const [element, more] = node.parameters;
  if (element === undefined || more !== undefined || ts.isBlock(node.body)) return false;
  return !element.dotDotDotToken && !element.initializer && !element.type && !node.type;
}

/** Undefined where a name would mean something else, or a comment would be lost. */
function editOf(count: Count, { file, scopes }: Code): TextEdit | undefined {
  const { statement, name, source, test } = count;
  const [{ name: element }] = test.parameters;
  const { end } = statement;
  if (hasComment(file, statement.getStart(), end)) return undefined;
  const names = namesIn(element);
  if (
    isNamed(source, [name.text, ...names.map(one => one.text)]) ||
    isNamed(test, [name.text]) ||
    !areKept(element, scopes)
  )
    return undefined;
  const [{ type }] = statement.declarationList.declarations;
  const isVar = (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
  const line = newLineOf(file) + indentAt(file, statement.getStart());
  const close = file.text[end - 1] === ';' ? ';' : '';
  const text = [
    `${isVar ? 'var' : 'let'} ${name.text}${type === undefined ? '' : `: ${textOf(type)}`} = 0${close}`,
    `for (const ${textOf(element)} of ${textOf(source)}) if (${textOf(test.body)}) ${name.text}++${close}`,
  ].join(line);
  return { start: statement.getStart(), end, text };
}
